// The dialog of quiet hours and sounds. Enter sets both, Esc leaves everything as it was; a sound is heard as it is pressed.
import { useState, type ReactElement } from 'react'
import { alertSounds, DEFAULT_ALERT_SETTINGS } from '../../../shared/domain/alert.ts'
import { currentLanguage, translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { DialogForm } from '../../kit/dialog-form.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { playTone } from '../../kit/sound.ts'
import { setAlertPreferences } from '../../store/alert-actions.ts'
import { alertsStore } from '../../store/topic-stores.ts'
import { quietForm, readQuiet, type QuietForm } from './quiet-fields.ts'
import './alerts.css'

export function QuietDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <Dialog
      title={translate('alerts.quietDialog.title')}
      closeLabel={translate('alerts.quietDialog.close')}
      onClose={onClose}
      testId="quiet-dialog"
    >
      <QuietFields onClose={onClose} />
    </Dialog>
  )
}

function QuietFields({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [form, setForm] = useState<QuietForm>(() => {
    const form = quietForm(alertsStore.getState().projection ?? DEFAULT_ALERT_SETTINGS)
    return { ...form, zone: form.isOn ? form.zone : hereZone(form.zone) }
  })
  const [refusal, setRefusal] = useState<{ readonly text: string; readonly field?: keyof QuietForm }>()
  const change = (changed: Partial<QuietForm>): void => {
    setForm({ ...form, ...changed })
    setRefusal(undefined)
  }
  const go = (): void => {
    const read = readQuiet(form)
    if (!read.ok) {
      setRefusal(read)
      return
    }
    void setAlertPreferences(read.preferences).then((why) => {
      if (why === undefined) onClose()
      else setRefusal({ text: why })
    })
  }
  const text = (name: 'from' | 'to' | 'zone' | 'volume'): ReactElement => (
    <label key={name}>
      <span>{translate(`alerts.quietDialog.${name}`)}</span>
      <input
        value={form[name]}
        maxLength={60}
        spellCheck={false}
        aria-invalid={refusal?.field === name}
        data-testid={`quiet-${name}`}
        onChange={(event) => {
          change({ [name]: event.target.value })
        }}
      />
    </label>
  )
  return (
    <DialogForm
      className="alert-form"
      refusal={refusal?.text}
      testId="quiet-refusal"
      leave={{ text: translate('alerts.quietDialog.leave'), onPress: onClose, testId: 'quiet-leave' }}
      go={{ text: translate('alerts.quietDialog.set'), onPress: go, testId: 'quiet-set', kind: 'armed' }}
    >
      <h3>{translate('alerts.quietDialog.quiet')}</h3>
      <p className="quiet">{translate('alerts.quietDialog.hint')}</p>
      <p className="choices">
        {([true, false] as const).map((isOn) => (
          <Button
            key={String(isOn)}
            pressed={form.isOn === isOn}
            onPress={() => {
              change({ isOn })
            }}
            testId={isOn ? 'quiet-on' : 'quiet-off'}
          >
            {translate(isOn ? 'alerts.quietDialog.on' : 'alerts.quietDialog.off')}
          </Button>
        ))}
      </p>
      <div className="alert-fields dialog-fields">{(['from', 'to', 'zone'] as const).map(text)}</div>
      <div className="choices" role="group" aria-label={translate('alerts.quietDialog.days')}>
        <span className="quiet">{translate('alerts.quietDialog.days')}</span>
        {WEEK.map((day) => (
          <Button
            key={day}
            pressed={form.days.includes(day)}
            onPress={() => {
              change({ days: toggled(form.days, day) })
            }}
            testId={`quiet-day-${day}`}
          >
            {dayName(day)}
          </Button>
        ))}
      </div>
      <h3>{translate('alerts.quietDialog.sounds')}</h3>
      <div className="alert-fields dialog-fields">{text('volume')}</div>
      <div className="choices" role="group" aria-label={translate('alerts.quietDialog.kinds')}>
        <span className="quiet">{translate('alerts.quietDialog.kinds')}</span>
        {alertSounds.map((sound) => (
          <Button
            key={sound}
            pressed={!form.off.includes(sound)}
            onPress={() => {
              if (form.off.includes(sound)) playTone(sound, Number(form.volume) || 0)
              change({ off: toggled(form.off, sound) })
            }}
            testId={`sound-${sound}`}
          >
            {translate(`alerts.choice.sound.${sound}`)}
          </Button>
        ))}
      </div>
    </DialogForm>
  )
}

/** As weeks begin on most desks. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const

function toggled<T>(list: readonly T[], one: T): readonly T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
}

/** 3 January 2027 is a Sunday. */
function dayName(day: number): string {
  const date = new Date(Date.UTC(2027, 0, 3 + day))
  return new Intl.DateTimeFormat(currentLanguage(), { weekday: 'short', timeZone: 'UTC' }).format(date)
}

/** Where this machine stands, so far as the hours were never set. */
function hereZone(kept: string): string {
  return kept === DEFAULT_ALERT_SETTINGS.quietHours.zone
    ? Intl.DateTimeFormat().resolvedOptions().timeZone
    : kept
}
