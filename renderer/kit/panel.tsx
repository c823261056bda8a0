// The frame of a panel inside the dock: its content here, and what stands beside its title in the header of the group that
// it lies in. No other chrome.
import { createContext, useContext, type ReactElement, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import './panel.css'

/** Where a panel lies. */
export interface PanelPlace {
  /** Unique in the workspace. */
  readonly id: string
  /** Right of the tabs of its group, while it is the one in front. */
  readonly header: HTMLElement | undefined
}

export const PanelPlaceContext = createContext<PanelPlace | undefined>(undefined)

/** The id of the panel around a component. */
export function usePanelId(): string {
  const place = useContext(PanelPlaceContext)
  if (place === undefined) throw new Error('A panel lies somewhere.')
  return place.id
}

export interface PanelProps {
  readonly label: string
  readonly name: string
  /** Beside the title: tabs, readout, age. */
  readonly header?: ReactNode
  readonly children: ReactNode
  readonly armed?: boolean
}

export function Panel({ label, name, header, children, armed }: PanelProps): ReactElement {
  const place = useContext(PanelPlaceContext)
  return (
    // The dock's group around it is the landmark, named after the panel in front.
    <div
      className="panel"
      role="group"
      aria-label={label}
      data-testid={`panel-${name}`}
      data-panel-place={place?.id}
      data-armed={armed}
    >
      {place?.header !== undefined && createPortal(header, place.header)}
      <div className="panel-body">{children}</div>
    </div>
  )
}
