// What a person asks about alerts. A change of the rules, the quiet hours or the sounds is in the file of the profile before
// it holds; an acknowledgement is a line of the alert log. None of it concerns an order, so the journal has none of it.
import { assertNever } from '../../shared/domain/assert.ts'
import {
  ALERT_RULES_MAX,
  type AlertRule,
  type AlertSettings,
  type AlertTerms,
} from '../../shared/domain/alert.ts'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { Result } from '../../shared/domain/result.ts'
import type { AlertCommand, UiCommand, UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { checkQuietHours, quietMinutesLeft } from '../alert/quiet-hours.ts'
import type { AlertEdges } from './alert-state.ts'
import type { DeskState } from './desk-state.ts'

export interface AlertCommandEdges extends Pick<AlertEdges, 'keep'> {
  /** Durable when it is ok; otherwise the file is as it was. */
  readonly write: (settings: AlertSettings) => Result<void, string>
}

const KINDS: ReadonlySet<UiCommand['kind']> = new Set([
  ...(['setAlertRule', 'removeAlertRule', 'acknowledgeAlert', 'setAlertPreferences'] as const),
])

export function isAlertCommand(command: UiCommand): command is AlertCommand {
  return KINDS.has(command.kind)
}

export function alertCommand(
  state: DeskState,
  command: AlertCommand,
  nowUs: TimeUs,
  edges: AlertCommandEdges,
): UiCommandResult {
  const against = carryOut(state, command, nowUs, edges)
  return against === undefined ? { ok: true, clientOrderIds: [] } : { ok: false, reason: against }
}

/** Undefined when it is done, else why not. */
function carryOut(
  state: DeskState,
  command: AlertCommand,
  nowUs: TimeUs,
  edges: AlertCommandEdges,
): Reason | undefined {
  const { alerts } = state
  switch (command.kind) {
    case 'setAlertRule':
      return setRule(state, command, nowUs, edges)
    case 'removeAlertRule': {
      const rules = alerts.book.rules().filter(({ ruleId }) => ruleId !== command.ruleId)
      if (rules.length === alerts.book.ruleCount) return reason('alertRuleNotKnown', {})
      const against = saved(state, { rules }, edges)
      if (against === undefined) alerts.book.remove(command.ruleId)
      return against
    }
    case 'setAlertPreferences': {
      const { quietHours, sounds } = command
      if (!checkQuietHours(quietHours).ok) return reason('quietZoneBad', { zone: quietHours.zone })
      const preferences = { quietHours, sounds }
      const against = saved(state, preferences, edges)
      if (against !== undefined) return against
      alerts.prefer(preferences)
      alerts.quietMinutes = quietMinutesLeft(quietHours, nowUs)
      return undefined
    }
    case 'acknowledgeAlert': {
      const { alertId, andOlder } = command
      if (!andOlder && !alerts.log.has(alertId)) return reason('alertNotKnown', {})
      const by = { timeUs: nowUs, who: state.user }
      const line = { kind: 'acknowledged', alertId, andOlder, by } as const
      alerts.log.take(line)
      edges.keep([line], alerts.log)
      return undefined
    }
    default:
      return assertNever(command)
  }
}

function setRule(
  state: DeskState,
  { ruleId, rule: asked }: Extract<AlertCommand, { kind: 'setAlertRule' }>,
  nowUs: TimeUs,
  edges: AlertCommandEdges,
): Reason | undefined {
  const { book } = state.alerts
  if (ruleId === undefined && book.isFull) return reason('alertRulesFull', { limit: ALERT_RULES_MAX })
  if (ruleId !== undefined && book.rule(ruleId) === undefined) return reason('alertRuleNotKnown', {})
  // A rule about what is listed no longer can be switched off.
  const against = asked.isOn ? againstTerms(state, asked.terms) : undefined
  if (against !== undefined) return against
  const rule: AlertRule = { ruleId: ruleId ?? state.nextAlertRuleId(), ...asked, changedUs: nowUs }
  const others = book.rules()
  const rules =
    ruleId === undefined ? [...others, rule] : others.map((one) => (one.ruleId === ruleId ? rule : one))
  const notSaved = saved(state, { rules }, edges)
  if (notSaved !== undefined) return notSaved
  book.set(rule)
  for (const instrumentId of book.instruments()) state.alerts.seen.delete(instrumentId)
  return undefined
}

/** Why no rule can have these terms; before the venue has listed anything all are taken. */
function againstTerms(state: DeskState, terms: AlertTerms): Reason | undefined {
  if (state.market.instruments().length === 0) return undefined
  const unlisted = instrumentsOf(terms).find((instrument) => state.market.feed(instrument) === undefined)
  if (unlisted !== undefined) return reason('unknownInstrument', { instrument: unlisted })
  if ('of' in terms && !isListed(state, terms.of))
    return reason('unknownInstrument', { instrument: terms.of })
  if (!('otherId' in terms)) return undefined
  const { instrumentId, otherId } = terms
  const areAlike = gridOf(state, instrumentId) === gridOf(state, otherId)
  if (areAlike && instrumentId !== otherId) return undefined
  return reason('alertNotComparable', { instrument: instrumentId, other: otherId })
}

function instrumentsOf(terms: AlertTerms): readonly InstrumentId[] {
  if (!('instrumentId' in terms)) return []
  return 'otherId' in terms ? [terms.instrumentId, terms.otherId] : [terms.instrumentId]
}

function isListed({ market }: DeskState, of: string): boolean {
  return market.roots().includes(of) || market.instruments().some(({ instrumentId }) => instrumentId === of)
}

/** Equal where prices can be compared. */
function gridOf({ market }: DeskState, instrumentId: InstrumentId): string {
  const instrument = market.feed(instrumentId)?.instrument
  return `${instrument?.currency} ${instrument?.tickSize.mantissa} ${instrument?.tickSize.scale}`
}

function saved(
  { alerts }: DeskState,
  changed: Partial<AlertSettings>,
  { write }: AlertCommandEdges,
): Reason | undefined {
  const written = write({ ...alerts.settings, ...changed })
  return written.ok ? undefined : reason('alertsNotSaved', { text: written.error })
}
