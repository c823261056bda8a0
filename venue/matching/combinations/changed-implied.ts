// The implied top of each book and side as market data, and which have changed since they were last told.
// Owned by the combination market. What it costs follows what changed, not how much is listed.
import type { Side } from '../../../shared/domain/order.ts'
import { impliedPrice, type Seat } from './cycle.ts'
import type { TopBoard } from './top-board.ts'

/** Ticks, and the lots that the relation with the most of them gives at that price. */
export interface ImpliedTop {
  readonly price: number
  readonly qty: number
}

/** Called once per book and side whose implied top changed; undefined when nothing is implied any more. */
export type ImpliedVisitor = (book: number, side: Side, top: ImpliedTop | undefined) => void

export class ChangedImplied {
  private readonly board: TopBoard
  /** What was told last, by `keyOf`. */
  private readonly told = new Map<number, ImpliedTop>()

  constructor(board: TopBoard) {
    this.board = board
  }

  /**
   * The best price at which an order of the other side would trade through relations, as a level of `side`.
   */
  top(book: number, side: Side): ImpliedTop | undefined {
    let price: number | undefined
    let qty = 0
    for (const seat of this.board.seats(book, side === 'buy' ? 'sell' : 'buy')) {
      const candidate = impliedPrice(seat)
      if (candidate === undefined) continue
      if (price !== undefined && (side === 'buy' ? candidate < price : candidate > price)) continue
      qty = candidate === price ? Math.max(qty, impliedQty(seat)) : impliedQty(seat)
      price = candidate
    }
    return price === undefined ? undefined : { price, qty }
  }

  /** Visits each change, by book, bids first. `visit` must not change a book. */
  drain(visit: ImpliedVisitor): void {
    const keys = new Set<number>()
    for (const { seats } of this.board.takeDirty()) {
      // An order that took the seat of a buyer would meet the implied asks.
      for (const { top } of seats) keys.add(keyOf(top.book, top.side === 'buy' ? 'sell' : 'buy'))
    }
    for (const key of [...keys].sort((a, b) => a - b)) {
      const [book, side] = [key >> 1, key % 2 === 0 ? 'buy' : 'sell'] as const
      const top = this.top(book, side)
      const before = this.told.get(key)
      if (top?.price === before?.price && top?.qty === before?.qty) continue
      if (top === undefined) this.told.delete(key)
      else this.told.set(key, top)
      visit(book, side, top)
    }
  }
}

function impliedQty(seat: Seat): number {
  let units = Infinity
  for (const other of seat.cycle.seats) {
    if (other !== seat) units = Math.min(units, Math.floor(other.top.qty / other.ratio))
  }
  return units * seat.ratio
}

function keyOf(book: number, side: Side): number {
  return book * 2 + (side === 'buy' ? 0 : 1)
}
