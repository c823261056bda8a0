// What a trade does beside the books: it is published, booked in the ledger, counted for the settlement and the price
// bands, and told to those who sent the orders. Owned by the exchange; called by the books in the middle of a command.
// A combination books its legs: it has no position of its own.
// Invariant: for each leg the lots bought by the orders of a match equal the lots sold.
import { assert } from '../../shared/domain/assert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { AggressorSide, Side } from '../../shared/domain/order.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import type { LegFill } from '../../shared/venue-wire/order-messages.ts'
import { legPrices } from '../matching/combinations/leg-prices.ts'
import type { ImpliedFill } from '../matching/combinations/implied-listener.ts'
import type { ClientReports } from './client-reports.ts'
import type { ClientTrade, LegBooking, TradeSide } from './client-trades.ts'
import type { PublishedMessage } from './exchange-events.ts'
import { FIRST_CLIENT_REF, type DirectTrade, type InstrumentBook, type OrderFill } from './instrument-book.ts'
import type { GroupMatch, ListedBooks } from './listed-books.ts'

/** What happened in a book, for its settlement and price bands. */
export interface BookTrade {
  readonly price: number
  readonly qty: number
  readonly isAuction: boolean
}

export interface BookingOutlets {
  readonly books: ListedBooks
  readonly reports: ClientReports
  readonly publish: (message: PublishedMessage) => void
  readonly nextTradeId: () => string
  readonly nowUs: () => TimeUs
  readonly post: (booking: LegBooking) => void
  readonly noteTrade: (book: InstrumentBook, trade: BookTrade) => void
  /** A trade in which a client took part. */
  readonly noteClientTrade: (trade: ClientTrade) => void
}

interface Leg {
  readonly book: InstrumentBook
  readonly ratio: number
  readonly price: number
}

export class TradeBooking {
  private readonly outlets: BookingOutlets

  constructor(outlets: BookingOutlets) {
    this.outlets = outlets
  }

  /** Two orders of one book traded with each other. */
  traded(book: InstrumentBook, trade: DirectTrade): void {
    const { price, qty, makerRef, takerRef, aggressorSide } = trade
    this.publishTrade(book, { price, qty, aggressorSide })
    this.outlets.noteTrade(book, { price, qty, isAuction: aggressorSide === 'none' })
    const makerSide: Side = aggressorSide === 'buy' ? 'sell' : 'buy'
    const legs = this.legsOfDirectTrade(book, price)
    const { makerLeavesQty, takerLeavesQty } = trade
    const maker = this.settle({
      book,
      side: makerSide,
      legs,
      fill: { orderRef: makerRef, price, qty, leavesQty: makerLeavesQty, liquidity: 'maker' },
    })
    const taker = this.settle({
      book,
      side: makerSide === 'buy' ? 'sell' : 'buy',
      legs,
      fill: { orderRef: takerRef, price, qty, leavesQty: takerLeavesQty, liquidity: 'taker' },
    })
    if (makerRef < FIRST_CLIENT_REF && takerRef < FIRST_CLIENT_REF) return
    const prints = [{ instrument: book.instrumentId, price, qty }]
    this.outlets.noteClientTrade({ tradedUs: this.outlets.nowUs(), prints, sides: [maker, taker] })
  }

