// Which contracts live, and the agents at each: lists what a trading date asks for, sets up desks, lets go of what has
// expired, and gives the agents of a root their view. Owned by the simulated market.
// Invariant: a desk exists for exactly the books of listed contracts that have not expired.
import type { InstrumentId, IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import { dayNumber } from '../../shared/domain/civil-day.ts'
import { priceTicks } from '../../shared/math/quantities.ts'
import { CombinationDesk } from './combination-desk.ts'
import type { Desk } from './desk.ts'
import type { AgentBook, ExchangePort, NewListing } from './exchange-port.ts'
import type { FairCurve } from './fair-curve.ts'
import { frontMonth, listedContracts } from './listing.ts'
import type { CombinationListing, Listing, Outright } from './listed-contract.ts'
import type { Mood } from './mood.ts'
import { OutrightDesk } from './outright-desk.ts'
import type { Random } from './random.ts'
import type { RootFloor } from './root-agent.ts'
import { ROOTS, type RootTerms } from './roots.ts'

const FIRST_RULE =
  'Fair curve of the simulated market when the contract was listed, to the nearest tick; nothing traded before.'
const FIRST_COMBINATION_RULE = 'From the settlements of its legs when it was listed, to the nearest tick.'

export interface AgentFloorOptions {
  readonly port: ExchangePort
  readonly curve: FairCurve
  readonly mood: Mood
  /** A stream of random numbers of its own for each name. */
  readonly randomOf: (name: string) => Random
}

interface Place {
  readonly listing: Listing
  readonly desk: Desk
}

export class AgentFloor {
  private readonly options: AgentFloorOptions
  private readonly places = new Map<InstrumentId, Place>()
  private floors: readonly RootFloor[] = []
  private frontMonthIndex = Number.NaN

  constructor(options: AgentFloorOptions) {
    this.options = options
  }

  /** Lists what is missing for trading date `today` and opens its desks; `settled` dates the first settlements. */
  open(today: IsoDate, settled: IsoDate, nowUs: TimeUs): void {
    const listings = listedContracts(today)
    const fresh = listings.filter(({ instrument }) => !this.places.has(instrument.instrumentId))
    if (fresh.length > 0) this.options.port.list(this.newListings(fresh, listings, settled), nowUs)
    const front = frontMonth(today)
    this.frontMonthIndex = front.year * 12 + front.month
    for (const listing of fresh) this.openDesk(listing, nowUs)
    for (const { listing, desk } of this.places.values()) desk.moveTo(this.monthsAhead(listing))
    this.floors = ROOTS.map((terms) => this.floorOf(terms))
  }

  /** Forgets contracts that have expired; true when there were any. */
  closeExpired(): boolean {
    let some = false
    for (const [id, { desk }] of this.places) {
      if (desk.book.phase !== 'expired') continue
      this.places.delete(id)
      some = true
    }
    if (some) this.floors = ROOTS.map((terms) => this.floorOf(terms))
    return some
  }

  /** Lets every desk that is due act, each as one command of the exchange. */
  letDesksAct(nowUs: TimeUs): void {
    for (const [id, { desk }] of this.places) {
      if (desk.isDue(nowUs)) this.options.port.agentsAct(id, nowUs, () => desk.act(nowUs))
    }
  }

  /** Lets the desks take over what rests in their books from before a restart. */
  adopt(nowUs: TimeUs): void {
    for (const [id, { desk }] of this.places) {
      this.options.port.agentsAct(id, nowUs, () => desk.adopt())
    }
  }

  get roots(): readonly RootFloor[] {
    return this.floors
  }

  instrumentsOf(roots: readonly string[]): readonly InstrumentId[] {
    const own = [...this.places.values()].filter(({ listing }) => roots.includes(listing.terms.root))
    return own.map(({ listing }) => listing.instrument.instrumentId)
  }

  fairTicks(listing: Listing): number {
    if (listing.kind === 'outright') return this.options.curve.fairTicks(listing)
    let sum = 0
    for (const { instrumentId, weight } of listing.legs) {
      const leg = this.places.get(instrumentId)?.listing
      if (leg?.kind === 'outright') sum += weight * this.options.curve.fairTicks(leg)
    }
    return sum / listing.divisor
  }

  private newListings(
    fresh: readonly Listing[],
    all: readonly Listing[],
    date: IsoDate,
  ): readonly NewListing[] {
    const prices = new Map<InstrumentId, number>()
    for (const listing of all) {
      if (listing.kind !== 'outright') continue
      const { instrumentId } = listing.instrument
      const settlement = this.places.get(instrumentId)?.desk.book.settlement
      prices.set(instrumentId, settlement ?? Math.round(this.options.curve.fairTicks(listing)))
    }
    return fresh.map((listing) => {
      const price =
        listing.kind === 'outright' ? prices.get(listing.instrument.instrumentId) : fromLegs(listing, prices)
      const rule = listing.kind === 'outright' ? FIRST_RULE : FIRST_COMBINATION_RULE
      // Adding zero turns −0 into 0.
      return {
        instrument: listing.instrument,
        firstSettlement: { date, price: priceTicks((price ?? 0) + 0), rule },
      }
    })
  }

  private openDesk(listing: Listing, nowUs: TimeUs): void {
    const { port, curve, mood, randomOf } = this.options
    const { instrumentId } = listing.instrument
    const book = port.book(instrumentId)
    if (book === undefined || book.phase === 'expired') return
    const monthsAhead = this.monthsAhead(listing)
    const options = { curve, mood, random: randomOf(instrumentId), nowUs, monthsAhead }
    if (listing.kind === 'outright') {
      this.places.set(instrumentId, { listing, desk: new OutrightDesk(book, listing, options) })
      return
    }
    const legBooks = listing.legs.flatMap((leg): AgentBook[] => {
      const own = port.book(leg.instrumentId)
      return own === undefined ? [] : [own]
    })
    const desk = new CombinationDesk(book, listing, { ...options, legBooks })
    this.places.set(instrumentId, { listing, desk })
  }

  private monthsAhead({ instrument }: Listing): number {
    const [year = 0, month = 0] = instrument.deliveryStart.split('-').map(Number)
    return Math.max(0, year * 12 + month - this.frontMonthIndex)
  }

  private floorOf({ root, activity }: RootTerms): RootFloor {
    const { port, mood } = this.options
    const own = [...this.places.values()]
      .map(({ listing }) => listing)
      .filter(({ terms }) => terms.root === root)
    const isStrip = (listing: Listing): listing is CombinationListing =>
      listing.kind === 'combination' && listing.instrument.combination?.kind === 'strip'
    return {
      root,
      activity,
      mood,
      outrights: own
        .filter((listing): listing is Outright => listing.kind === 'outright')
        .sort((a, b) => dayNumber(a.instrument.deliveryStart) - dayNumber(b.instrument.deliveryStart)),
      strips: own.filter(isStrip),
      fairTicks: (listing) => this.fairTicks(listing),
      book: (listing) => port.book(listing.instrument.instrumentId),
      act: (listing, nowUs, act) => port.agentsAct(listing.instrument.instrumentId, nowUs, act),
    }
  }
}

function fromLegs({ legs, divisor }: CombinationListing, prices: ReadonlyMap<InstrumentId, number>): number {
  const sum = legs.reduce((total, leg) => total + leg.weight * (prices.get(leg.instrumentId) ?? 0), 0)
  return Math.round(sum / divisor)
}
