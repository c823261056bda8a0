// One panel in the dock: whatever its kind shows, built only while it can be seen, so that what is hidden costs nothing and
// follows nothing.
import type { IDockviewPanelProps } from 'dockview-react'
import { useCallback, useMemo, useSyncExternalStore, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { PanelPlaceContext } from '../kit/panel.tsx'
import { panelIn, workspaceStore } from '../store/workspace.ts'
import { headerPlaces } from './dock-header.tsx'
import { ladderFirstStore } from './ladder-first.ts'
import { PANELS } from './panel-kinds.ts'

export function DockPanel({ api }: IDockviewPanelProps): ReactElement | null {
  const { id } = api
  const kind = useStore(workspaceStore, (state) => panelIn(state, id)?.kind)
  const header = useStore(headerPlaces, (places) => places[id])
  const mayCome = useStore(ladderFirstStore, (state) => state.isPainted)
  const isVisible = useSyncExternalStore(
    useCallback((changed) => disposer(api.onDidVisibilityChange(changed)), [api]),
    () => api.isVisible,
  )
  const place = useMemo(() => ({ id, header }), [id, header])
  if (kind === undefined || !isVisible) return null
  const { Content, canWait } = PANELS[kind]
  if (canWait && !mayCome) return null
  return (
    <PanelPlaceContext value={place}>
      <Content />
    </PanelPlaceContext>
  )
}

function disposer(subscription: { dispose(): void }): () => void {
  return () => {
    subscription.dispose()
  }
}
