// Builds the trading core on this machine: journal and history of a profile, the wired core, projections. The only place
// where the parts meet the disk and the clock; the desktop and the command line call it.
import path from 'node:path'
import { assert } from '../../shared/domain/assert.ts'
import { reason } from '../../shared/domain/reason.ts'
import { err, ok } from '../../shared/domain/result.ts'
import { parseUiCommand, type UiCommand, type UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { parsePreviewedOrder } from '../../shared/ui-wire/order-preview.ts'
import { HISTORY_FILE } from '../history/history-file.ts'
import { HistoryRecorder } from '../history/history-recorder.ts'
import { openJournal } from '../journal/journal.ts'
import { systemClock } from '../session/system-clock.ts'
import { RiskLimitsFile } from '../settings/risk-limits-file.ts'
import { readSurveillanceLimits } from '../settings/surveillance-limits-file.ts'
import { parseVenueUrl } from '../session/venue-url.ts'
import { isAlertCommand } from './alert-commands.ts'
import { coreFigures, ordersAtStake } from './core-figures.ts'
import type { DeskCommand } from './desk-commands.ts'
import { JOURNAL_FILE, journalCodec } from './journal-records.ts'
import { setRiskLimit } from './limit-desk.ts'
import { isReconciled } from './order-desk.ts'
import { orderPreview } from './order-preview.ts'
import { ladderOf, projectionSource } from './projections/projection-source.ts'
import { ProfileAlerts } from './profile-alerts.ts'
import { ProjectionHub } from './projection-hub.ts'
import { RecoveredDesk } from './recovered-desk.ts'
import type { CreateCore, TradingCore } from './trading-core.ts'
import { wireCore } from './wire-core.ts'

export const createCore: CreateCore = ({ profileDir, user, credentials, log, notify }) => {
  const limitsFile = new RiskLimitsFile(profileDir)
  const limits = limitsFile.read()
  if (!limits.ok) return err({ kind: 'limitsUnusable', text: limits.error })
  const surveillance = readSurveillanceLimits(profileDir)
  if (!surveillance.ok) return err({ kind: 'limitsUnusable', text: surveillance.error })
  const clock = systemClock()
  const recovered = new RecoveredDesk({
    ...{ clock, user, riskSettings: limits.value, surveillanceSettings: surveillance.value },
  })
  const opened = openJournal(path.join(profileDir, JOURNAL_FILE), journalCodec, (record) => {
    recovered.take(record)
  })
  if (!opened.ok) return err(opened.error)
  const journal = opened.value
  const alerts = new ProfileAlerts(profileDir, notify)
  const wired = wireCore({
    clock,
    log,
    recovered,
    credentials,
    journal,
    remember: (facts, atUs) => {
      history.record(facts, atUs)
    },
    changed: () => {
      hub.flush()
    },
    alerts: alerts.edges(() => clock.nowUs()),
    ticked: (nowUs) => {
      history.tick(nowUs)
    },
  })
  const { state, loop } = wired
  const history = new HistoryRecorder({
    file: path.join(profileDir, HISTORY_FILE),
    log,
    onTrouble: (text) => {
      state.notices.add(clock.nowUs(), { kind: 'problem', reason: reason('historyNotWritten', { text }) })
    },
  })
  const hub = new ProjectionHub(
    projectionSource(state, (instrument, interval, limitMax) =>
      history.bars(instrument, { interval, limitMax }, clock.nowUs()),
    ),
    () => clock.nowUs(),
    {
      malformed(text) {
        log.warn('a window sent a message that is not understood', { text })
      },
      watched(topic) {
        const instrument = ladderOf(topic)
        if (instrument !== undefined) loop.ladderWatched(instrument)
      },
    },
  )

  function setLimit(command: Extract<UiCommand, { kind: 'setRiskLimit' }>): UiCommandResult {
    return setRiskLimit(state, command, {
      clock,
      file: limitsFile,
      record: (entry) => {
        loop.riskRecord(entry)
      },
    })
  }

  function carryOut(values: readonly unknown[]): readonly UiCommandResult[] {
    const parsed = values.map(parseUiCommand)
    const understood = parsed.flatMap((one) => ('command' in one ? [one.command] : []))
    const results = loop.commands(understood.filter(isDeskCommand)).values()
    return parsed.map((one) => {
      if ('malformed' in one) {
        log.warn('a command is not understood', { text: one.malformed })
        return { ok: false, malformed: one.malformed }
      }
      if (one.command.kind === 'setRiskLimit') return setLimit(one.command)
      if (isAlertCommand(one.command)) return alerts.command(state, one.command, clock.nowUs())
      const { value } = results.next()
      assert(value !== undefined, 'every command is answered')
      return value
    })
  }

  const core: TradingCore = {
    connect(venueUrl) {
      const url = parseVenueUrl(venueUrl)
      if (!url.ok) return url
      loop.connect(url.value)
      return ok(undefined)
    },
    command: (value) => carryOut([value])[0] ?? { ok: false, malformed: 'not a command' },
    commands: carryOut,
    preview(value) {
      const parsed = parsePreviewedOrder(value)
      if ('malformed' in parsed) return { ok: false, malformed: parsed.malformed }
      return { ok: true, preview: orderPreview(state, parsed.order, clock.nowUs()) }
    },
    attach: (link) => hub.attach(link),
    order: (clientOrderId) => state.orders.order(clientOrderId),
    get isReconciled() {
      return isReconciled(state)
    },
    ordersAtStake: () => ordersAtStake(state),
    tell(problem) {
      state.notices.add(clock.nowUs(), { kind: 'problem', reason: problem })
      hub.flush()
    },
    figures: () => coreFigures(state, hub, clock.nowUs()),
    stop() {
      wired.stop()
      history.close(clock.nowUs())
      journal.close()
      return Promise.resolve()
    },
  }
  alerts.begin(state, clock.nowUs())
  wired.start()
  return ok(core)
}

/** What the loop carries out; the others touch the settings of the profile. */
function isDeskCommand(command: UiCommand): command is DeskCommand {
  return command.kind !== 'setRiskLimit' && !isAlertCommand(command)
}
