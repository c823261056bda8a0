// The event loop of the core: one step at a time, records durable before anything is sent, windows answered last. A
// step that breaks an invariant, or a journal that cannot be written, halts trading; what was known stays on the screen.
import { assert } from '../../shared/domain/assert.ts'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { reason } from '../../shared/domain/reason.ts'
import type { SurveillanceAlert } from '../../shared/domain/surveillance.ts'
import type { HistoryFact } from '../history/history-fact.ts'
import type { RiskRecord } from '../risk/risk-records.ts'
import type { OrderRecordOf } from '../order/order-records.ts'
import type {
  EdgeClock,
  LinkEvent,
  MarketEvent,
  MarketSession,
  OrderRequest,
  OrderSession,
  OrderSessionEvent,
} from '../session/venue-contract.ts'
import type { AlertEvent } from '../alert/alert-event.ts'
import { alertRecord } from '../surveillance/surveillance-records.ts'
import { surveillanceAlert, tellAlerts } from './alert-desk.ts'
import type { AlertEdges } from './alert-state.ts'
import { endFlattenings, goOnFlattening } from './control-desk.ts'
import { CoreOutput } from './core-output.ts'
import { deskCommand, type DeskCommand } from './desk-commands.ts'
import type { DeskState } from './desk-state.ts'
import { pauseAll } from './held-desk.ts'
import { workHeld } from './held-work.ts'
import type { JournalRecord } from './journal-records.ts'
import { ladderWatched, marketEvent, marketTick } from './market-desk.ts'
import {
  lateAnswers,
  latePositions,
  notSent,
  orderEvent,
  record,
  requestsAbout,
  settleQueues,
} from './order-desk.ts'
import { watchOwn, watchTime } from './own-surveillance.ts'
import { recordChangesOutside, recordRisk } from './risk-desk.ts'
import type { CoreLog } from './trading-core.ts'

/** What the loop drives. Sessions are given after construction, because they need the loop as their listener. */
export interface CoreEdges {
  readonly clock: EdgeClock
  readonly log: CoreLog
  /** Durable when it returns; throws when it cannot be. */
  readonly append: (records: readonly JournalRecord[]) => void
  /** Keeps the market's past; never throws, and is never waited for. */
  readonly remember: (facts: readonly HistoryFact[], atUs: TimeUs) => void
  /** The windows may be answered: something may have changed. */
  readonly changed: () => void
  /** Absent where nobody is there to be told. */
  readonly alerts?: AlertEdges
}

export interface CoreSessions {
  readonly market: MarketSession
  readonly orders: OrderSession
}

export class CoreLoop {
  readonly #state: DeskState
  readonly #edges: CoreEdges
  #sessions: CoreSessions | undefined
  /** When requests were handed to the socket: durable with the next records, so that sending costs no write of its own. */
  #sent: OrderRecordOf<'requestSent'>[] = []

  constructor(state: DeskState, edges: CoreEdges) {
    this.#state = state
    this.#edges = edges
  }

  /** Gives the loop the sessions it drives; it is their listener. */
  use(sessions: CoreSessions): void {
    this.#sessions = sessions
  }

  /** Sends both sessions to this address. Where they were elsewhere, what was in flight there is in doubt. */
  connect(venueUrl: string): void {
    const moved = this.#state.venueUrl !== ''
    this.#state.venueUrl = venueUrl
    this.#state.deskVersion += 1
    if (moved) {
      const down = { kind: 'down', reason: reason('notConnected', {}), retryInMs: 0 } as const
      const nowUs = this.#edges.clock.nowUs()
      this.marketEvents([down], nowUs)
      this.orderEvents([down], nowUs)
    }
    this.#sessions?.market.start(venueUrl)
    this.#sessions?.orders.start(venueUrl)
  }

  disconnect(): void {
    this.#sessions?.market.stop()
    this.#sessions?.orders.stop()
    if (this.#sent.length > 0) this.#append(this.#sent.splice(0), this.#edges.clock.nowUs())
  }

  /**
   * Once at the start: orders found open in the journal are in doubt until the venue has spoken, and held orders wait for a
   * person.
   */
  recovered(): void {
    const nowUs = this.#edges.clock.nowUs()
    this.#step(nowUs, (output) => {
      pauseAll(this.#state, { reason: reason('heldFoundAfterRestart', {}) }, nowUs, output)
      record(this.#state, { kind: 'recovered', timeUs: nowUs }, output)
      endFlattenings(this.#state, reason('foundAfterRestart', {}), nowUs, output)
    })
  }

  /** Once at the start, after the limits were read: a change that nobody recorded is told and recorded. */
  limitsRead(): void {
    const nowUs = this.#edges.clock.nowUs()
    this.#step(nowUs, (output) => {
      recordChangesOutside(this.#state, nowUs, output)
    })
  }

  /** What was decided about limits outside of the loop. */
  riskRecord(entry: RiskRecord): void {
    this.#step(entry.timeUs, (output) => {
      recordRisk(this.#state, entry, output)
    })
  }

  marketEvents(events: readonly (LinkEvent | MarketEvent)[], atUs: TimeUs): void {
    this.#step(atUs, (output) => {
      for (const event of events) marketEvent(this.#state, event, atUs, output)
      settleQueues(this.#state)
    })
  }

