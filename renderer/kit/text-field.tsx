// A line of text that holds once it is done: with Enter or by leaving the field. Esc puts back what holds.
import { useState, type ReactElement } from 'react'
import './field.css'

export interface TextFieldProps {
  readonly value: string
  readonly lengthMax: number
  /** What an empty field stands for. */
  readonly placeholder?: string
  /** Whether this can be taken; everything can where it is left out. */
  readonly isFit?: (text: string) => boolean
  readonly onChange: (value: string) => void
  readonly label: string
  readonly describedBy: string
  readonly testId: string
}

export function TextField(props: TextFieldProps): ReactElement {
  const { value, lengthMax, placeholder, isFit, onChange, label, describedBy, testId } = props
  /** What is being typed; undefined while nothing is. */
  const [typed, setTyped] = useState<string>()
  const text = typed ?? value
  const fits = isFit?.(text.trim()) ?? true
  const done = (): void => {
    setTyped(undefined)
    if (fits && text.trim() !== value) onChange(text.trim())
  }
  return (
    <input
      className="text-field"
      value={text}
      maxLength={lengthMax}
      placeholder={placeholder}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={!fits}
      autoComplete="off"
      data-testid={testId}
      onChange={(event) => {
        setTyped(event.target.value)
      }}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done()
        // Before the dialog closes and the field is left: what was half typed is not taken.
        if (event.key === 'Escape') setTyped(undefined)
      }}
    />
  )
}
