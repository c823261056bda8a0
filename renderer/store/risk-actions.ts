// What a person does to the risk gate from this window: change a limit, arm the throttle again.
import { limitValueText, type LimitName, type LimitValue } from '../../shared/domain/risk-limit.ts'
import { translate } from '../i18n/translate.ts'
import { toast } from './outcome-store.ts'
import { refusalText, sendCommand } from './send-command.ts'

export interface AskedLimit {
  readonly limit: LimitName
  readonly value: LimitValue
  readonly why: string
  /** Empty where none was given. */
  readonly password: string
}

/** Undefined when it was changed; otherwise why not. */
export async function setRiskLimit({ limit, value, why, password }: AskedLimit): Promise<string | undefined> {
  const result = await sendCommand({
    kind: 'setRiskLimit',
    limit,
    value: typeof value === 'object' ? [...value] : value,
    why,
    ...(password === '' ? {} : { password }),
    origin: 'settings',
  })
  if (!result.ok) return refusalText(result)
  const words = { limit: translate(`limits.name.${limit}`), value: limitValueText(value) }
  toast({ tone: 'info', title: '', text: translate('limits.saved', words) })
  return undefined
}

export async function rearmThrottle(): Promise<void> {
  const result = await sendCommand({ kind: 'rearmThrottle', origin: 'desk bar' })
  if (result.ok) toast({ tone: 'info', title: '', text: translate('desk.rearmed') })
  else toast({ tone: 'danger', title: '', text: refusalText(result) })
}
