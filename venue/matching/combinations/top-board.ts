// The tops of all books and what follows from them: which cycles are whole, which are crossed, whose implied
// prices may have changed. Owned by the combination market, which says which book to look at again; changes
// no book. Invariants: `surplus`, `missing`, `inactive` of every cycle are those of the tops as last looked
// at; `crossedCount` counts the cycles that are crossed.
import { assert } from '../../../shared/domain/assert.ts'
import type { Side } from '../../../shared/domain/order.ts'
import { Cycle, impliedPrice, type BookTop, type Seat } from './cycle.ts'
import type { BookAsLeg } from '../book-as-leg.ts'
import type { LegBook } from './leg-book.ts'
import { assertRelation, type Relation } from './relation.ts'

interface Place {
  readonly book: LegBook
  readonly bid: BookTop
  readonly ask: BookTop
  isActive: boolean
}

export class TopBoard {
  /** Bought and sold of each relation in turn. */
  readonly cycles: readonly Cycle[]
  crossedCount = 0
  private readonly places: readonly Place[]
  private dirty: Cycle[] = []

  constructor(books: readonly LegBook[], relations: readonly Relation[]) {
    for (const relation of relations) assertRelation(relation, books.length)
    const tops = books.map((_, book) => ({ bid: emptyTop(book, 'buy'), ask: emptyTop(book, 'sell') }))
    const topOf = (book: number, side: Side): BookTop => {
      const top = tops[book]
      assert(top !== undefined, 'a relation names listed books')
      return side === 'buy' ? top.bid : top.ask
    }
    this.cycles = relations.flatMap((relation, number) => [
      new Cycle({ relation, number, side: 'buy' }, topOf),
      new Cycle({ relation, number, side: 'sell' }, topOf),
    ])
    for (const cycle of this.cycles) for (const seat of cycle.seats) seat.top.seats.push(seat)
    this.places = books.map((book, number) => ({
      book,
      bid: topOf(number, 'buy'),
      ask: topOf(number, 'sell'),
      isActive: false,
    }))
  }

  book(number: number): LegBook {
    return this.place(number).book
  }

  /** Whether the book is part of any relation. */
  isRelated(book: number): boolean {
    return this.place(book).bid.seats.length > 0
  }

  /** Looks at the top of a book again. */
  refresh(book: number): void {
    const place = this.place(book)
    this.refreshSide(place.book.leg, place.bid)
    this.refreshSide(place.book.leg, place.ask)
  }

  setActive(book: number, isActive: boolean): void {
    const place = this.place(book)
    if (place.isActive === isActive) return
    place.isActive = isActive
    for (const { cycle } of [...place.bid.seats, ...place.ask.seats]) {
      cycle.inactive += isActive ? -1 : 1
      this.noteChange(cycle)
    }
  }

  /**
   * The seat with the best price for an order coming in on `side`, of those that take at most `maxRatio` lots
   * at a time; the first relation's where prices are equal.
   */
  bestSeat(order: {
    readonly book: number
    readonly side: Side
    readonly maxRatio: number
  }): Seat | undefined {
    let best: Seat | undefined
    let bestPrice = 0
    for (const seat of this.seats(order.book, order.side)) {
      if (seat.ratio > order.maxRatio) continue
      const price = impliedPrice(seat)
      if (price === undefined) continue
      if (best !== undefined && (order.side === 'buy' ? price >= bestPrice : price <= bestPrice)) continue
      best = seat
      bestPrice = price
    }
    return best
  }

  /** The places of a book's side in the cycles, in the order of the relations. */
  seats(book: number, side: Side): readonly Seat[] {
    const place = this.place(book)
    return side === 'buy' ? place.bid.seats : place.ask.seats
  }

  /** Each cycle in which anything changed since the last call. */
  takeDirty(): readonly Cycle[] {
    const { dirty } = this
    this.dirty = []
    for (const cycle of dirty) cycle.isDirty = false
    return dirty
  }

  private refreshSide(book: BookAsLeg, top: BookTop): void {
    const price = book.bestPrice(top.side) ?? 0
    const qty = book.bestQty(top.side)
    if (price === top.price && qty === top.qty) return
    const { price: oldPrice, qty: oldQty } = top
    top.price = price
    top.qty = qty
    for (const { cycle, ratio, weight } of top.seats) {
      if (oldQty >= ratio) {
        cycle.surplus -= weight * oldPrice
        cycle.missing++
      }
      if (qty >= ratio) {
        cycle.surplus += weight * price
        cycle.missing--
      }
      this.noteChange(cycle)
    }
  }

  private noteChange(cycle: Cycle): void {
    const isCrossed =
      cycle.inactive === 0 && cycle.missing === 0 && cycle.surplus >= 0 && isPriced(cycle.combination)
    if (isCrossed !== cycle.isCrossed) {
      cycle.isCrossed = isCrossed
      this.crossedCount += isCrossed ? 1 : -1
    }
    if (cycle.isDirty) return
    cycle.isDirty = true
    this.dirty.push(cycle)
  }

  private place(book: number): Place {
    const place = this.places[book]
    assert(place !== undefined, 'a book has a number in the combination market')
    return place
  }
}

function isPriced(seat: Seat): boolean {
  return impliedPrice(seat) !== undefined
}

function emptyTop(book: number, side: Side): BookTop {
  return { book, side, price: 0, qty: 0, seats: [] }
}
