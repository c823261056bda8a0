// One match over the books of a cycle: how many units go, whose self-trade ends what, the fills. Called by
// the combination market for an order that comes in and for resting orders that have come to cross. Rules: a
// match has one combination order, resting or incoming, which is the counterparty in every leg; legs that
// rest trade at their own price, a leg that comes in at the implied price, the combination at what its legs
// add up to. Self-trade is an order of the combination's account in a leg: where the incoming order is one of
// the two its own selfTrade decides, as in one book; where both rest the leg's order is canceled. Nothing is
// canceled that would not be met by the next unit.
import { assert } from '../../../shared/domain/assert.ts'
import type { IncomingOrder } from '../matching-loop.ts'
import { combinationPrice, type Seat } from './cycle.ts'
import type { ImpliedFill, ImpliedMatch } from './implied-listener.ts'
import type { LegBook } from './leg-book.ts'

/** An order that takes the place of a cycle's seat. */
export interface IncomingAtSeat {
  readonly incoming: IncomingOrder
  readonly seat: Seat
  /** Ticks: the implied price. */
  readonly price: number
  readonly bookOf: (number: number) => LegBook
}

/**
 * Trades as many units as go with one combination order; undefined when none does, because an order was
 * canceled to prevent a self-trade.
 */
export function tradeAtSeat(trade: IncomingAtSeat): ImpliedMatch | undefined {
  const units = unitsBeforeSelfTrade(trade)
  return units === 0 ? undefined : executed(trade, units)
}

function unitsBeforeSelfTrade(trade: IncomingAtSeat): number {
  const { incoming, seat, bookOf } = trade
  const { combination, legs, seats } = seat.cycle
  const combinationComesIn = seat === combination
  let units = Math.floor(incoming.leavesQty / seat.ratio)
  for (const other of seats)
    if (other !== seat) units = Math.min(units, Math.floor(other.top.qty / other.ratio))
  let account = incoming.account
  if (!combinationComesIn) {
    const { leg } = bookOf(combination.top.book)
    account = leg.headAccount(combination.top.side) ?? 0
    if (account !== 0 && account === incoming.account) return endSelfTrade(trade, combination, account)
    units = Math.min(units, leg.headQty(combination.top.side))
  }
  if (account === 0) return units
  for (const other of legs) {
    if (other === seat) continue
    const { book, side } = other.top
    const { leg } = bookOf(book)
    const unitsAhead = Math.floor(leg.qtyAheadOf({ side, account }) / other.ratio)
    if (unitsAhead === 0) {
      if (combinationComesIn) return endSelfTrade(trade, other, account)
      leg.cancelFirstOwn({ side, account, reason: 'selfTradePrevented' })
      return 0
    }
    units = Math.min(units, unitsAhead)
  }
  return units
}

function endSelfTrade({ incoming, seat, bookOf }: IncomingAtSeat, own: Seat, account: number): 0 {
  const { book, side } = own.top
  const reason = 'selfTradePrevented'
  if (incoming.selfTrade !== 'cancelNewest') bookOf(book).leg.cancelFirstOwn({ side, account, reason })
  if (incoming.selfTrade !== 'cancelOldest') bookOf(seat.top.book).leg.cancelIncoming(incoming, reason)
  return 0
}

function executed({ incoming, seat, price, bookOf }: IncomingAtSeat, units: number): ImpliedMatch {
  const { cycle } = seat
  const legPrices = cycle.legs.map((leg) => (leg === seat ? price : leg.top.price))
  const unitPrice = combinationPrice(cycle, legPrices)
  assert(unitPrice !== undefined, 'the legs of a match add up to a price')
  const fills: ImpliedFill[] = []
  const fill = (member: Seat, at: number): void => {
    const { book, side } = member.top
    const qty = units * member.ratio
    const { leg } = bookOf(book)
    if (member === seat) {
      leg.fillIncoming(incoming, { qty, price: at })
      const { orderRef, leavesQty } = incoming
      fills.push({ book, orderRef, side, price: at, qty, leavesQty, liquidity: 'taker' })
      return
    }
    leg.fillBest(side, { qty, price: at }, (orderRef, lastQty, leavesQty) =>
      fills.push({ book, orderRef, side, price: at, qty: lastQty, leavesQty, liquidity: 'maker' }),
    )
  }
  fill(cycle.combination, unitPrice)
  cycle.legs.forEach((leg, index) => fill(leg, legPrices[index] ?? 0))
  return {
    relation: cycle.relation,
    combination: cycle.combination.top.book,
    units,
    price: unitPrice,
    legPrices,
    incoming: { book: seat.top.book, orderRef: incoming.orderRef, side: incoming.side },
    fills,
  }
}
