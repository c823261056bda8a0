// The tab of a panel: what its kind says in it.
import type { IDockviewPanelHeaderProps } from 'dockview-react'
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { PanelPlaceContext } from '../kit/panel.tsx'
import { panelIn, workspaceStore } from '../store/workspace.ts'
import { PANELS } from './panel-kinds.ts'

export function DockTab({ api: { id } }: IDockviewPanelHeaderProps): ReactElement | null {
  const kind = useStore(workspaceStore, (state) => panelIn(state, id)?.kind)
  if (kind === undefined) return null
  const { Title } = PANELS[kind]
  return (
    <PanelPlaceContext value={{ id, header: undefined }}>
      <span className="dock-tab" data-testid={`tab-${id}`}>
        <Title />
      </span>
    </PanelPlaceContext>
  )
}
