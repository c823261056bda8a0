// The market maker that carries a book: one order at each of a few prices a side, moved with the fair value and resized
// now and then. Owned by the desk of one book.
// Invariants: before it places anything it has canceled whatever of its own could cross; it never quotes outside the
// prices that the exchange takes, and a level outside them counts as quoted.
import type { LadderStyle } from './agent-style.ts'
import type { AgentBook } from './exchange-port.ts'
import { QuoteSlots, SLOTS } from './quote-slots.ts'
import type { Random } from './random.ts'

/** Best prices that a maker is ready to show. */
export interface Touch {
  readonly bid: number
  readonly ask: number
}

export interface LadderMakerOptions {
  readonly account: number
  /** First of the 2 × SLOTS refs that it uses. */
  readonly firstRef: number
  readonly style: LadderStyle
  readonly random: Random
}

/** How much more a level shows than the one nearer to the touch, in touch sizes. */
const GROWTH_PER_LEVEL = 0.28
/** Log standard deviation of a level's size. */
const SIZE_SPREAD = 0.45

export class LadderMaker {
  private readonly book: AgentBook
  private readonly bids: QuoteSlots
  private readonly asks: QuoteSlots
  private readonly random: Random
  /** Changes as the contract comes nearer. */
  style: LadderStyle
  private touch: Touch = { bid: 0, ask: 0 }
  private hasQuoted = false

  constructor(book: AgentBook, { account, firstRef, style, random }: LadderMakerOptions) {
    this.book = book
    this.bids = new QuoteSlots(book, 'buy', account, firstRef)
    this.asks = new QuoteSlots(book, 'sell', account, firstRef + SLOTS)
    this.style = style
    this.random = random
  }

  slotsOf(ref: number): QuoteSlots | undefined {
    if (this.bids.owns(ref)) return this.bids
    return this.asks.owns(ref) ? this.asks : undefined
  }

  adopt(): void {
    this.bids.adopt()
    this.asks.adopt()
  }

  cancelAll(): void {
    this.bids.cancelAll()
    this.asks.cancelAll()
  }

  /** True when every price it means to quote has an order, and none that the exchange no longer takes. */
  isWhole(): boolean {
    if (!this.hasQuoted) return false
    const { low, high } = this.book.limits
    for (let depth = 0; depth < this.style.levels; depth++) {
      const [bid, ask] = [this.touch.bid - depth, this.touch.ask + depth]
      if ((bid >= low && bid <= high) !== this.bids.workingAt(bid) > 0) return false
      if ((ask >= low && ask <= high) !== this.asks.workingAt(ask) > 0) return false
    }
    return true
  }

  /** Moves the ladder to `touch` and fills its holes. */
  quote(touch: Touch): void {
    const { low, high } = this.book.limits
    this.touch = touch
    this.hasQuoted = true
    this.bids.keepWithin(Math.max(low, touch.bid - this.style.levels + 1), Math.min(high, touch.bid))
    this.asks.keepWithin(Math.max(low, touch.ask), Math.min(high, touch.ask + this.style.levels - 1))
    for (let depth = 0; depth < this.style.levels; depth++) {
      const [bid, ask] = [touch.bid - depth, touch.ask + depth]
      if (bid >= low && bid <= high && this.bids.workingAt(bid) === 0)
        this.bids.place(bid, this.sizeAt(depth))
      if (ask >= low && ask <= high && this.asks.workingAt(ask) === 0)
        this.asks.place(ask, this.sizeAt(depth))
    }
  }

  /** Draws a new size for one level, more often near the touch. */
  resizeOne(): void {
    const isBid = this.random.chance(0.5)
    const depth = Math.min(this.style.levels - 1, Math.floor(this.random.exponential(4)))
    const slots = isBid ? this.bids : this.asks
    const price = isBid ? this.touch.bid - depth : this.touch.ask + depth
    const qty = this.sizeAt(depth)
    const working = slots.workingAt(price)
    const { low, high } = this.book.limits
    if (price < low || price > high) return
    if (working !== 0 && working !== qty) slots.resize(price, qty)
  }

  private sizeAt(depth: number): number {
    const typical = this.style.touchQty * (1 + GROWTH_PER_LEVEL * depth)
    return Math.max(1, Math.round(typical * Math.exp(SIZE_SPREAD * this.random.normal())))
  }
}
