// How many lots trade before each own order at its price, where nobody tells: what rested there when the venue had taken it,
// less what has traded there since, and never more than rests there now beside it. Cancels count only through that last, so
// the figure is at most too large. Fed by the core with reports and books; read by ladders. Pure.
import type { ClientOrderId, InstrumentId, PriceTicks, QtyLots, TimeUs } from '../../shared/domain/brands.ts'
import { isTerminal, isWaitingStop, type Order, type Side } from '../../shared/domain/order.ts'
import type { BookView } from './synced-book.ts'
import type { TradeTape } from './trade-tape.ts'

/** What of an instrument's feed is looked at. */
export interface QueueMarket {
  readonly book: Pick<BookView, 'venueTimeUs' | 'bids' | 'asks'>
  readonly trades: Pick<TradeTape, 'tradedAt'>
}

interface Place {
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly price: PriceTicks
  readonly orderQty: QtyLots
  /** Of an iceberg: how many of its showings have traded. */
  readonly showing: number
  /** Of the venue, when it took the order or moved it: an older book does not have it. */
  readonly takenUs: number
  /** Undefined until a book has come that has the order. */
  readonly base: { readonly aheadQty: number; readonly tradedQty: number } | undefined
}

export class QueueEstimates {
  readonly #places = new Map<ClientOrderId, Place>()
  readonly #waiting = new Set<ClientOrderId>()

  /** The order as it stands after the venue's word of this time. */
  follow(order: Order, takenUs: TimeUs | 0): void {
    const { clientOrderId, instrumentId, side, limitPrice: price, orderQty, status } = order
    if (price === undefined || isWaitingStop(order) || isTerminal(status)) {
      this.#places.delete(clientOrderId)
      this.#waiting.delete(clientOrderId)
      return
    }
    if (status === 'pendingNew') return
    const place = this.#places.get(clientOrderId)
    const showing = showingOf(order)
    // Fewer lots keep their place; another price, more lots, and what an iceberg shows next go to the back.
    const stays = place?.price === price && orderQty <= place.orderQty && showing === place.showing
    if (stays) {
      if (orderQty < place.orderQty) this.#places.set(clientOrderId, { ...place, orderQty })
      return
    }
    this.#places.set(clientOrderId, {
      instrumentId,
      side,
      price,
      orderQty,
      showing,
      takenUs,
      base: undefined,
    })
    this.#waiting.add(clientOrderId)
  }

  /** Looks whether books have come that have the orders which were taken last; costs nothing where there are none. */
  settle(
    marketOf: (instrumentId: InstrumentId) => QueueMarket | undefined,
    orderOf: (clientOrderId: ClientOrderId) => Order | undefined,
  ): void {
    for (const clientOrderId of this.#waiting) {
      const place = this.#places.get(clientOrderId)
      const order = orderOf(clientOrderId)
      const market = place && marketOf(place.instrumentId)
      if (place === undefined || order === undefined || market === undefined) continue
      const restingQty = levelQty(market, place)
      const isIn = (market.book.venueTimeUs ?? -1) >= place.takenUs && restingQty >= shownQty(order)
      if (!isIn) continue
      const base = { aheadQty: restingQty - shownQty(order), tradedQty: tradedQty(market, place) }
      this.#places.set(clientOrderId, { ...place, base })
      this.#waiting.delete(clientOrderId)
    }
  }

  /** At most so many lots; undefined while no book has come that has the order, and for one that does not rest. */
  aheadOf(order: Order, market: QueueMarket): number | undefined {
    const place = this.#places.get(order.clientOrderId)
    if (place?.base === undefined) return undefined
    const tradedSince = tradedQty(market, place) - place.base.tradedQty
    // A feed that was made anew has counted nothing yet: what traded meanwhile is not known.
    const left = tradedSince < 0 ? place.base.aheadQty : Math.max(0, place.base.aheadQty - tradedSince)
    return Math.min(left, Math.max(0, levelQty(market, place) - shownQty(order)))
  }
}

function levelQty({ book }: QueueMarket, { side, price }: Place): number {
  return (side === 'buy' ? book.bids : book.asks).qtyAt(price)
}

/** Lots that orders resting on this side have traded at this price. */
function tradedQty({ trades }: QueueMarket, { side, price }: Place): number {
  const traded = trades.tradedAt(price)
  if (traded === undefined) return 0
  return (side === 'buy' ? traded.soldQty : traded.boughtQty) + traded.auctionQty
}

function shownQty({ leavesQty, terms }: Order): number {
  return Math.min(leavesQty, terms?.displayQty ?? leavesQty)
}

function showingOf({ cumQty, terms }: Order): number {
  return terms?.displayQty === undefined ? 0 : Math.floor(cumQty / terms.displayQty)
}
