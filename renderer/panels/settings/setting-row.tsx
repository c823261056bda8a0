// One setting: its name and what it does, the control, and, where it is not as it came, a mark and the way back.
import { useId, type ReactElement } from 'react'
import { Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import { SETTINGS, type Setting, type SettingName } from '../../../shared/desk/settings.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { Choice } from '../../kit/choice.tsx'
import { presets, settings, settingsStore } from '../../store/documents.ts'
import { NumberField } from '../../kit/number-field.tsx'
import { choiceWord, explanationOf, nameOf, valueText } from './setting-words.ts'
import { TextField } from '../../kit/text-field.tsx'

export function SettingRow({ name }: { readonly name: SettingName }): ReactElement {
  const value = useStore(settingsStore, (state) => state[name])
  const isChanged = value !== presets[name]
  const hintId = useId()
  return (
    <div className="setting" data-testid={`setting-${name}`} data-changed={isChanged}>
      <div className="setting-words">
        <h3>{nameOf(name)}</h3>
        <p className="quiet" id={hintId}>
          {explanationOf(name)}
        </p>
        {isChanged && (
          <p className="setting-changed">
            {translate('settings.changed', { preset: valueText(name, presets[name]) })}
            <Button
              onPress={() => {
                setSetting(name, presets[name])
              }}
              label={translate('settings.resetOne', { name: nameOf(name) })}
              testId={`reset-${name}`}
            >
              <Undo2 size={12} aria-hidden /> {translate('settings.reset')}
            </Button>
          </p>
        )}
      </div>
      <SettingControl name={name} value={value} hintId={hintId} />
    </div>
  )
}

interface SettingControlProps {
  readonly name: SettingName
  readonly value: string | number
  readonly hintId: string
}

function SettingControl({ name, value, hintId }: SettingControlProps): ReactElement {
  const setting: Setting = SETTINGS[name]
  const common = { label: nameOf(name), describedBy: hintId }
  switch (setting.kind) {
    case 'choice':
      return (
        <Choice
          {...common}
          options={setting.choices.map((choice) => ({ name: choice, label: choiceWord(name, choice) }))}
          chosen={String(value)}
          onChoose={(choice) => {
            setSetting(name, choice)
          }}
          testIdPrefix={name}
        />
      )
    case 'number':
      return (
        <NumberField
          {...common}
          {...setting}
          value={Number(value)}
          onChange={(next) => {
            setSetting(name, next)
          }}
          testId={name}
        />
      )
    case 'text':
      return (
        <TextField
          {...common}
          lengthMax={setting.lengthMax}
          value={String(value)}
          placeholder={valueText(name, '')}
          onChange={(next) => {
            setSetting(name, next)
          }}
          testId={name}
        />
      )
  }
}

function setSetting(name: SettingName, value: string | number): void {
  settings.change((now) => ({ ...now, [name]: value }))
}
