// Everyone who trades in one outright book all the time: two makers and the takers; before auctions, buyers and sellers
// around fair value. Stepped by the simulated market, told of fills by the book. Each desk draws from a stream of its
// own, so that what a client does in one contract changes nothing in another.
// Invariants: no agent trades with itself; takers wait while the ladder has holes, so it keeps its depth; quotes stand
// in continuous trading only.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { agentStyle, type AgentStyle } from './agent-style.ts'
import { cancelAuctionOrders, placeAuctionOrders } from './auction-orders.ts'
import type { Desk, DeskOptions } from './desk.ts'
import type { AgentBook, AgentListener } from './exchange-port.ts'
import type { FairCurve } from './fair-curve.ts'
import { HOUSE_ACCOUNTS, HOUSE_REFS } from './house.ts'
import { LadderMaker, type Touch } from './ladder-maker.ts'
import type { Outright } from './listed-contract.ts'
import type { Mood } from './mood.ts'
import { PhaseWatch } from './phase-watch.ts'
import type { Random } from './random.ts'
import { TouchMaker } from './touch-maker.ts'

const US_PER_SECOND = 1_000_000
/** A fair value must leave its last quote by this much before the ladder moves, or it would flicker. */
const HYSTERESIS_TICKS = 0.35
/** Of a wide market the same share of half its spread. */
const HYSTERESIS_OF_SPREAD = 0.35
/** Makers pass their inventory on elsewhere: half of it within this time. Our assumption. */
const INVENTORY_HALF_LIFE_S = 45
const SKEW_TICKS_MAX = 2
/** A maker whose order was filled looks again after this long. */
const MEND_US = 250_000
/** Takers come in runs: chance that one has the side of the one before. */
const SAME_SIDE_CHANCE = 0.6
const TAKER_MEAN_LOTS = 4
const TAKER_BLOCK_CHANCE = 0.04
/** How far through the touch a taker pays. */
const TAKER_REACH_TICKS = 2

export class OutrightDesk implements Desk, AgentListener {
  readonly book: AgentBook
  private readonly listing: Outright
  private readonly curve: FairCurve
  private readonly mood: Mood
  private readonly random: Random
  private style: AgentStyle
  private readonly ladder: LadderMaker
  private readonly toucher: TouchMaker
  private readonly phases: PhaseWatch
  private centre: number
  private inventory = 0
  private inventoryUs: number
  private nowUs: number
  private takerBuys: boolean
  private ladderDueUs: number
  private touchDueUs: number
  private takerDueUs: number

  constructor(book: AgentBook, listing: Outright, options: DeskOptions) {
    const { curve, random, nowUs } = options
    this.book = book
    this.listing = listing
    this.curve = curve
    this.mood = options.mood
    this.random = random
    this.phases = new PhaseWatch(book, random)
    this.centre = curve.fairTicks(listing)
    this.style = agentStyle(listing, options.monthsAhead, this.centre)
    const { ladder, touch } = HOUSE_REFS
    const maker = { account: HOUSE_ACCOUNTS.ladder, firstRef: ladder, style: this.style, random }
    this.ladder = new LadderMaker(book, maker)
    this.toucher = new TouchMaker(book, HOUSE_ACCOUNTS.touch, touch, random)
    this.nowUs = this.inventoryUs = nowUs
    this.takerBuys = random.chance(0.5)
    this.ladderDueUs = nowUs
    this.touchDueUs = nowUs + this.waitUs(this.style.touchSeconds)
    this.takerDueUs = nowUs + this.waitUs(this.style.takerSeconds)
    book.listenAsAgents(this)
  }

  isDue(nowUs: TimeUs): boolean {
    if (this.phases.isDue(nowUs)) return true
    if (this.phases.phase !== 'continuous') return false
    return nowUs >= this.ladderDueUs || nowUs >= this.touchDueUs || nowUs >= this.takerDueUs
  }

  moveTo(monthsAhead: number): void {
    this.style = agentStyle(this.listing, monthsAhead, this.curve.fairTicks(this.listing))
    this.ladder.style = this.style
  }

  adopt(): void {
    this.ladder.adopt()
    this.toucher.adopt()
  }

  act(nowUs: TimeUs): void {
    this.nowUs = nowUs
    if (this.phases.takeDue(nowUs)) this.answerPhase(nowUs)
    if (this.phases.phase !== 'continuous') return
    const isWithdrawn = this.mood.isWithdrawn(this.listing.terms.root)
    if (nowUs >= this.ladderDueUs) {
      this.ladderDueUs = nowUs + this.waitUs(this.style.ladderSeconds)
      if (isWithdrawn) this.pull()
      else this.lookAfterLadder(nowUs)
    }
    if (nowUs >= this.touchDueUs) {
      if (!isWithdrawn) this.toucher.move()
      this.touchDueUs = nowUs + this.waitUs(this.style.touchSeconds)
    }
    if (nowUs >= this.takerDueUs) {
      if (isWithdrawn || this.ladder.isWhole()) this.take()
      this.takerDueUs = nowUs + this.waitUs(this.style.takerSeconds)
    }
  }

