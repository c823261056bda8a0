// Plays a scenario: knows when each event happens and carries it out on the curve, the index, the mood, the exchange
// or, for faults of the wire, through the gateway. Owned by the simulated market, stepped on its grid.
import { dateOfDayNumber, utcDayNumber } from '../../../shared/domain/civil-day.ts'
import type { InstrumentId, TimeUs } from '../../../shared/domain/brands.ts'
import type { Fixing } from '../../../shared/domain/market-data.ts'
import { instrumentId } from '../../../shared/math/quantities.ts'
import { assertNever } from '../../../shared/domain/assert.ts'
import type { ExchangePort, TradeAmendment } from '../exchange-port.ts'
import type { FairCurve } from '../fair-curve.ts'
import type { IndexRoot } from '../index-path.ts'
import type { Mood, MoodKind } from '../mood.ts'
import { ROOT_NAMES } from '../roots.ts'
import type { SpotIndex } from '../spot-index.ts'
import type { GatewayFault } from './gateway-fault.ts'
import { eventTimeUs, type Scenario } from './read-scenario.ts'
import type { ScenarioAction } from './scenario-schema.ts'

const US_PER_SECOND = 1_000_000

/** What a scenario acts on. */
export interface ScenarioStage {
  readonly port: ExchangePort
  readonly curve: FairCurve
  readonly mood: Mood
  readonly index: SpotIndex
  readonly onFault: (fault: GatewayFault) => void
  /** Live instruments of the roots, combinations included. */
  instrumentsOf(roots: readonly string[]): readonly InstrumentId[]
  publish(fixings: readonly Fixing[], nowUs: TimeUs): void
}

export class ScenarioPlayer {
  readonly scenario: Scenario
  private readonly stage: ScenarioStage
  private readonly events: readonly { readonly timeUs: TimeUs; readonly action: ScenarioAction }[]
  private nextEvent: number

  /** `position` is how many of its events have happened already, as after a restart. */
  constructor(
    scenario: Scenario,
    stage: ScenarioStage,
    start: { readonly us: TimeUs; readonly position: number },
  ) {
    this.scenario = scenario
    this.stage = stage
    this.nextEvent = start.position
    this.events = scenario.events
      .map((event) => ({ timeUs: eventTimeUs(event.at, start.us), action: event.do }))
      .sort((a, b) => a.timeUs - b.timeUs)
  }

  get position(): number {
    return this.nextEvent
  }

  /** Carries out what is due, in order; events of one time in the order of the file. */
  advanceTo(nowUs: TimeUs): void {
    for (;;) {
      const event = this.events[this.nextEvent]
      if (event === undefined || event.timeUs > nowUs) return
      this.nextEvent++
      this.perform(event.action, nowUs)
    }
  }

  private perform(action: ScenarioAction, nowUs: TimeUs): void {
    const { port, curve, index, onFault } = this.stage
    switch (action.kind) {
      case 'news':
        this.bringNews(action, nowUs)
        return
      case 'gap':
        for (const root of rootsOf(action)) curve.move(root, { level: logOf(action.percent) })
        return
      case 'momentum':
        this.lay('drift', action, logOf(action.percent) / action.seconds, nowUs)
        return
      case 'burst':
        this.lay('activity', action, action.times, nowUs)
        return
      case 'fastMarket':
        this.lay('volatility', action, action.times, nowUs)
        return
      case 'withdraw':
        this.lay('withdrawn', action, 1, nowUs)
        return
      case 'halt': {
        const { reason, seconds } = action
        const instruments = this.stage.instrumentsOf(rootsOf(action))
        port.halt({ instruments, reason, ...(seconds === undefined ? {} : { seconds }) }, nowUs)
        return
      }
      case 'resume':
        port.resume(this.stage.instrumentsOf(rootsOf(action)), nowUs)
        return
      case 'cancelTrades':
      case 'correctTrades': {
        const { seconds, reason } = action
        const instruments = this.stage.instrumentsOf(rootsOf(action))
        port.amendTrades({ instruments, seconds, change: changeOf(action), reason }, nowUs)
        return
      }
      case 'missingFixing':
        index.leaveOutNext(action.root)
        return
      case 'publishMissing':
        this.stage.publish(index.publishLate(action.root, dayBefore(nowUs, action.daysBack)), nowUs)
        return
      case 'restateFixing': {
        const date = dayBefore(nowUs, action.daysBack)
        this.stage.publish(index.restate(action.root, { date, share: action.percent / 100 }), nowUs)
        return
      }
      case 'dropDeltas':
        onFault({ ...action, instrument: instrumentId(action.instrument) })
        return
      case 'disconnect':
      case 'latency':
      case 'silence':
        onFault(action)
        return
      default:
        assertNever(action)
    }
  }

  private bringNews(action: Extract<ScenarioAction, { kind: 'news' }>, nowUs: TimeUs): void {
    for (const {
      root,
      levelPercent = 0,
      slopePercent = 0,
      nearPercent = 0,
      farPercent = 0,
    } of action.moves) {
      // The far end alone: everything moves and the near end moves back.
      this.stage.curve.move(root, {
        level: logOf(levelPercent) + logOf(farPercent),
        slope: logOf(slopePercent),
        near: logOf(nearPercent) - logOf(farPercent),
      })
    }
    const roots: IndexRoot[] = [...new Set(action.moves.map(({ root }) => root))]
    const newsId = `${this.scenario.name}-${this.nextEvent}`
    this.stage.port.publishNews({ newsId, headline: action.headline, roots }, nowUs)
  }

  private lay(
    kind: MoodKind,
    action: { readonly roots?: readonly string[]; readonly seconds: number },
    value: number,
    nowUs: TimeUs,
  ): void {
    const untilUs = nowUs + action.seconds * US_PER_SECOND
    for (const root of rootsOf(action)) this.stage.mood.set({ root, kind, value, untilUs })
  }
}

function changeOf(
  action: Extract<ScenarioAction, { kind: 'cancelTrades' | 'correctTrades' }>,
): TradeAmendment['change'] {
  if (action.kind === 'cancelTrades') return { kind: 'cancel' }
  const { ticks, lots } = action
  return { kind: 'correct', ticks, ...(lots === undefined ? {} : { lots }) }
}

function rootsOf(action: { readonly roots?: readonly string[] }): readonly string[] {
  return action.roots ?? ROOT_NAMES
}

/** Per cent as a logarithm: −50 becomes ln 0.5. */
function logOf(percent: number): number {
  return Math.log1p(percent / 100)
}

function dayBefore(nowUs: TimeUs, days: number) {
  return dateOfDayNumber(utcDayNumber(nowUs) - days)
}
