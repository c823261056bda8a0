// The matching between the books of a venue: orders for spreads, butterflies and strips against orders for
// their legs. Called by the exchange, which says which books a command touched, and by the books themselves
// for the price that the others imply.
// Rules. First generation: implied prices are made of resting orders only, one relation at a time. They count
// what is displayed at each member's best price; a member with fewer lots there than its ratio implies
// nothing, nor is anything implied for it at that price or beyond. Prices are rounded against the order that
// comes in; what does not divide goes to the combination's order, which trades at what its legs add up to:
// exactly where the divisor is 1, otherwise at the tick next to their mean on the side of its own limit. At
// one price direct orders trade first, then the relation that was listed first.
// Invariant after `settle`: while all books of a relation are active, no price that it implies locks or
// crosses a book.
import { assert } from '../../../shared/domain/assert.ts'
import type { Side } from '../../../shared/domain/order.ts'
import type { IncomingOrder } from '../matching-loop.ts'
import { ChangedImplied, type ImpliedTop, type ImpliedVisitor } from './changed-implied.ts'
import { impliedPrice, type Cycle, type Seat } from './cycle.ts'
import type { ImpliedListener } from './implied-listener.ts'
import { tradeAtSeat, type IncomingAtSeat } from './implied-trade.ts'
import type { LegBook } from './leg-book.ts'
import type { Relation } from './relation.ts'
import { TopBoard } from './top-board.ts'

export class CombinationMarket {
  private readonly listener: ImpliedListener
  private readonly board: TopBoard
  private readonly changed: ChangedImplied
  private readonly touchedBooks = new Set<number>()
  /**
   * Lots left of an order that comes in to a book and is too small for a ratio: it is told no price of such
   * relations.
   */
  private readonly oddLots = new Map<number, number>()
  private readonly bookOf = (book: number): LegBook => this.board.book(book)

  /**
   * `books` in the order of the numbers that `relations` use. Every book starts inactive; what rests in it
   * counts from `setActive` on.
   */
  constructor(
    setup: { readonly books: readonly LegBook[]; readonly relations: readonly Relation[] },
    listener: ImpliedListener,
  ) {
    const { books, relations } = setup
    this.listener = listener
    this.board = new TopBoard(books, relations)
    this.changed = new ChangedImplied(this.board)
    books.forEach((book, number) => {
      this.touchedBooks.add(number)
      book.implied = this.board.isRelated(number)
        ? {
            bestPrice: (side, qty) => this.bestPrice(number, side, qty),
            trade: (incoming) => this.trade(number, incoming),
          }
        : undefined
    })
  }

  /**
   * Says that a command went to a book; must be called before `settle` for every command that can change one.
   */
  touched(book: number): void {
    this.touchedBooks.add(book)
  }

  /** Whether a book is in continuous trading; what is crossed then trades in the next `settle`. */
  setActive(book: number, isActive: boolean): void {
    this.board.setActive(book, isActive)
    this.touchedBooks.add(book)
  }

  /**
   * Ends a command: trades what has come to cross over several books, then lets the stops go off that were
   * triggered anywhere, until neither is left. Costs next to nothing when there is nothing to do. Ends,
   * because each round takes lots or a waiting stop away.
   */
  settle(): void {
    const withStops: number[] = []
    for (;;) {
      this.refreshTouched(withStops)
      if (this.board.crossedCount > 0) {
        this.resolveFirstCross()
        continue
      }
      const number = withStops.shift()
      if (number === undefined) return
      const book = this.bookOf(number)
      if (!book.hasUncheckedStops) continue
      book.runTriggeredStops()
      this.touchedBooks.add(number)
    }
  }

  /** The best implied price of a side as market data, told even where direct orders are better. */
  impliedTop(book: number, side: Side): ImpliedTop | undefined {
    return this.changed.top(book, side)
  }

  /** Visits each book and side whose implied top has changed since the last call. Call after `settle`. */
  drainChangedImplied(visit: ImpliedVisitor): void {
    this.changed.drain(visit)
  }

  private bestPrice(book: number, side: Side, qty: number): number | undefined {
    this.touchedBooks.add(book)
    // A replace has taken its order out of the book before it asks.
    this.board.refresh(book)
    const seat = this.board.bestSeat({ book, side, maxRatio: qty })
    return seat === undefined ? undefined : impliedPrice(seat)
  }

  private trade(book: number, incoming: IncomingOrder): number {
    const { side, leavesQty } = incoming
    const told = this.board.bestSeat({ book, side, maxRatio: leavesQty })
    if (told === undefined) return 0
    const price = priceOf(told)
    assert(
      side === 'buy' ? price <= incoming.limitPrice : price >= incoming.limitPrice,
      'an order keeps its limit',
    )
    return this.tradeOnce({ incoming, seat: told, price, bookOf: this.bookOf })
  }

  /** Lots of the incoming order that traded; 0 when a self-trade was prevented instead. */
  private tradeOnce(trade: IncomingAtSeat): number {
    const { seat } = trade
    const match = tradeAtSeat(trade)
    for (const { top } of seat.cycle.seats) {
      this.touchedBooks.add(top.book)
      // The book of the order that comes in is in the middle of its command; its top implies nothing for that
      // order.
      if (top !== seat.top) this.board.refresh(top.book)
    }
    if (match === undefined) return 0
    this.listener.matched(match)
    return match.units * seat.ratio
  }

  private resolveFirstCross(): void {
    const cycle = this.board.cycles.find((candidate) => candidate.isCrossed)
    assert(cycle !== undefined, 'a cycle that is counted as crossed is found')
    this.resolve(cycle)
  }

  /** The combination's best order acts as the one that comes in and keeps its place with what is left. */
  private resolve(cycle: Cycle): void {
    const seat = cycle.combination
    const price = priceOf(seat)
    this.bookOf(seat.top.book).leg.withHead(seat.top.side, (incoming) => {
      // Both orders rest: it is the leg's that ends, whatever this one asked for when it came in.
      incoming.selfTrade = 'cancelOldest'
      this.tradeOnce({ incoming, seat, price, bookOf: this.bookOf })
    })
  }

  private refreshTouched(withStops: number[]): void {
    for (const book of this.touchedBooks) {
      this.board.refresh(book)
      if (this.bookOf(book).hasUncheckedStops && !withStops.includes(book)) withStops.push(book)
    }
    this.touchedBooks.clear()
  }
}

function priceOf(seat: Seat): number {
  const price = impliedPrice(seat)
  assert(price !== undefined, 'the seat of an implied price has one')
  return price
}
