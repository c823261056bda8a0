// A few possibilities of which one holds: arrow keys move and choose, as role="radiogroup" promises, and Tab stops once.
import type { KeyboardEvent, ReactElement } from 'react'
import './choice.css'

export interface ChoiceProps<Name extends string> {
  readonly options: readonly { readonly name: Name; readonly label: string }[]
  readonly chosen: Name
  readonly onChoose: (name: Name) => void
  readonly label: string
  /** Id of the element that explains it. */
  readonly describedBy?: string
  readonly testIdPrefix: string
}

export function Choice<Name extends string>(props: ChoiceProps<Name>): ReactElement {
  const { options, chosen, onChoose, label, describedBy, testIdPrefix } = props
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = options.findIndex(({ name }) => name === chosen)
    const next = options[(at + step + options.length) % options.length]
    if (next === undefined) return
    onChoose(next.name)
    event.currentTarget.querySelector<HTMLElement>(`[data-option="${next.name}"]`)?.focus()
  }
  return (
    <div
      className="choice"
      role="radiogroup"
      aria-label={label}
      aria-describedby={describedBy}
      onKeyDown={move}
    >
      {options.map(({ name, label: words }) => (
        <button
          key={name}
          type="button"
          role="radio"
          className="button"
          aria-checked={name === chosen}
          tabIndex={name === chosen ? 0 : -1}
          data-option={name}
          data-testid={`${testIdPrefix}-${name}`}
          onClick={() => {
            onChoose(name)
          }}
        >
          {words}
        </button>
      ))}
    </div>
  )
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }
