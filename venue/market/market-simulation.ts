// The simulated market: decides what is listed, moves the fair curve, strikes index fixings, brings news, plays a
// scenario and lets the agents act, all through the exchange's port and in venue time. Called by the venue program and
// by tests; nothing here knows a clock, so seed, start, scenario and the clients' commands give the market.
// Invariants: time only rises; everything happens in steps from the start, the exchange first.
import type { IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import { US_PER_DAY, utcDayNumber } from '../../shared/domain/civil-day.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { CapacitySeller } from './capacity-seller.ts'
import type { CurrencyRate, ExchangePort } from './exchange-port.ts'
import { FairCurve } from './fair-curve.ts'
import { HISTORY_DAYS_MAX } from './index-history.ts'
import { Lab } from './lab.ts'
import type { MarketImage } from './market-image.ts'
import { MomentumTrader } from './momentum-trader.ts'
import { Mood } from './mood.ts'
import { newsOfDay, type DayNews } from './news.ts'
import { createRandom, streamOf, type Random } from './random.ts'
import type { RootAgent } from './root-agent.ts'
import { ROOTS, type RootName } from './roots.ts'
import type { GatewayFault } from './scenario/gateway-fault.ts'
import type { Scenario } from './scenario/read-scenario.ts'
import { ScenarioPlayer } from './scenario/scenario-player.ts'
import { FIXING_HOUR_UTC, SpotIndex } from './spot-index.ts'
import { AgentFloor } from './agent-floor.ts'
import { lastSettledDate, tradingDate } from './trading-day.ts'

/** Venue time between two looks of the agents. */
export const STEP_US = 50_000
/** The coarsest look while prices are driven, so that a crash at high speed is the crash that it is at speed 1. */
const DRIVEN_STEP_US = 1_000_000
const US_PER_SECOND = 1_000_000
const FIXING_US = FIXING_HOUR_UTC * 3_600 * US_PER_SECOND
/** How often it looks whether a contract has expired or a trading date has passed. */
const LISTING_LOOK_US = 1_000_000
/** Fixings published at a first start: the delivery month that runs, and what may stand in for its first days. */
const FIRST_FIXING_DAYS = 45

export interface MarketSimulationOptions {
  /** A safe integer; an image's own seed counts instead of it. */
  readonly seed: number
  /** Venue time at which this run begins; after a restart not before the image's. */
  readonly startUs: TimeUs
  readonly port: ExchangePort
  readonly scenario?: Scenario
  /** State to go on from, of `capture`. */
  readonly image?: MarketImage
  /** Venue time between two looks, STEP_US unless stated; coarser for long runs without people. */
  readonly stepUs?: number
  /** Carries out what a scenario does to the wire. */
  readonly onFault?: (fault: GatewayFault) => void
}

/** How finely the market is played. */
export interface MarketPace {
  /** Venue time between two looks. */
  readonly stepUs: number
  /** How often the agents act, as a share of the usual. */
  readonly activity: number
}

export class MarketSimulation {
  private readonly port: ExchangePort
  private readonly seed: number
  private readonly restarts: number
  private readonly startUs: TimeUs
  private readonly historyEndDay: number
  private readonly restored: boolean
  private readonly mood = new Mood()
  private readonly index: SpotIndex
  private readonly curve: FairCurve
  private readonly floor: AgentFloor
  private readonly player: ScenarioPlayer | undefined
  private readonly agents = new Map<RootName, readonly RootAgent[]>()
  private readonly labs = new Map<RootName, Lab>()
  private readonly liveFixings = new Map<string, Fixing>()
  private nextFixingDay: number
  private listedDate: IsoDate | undefined
  private listingDueUs: number
  private newsDay = Number.NaN
  private news: DayNews | undefined
  private lastUs: TimeUs
  private stepUs: number
  private lastStepUs: number
  private nextStepUs: number

  constructor({ seed, startUs, port, scenario, image, onFault, stepUs = STEP_US }: MarketSimulationOptions) {
    this.port = port
    this.seed = image?.seed ?? seed
    this.restarts = image === undefined ? 0 : image.restarts + 1
    this.startUs = image?.startUs ?? startUs
    this.restored = image !== undefined
    this.historyEndDay = image?.historyEndDay ?? lastStruckDay(startUs)
    this.nextFixingDay = image?.nextFixingDay ?? this.historyEndDay + 1
    // A scenario says what happens; without one the seed brings news and accidents.
    const hasAccidents = scenario === undefined
    this.index = new SpotIndex(this.seed, { lastDay: this.historyEndDay, hasAccidents })
    this.curve = new FairCurve({
      random: this.randomOf('curve'),
      mood: this.mood,
      history: this.index.history,
      anchors: this.index.levels,
      anchorDay: this.startUs / US_PER_DAY,
      rate: () => Number(this.index.rate.value),
    })
    this.floor = new AgentFloor({
      port,
      curve: this.curve,
      mood: this.mood,
      randomOf: (name) => this.randomOf(name),
    })
    const position = image?.scenario?.name === scenario?.name ? (image?.scenario?.position ?? 0) : 0
    const stage = {
      port,
      curve: this.curve,
      mood: this.mood,
      index: this.index,
      onFault: (fault: GatewayFault) => onFault?.(fault),
      instrumentsOf: (roots: readonly string[]) => this.floor.instrumentsOf(roots),
      publish: (fixings: readonly Fixing[], nowUs: TimeUs) => this.publishFixings(fixings, nowUs),
    }
    this.player = scenario && new ScenarioPlayer(scenario, stage, { us: this.startUs, position })
    this.lastUs = startUs
    this.stepUs = stepUs
    this.lastStepUs = startUs
    this.nextStepUs = startUs + stepUs
    this.listingDueUs = startUs
    if (image !== undefined) this.restore(image, startUs)
    for (const { root } of ROOTS) this.hire(root, image)
  }

  /** Lists everything, tells what is known of index and rate at a first start, and lets the agents begin. */
  start(): void {
    const nowUs = this.lastUs
    this.openFloor(nowUs)
    if (this.restored) this.floor.adopt(nowUs)
    else this.publishHistory(nowUs)
    this.port.advanceTo(nowUs)
    this.strikeDueFixings(nowUs)
    this.player?.advanceTo(nowUs)
    this.letAgentsAct(nowUs)
  }

  /** Lets the market run to `nowUs`; a time that has passed already changes nothing. */
  advanceTo(nowUs: TimeUs): void {
    while (this.nextStepUs <= nowUs) {
      const stepUs = timeUs(this.nextStepUs)
      const seconds = (stepUs - this.lastStepUs) / US_PER_SECOND
      this.lastUs = this.lastStepUs = stepUs
      this.step(stepUs, seconds)
      this.nextStepUs += this.mood.isDriven ? Math.min(this.stepUs, DRIVEN_STEP_US) : this.stepUs
    }
    if (nowUs > this.lastUs) this.lastUs = nowUs
  }

  /** From the next step on; for long runs without people. */
  setPace({ stepUs, activity }: MarketPace): void {
    this.stepUs = stepUs
    this.mood.usualActivity = activity
  }

  /** Venue time that the market has reached. */
  get nowUs(): TimeUs {
    return this.lastUs
  }

  /** CNY for one USD as published last. */
  get rate(): CurrencyRate {
    return this.index.rate
  }

  /** Fixings from one day to another, both included, in order; undefined for a root that is not listed. */
  fixings(root: string, from: IsoDate, to: IsoDate): readonly Fixing[] | undefined {
    return this.index.history.range(root, { from, to })
  }

  /** The newest fixing of a root that has a value. */
  latestFixing(root: string): Fixing | undefined {
    return this.index.history.latest(root)
  }

  /** Before `start` after a restart: a fixing that the exchange has published later than the image was taken. */
  adoptFixing(fixing: Fixing): void {
    if (this.index.holds(fixing)) return
    this.index.adopt(fixing)
    this.liveFixings.set(`${fixing.root} ${fixing.date}`, fixing)
  }

  /** Everything needed to go on after a restart, as plain JSON. */
  capture(): MarketImage {
    const labs = [...this.labs].flatMap(([root, lab]) => {
      const programme = lab.capture()
      return programme === undefined ? [] : [{ root, ...programme }]
    })
    return {
      version: 1,
      seed: this.seed,
      restarts: this.restarts,
      startUs: this.startUs,
      nowUs: this.lastUs,
      historyEndDay: this.historyEndDay,
      nextFixingDay: this.nextFixingDay,
      curve: this.curve.capture(),
      mood: this.mood.capture(),
      fixings: [...this.liveFixings.values()],
      leftOut: this.index.nextLeftOut,
      labs,
      ...(this.player && { scenario: { name: this.player.scenario.name, position: this.player.position } }),
    }
  }

  private step(nowUs: TimeUs, seconds: number): void {
    this.port.advanceTo(nowUs)
    this.mood.advanceTo(nowUs)
    this.curve.step(seconds)
    this.player?.advanceTo(nowUs)
    if (this.player === undefined) this.bringNews(nowUs)
    this.strikeDueFixings(nowUs)
    if (nowUs >= this.listingDueUs) this.lookAfterListing(nowUs)
    this.letAgentsAct(nowUs)
  }

  private letAgentsAct(nowUs: TimeUs): void {
    this.floor.letDesksAct(nowUs)
    for (const root of this.floor.roots) {
      for (const agent of this.agents.get(root.root) ?? []) if (agent.isDue(nowUs)) agent.act(nowUs, root)
    }
  }

  private lookAfterListing(nowUs: TimeUs): void {
    this.listingDueUs = nowUs + LISTING_LOOK_US
    const expired = this.floor.closeExpired()
    if (expired || tradingDate(nowUs) !== this.listedDate) this.openFloor(nowUs)
  }

  private openFloor(nowUs: TimeUs): void {
    this.listedDate = tradingDate(nowUs)
    this.floor.open(this.listedDate, lastSettledDate(nowUs), nowUs)
  }

  private bringNews(nowUs: TimeUs): void {
    const day = utcDayNumber(nowUs)
    const intoDayUs = nowUs - day * US_PER_DAY
    if (day !== this.newsDay) {
      this.newsDay = day
      this.news = newsOfDay(this.seed, day)
    }
    const news = this.news
    if (news === undefined || intoDayUs < news.atUs) return
    this.news = undefined
    // What was due before this step happened before this run, or in the image that it goes on from.
    if (intoDayUs - this.stepUs >= news.atUs) return
    for (const [root, move] of news.moves) this.curve.move(root, move)
    const { newsId, headline } = news
    this.port.publishNews({ newsId, headline, roots: news.moves.map(([root]) => root) }, nowUs)
  }

  private strikeDueFixings(nowUs: TimeUs): void {
    for (; nowUs >= this.nextFixingDay * US_PER_DAY + FIXING_US; this.nextFixingDay++) {
      const day = this.nextFixingDay
      const { rate, fixings, news } = this.index.strike(day, this.curve)
      this.port.publishRate(rate, nowUs)
      this.publishFixings(fixings, nowUs)
      for (const { root, headline } of news) {
        this.port.publishNews({ newsId: `index-${root}-${day}`, headline, roots: [root] }, nowUs)
      }
    }
  }

  private publishFixings(fixings: readonly Fixing[], nowUs: TimeUs): void {
    for (const fixing of fixings) {
      const key = `${fixing.root} ${fixing.date}`
      this.liveFixings.set(key, fixing)
      this.port.publishFixing(fixing, nowUs)
    }
    while (this.liveFixings.size > ROOTS.length * HISTORY_DAYS_MAX) {
      const [oldest] = this.liveFixings.keys()
      if (oldest === undefined) return
      this.liveFixings.delete(oldest)
    }
  }

  private publishHistory(nowUs: TimeUs): void {
    this.port.publishRate(this.index.rate, nowUs)
    for (const fixing of this.index.newest(FIRST_FIXING_DAYS)) this.port.publishFixing(fixing, nowUs)
  }

  private restore(image: MarketImage, nowUs: TimeUs): void {
    for (const fixing of image.fixings) this.adoptFixing(fixing)
    for (const root of image.leftOut) this.index.leaveOutNext(root)
    for (const effect of image.mood) this.mood.set(effect)
    this.index.advanceRate(image.nextFixingDay - 1)
    this.curve.restore(image.curve, image.nowUs / US_PER_DAY)
    // While the venue was down the world went on.
    const downSeconds = (nowUs - image.nowUs) / US_PER_SECOND
    if (downSeconds > 0) this.curve.step(downSeconds)
  }

  private hire(root: RootName, image: MarketImage | undefined): void {
    const nowUs = this.lastUs
    const programme = image?.labs.find((lab) => lab.root === root)
    const lab = new Lab(this.randomOf(`${root} lab`), nowUs, programme)
    this.labs.set(root, lab)
    this.agents.set(root, [
      new CapacitySeller(this.randomOf(`${root} seller`), nowUs),
      lab,
      new MomentumTrader(this.randomOf(`${root} momentum`), nowUs),
    ])
  }

  private randomOf(name: string): Random {
    return createRandom(this.seed, streamOf(name, this.restarts))
  }
}

/** The last day whose fixing was struck at or before `nowUs`. */
function lastStruckDay(nowUs: TimeUs): number {
  const day = utcDayNumber(nowUs)
  return nowUs >= day * US_PER_DAY + FIXING_US ? day : day - 1
}
