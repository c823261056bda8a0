// Every listed instrument's book, and the combination markets between the books of a root. Owned by the exchange.
// Invariants: books keep their listing order; a combination comes after its legs; after `settleMatches` no implied
// price locks or crosses a book.
import { assert } from '../../shared/domain/assert.ts'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { CombinationMarket } from '../matching/combinations/combination-market.ts'
import type { ImpliedVisitor } from '../matching/combinations/changed-implied.ts'
import type { ImpliedMatch } from '../matching/combinations/implied-listener.ts'
import type { Relation } from '../matching/combinations/relation.ts'
import type { InstrumentBook } from './instrument-book.ts'

/** Venue time between two tellings of a root’s implied prices. */
const IMPLIED_EVERY_US = 100_000

/** The books of one root, by the numbers that its relations use. */
interface RootGroup {
  readonly root: string
  readonly books: readonly InstrumentBook[]
  readonly relations: ReadonlyMap<InstrumentId, Relation>
  readonly market: CombinationMarket
  /** Tells the books of the group of implied prices. */
  readonly publishImplied: ImpliedVisitor
  /** In `unsettled`. */
  isUnsettled: boolean
  /** In `untold`. */
  isUntold: boolean
  /** Venue time from which its implied prices may be told again. */
  impliedDueUs: number
}

/** A book with its place among the others. */
interface Listing {
  readonly book: InstrumentBook
  group: RootGroup
  /** In its group. */
  number: number
  /** In `touchedListings`. */
  isTouched: boolean
  /** In `unpublished`. */
  isUnpublished: boolean
  /** The `settleMatches` that last found it touched. */
  settledIn: number
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
  /** As `all`. */
  private readonly listings: Listing[] = []
  private readonly onMatch: (match: GroupMatch) => void
  private touchedListings: Listing[] = []
  private unpublished: Listing[] = []
  private unsettled: RootGroup[] = []
  /** Groups whose implied prices may have changed since they were told. */
  private untold: RootGroup[] = []
  private settleCalls = 0

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
      book.place = this.all.push(book) - 1
      this.byId.set(book.instrumentId, book)
    }
    for (const root of new Set(books.map(({ instrument }) => instrument.root))) this.relate(root)
  }

  /** How the prices of a combination and its legs are related, with the books of the legs in the relation's order. */
  relationOf(book: InstrumentBook): { relation: Relation; legs: readonly InstrumentBook[] } | undefined {
    const { group } = this.listingOf(book)
    const relation = group.relations.get(book.instrumentId)
    if (relation === undefined) return undefined
    return { relation, legs: relation.legs.map((leg) => bookAt(group, leg.book)) }
  }

  /** Something of the book changed: its neighbours are looked at, and it is asked for what is to be published. */
  touched(book: InstrumentBook): void {
    const listing = this.listingOf(book)
    if (!listing.isTouched) {
      listing.isTouched = true
      this.touchedListings.push(listing)
    }
    if (listing.isUnpublished) return
    listing.isUnpublished = true
    this.unpublished.push(listing)
  }

  /** Says whether a book is in continuous trading, where orders of other books imply prices. */
  setActive(book: InstrumentBook, isActive: boolean): void {
    const { group, number } = this.listingOf(book)
    group.market.setActive(number, isActive)
    this.unsettle(group)
    this.touched(book)
  }

  /**
   * Trades what has come to cross over several books and lets triggered stops go off, until nothing is left; returns
   * the books that the command touched, whoever did it.
   */
  settleMatches(): readonly InstrumentBook[] {
    const touched: InstrumentBook[] = []
    this.settleCalls += 1
    while (this.touchedListings.length > 0 || this.unsettled.length > 0) {
      for (const { group, number } of this.takeTouched(touched)) {
        // Where nothing is related there is nothing to look at.
        if (group.relations.size === 0) continue
        group.market.touched(number)
        this.unsettle(group)
      }
      const groups = this.unsettled
      if (groups.length === 0) break
      this.unsettled = []
      for (const group of groups) {
        group.isUnsettled = false
        group.market.settle()
      }
      this.takeTouched(touched)
    }
    return touched
  }

  /**
   * Publishes what changed in each book since the last call, in listing order, then the implied prices that changed: a
   * root's at most ten times a second, as one order can move those of many books.
   */
  publishChanges(nowUs: TimeUs): void {
    const listings = this.unpublished
    if (listings.length > 0) this.publishBooks(listings)
    if (this.untold.length === 0) return
    const later: RootGroup[] = []
    for (const group of this.untold) {
      if (nowUs < group.impliedDueUs) {
        later.push(group)
        continue
      }
      group.isUntold = false
      group.impliedDueUs = nowUs + IMPLIED_EVERY_US
      group.market.drainChangedImplied(group.publishImplied)
    }
    this.untold = later
  }

  private publishBooks(listings: Listing[]): void {
    this.unpublished = []
    if (listings.length > 1) listings.sort((a, b) => a.book.place - b.book.place)
    for (const listing of listings) {
      const { book, group } = listing
      listing.isUnpublished = false
      book.publishChanges()
      if (group.isUntold || group.relations.size === 0) continue
      group.isUntold = true
      this.untold.push(group)
    }
  }

  private unsettle(group: RootGroup): void {
    if (group.isUnsettled) return
    group.isUnsettled = true
    this.unsettled.push(group)
  }

  /** Ends the list of touched books, adds those that this settling has not met yet, and returns it. */
  private takeTouched(touched: InstrumentBook[]): readonly Listing[] {
    const listings = this.touchedListings
    if (listings.length === 0) return listings
    this.touchedListings = []
    for (const listing of listings) {
      listing.isTouched = false
      if (listing.settledIn === this.settleCalls) continue
      listing.settledIn = this.settleCalls
      touched.push(listing.book)
    }
    return listings
  }

  private relate(root: string): void {
    const books = this.all.filter(({ instrument }) => instrument.root === root)
    const numberOf = new Map(books.map((book, number) => [book.instrumentId, number]))
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
      publishImplied: (number, side, top) => {
        bookAt(group, number).publishImplied(side, top === undefined ? undefined : [top.price, top.qty])
      },
      isUnsettled: false,
      isUntold: false,
      impliedDueUs: 0,
    }
    const isOther = (known: RootGroup): boolean => known.root !== root
    this.unsettled = this.unsettled.filter(isOther)
    this.untold = this.untold.filter(isOther)
    books.forEach((book, number) => {
      this.join(book, group, number)
      if (book.phase === 'continuous') group.market.setActive(number, true)
    })
    this.unsettle(group)
  }

  private join(book: InstrumentBook, group: RootGroup, number: number): void {
    const known = this.listings[book.place]
    if (known === undefined) {
      const standing = { isTouched: false, isUnpublished: false, settledIn: 0 }
      this.listings[book.place] = { book, group, number, ...standing }
      return
    }
    known.group = group
    known.number = number
  }

  private listingOf({ place }: InstrumentBook): Listing {
    const listing = this.listings[place]
    assert(listing !== undefined, 'a listed book has a place')
    return listing
  }
}

function bookAt({ books }: Pick<RootGroup, 'books'>, number: number): InstrumentBook {
  const book = books[number]
  assert(book !== undefined, `a book has number ${number}`)
  return book
}
