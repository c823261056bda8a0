// Orders of the house before an auction: buyers and sellers around fair value, so that opening and closing auctions
// trade. Used by the desk of an outright; the orders end with the day, or when continuous trading begins.
// Sizes and the spread of opinions (0.25 % of the price) are assumptions of ours.
import type { Side } from '../../shared/domain/order.ts'
import type { AgentBook } from './exchange-port.ts'
import { AUCTION_ORDERS_MAX, HOUSE_ACCOUNTS, HOUSE_REFS } from './house.ts'
import type { Random } from './random.ts'

const OPINION_SPREAD = 0.0025
const MEAN_LOTS = 5

/** Enters orders on both sides; the first pair crosses, so that something trades. */
export function placeAuctionOrders(book: AgentBook, fairTicks: number, random: Random): void {
  const count = random.integer(3, AUCTION_ORDERS_MAX)
  const spread = Math.max(1, fairTicks * OPINION_SPREAD)
  for (let place = 0; place < count; place++) {
    for (const side of ['buy', 'sell'] as const) {
      const away = place === 0 ? (side === 'buy' ? 1 : -1) : random.normal() * spread
      const orderQty = 1 + Math.floor(random.exponential(MEAN_LOTS))
      enter(book, { side, place, orderQty, limitPrice: Math.round(fairTicks + away) })
    }
  }
}

/** Takes back what an auction left over. */
export function cancelAuctionOrders(book: AgentBook): void {
  for (let place = 0; place < 2 * AUCTION_ORDERS_MAX; place++) {
    const ref = HOUSE_REFS.auction + place
    if (book.order(ref) !== undefined) book.cancel(ref)
  }
}

interface AuctionOrder {
  readonly side: Side
  readonly place: number
  readonly orderQty: number
  readonly limitPrice: number
}

function enter(book: AgentBook, { side, place, orderQty, limitPrice }: AuctionOrder): void {
  const { low, high } = book.limits
  book.submit({
    orderRef: HOUSE_REFS.auction + place + (side === 'buy' ? 0 : AUCTION_ORDERS_MAX),
    account: side === 'buy' ? HOUSE_ACCOUNTS.auctionBuyer : HOUSE_ACCOUNTS.auctionSeller,
    side,
    orderType: 'limit',
    timeInForce: 'day',
    limitPrice: Math.max(low, Math.min(high, limitPrice)),
    orderQty,
  })
}
