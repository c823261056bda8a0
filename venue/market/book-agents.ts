// Everyone who trades in one book without being a client: two makers and the takers. Stepped by the simulated market,
// told of fills by the book. Each book's agents draw from a stream of their own, so that what a client does in one
// contract changes nothing in another.
// Invariants: no agent trades with itself; takers wait while the ladder has holes, so it keeps its depth.
import { US_PER_DAY } from '../../shared/domain/civil-day.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { InstrumentBook, RefListener } from '../exchange/instrument-book.ts'
import { agentStyle, type AgentStyle } from './agent-style.ts'
import type { FairCurve } from './fair-curve.ts'
import { LadderMaker, type Touch } from './ladder-maker.ts'
import type { Listing } from './listing.ts'
import { SLOTS } from './quote-slots.ts'
import type { Random } from './random.ts'
import { TouchMaker } from './touch-maker.ts'

const LADDER_ACCOUNT = 1
const TOUCH_ACCOUNT = 2
const TAKER_ACCOUNT = 3
const LADDER_REF = 1
const TOUCH_REF = LADDER_REF + 2 * SLOTS
const TAKER_REF = TOUCH_REF + 2

const US_PER_SECOND = 1_000_000
/** A fair value must leave its last quote by this much before the ladder moves, or it would flicker. */
const HYSTERESIS_TICKS = 0.35
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

export class BookAgents implements RefListener {
  readonly book: InstrumentBook
  private readonly listing: Listing
  private readonly curve: FairCurve
  private readonly random: Random
  private readonly style: AgentStyle
  private readonly ladder: LadderMaker
  private readonly toucher: TouchMaker
  private centre: number
  private inventory = 0
  private inventoryUs: number
  private takerBuys: boolean
  private ladderDueUs: number
  private touchDueUs: number
  private takerDueUs: number

  constructor(book: InstrumentBook, listing: Listing, curve: FairCurve, random: Random, nowUs: TimeUs) {
    this.book = book
    this.listing = listing
    this.curve = curve
    this.random = random
    this.centre = curve.fairTicks(listing, nowUs / US_PER_DAY)
    this.style = agentStyle(listing, this.centre)
    this.ladder = new LadderMaker(book.book, LADDER_ACCOUNT, LADDER_REF, this.style, random)
    this.toucher = new TouchMaker(book.book, TOUCH_ACCOUNT, TOUCH_REF, random)
    this.inventoryUs = nowUs
    this.takerBuys = random.chance(0.5)
    this.ladderDueUs = nowUs
    this.touchDueUs = nowUs + this.waitUs(this.style.touchSeconds)
    this.takerDueUs = nowUs + this.waitUs(this.style.takerSeconds)
    book.listenAsAgents(this)
  }

  /** Whether anyone here means to act by `nowUs`. */
  isDue(nowUs: TimeUs): boolean {
    return nowUs >= this.ladderDueUs || nowUs >= this.touchDueUs || nowUs >= this.takerDueUs
  }

  /** Lets those who are due act. Called inside `Exchange.agentsAct`. */
  act(nowUs: TimeUs): void {
    if (nowUs >= this.ladderDueUs) {
      this.ladderDueUs = nowUs + this.waitUs(this.style.ladderSeconds)
      this.lookAfterLadder(nowUs)
    }
    if (nowUs >= this.touchDueUs) {
      this.toucher.move()
      this.touchDueUs = nowUs + this.waitUs(this.style.touchSeconds)
    }
    if (nowUs >= this.takerDueUs) {
      if (this.ladder.isWhole()) this.take()
      this.takerDueUs = nowUs + this.waitUs(this.style.takerSeconds)
    }
  }

  /** Takes every agent's order out of the book, for good. */
  leave(): void {
    for (const account of [LADDER_ACCOUNT, TOUCH_ACCOUNT]) {
      this.book.book.massCancel({ account, reason: 'massCanceled' })
    }
    this.ladderDueUs = this.touchDueUs = this.takerDueUs = Number.POSITIVE_INFINITY
  }

  traded(ref: number, _price: number, qty: number, leavesQty: number): void {
    const slots = this.ladder.slotsOf(ref)
    if (slots !== undefined) {
      this.inventory += slots.side === 'buy' ? qty : -qty
      slots.noteLeaves(ref, leavesQty)
      if (leavesQty === 0) this.ladderDueUs = Math.min(this.ladderDueUs, this.book.timeUs + MEND_US)
    } else if (this.toucher.owns(ref)) {
      this.inventory += ref === TOUCH_REF ? qty : -qty
      this.toucher.noteLeaves(ref, leavesQty)
    }
  }

  canceled(ref: number): void {
    this.note(ref, 0)
  }

  replaced(ref: number, _price: number, orderQty: number, leavesQty: number): void {
    this.note(ref, leavesQty, orderQty)
  }

  rejected(ref: number, command: string): void {
    if (command === 'new') this.note(ref, 0)
  }

  accepted(): void {
    // The fills and the end of an order tell all that an agent keeps.
  }

  private note(ref: number, leavesQty: number, orderQty?: number): void {
    const slots = this.ladder.slotsOf(ref)
    if (slots !== undefined) slots.noteLeaves(ref, leavesQty, orderQty)
    else if (this.toucher.owns(ref)) this.toucher.noteLeaves(ref, leavesQty)
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
    const fair = this.curve.fairTicks(this.listing, nowUs / US_PER_DAY)
    const centre = fair + Math.max(-SKEW_TICKS_MAX, Math.min(SKEW_TICKS_MAX, skew))
    if (Math.abs(centre - this.centre) <= HYSTERESIS_TICKS) return false
    this.centre = centre
    return true
  }

  private touch(): Touch {
    const bid = Math.floor(this.centre - this.style.halfSpreadTicks)
    return { bid, ask: Math.max(bid + 1, Math.ceil(this.centre + this.style.halfSpreadTicks)) }
  }

  private take(): void {
    if (!this.random.chance(SAME_SIDE_CHANCE)) this.takerBuys = !this.takerBuys
    const orderQty = this.random.chance(TAKER_BLOCK_CHANCE)
      ? this.random.integer(15, 40)
      : 1 + Math.floor(this.random.exponential(TAKER_MEAN_LOTS))
    const best = this.book.book.bestPrice(this.takerBuys ? 'sell' : 'buy')
    if (best === undefined) return
    this.book.book.submit({
      orderRef: TAKER_REF,
      account: TAKER_ACCOUNT,
      side: this.takerBuys ? 'buy' : 'sell',
      orderType: 'limit',
      timeInForce: 'ioc',
      limitPrice: this.takerBuys ? best + TAKER_REACH_TICKS : best - TAKER_REACH_TICKS,
      orderQty,
    })
  }

  private waitUs(meanSeconds: number): number {
    return this.random.exponential(meanSeconds) * US_PER_SECOND
  }
}
