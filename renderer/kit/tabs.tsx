// A row of tabs: arrow keys move between them, as a screen reader's user expects of role="tab".
import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import './tabs.css'

export interface Tab<Name extends string> {
  readonly name: Name
  readonly label: ReactNode
  readonly tone?: 'attention'
}

export interface TabsProps<Name extends string> {
  readonly tabs: readonly Tab<Name>[]
  readonly selected: Name
  readonly onSelect: (name: Name) => void
  readonly label: string
  readonly testIdPrefix: string
}

export function Tabs<Name extends string>(props: TabsProps<Name>): ReactElement {
  const { tabs, selected, onSelect, label, testIdPrefix } = props
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const at = tabs.findIndex((tab) => tab.name === selected)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (next === undefined) return
    event.preventDefault()
    onSelect(next.name)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          className="tab"
          aria-selected={tab.name === selected}
          tabIndex={tab.name === selected ? 0 : -1}
          data-tab={tab.name}
          data-tone={tab.tone}
          data-testid={`${testIdPrefix}-${tab.name}`}
          onClick={() => {
            onSelect(tab.name)
          }}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}
