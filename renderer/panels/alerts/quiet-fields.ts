// The fields of how a person wants to be told as typed, and what they make. Pure.
import type { AlertPreferences, AlertSound } from '../../../shared/domain/alert.ts'
import { translate } from '../../i18n/translate.ts'

export interface QuietForm {
  readonly isOn: boolean
  readonly days: readonly number[]
  readonly from: string
  readonly to: string
  readonly zone: string
  readonly volume: string
  readonly off: readonly AlertSound[]
}

export type ReadQuiet =
  | { readonly ok: true; readonly preferences: AlertPreferences }
  | { readonly ok: false; readonly field: 'from' | 'to' | 'volume'; readonly text: string }

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

export function quietForm({ quietHours, sounds }: AlertPreferences): QuietForm {
  return { ...quietHours, volume: String(sounds.volume), off: sounds.off }
}

export function readQuiet(form: QuietForm): ReadQuiet {
  const { isOn, days, from, to, zone, volume, off } = form
  for (const [field, text] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (CLOCK.test(text.trim())) continue
    const name = translate(`alerts.quietDialog.${field}`)
    return { ok: false, field, text: translate('alerts.quietDialog.badClock', { field: name }) }
  }
  const loud = /^\d{1,3}$/.test(volume.trim()) ? Number(volume) : NaN
  if (!(loud >= 0 && loud <= 100)) {
    return { ok: false, field: 'volume', text: translate('alerts.quietDialog.badVolume') }
  }
  const quietHours = { isOn, days: days.toSorted(), from: from.trim(), to: to.trim(), zone: zone.trim() }
  return { ok: true, preferences: { quietHours, sounds: { volume: loud, off } } }
}