  /** A combination's order traded with orders for its legs. */
  matched({ match, bookAt }: GroupMatch): void {
    const { combination, units, price, incoming, fills } = match
    const combinationBook = bookAt(combination)
    const found = this.outlets.books.relationOf(combinationBook)
    assert(found !== undefined, 'what was matched through a relation has one')
    const legs = found.legs.map((book, place): Leg => {
      const leg = found.relation.legs[place]
      const legPrice = match.legPrices[place]
      assert(leg !== undefined && legPrice !== undefined, 'a leg has a ratio and a price')
      return { book, ratio: leg.ratio, price: legPrice }
    })
    const sideIn = (book: number): AggressorSide => (book === incoming.book ? incoming.side : 'none')
    this.publishTrade(combinationBook, { price, qty: units, aggressorSide: sideIn(combination) })
    this.outlets.noteTrade(combinationBook, { price, qty: units, isAuction: false })
    for (const [place, leg] of legs.entries()) {
      const qty = Math.abs(leg.ratio) * units
      const number = found.relation.legs[place]?.book ?? -1
      this.publishTrade(leg.book, { price: leg.price, qty, aggressorSide: sideIn(number) })
      this.outlets.noteTrade(leg.book, { price: leg.price, qty, isAuction: false })
    }
    const sides = fills.map((part) => this.settlePart(bookAt(part.book), part, legs))
    if (fills.every(({ orderRef }) => orderRef < FIRST_CLIENT_REF)) return
    const prints = [
      { instrument: combinationBook.instrumentId, price, qty: units },
      ...legs.map((leg) => ({
        ...{ instrument: leg.book.instrumentId, price: leg.price, qty: Math.abs(leg.ratio) * units },
      })),
    ]
    this.outlets.noteClientTrade({ tradedUs: this.outlets.nowUs(), prints, sides })
  }

  private settlePart(book: InstrumentBook, part: ImpliedFill, legs: readonly Leg[]): TradeSide {
    const isCombination = book.instrument.combination !== undefined
    return this.settle({ book, side: part.side, legs: isCombination ? legs : undefined, fill: part })
  }

  /** Books one order's fill and tells its owner. */
  private settle(settling: {
    readonly book: InstrumentBook
    readonly side: Side
    readonly legs: readonly Leg[] | undefined
    readonly fill: OrderFill
  }): TradeSide {
    const { book, side, legs, fill } = settling
    const client = fill.orderRef >= FIRST_CLIENT_REF ? this.outlets.reports.of(fill.orderRef) : undefined
    const account = client?.account.matchingAccount ?? book.agentAccount(fill.orderRef)
    const legFills = legs?.map((leg): LegFill => ({
      instrument: leg.book.instrumentId,
      side: leg.ratio > 0 === (side === 'buy') ? 'buy' : 'sell',
      lastQty: qtyLots(fill.qty * Math.abs(leg.ratio)),
      lastPriceTicks: priceTicks(leg.price),
    }))
    if (legFills === undefined) {
      this.outlets.post({ account, instrument: book.instrumentId, side, qty: fill.qty, price: fill.price })
    } else {
      for (const { instrument, side: legSide, lastQty: qty, lastPriceTicks: price } of legFills)
        this.outlets.post({ account, instrument, side: legSide, qty, price })
    }
    const { price, qty, liquidity } = fill
    const settled = { account, instrument: book.instrumentId, side, qty, price, liquidity }
    const whole = legFills === undefined ? settled : { ...settled, legs: legFills }
    if (client === undefined) {
      book.tellAgents(fill)
      return whole
    }
    const execId = this.outlets.reports.filled(fill, legFills)
    const { account: owner, clientOrderId } = client
    return { ...whole, client: { accountId: owner.accountId, clientOrderId, execId } }
  }

  private legsOfDirectTrade(book: InstrumentBook, price: number): readonly Leg[] | undefined {
    const found = this.outlets.books.relationOf(book)
    if (found === undefined) return undefined
    const references = found.legs.map((leg) => leg.protection.limits().reference)
    const prices = legPrices(found.relation, price, references)
    return found.legs.map((leg, place) => ({
      book: leg,
      ratio: found.relation.legs[place]?.ratio ?? 0,
      price: prices[place] ?? 0,
    }))
  }

  private publishTrade(
    book: InstrumentBook,
    trade: { readonly price: number; readonly qty: number; readonly aggressorSide: AggressorSide },
  ): void {
    this.outlets.publish({
      type: 'trade',
      instrument: book.instrumentId,
      tradeId: this.outlets.nextTradeId(),
      priceTicks: priceTicks(trade.price),
      qty: qtyLots(trade.qty),
      aggressorSide: trade.aggressorSide,
      venueTimeUs: this.outlets.nowUs(),
    })
  }
}
