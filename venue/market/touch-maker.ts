// A second maker with small orders: one a side, moved often within a few ticks of the touch, now and then inside a wide
// spread. It gives the top of the book its movement. Owned by the desk of one book; never means to take.
// Sizes of 1 to 6 lots, four in five orders canceled before they trade: our assumptions.
import type { Side } from '../../shared/domain/order.ts'
import type { AgentBook } from './exchange-port.ts'
import type { Touch } from './ladder-maker.ts'
import type { Random } from './random.ts'

const LOTS_MAX = 6
/** Mean ticks behind the touch. */
const MEAN_DEPTH = 1.5
const IMPROVE_CHANCE = 0.35

interface WorkingOrder {
  price: number
  leavesQty: number
}

export class TouchMaker {
  private readonly book: AgentBook
  private readonly account: number
  private readonly firstRef: number
  private readonly random: Random
  private readonly orders: Record<Side, WorkingOrder> = {
    buy: { price: 0, leavesQty: 0 },
    sell: { price: 0, leavesQty: 0 },
  }

  /** Uses refs `firstRef` (bid) and `firstRef + 1` (ask). */
  constructor(book: AgentBook, account: number, firstRef: number, random: Random) {
    this.book = book
    this.account = account
    this.firstRef = firstRef
    this.random = random
  }

  owns(ref: number): boolean {
    return ref === this.firstRef || ref === this.firstRef + 1
  }

  noteLeaves(ref: number, leavesQty: number): void {
    this.orders[ref === this.firstRef ? 'buy' : 'sell'].leavesQty = leavesQty
  }

  /** Takes over what rests under its refs, as after a restart. */
  adopt(): void {
    for (const side of ['buy', 'sell'] as const) {
      const order = this.book.order(this.refOf(side))
      if (order !== undefined) this.orders[side] = { price: order.price, leavesQty: order.leavesQty }
    }
  }

  cancelAll(): void {
    this.pull('buy')
    this.pull('sell')
  }

  /** Takes back an order that the market has moved past. */
  retreat(touch: Touch): void {
    if (this.orders.buy.price >= touch.ask) this.pull('buy')
    if (this.orders.sell.price <= touch.bid) this.pull('sell')
  }

  /** Moves one of its two orders. */
  move(): void {
    const side = this.random.chance(0.5) ? 'buy' : 'sell'
    const depth = Math.floor(this.random.exponential(MEAN_DEPTH))
    const qty = this.random.integer(1, LOTS_MAX)
    const improves = this.random.chance(IMPROVE_CHANCE)
    this.pull(side)
    const [bid, ask] = [this.book.bestPrice('buy'), this.book.bestPrice('sell')]
    if (bid === undefined || ask === undefined) return
    const away = improves && ask - bid >= 3 ? -1 : depth
    const price = side === 'buy' ? bid - away : ask + away
    const { low, high } = this.book.limits
    if (price >= low && price <= high) this.place(side, price, qty)
  }

  private place(side: Side, price: number, qty: number): void {
    const order = this.orders[side]
    order.price = price
    order.leavesQty = qty
    this.book.submit({
      orderRef: this.refOf(side),
      account: this.account,
      side,
      orderType: 'limit',
      timeInForce: 'gtc',
      limitPrice: price,
      orderQty: qty,
    })
  }

  private pull(side: Side): void {
    if (this.orders[side].leavesQty > 0) this.book.cancel(this.refOf(side))
  }

  private refOf(side: Side): number {
    return side === 'buy' ? this.firstRef : this.firstRef + 1
  }
}
