// The limits as the journal has them: the defaults, and every change that was recorded. A settings file that says
// otherwise was changed outside, which is to be told and recorded. Owned by DeskState.
import { LIMIT_NAMES, type LimitName, type LimitValue } from '../../shared/domain/risk-limit.ts'
import { isSame } from '../risk/limit-change.ts'
import { DEFAULT_RISK_LIMITS, type RiskLimits } from '../risk/risk-limits.ts'
import type { RiskRecordOf } from '../risk/risk-records.ts'

export interface Unrecorded {
  readonly limit: LimitName
  readonly from: LimitValue
  readonly to: LimitValue
}

export class LimitsOnRecord {
  readonly #values = new Map<LimitName, LimitValue>(
    LIMIT_NAMES.map((name) => [name, DEFAULT_RISK_LIMITS[name].value]),
  )

  note({ limit, to }: RiskRecordOf<'riskLimitChanged'>): void {
    this.#values.set(limit, to)
  }

  /** Where these limits are not what was recorded. */
  differencesTo(limits: RiskLimits): readonly Unrecorded[] {
    return LIMIT_NAMES.flatMap((limit) => {
      const [from, to] = [this.#values.get(limit), limits[limit].value]
      return from === undefined || isSame(from, to) ? [] : [{ limit, from, to }]
    })
  }
}