  /** A window looks at the ladder of this instrument from now on. */
  ladderWatched(instrumentId: InstrumentId): void {
    const nowUs = this.#edges.clock.nowUs()
    this.#step(nowUs, (output) => {
      ladderWatched(this.#state, instrumentId, nowUs, output)
    })
  }

  orderEvents(events: readonly (LinkEvent | OrderSessionEvent)[], atUs: TimeUs): void {
    this.#step(atUs, (output) => {
      for (const event of events) orderEvent(this.#state, event, atUs, output)
      settleQueues(this.#state)
      if (!this.#state.orderLink.isLive)
        endFlattenings(this.#state, reason('orderSessionDown', {}), atUs, output)
      goOnFlattening(this.#state, atUs, output)
    })
  }

  command(command: DeskCommand): UiCommandResult {
    const [result] = this.commands([command])
    assert(result !== undefined, 'every command is answered')
    return result
  }

  /** Commands in one step: each is judged as the ones before it left things, all are durable in one write, then sent. */
  commands(commands: readonly DeskCommand[]): readonly UiCommandResult[] {
    const nowUs = this.#edges.clock.nowUs()
    const results: UiCommandResult[] = []
    const isCarriedOut = this.#step(nowUs, (output) => {
      for (const command of commands) results.push(deskCommand(this.#state, command, nowUs, output))
    })
    return commands.map((_, nth) => {
      const result = results[nth]
      if (result !== undefined && (isCarriedOut || !result.ok)) return result
      const why = 'the command could not be carried out'
      return { ok: false, reason: this.#state.halted ?? reason('tradingHalted', { why }) }
    })
  }

  tick(): void {
    const nowUs = this.#edges.clock.nowUs()
    this.#watch(nowUs, () => watchTime(this.#state, nowUs))
    this.#step(nowUs, (output) => {
      marketTick(this.#state, nowUs, output)
      this.#state.orderLink.tick(nowUs)
      lateAnswers(this.#state, nowUs, output)
      goOnFlattening(this.#state, nowUs, output)
      latePositions(this.#state, nowUs, output)
      this.#state.deskVersion += 1
    })
  }

  /** False when the step broke or could not be made durable: nothing of it was sent. */
  #step(atUs: TimeUs, change: (output: CoreOutput) => void): boolean {
    const output = new CoreOutput()
    let sound = true
    try {
      change(output)
      workHeld(this.#state, atUs, output)
    } catch (error) {
      sound = false
      this.#halt('An internal check failed', error, atUs)
    }
    const isDurable = output.isEmpty || this.#carryOut(output, sound, atUs)
    if (output.own.length > 0) this.#watch(atUs, () => watchOwn(this.#state, output.own, atUs))
    this.#tellAlerts(output.alerts, atUs)
    this.#edges.changed()
    return sound && isDurable
  }

  /**
   * Journal first; says whether all of it is durable. Requests of a step that broke, or that could not be made durable,
   * never leave this machine.
   */
  #carryOut(output: CoreOutput, sound: boolean, atUs: TimeUs): boolean {
    if (output.endsOrders) this.#sessions?.orders.stop()
    const durable = this.#append(output.records, atUs)
    const unsent = new CoreOutput()
    for (const request of output.requests) {
      const sent = sound && durable && this.#sessions?.orders.send(request) === true
      if (sent) this.#noteSent(request)
      else notSent(this.#state, request, atUs, unsent)
    }
    for (const effect of output.market) {
      if (effect.kind === 'subscribe') this.#sessions?.market.subscribe(effect.instrumentIds, effect.depth)
      else if (effect.kind === 'resync') this.#sessions?.market.resync(effect.instrumentId)
      else this.#sessions?.market.reconnect(effect.reason)
    }
    const isAllDurable = durable && this.#append(unsent.records, atUs)
    if (durable && output.logsInAgain) this.#sessions?.orders.reconnect(reason('loginAgain', {}))
    output.own.push(...unsent.own)
    output.alerts.push(...unsent.alerts)
    if (output.history.length > 0) this.#edges.remember(output.history, atUs)
    return isAllDurable
  }

  /** Alerts are for people, and for journal and log, which outlive the notices. A look that fails takes nothing with it. */
  #watch(atUs: TimeUs, look: () => readonly SurveillanceAlert[]): void {
    try {
      const alerts = look()
      for (const alert of alerts) this.#edges.log.warn('surveillance alert', { ...alert })
      this.#append(alerts.map(alertRecord), atUs)
      if (alerts.length > 0)
        this.#tellAlerts(
          alerts.map((alert) => surveillanceAlert(this.#state, alert)),
          atUs,
        )
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      this.#state.surveillance = undefined
      this.#state.notices.add(atUs, { kind: 'problem', reason: reason('surveillanceFailed', { text }) })
      this.#edges.log.error('surveillance has stopped', { text })
    }
  }

  /** For people only: one that fails takes nothing with it. */
  #tellAlerts(events: readonly AlertEvent[], atUs: TimeUs): void {
    try {
      const { lines, notifications } = tellAlerts(this.#state, events, atUs)
      if (lines.length > 0) this.#edges.alerts?.keep(lines, this.#state.alerts.log)
      for (const notification of notifications) this.#edges.alerts?.notify(notification)
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      this.#state.alerts.hasFailed = true
      this.#state.notices.add(atUs, { kind: 'problem', reason: reason('alertsFailed', { text }) })
      this.#edges.log.error('alerts have stopped', { text })
    }
  }

  #noteSent(request: OrderRequest): void {
    const timeUs = this.#edges.clock.nowUs()
    for (const about of requestsAbout(this.#state, request))
      this.#sent.push({ kind: 'requestSent', timeUs, ...about })
  }

  #append(records: readonly JournalRecord[], atUs: TimeUs): boolean {
    if (records.length === 0) return true
    try {
      this.#edges.append([...this.#sent.splice(0), ...records])
      return true
    } catch (error) {
      this.#halt('The journal cannot be written', error, atUs)
      return false
    }
  }

  #halt(what: string, error: unknown, atUs: TimeUs): void {
    const text = error instanceof Error ? error.message : String(error)
    this.#state.halt(`${what}: ${text}`, atUs)
    this.#edges.log.error('trading halted', { what, text })
  }
}
