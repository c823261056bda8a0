// The book of one instrument by order: every resting order with its place in the queue, and the same book by price for
// readers who need no more. Made by the feed that was asked for orders, fed by BookSync. Pure.
// Lots are those displayed: what an iceberg hides comes back behind the queue, so it is ahead of nobody, and implied
// prices trade after every order here.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { BookOrder, OrderDelta } from '../../shared/domain/market-data.ts'
import { ok, type Result } from '../../shared/domain/result.ts'
import { OrderQueues, ORDERS_PER_SIDE_MAX } from './order-queues.ts'
import type { PriceLevels } from './price-levels.ts'
import { SyncedBook, type BookRows, type BookTooLarge, type FollowingBook } from './synced-book.ts'

const STORED = ok(undefined)

export class BookByOrder extends SyncedBook<BookOrder> implements FollowingBook<BookOrder, OrderDelta> {
  readonly #ordersMax: number
  #bidOrders: OrderQueues
  #askOrders: OrderQueues

  constructor(ordersMax = ORDERS_PER_SIDE_MAX) {
    super()
    this.#ordersMax = ordersMax
    this.#bidOrders = new OrderQueues('bids', ordersMax)
    this.#askOrders = new OrderQueues('asks', ordersMax)
  }

  get bids(): PriceLevels {
    return this.#bidOrders.levels
  }

  get asks(): PriceLevels {
    return this.#askOrders.levels
  }

  /** The bids with their queues; another object after each snapshot. */
  get bidOrders(): OrderQueues {
    return this.#bidOrders
  }

  /** The asks with their queues; another object after each snapshot. */
  get askOrders(): OrderQueues {
    return this.#askOrders
  }

  replaceAll(snapshot: BookRows<BookOrder>, receivedTimeUs: TimeUs): Result<undefined, BookTooLarge> {
    const ordersMax = this.#ordersMax
    const bids = OrderQueues.of({ side: 'bids', rows: snapshot.bids, ordersMax })
    if (!bids.ok) return bids
    const asks = OrderQueues.of({ side: 'asks', rows: snapshot.asks, ordersMax })
    if (!asks.ok) return asks
    this.#bidOrders = bids.value
    this.#askOrders = asks.value
    this.stamp(snapshot, receivedTimeUs)
    return STORED
  }

  apply(delta: OrderDelta, receivedTimeUs: TimeUs): Result<undefined, BookTooLarge> {
    const bids = this.#bidOrders.setAll(delta.bids)
    const asks = bids.ok ? this.#askOrders.setAll(delta.asks) : bids
    if (asks.ok) this.stamp(delta, receivedTimeUs)
    return asks
  }

  differences({ bids, asks }: Pick<BookRows<BookOrder>, 'bids' | 'asks'>): number {
    return this.#bidOrders.differences(bids) + this.#askOrders.differences(asks)
  }
}
