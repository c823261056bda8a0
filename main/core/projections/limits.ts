// The limits of the risk gate as the settings dialog shows them.
import { LIMIT_NAMES } from '../../../shared/domain/risk-limit.ts'
import type { LimitsProjection } from '../../../shared/ui-wire/projections.ts'
import type { DeskState } from '../desk-state.ts'

export function limitsProjection({ riskSettings }: DeskState): LimitsProjection {
  const { password, limits } = riskSettings
  return {
    topic: 'limits',
    limits: LIMIT_NAMES.map((name) => ({ name, ...limits[name] })),
    hasPassword: password !== undefined,
  }
}
