// The text of `alerts.json`: the rules of a profile, its quiet hours and its sounds. Parsed from unknown and bounded; what is
// wrong with it is said, and where. Read and written by main/settings/alerts-file.ts.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { ALERT_RULES_MAX, type AlertSettings } from '../../shared/domain/alert.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { parseSettingsText } from '../../shared/domain/settings-text.ts'
import { askedRule, preferences, RuleIdField } from '../../shared/ui-wire/alert-commands.ts'
import { strict, TimeUsField } from '../../shared/venue-wire/fields.ts'
import { checkQuietHours } from './quiet-hours.ts'

const FileSchema = Type.Object(
  {
    version: Type.Literal(1),
    rules: Type.Array(Type.Object({ ruleId: RuleIdField, changedUs: TimeUsField, ...askedRule }, strict), {
      maxItems: ALERT_RULES_MAX,
    }),
    ...preferences,
  },
  strict,
)

const validator = Compile(FileSchema)

export function parseAlertSettings(text: string): Result<AlertSettings, string> {
  const parsed = parseSettingsText<Static<typeof FileSchema>>(text, validator)
  if (!parsed.ok) return parsed
  const { version: _, ...settings } = parsed.value
  const { rules, quietHours } = settings
  const twice = rules.find(({ ruleId }, at) => rules.findIndex((other) => other.ruleId === ruleId) !== at)
  if (twice !== undefined) return err(`two rules have the name ${twice.ruleId}`)
  const quiet = checkQuietHours(quietHours)
  return quiet.ok ? ok(settings) : quiet
}

export function alertSettingsText(settings: AlertSettings): string {
  return `${JSON.stringify({ version: 1, ...settings }, undefined, 2)}\n`
}
