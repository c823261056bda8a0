// The risk gate's records in the core: limits that changed, the throttle that tripped and was armed again. The same
// function takes them live and at recovery. Pure: (state, event, time) → output.
import { assertNever } from '../../shared/domain/assert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { limitValueText } from '../../shared/domain/risk-limit.ts'
import type { RiskRecord } from '../risk/risk-records.ts'
import type { CoreOutput } from './core-output.ts'
import type { DeskState } from './desk-state.ts'

/** Whoever changes a file by hand leaves no name. */
const UNKNOWN = 'not known'
const SETTINGS_FILE = 'settings file'

/** Applies a record to the state and collects it for the journal. */
export function recordRisk(state: DeskState, entry: RiskRecord, output: CoreOutput): void {
  replayRisk(state, entry)
  output.records.push(entry)
}

/** Recovery: the same, with nothing to write. */
export function replayRisk(state: DeskState, entry: RiskRecord): void {
  switch (entry.kind) {
    case 'riskLimitChanged':
      state.limitsOnRecord.note(entry)
      state.limitsVersion += 1
      return
    case 'throttleTripped':
      state.throttle.trip(entry.reason)
      state.deskVersion += 1
      return
    case 'throttleRearmed':
      state.throttle.rearm()
      state.deskVersion += 1
      return
    case 'riskLimitRefused':
    case 'limitPasswordChanged':
      return
    default:
      assertNever(entry)
  }
}

/** What the gate says of an order that would leave too fast: from the first such denial on nothing leaves. */
export function throttleIfTooFast(state: DeskState, why: Reason, nowUs: TimeUs, output: CoreOutput): void {
  if (why.code !== 'throttled' || state.throttle.tripped !== undefined) return
  recordRisk(state, { kind: 'throttleTripped', timeUs: nowUs, reason: why }, output)
  state.notices.add(nowUs, { kind: 'problem', reason: why })
}

/** Once after recovery: what the settings file says and the journal does not was changed outside. */
export function recordChangesOutside(state: DeskState, nowUs: TimeUs, output: CoreOutput): void {
  const { limits } = state
  for (const { limit, from, to } of state.limitsOnRecord.differencesTo(limits)) {
    const { owner, changed } = limits[limit]
    recordRisk(
      state,
      {
        kind: 'riskLimitChanged',
        ...{ timeUs: nowUs, limit, from, to, owner, origin: SETTINGS_FILE },
        ...{ who: changed?.who ?? UNKNOWN, why: changed?.why ?? 'found in the settings file at the start' },
      },
      output,
    )
    const told = { limitName: limit, from: limitValueText(from), to: limitValueText(to) }
    state.notices.add(nowUs, { kind: 'problem', reason: reason('limitChangedOutside', told) })
  }
}
