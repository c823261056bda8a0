// Every listed instrument's book, and the combination markets between the books of a root. Owned by the exchange.
// Invariants: books keep their listing order; a combination comes after its legs; after `settleMatches` no implied
// price locks or crosses a book.
import { assert } from '../../shared/domain/assert.ts'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import { CombinationMarket } from '../matching/combinations/combination-market.ts'
import type { ImpliedMatch } from '../matching/combinations/implied-listener.ts'
import type { Relation } from '../matching/combinations/relation.ts'
import type { InstrumentBook } from './instrument-book.ts'

/** The books of one root, by the numbers that its relations use. */
interface RootGroup {
  readonly root: string
  readonly books: readonly InstrumentBook[]
  readonly relations: ReadonlyMap<InstrumentId, Relation>
  readonly market: CombinationMarket
}

/** What orders of several books traded with each other. */
export interface GroupMatch {
  readonly match: ImpliedMatch
  readonly bookAt: (number: number) => InstrumentBook
}

export class ListedBooks {
  /** In listing order. */
  readonly all: InstrumentBook[] = []
  private readonly byId = new Map<string, InstrumentBook>()
  private readonly groups = new Map<string, RootGroup>()
  private readonly places = new Map<InstrumentBook, number>()
  private readonly numbers = new Map<InstrumentBook, number>()
  private readonly onMatch: (match: GroupMatch) => void
  private readonly touchedBooks = new Set<InstrumentBook>()
  private readonly unpublished = new Set<InstrumentBook>()
  private readonly unsettled = new Set<RootGroup>()

  constructor(onMatch: (match: GroupMatch) => void) {
    this.onMatch = onMatch
  }

  get(instrument: InstrumentId): InstrumentBook | undefined {
    return this.byId.get(instrument)
  }

  /** The book of an instrument that another names as its leg. */
  leg(instrument: InstrumentId): InstrumentBook {
    const book = this.byId.get(instrument)
    assert(book !== undefined, `the leg ${instrument} is listed`)
    return book
  }

  /** Adds books and relates them; those of the same roots are related anew. */
  add(books: readonly InstrumentBook[]): void {
    for (const book of books) {
      this.places.set(book, this.all.push(book))
      this.byId.set(book.instrumentId, book)
    }
    for (const root of new Set(books.map(({ instrument }) => instrument.root))) this.relate(root)
  }

  /** How the prices of a combination and its legs are related, with the books of the legs in the relation's order. */
  relationOf(book: InstrumentBook): { relation: Relation; legs: readonly InstrumentBook[] } | undefined {
    const group = this.groupOf(book)
    const relation = group.relations.get(book.instrumentId)
    if (relation === undefined) return undefined
    return { relation, legs: relation.legs.map((leg) => bookAt(group, leg.book)) }
  }

  /** Something of the book changed: its neighbours are looked at, and it is asked for what is to be published. */
  touched(book: InstrumentBook): void {
    this.touchedBooks.add(book)
    this.unpublished.add(book)
  }

  /** Says whether a book is in continuous trading, where orders of other books imply prices. */
  setActive(book: InstrumentBook, isActive: boolean): void {
    const group = this.groupOf(book)
    group.market.setActive(this.numberOf(book), isActive)
    this.unsettled.add(group)
    this.touched(book)
  }

  /**
   * Trades what has come to cross over several books and lets triggered stops go off, until nothing is left; returns
   * the books that the command touched, whoever did it.
   */
  settleMatches(): readonly InstrumentBook[] {
    const touched = new Set<InstrumentBook>()
    while (this.touchedBooks.size > 0 || this.unsettled.size > 0) {
      for (const book of this.touchedBooks) {
        touched.add(book)
        const group = this.groupOf(book)
        group.market.touched(this.numberOf(book))
        this.unsettled.add(group)
      }
      this.touchedBooks.clear()
      const groups = [...this.unsettled]
      this.unsettled.clear()
      for (const group of groups) group.market.settle()
      for (const book of this.touchedBooks) touched.add(book)
      this.touchedBooks.clear()
    }
    return [...touched]
  }

  /** Publishes what changed in each book since the last call, in listing order, then the implied prices that changed. */
  publishChanges(): void {
    if (this.unpublished.size === 0) return
    const books = [...this.unpublished].sort((a, b) => this.placeOf(a) - this.placeOf(b))
    this.unpublished.clear()
    const groups = new Set<RootGroup>()
    for (const book of books) {
      book.publishChanges()
      groups.add(this.groupOf(book))
    }
    for (const group of groups) {
      group.market.drainChangedImplied((number, side, top) => {
        bookAt(group, number).publishImplied(side, top === undefined ? undefined : [top.price, top.qty])
      })
    }
  }

  private relate(root: string): void {
    const books = this.all.filter(({ instrument }) => instrument.root === root)
    const numberOf = new Map(books.map((book, number) => [book.instrumentId, number]))
    books.forEach((book, number) => this.numbers.set(book, number))
    const relations = new Map<InstrumentId, Relation>()
    for (const { instrument, instrumentId } of books) {
      const { combination } = instrument
      if (combination === undefined) continue
      const number = numberOf.get(instrumentId)
      assert(number !== undefined, 'a book has a number')
      const legs = combination.legs.map(({ instrumentId: legId, ratio, priceWeight }) => {
        const leg = numberOf.get(legId)
        assert(leg !== undefined && leg < number, `${instrumentId} is listed after its leg ${legId}`)
        return { book: leg, ratio, priceWeight }
      })
      relations.set(instrumentId, { combination: number, legs, priceDivisor: combination.priceDivisor })
    }
    const setup = { books: books.map(({ book }) => book), relations: [...relations.values()] }
    const group: RootGroup = {
      root,
      books,
      relations,
      market: new CombinationMarket(setup, {
        matched: (match) => this.onMatch({ match, bookAt: (number) => bookAt(group, number) }),
      }),
    }
    this.groups.set(root, group)
    books.forEach((book, number) => {
      if (book.phase === 'continuous') group.market.setActive(number, true)
    })
    this.unsettled.add(group)
  }

  private groupOf(book: InstrumentBook): RootGroup {
    const group = this.groups.get(book.instrument.root)
    assert(group !== undefined, 'a listed book has a group')
    return group
  }

  private placeOf(book: InstrumentBook): number {
    return this.places.get(book) ?? 0
  }

  private numberOf(book: InstrumentBook): number {
    const number = this.numbers.get(book)
    assert(number !== undefined, 'a listed book has a number')
    return number
  }
}

function bookAt({ books }: Pick<RootGroup, 'books'>, number: number): InstrumentBook {
  const book = books[number]
  assert(book !== undefined, `a book has number ${number}`)
  return book
}
