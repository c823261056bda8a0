// A whole number in a range: typed, or a step up or down.
import type { ReactElement } from 'react'
import { Minus, Plus } from 'lucide-react'
import { translate } from '../i18n/translate.ts'
import { Button } from './button.tsx'
import { TextField } from './text-field.tsx'

export interface NumberFieldProps {
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly onChange: (value: number) => void
  readonly label: string
  readonly describedBy: string
  readonly testId: string
}

export function NumberField(props: NumberFieldProps): ReactElement {
  const { value, min, max, step, onChange, label, describedBy, testId } = props
  const fit = (wanted: number): number => Math.min(max, Math.max(min, wanted))
  return (
    <div className="number-field">
      <Button
        label={translate('settings.less', { name: label })}
        disabled={value <= min}
        onPress={() => {
          onChange(fit(value - step))
        }}
        testId={`${testId}-less`}
      >
        <Minus size={12} aria-hidden />
      </Button>
      <TextField
        value={String(value)}
        lengthMax={8}
        isFit={(text) => /^\d+$/.test(text) && fit(Number(text)) === Number(text)}
        onChange={(text) => {
          onChange(Number(text))
        }}
        label={label}
        describedBy={describedBy}
        testId={testId}
      />
      <Button
        label={translate('settings.more', { name: label })}
        disabled={value >= max}
        onPress={() => {
          onChange(fit(value + step))
        }}
        testId={`${testId}-more`}
      >
        <Plus size={12} aria-hidden />
      </Button>
    </div>
  )
}
