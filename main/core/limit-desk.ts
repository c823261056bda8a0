// A limit that a person changes in a window: password, file, then the journal; from then on it holds. The file comes first:
// should the journal fail after it, trading halts, and the next start finds what is not recorded and records it. Called
// by create-core.ts.
import type { UiCommand, UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { changeLimit } from '../risk/limit-change.ts'
import type { RiskRecord } from '../risk/risk-records.ts'
import type { RiskLimitsFile } from '../settings/risk-limits-file.ts'
import { limitPasswords } from '../settings/limit-password.ts'
import type { EdgeClock } from '../session/venue-contract.ts'
import type { DeskState } from './desk-state.ts'

export interface LimitEdges {
  readonly clock: EdgeClock
  readonly file: RiskLimitsFile
  /** Into the journal. */
  readonly record: (entry: RiskRecord) => void
}

export function setRiskLimit(
  state: DeskState,
  command: Extract<UiCommand, { kind: 'setRiskLimit' }>,
  { clock, file, record }: LimitEdges,
): UiCommandResult {
  const { limit, why, origin } = command
  const moment = { who: state.user, timeUs: clock.nowUs() }
  const refuse = (against: Reason): UiCommandResult => {
    record({ kind: 'riskLimitRefused', ...moment, limit, why, origin, reason: against })
    state.notices.add(moment.timeUs, { kind: 'denied', reason: against })
    return { ok: false, reason: against }
  }
  const changed = changeLimit(state.riskSettings, { ...command, ...moment }, limitPasswords)
  if (!changed.ok) return refuse(changed.error)
  const written = file.write(changed.value.settings)
  if (!written.ok) return refuse(reason('limitsNotSaved', { text: written.error }))
  state.riskSettings = changed.value.settings
  const halted = state.halted
  record(changed.value.record)
  // The journal could not take it.
  if (state.halted !== undefined && state.halted !== halted) return { ok: false, reason: state.halted }
  return { ok: true, clientOrderIds: [] }
}
