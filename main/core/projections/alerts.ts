// The Alerts tab: every rule with where it stands, the newest lines of the log, what is quiet.
import type { AlertRule } from '../../../shared/domain/alert.ts'
import type { AlertRuleRow, AlertsProjection } from '../../../shared/ui-wire/projections.ts'
import type { AlertState } from '../alert-state.ts'
import type { DeskState } from '../desk-state.ts'

const LINES = 200

export function alertsProjection({ alerts }: DeskState): AlertsProjection {
  const { rules, ...preferences } = alerts.settings
  return {
    topic: 'alerts',
    rules: rules.map((rule) => ruleRow(alerts, rule)),
    log: alerts.log.newestFirst(LINES),
    unacknowledged: alerts.log.unacknowledged,
    ...preferences,
    quietMinutes: alerts.quietMinutes,
  }
}

function ruleRow({ book }: AlertState, rule: AlertRule): AlertRuleRow {
  const raisedUs = book.raisedUs(rule.ruleId)
  return {
    rule,
    state: book.state(rule.ruleId) ?? 'off',
    ...(raisedUs === undefined ? {} : { raisedUs }),
  }
}
