// One of many: a list that opens, where buttons beside each other would take too much room.
import type { ReactElement } from 'react'
import './field.css'

export interface SelectProps<Name extends string> {
  readonly options: readonly { readonly name: Name; readonly label: string }[]
  readonly chosen: Name
  readonly onChoose: (name: Name) => void
  /** Where no label stands around it. */
  readonly label?: string
  readonly autoFocus?: boolean
  /** In the header of a panel or beside its filters. */
  readonly isSmall?: boolean
  readonly testId: string
}

export function Select<Name extends string>(props: SelectProps<Name>): ReactElement {
  const { options, chosen, onChoose, label, autoFocus, isSmall, testId } = props
  return (
    <select
      className={isSmall === true ? 'select-small' : undefined}
      value={chosen}
      autoFocus={autoFocus}
      aria-label={label}
      data-testid={testId}
      onChange={(event) => {
        const option = options.find(({ name }) => name === event.target.value)
        if (option !== undefined) onChoose(option.name)
      }}
    >
      {options.map(({ name, label: words }) => (
        <option key={name} value={name}>
          {words}
        </option>
      ))}
    </select>
  )
}