  traded(ref: number, _price: number, qty: number, leavesQty: number): void {
    const slots = this.ladder.slotsOf(ref)
    if (slots !== undefined) {
      this.inventory += slots.side === 'buy' ? qty : -qty
      slots.noteLeaves(ref, leavesQty)
      if (leavesQty === 0) this.ladderDueUs = Math.min(this.ladderDueUs, this.nowUs + MEND_US)
    } else if (this.toucher.owns(ref)) {
      this.inventory += ref === HOUSE_REFS.touch ? qty : -qty
      this.toucher.noteLeaves(ref, leavesQty)
    }
  }

  ended(ref: number): void {
    this.note(ref, 0)
  }

  replaced(ref: number, _price: number, orderQty: number, leavesQty: number): void {
    this.note(ref, leavesQty, orderQty)
  }

  private note(ref: number, leavesQty: number, orderQty?: number): void {
    const slots = this.ladder.slotsOf(ref)
    if (slots !== undefined) slots.noteLeaves(ref, leavesQty, orderQty)
    else if (this.toucher.owns(ref)) this.toucher.noteLeaves(ref, leavesQty)
  }

  /** Halts and the close are waited out; what stood before an auction makes way for orders at fair value. */
  private answerPhase(nowUs: TimeUs): void {
    const { phase } = this.phases
    if (phase === 'continuous') {
      cancelAuctionOrders(this.book)
      this.ladderDueUs = nowUs
    } else if (phase === 'preOpen' || phase === 'auction') {
      this.pull()
      cancelAuctionOrders(this.book)
      placeAuctionOrders(this.book, this.curve.fairTicks(this.listing), this.random)
    }
  }

  private pull(): void {
    this.ladder.cancelAll()
    this.toucher.cancelAll()
  }

  private lookAfterLadder(nowUs: TimeUs): void {
    const wasWhole = this.ladder.isWhole()
    const moved = this.follow(nowUs)
    if (moved || !wasWhole) {
      const touch = this.touch()
      this.toucher.retreat(touch)
      this.ladder.quote(touch)
    } else {
      this.ladder.resizeOne()
    }
  }

  /** Moves the centre of the quotes to fair value less inventory; false when it is near enough. */
  private follow(nowUs: TimeUs): boolean {
    const seconds = (nowUs - this.inventoryUs) / US_PER_SECOND
    this.inventory *= Math.exp((-Math.LN2 * seconds) / INVENTORY_HALF_LIFE_S)
    this.inventoryUs = nowUs
    const skew = -this.inventory / this.style.lotsPerSkewTick
    const fair = this.curve.fairTicks(this.listing)
    const centre = fair + Math.max(-SKEW_TICKS_MAX, Math.min(SKEW_TICKS_MAX, skew))
    const still = Math.max(HYSTERESIS_TICKS, HYSTERESIS_OF_SPREAD * this.style.halfSpreadTicks)
    if (Math.abs(centre - this.centre) <= still) return false
    this.centre = centre
    return true
  }

  private touch(): Touch {
    // Where fair value is beyond what the exchange takes, the maker stands at the edge with one side.
    const { low, high } = this.book.limits
    const bid = Math.min(high, Math.floor(this.centre - this.style.halfSpreadTicks))
    const ask = Math.max(bid + 1, Math.ceil(this.centre + this.style.halfSpreadTicks))
    return ask >= low ? { bid, ask } : { bid: low - 1, ask: low }
  }

  private take(): void {
    if (!this.random.chance(SAME_SIDE_CHANCE)) this.takerBuys = !this.takerBuys
    const orderQty = this.random.chance(TAKER_BLOCK_CHANCE)
      ? this.random.integer(15, 40)
      : 1 + Math.floor(this.random.exponential(TAKER_MEAN_LOTS))
    // A drift that a scenario lays over the market has its takers.
    const drift = this.mood.drift(this.listing.terms.root)
    const buys = drift === 0 ? this.takerBuys : drift > 0
    const best = this.book.bestPrice(buys ? 'sell' : 'buy')
    if (best === undefined) return
    const { low, high } = this.book.limits
    const limitPrice = buys ? best + TAKER_REACH_TICKS : best - TAKER_REACH_TICKS
    this.book.submit({
      orderRef: HOUSE_REFS.taker,
      account: HOUSE_ACCOUNTS.taker,
      side: buys ? 'buy' : 'sell',
      orderType: 'limit',
      timeInForce: 'ioc',
      limitPrice: Math.max(low, Math.min(high, limitPrice)),
      orderQty,
    })
  }

  private waitUs(meanSeconds: number): number {
    const activity = this.mood.activity(this.listing.terms.root)
    return (this.random.exponential(meanSeconds) / activity) * US_PER_SECOND
  }
}
