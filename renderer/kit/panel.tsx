// The frame of a panel: a title, what belongs beside it, and the content. No other chrome.
import type { ReactElement, ReactNode } from 'react'
import './panel.css'

export interface PanelProps {
  readonly title: ReactNode
  readonly label: string
  readonly name: string
  /** Stands after the title: tabs, readout, age. */
  readonly header?: ReactNode
  readonly children: ReactNode
  readonly armed?: boolean
}

export function Panel({ title, label, name, header, children, armed }: PanelProps): ReactElement {
  return (
    <section className="panel" aria-label={label} data-testid={`panel-${name}`} data-armed={armed}>
      <header className="panel-header">
        <h2 className="panel-title">{title}</h2>
        {header}
      </header>
      <div className="panel-body">{children}</div>
    </section>
  )
}
