// The tab of a panel: what its kind says in it.
import type { IDockviewPanelHeaderProps } from 'dockview-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { PanelPlaceContext } from '../kit/panel.tsx'
import { panelIn, workspaceStore } from '../store/workspace.ts'
import { PANELS } from './panel-kinds.ts'

export function DockTab({ api }: IDockviewPanelHeaderProps): ReactElement | null {
  const { id } = api
  const words = useRef<HTMLSpanElement>(null)
  // It is named by what it says, counts and all, and not by the bare title that the dock gives it.
  useEffect(() => {
    const nameByWords = (): void => words.current?.closest('[role=tab]')?.removeAttribute('aria-label')
    nameByWords()
    const renamed = api.onDidTitleChange(nameByWords)
    // Another group makes it another tab, which is there once the dock has done.
    const moved = api.onDidGroupChange(() => {
      queueMicrotask(nameByWords)
    })
    return () => {
      renamed.dispose()
      moved.dispose()
    }
  }, [api])
  const kind = useStore(workspaceStore, (state) => panelIn(state, id)?.kind)
  if (kind === undefined) return null
  const { Title } = PANELS[kind]
  return (
    <PanelPlaceContext value={{ id, header: undefined }}>
      <span className="dock-tab" ref={words} data-testid={`tab-${id}`}>
        <Title />
      </span>
    </PanelPlaceContext>
  )
}
