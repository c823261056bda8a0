// Builds the trading core: journal, state recovered from it, history, sessions, loop, projections. The only place where the
// parts meet; the desktop and the command line call it.
import path from 'node:path'
import { reason } from '../../shared/domain/reason.ts'
import { err, ok } from '../../shared/domain/result.ts'
import { parseUiCommand } from '../../shared/ui-wire/commands.ts'
import { HISTORY_FILE } from '../history/history-file.ts'
import { HistoryRecorder } from '../history/history-recorder.ts'
import { openJournal, type Journal } from '../journal/journal.ts'
import { LinkedMarketSession } from '../session/link/market-session.ts'
import { LinkedOrderSession } from '../session/link/order-session.ts'
import { nativeMarket } from '../session/native/native-market.ts'
import { nativeOrders } from '../session/native/native-orders.ts'
import { systemClock } from '../session/system-clock.ts'
import { RiskLimitsFile } from '../settings/risk-limits-file.ts'
import { parseVenueUrl } from '../session/venue-url.ts'
import type { EdgeClock } from '../session/venue-contract.ts'
import { coreFigures } from './core-figures.ts'
import { CoreLoop } from './core-loop.ts'
import { DayAnchors } from './day-anchors.ts'
import { DeskState } from './desk-state.ts'
import { JOURNAL_FILE, journalCodec, type JournalRecord } from './journal-records.ts'
import { setRiskLimit } from './limit-desk.ts'
import { replay } from './order-desk.ts'
import { projectionSource } from './projections/projection-source.ts'
import { ProjectionHub } from './projection-hub.ts'
import type { CreateCore, TradingCore } from './trading-core.ts'

const TICK_MS = 100

export const createCore: CreateCore = ({ profileDir, user, credentials, log }) => {
  const limitsFile = new RiskLimitsFile(profileDir)
  const limits = limitsFile.read()
  if (!limits.ok) return err({ kind: 'limitsUnusable', text: limits.error })
  const opened = openJournal(path.join(profileDir, JOURNAL_FILE), journalCodec)
  if (!opened.ok) return err(opened.error)
  const journal = opened.value
  const clock = systemClock()
  const state = new DeskState({ runName: runName(clock), user, nowUs: clock.nowUs() })
  state.riskSettings = limits.value
  const anchors = new DayAnchors()
  replay(state, recordsOf(journal, anchors))
  const recovered = journal.size
  log.info('journal read', { records: recovered, openOrders: state.orders.openCount })

  const history = new HistoryRecorder({
    file: path.join(profileDir, HISTORY_FILE),
    log,
    onTrouble: (text) => {
      state.notices.add(clock.nowUs(), { kind: 'problem', reason: reason('historyNotWritten', { text }) })
    },
  })
  const hub = new ProjectionHub(
    projectionSource(state),
    () => clock.nowUs(),
    (text) => {
      log.warn('a window sent a message that is not understood', { text })
    },
  )
  const loop = new CoreLoop(state, {
    clock,
    log,
    append: (records) => {
      const nowUs = clock.nowUs()
      const anchor = anchors.due(journal.head, nowUs)
      journal.append(anchor === undefined ? records : [anchor, ...records], nowUs)
      if (anchor !== undefined) anchors.written(anchor)
    },
    remember: (facts, atUs) => {
      history.record(facts, atUs)
    },
    changed: () => {
      hub.flush()
    },
  })
  if (recovered > 0) loop.recovered()
  loop.limitsRead()

  // Made before any address is known: what they compile is ready when the venue is found.
  loop.use({
    market: new LinkedMarketSession({
      adapter: nativeMarket(),
      clock,
      listener: (events, atUs) => {
        loop.marketEvents(events, atUs)
      },
    }),
    orders: new LinkedOrderSession({
      adapter: nativeOrders({
        credentials,
        cancelOnDisconnect: () => state.controls.cancelOnDisconnect,
        resumePoint: () => state.orders.resumePoint,
      }),
      clock,
      listener: (events, atUs) => {
        loop.orderEvents(events, atUs)
      },
    }),
  })
  let ticking: { cancel(): void } | undefined

  function tick(): void {
    loop.tick()
    history.tick(clock.nowUs())
    ticking = clock.setTimer(TICK_MS, tick)
  }

  const core: TradingCore = {
    connect(venueUrl) {
      const url = parseVenueUrl(venueUrl)
      if (!url.ok) return url
      loop.connect(url.value)
      return ok(undefined)
    },
    command(value) {
      const parsed = parseUiCommand(value)
      if ('malformed' in parsed) {
        log.warn('a command is not understood', { text: parsed.malformed })
        return { ok: false, malformed: parsed.malformed }
      }
      const { command } = parsed
      if (command.kind !== 'setRiskLimit') return loop.command(command)
      return setRiskLimit(state, command, {
        clock,
        file: limitsFile,
        record: (entry) => {
          loop.riskRecord(entry)
        },
      })
    },
    attach: (link) => hub.attach(link),
    figures: () => coreFigures(state, hub, clock.nowUs()),
    stop() {
      ticking?.cancel()
      loop.disconnect()
      history.close(clock.nowUs())
      journal.close()
      return Promise.resolve()
    },
  }
  tick()
  return ok(core)
}

function* recordsOf(journal: Journal<JournalRecord>, anchors: DayAnchors): Generator<JournalRecord> {
  for (const { record } of journal.readAll()) {
    anchors.written(record)
    yield record
  }
}

/** Unique for ever: the start in milliseconds and 30 random bits, both in base 36. */
function runName(clock: EdgeClock): string {
  const startMs = Math.floor(clock.nowUs() / 1_000)
  const salt = Math.floor(clock.random() * 2 ** 30)
  return `${startMs.toString(36)}-${salt.toString(36).padStart(6, '0')}`
}
