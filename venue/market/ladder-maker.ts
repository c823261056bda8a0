// The market maker that carries the book: one order at each of fourteen prices a side, moved with the fair value and
// resized now and then. Owned by the agents of one book.
// Invariant: before it places anything it has canceled whatever of its own could cross.
import type { OrderBook } from '../matching/order-book.ts'
import { LADDER_LEVELS, type AgentStyle } from './agent-style.ts'
import { QuoteSlots, SLOTS } from './quote-slots.ts'
import type { Random } from './random.ts'

/** Best prices that a maker is ready to show. */
export interface Touch {
  readonly bid: number
  readonly ask: number
}

/** How much more a level shows than the one nearer to the touch, in touch sizes. */
const GROWTH_PER_LEVEL = 0.28
/** Log standard deviation of a level's size. */
const SIZE_SPREAD = 0.45

export class LadderMaker {
  private readonly bids: QuoteSlots
  private readonly asks: QuoteSlots
  private readonly random: Random
  private readonly style: AgentStyle
  private touch: Touch = { bid: 0, ask: 0 }

  constructor(book: OrderBook, account: number, firstRef: number, style: AgentStyle, random: Random) {
    this.bids = new QuoteSlots(book, 'buy', account, firstRef)
    this.asks = new QuoteSlots(book, 'sell', account, firstRef + SLOTS)
    this.style = style
    this.random = random
  }

  slotsOf(ref: number): QuoteSlots | undefined {
    if (this.bids.owns(ref)) return this.bids
    return this.asks.owns(ref) ? this.asks : undefined
  }

  /** True when every price it means to quote has an order. */
  isWhole(): boolean {
    for (let depth = 0; depth < LADDER_LEVELS; depth++) {
      if (this.bids.workingAt(this.touch.bid - depth) === 0) return false
      if (this.asks.workingAt(this.touch.ask + depth) === 0) return false
    }
    return true
  }

  /** Moves the ladder to `touch` and fills its holes. */
  quote(touch: Touch): void {
    this.touch = touch
    this.bids.keepWithin(touch.bid - LADDER_LEVELS + 1, touch.bid)
    this.asks.keepWithin(touch.ask, touch.ask + LADDER_LEVELS - 1)
    for (let depth = 0; depth < LADDER_LEVELS; depth++) {
      if (this.bids.workingAt(touch.bid - depth) === 0) this.bids.place(touch.bid - depth, this.sizeAt(depth))
      if (this.asks.workingAt(touch.ask + depth) === 0) this.asks.place(touch.ask + depth, this.sizeAt(depth))
    }
  }

  /** Draws a new size for one level, more often near the touch. */
  resizeOne(): void {
    const isBid = this.random.chance(0.5)
    const depth = Math.min(LADDER_LEVELS - 1, Math.floor(this.random.exponential(4)))
    const slots = isBid ? this.bids : this.asks
    const price = isBid ? this.touch.bid - depth : this.touch.ask + depth
    const qty = this.sizeAt(depth)
    const working = slots.workingAt(price)
    if (working !== 0 && working !== qty) slots.resize(price, qty)
  }

  private sizeAt(depth: number): number {
    const typical = this.style.touchQty * (1 + GROWTH_PER_LEVEL * depth)
    return Math.max(1, Math.round(typical * Math.exp(SIZE_SPREAD * this.random.normal())))
  }
}
