// What a person asks about alerts from this window. Each says in words what came of it.
import type { AlertPreferences, AlertRule, AskedAlertRule } from '../../shared/domain/alert.ts'
import { alertTermsText } from '../i18n/alert-rule-text.ts'
import { translate } from '../i18n/translate.ts'
import { tickSizeOf } from './instruments.ts'
import { toast } from './outcome-store.ts'
import { refusalText, sendCommand, type Sent } from './send-command.ts'

export function ruleWords({ terms }: Pick<AskedAlertRule, 'terms'>): string {
  return alertTermsText(terms, tickSizeOf)
}

/** Undefined when it is set; otherwise why not. */
export async function setAlertRule(rule: AskedAlertRule, ruleId?: string): Promise<string | undefined> {
  const result = await sendCommand(setCommand(rule, ruleId))
  if (!result.ok) return refusalText(result)
  toast({ tone: 'info', title: '', text: translate('alerts.saved', { words: ruleWords(rule) }) })
  return undefined
}

export async function switchAlert({ ruleId, changedUs: _, ...rule }: AlertRule): Promise<void> {
  tellRefusal(await sendCommand(setCommand({ ...rule, isOn: !rule.isOn }, ruleId)))
}

export async function removeAlertRule(rule: AlertRule): Promise<void> {
  const result = await sendCommand({ kind: 'removeAlertRule', ruleId: rule.ruleId, origin: 'blotter' })
  tellRefusal(result)
  if (result.ok)
    toast({ tone: 'info', title: '', text: translate('alerts.removed', { words: ruleWords(rule) }) })
}

export async function acknowledgeAlert(alertId: number, andOlder: boolean): Promise<void> {
  tellRefusal(await sendCommand({ kind: 'acknowledgeAlert', alertId, andOlder, origin: 'blotter' }))
}

/** Undefined when they are set; otherwise why not. */
export async function setAlertPreferences(preferences: AlertPreferences): Promise<string | undefined> {
  const { quietHours, sounds } = preferences
  const result = await sendCommand({
    ...{ kind: 'setAlertPreferences', quietHours, sounds, origin: 'quiet dialog' },
  })
  if (!result.ok) return refusalText(result)
  toast({ tone: 'info', title: '', text: translate('alerts.quietDialog.saved') })
  return undefined
}

function setCommand(rule: AskedAlertRule, ruleId: string | undefined) {
  const of = ruleId === undefined ? {} : { ruleId }
  return { kind: 'setAlertRule', rule, ...of, origin: 'alert dialog' } as const
}

function tellRefusal(result: Sent): void {
  if (!result.ok)
    toast({ tone: 'lost' in result ? 'unknown' : 'danger', title: '', text: refusalText(result) })
}
