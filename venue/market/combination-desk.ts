// The agents of one spread, butterfly or strip: a maker with a thin ladder around the price that the legs' books make,
// and rare takers. Stepped by the simulated market. Implied orders do the rest, so this stays cheap.
// All figures are assumptions of ours: three levels of 2 to 10 lots, a look every four seconds, a taker a minute near
// the front; about thirty quotes canceled for each that trades.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { COMBINATION_LEVELS, takerPull } from './agent-style.ts'
import type { Desk, DeskOptions } from './desk.ts'
import type { AgentBook, AgentListener } from './exchange-port.ts'
import { HOUSE_ACCOUNTS, HOUSE_REFS } from './house.ts'
import { LadderMaker } from './ladder-maker.ts'
import type { CombinationListing } from './listed-contract.ts'
import type { Mood } from './mood.ts'
import { PhaseWatch } from './phase-watch.ts'
import type { Random } from './random.ts'

const US_PER_SECOND = 1_000_000
const LOOK_SECONDS = 4
const TAKER_SECONDS = 60
const TOUCH_QTY = 4
/** Quotes stand this far outside the middle that the legs make, so that they seldom meet implied prices. */
const HALF_SPREAD_TICKS = 1.5
const HYSTERESIS_TICKS = 0.75

export class CombinationDesk implements Desk, AgentListener {
  readonly book: AgentBook
  private readonly listing: CombinationListing
  private readonly legs: readonly { readonly book: AgentBook; readonly weight: number }[]
  private readonly mood: Mood
  private readonly random: Random
  private readonly ladder: LadderMaker
  private takerSeconds: number
  private readonly phases: PhaseWatch
  private centre: number | undefined
  private lookDueUs: number
  private takerDueUs: number

  /** `legBooks` in the order of the listing's legs. */
  constructor(
    book: AgentBook,
    listing: CombinationListing,
    { legBooks, ...options }: DeskOptions & { readonly legBooks: readonly AgentBook[] },
  ) {
    this.book = book
    this.listing = listing
    this.legs = legBooks.map((leg, place) => ({ book: leg, weight: listing.legs[place]?.weight ?? 0 }))
    this.mood = options.mood
    this.random = options.random
    this.phases = new PhaseWatch(book, options.random)
    this.ladder = new LadderMaker(book, {
      account: HOUSE_ACCOUNTS.combinationMaker,
      firstRef: HOUSE_REFS.ladder,
      style: { levels: COMBINATION_LEVELS, touchQty: TOUCH_QTY },
      random: options.random,
    })
    this.takerSeconds = takerSeconds(listing, options.monthsAhead)
    this.lookDueUs = options.nowUs + options.random.uniform() * LOOK_SECONDS * US_PER_SECOND
    this.takerDueUs = options.nowUs + this.waitUs(this.takerSeconds)
    book.listenAsAgents(this)
  }

  isDue(nowUs: TimeUs): boolean {
    if (this.phases.isDue(nowUs)) return true
    return this.phases.phase === 'continuous' && (nowUs >= this.lookDueUs || nowUs >= this.takerDueUs)
  }

  moveTo(monthsAhead: number): void {
    this.takerSeconds = takerSeconds(this.listing, monthsAhead)
  }

  adopt(): void {
    this.ladder.adopt()
  }

  act(nowUs: TimeUs): void {
    const { phase } = this.phases
    if (this.phases.takeDue(nowUs) && (phase === 'preOpen' || phase === 'auction')) this.ladder.cancelAll()
    if (phase !== 'continuous') return
    if (nowUs >= this.lookDueUs) {
      this.lookDueUs = nowUs + this.waitUs(LOOK_SECONDS)
      this.look()
    }
    if (nowUs >= this.takerDueUs) {
      this.takerDueUs = nowUs + this.waitUs(this.takerSeconds)
      this.take()
    }
  }

  traded(ref: number, _price: number, _qty: number, leavesQty: number): void {
    this.ladder.slotsOf(ref)?.noteLeaves(ref, leavesQty)
  }

  ended(ref: number): void {
    this.ladder.slotsOf(ref)?.noteLeaves(ref, 0)
  }

  replaced(ref: number, _price: number, orderQty: number, leavesQty: number): void {
    this.ladder.slotsOf(ref)?.noteLeaves(ref, leavesQty, orderQty)
  }

  private look(): void {
    const middle = this.mood.isWithdrawn(this.listing.terms.root) ? undefined : this.middleOfLegs()
    if (middle === undefined) {
      this.ladder.cancelAll()
      this.centre = undefined
      return
    }
    const isNear = this.centre !== undefined && Math.abs(middle - this.centre) <= HYSTERESIS_TICKS
    if (isNear && this.ladder.isWhole()) return
    if (!isNear) this.centre = middle
    const centre = this.centre ?? middle
    const bid = Math.floor(centre - HALF_SPREAD_TICKS)
    this.ladder.quote({ bid, ask: Math.max(bid + 1, Math.ceil(centre + HALF_SPREAD_TICKS)) })
  }

  /** The combination's price from the middles of its legs' books; undefined while one of them is one-sided. */
  private middleOfLegs(): number | undefined {
    let sum = 0
    for (const { book, weight } of this.legs) {
      const [bid, ask] = [book.bestPrice('buy'), book.bestPrice('sell')]
      if (bid === undefined || ask === undefined) return undefined
      sum += (weight * (bid + ask)) / 2
    }
    return sum / this.listing.divisor
  }

  private take(): void {
    const buys = this.random.chance(0.5)
    const best = this.book.bestPrice(buys ? 'sell' : 'buy')
    const orderQty = 1 + Math.floor(this.random.exponential(2))
    const { low, high } = this.book.limits
    if (best === undefined || best < low || best > high) return
    this.book.submit({
      orderRef: HOUSE_REFS.taker,
      account: HOUSE_ACCOUNTS.combinationTaker,
      side: buys ? 'buy' : 'sell',
      orderType: 'limit',
      timeInForce: 'ioc',
      limitPrice: best,
      orderQty,
    })
  }

  private waitUs(meanSeconds: number): number {
    const activity = this.mood.activity(this.listing.terms.root)
    return (this.random.exponential(meanSeconds) / activity) * US_PER_SECOND
  }
}

function takerSeconds({ terms }: CombinationListing, monthsAhead: number): number {
  return TAKER_SECONDS / (terms.activity * (0.1 + 0.9 * takerPull(monthsAhead)))
}
