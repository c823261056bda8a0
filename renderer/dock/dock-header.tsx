// The header of a group right of its tabs: a place that the panel in front fills, its colour group, and what can be done with
// the panel.
import type { IDockviewHeaderActionsProps } from 'dockview-react'
import { Maximize2, Minimize2, PictureInPicture2, Undo2, X } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { panelName } from '../i18n/panel-text.ts'
import { translate } from '../i18n/translate.ts'
import { Button } from '../kit/button.tsx'
import { canLeave } from '../../shared/desk/desk-windows.ts'
import { isDesk } from '../store/this-window.ts'
import { openOf, panelIn, workspaceStore } from '../store/workspace.ts'
import { movePanel, takeOut } from '../store/workspace-windows.ts'
import { LinkButton } from './link-button.tsx'
import { PANELS } from './panel-kinds.ts'

/** Where each panel that is in front has its part of a header, by its id. */
export const headerPlaces = createStore<Readonly<Record<string, HTMLElement | undefined>>>(() => ({}))

export function DockHeader({ activePanel, api, containerApi }: IDockviewHeaderActionsProps): ReactElement {
  const panelId = activePanel?.id
  const kind = useStore(workspaceStore, (state) =>
    panelId === undefined ? undefined : panelIn(state, panelId)?.kind,
  )
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const [isMaximised, setMaximised] = useState(api.isMaximized())
  useEffect(() => {
    if (panelId === undefined || place === null) return undefined
    headerPlaces.setState({ [panelId]: place })
    return () => {
      if (headerPlaces.getState()[panelId] === place) headerPlaces.setState({ [panelId]: undefined })
    }
  }, [panelId, place])
  useEffect(() => {
    const changed = containerApi.onDidMaximizedGroupChange(() => {
      setMaximised(api.isMaximized())
    })
    return () => {
      changed.dispose()
    }
  }, [api, containerApi])
  const name = kind === undefined ? '' : panelName(kind)
  const Size = isMaximised ? Minimize2 : Maximize2
  return (
    <div className="dock-header">
      <div className="dock-header-place" ref={setPlace} />
      {panelId !== undefined && kind !== undefined && PANELS[kind].links && (
        <LinkButton panelId={panelId} name={name} />
      )}
      {panelId !== undefined && <WindowButton panelId={panelId} name={name} />}
      <Button
        kind="icon"
        label={translate(isMaximised ? 'dock.restore' : 'dock.maximise', { panel: name })}
        title={translate(isMaximised ? 'dock.restore' : 'dock.maximise', { panel: name })}
        onPress={() => {
          if (isMaximised) api.exitMaximized()
          else api.maximize()
        }}
        testId={`maximise-${panelId ?? ''}`}
      >
        <Size size={12} aria-hidden />
      </Button>
      <Button
        kind="icon"
        label={translate('dock.closePanel', { panel: name })}
        title={translate('dock.closePanel', { panel: name })}
        onPress={() => {
          activePanel?.api.close()
        }}
        testId={`close-${panelId ?? ''}`}
      >
        <X size={13} aria-hidden />
      </Button>
    </div>
  )
}

interface WindowButtonProps {
  readonly panelId: string
  /** Of the panel. */
  readonly name: string
}

/** From the desk into a window of its own, and back. */
function WindowButton({ panelId, name }: WindowButtonProps): ReactElement {
  const isFixed = useStore(workspaceStore, (state) => {
    const open = openOf(state)
    return isDesk && (open === undefined || !canLeave(open, panelId))
  })
  const words = translate(isDesk ? 'dock.takeOut' : 'dock.toDesk', { panel: name })
  const Icon = isDesk ? PictureInPicture2 : Undo2
  return (
    <Button
      kind="icon"
      label={words}
      title={words}
      disabled={isFixed}
      onPress={() => {
        if (isDesk) takeOut(panelId)
        else movePanel(panelId, undefined)
      }}
      testId={`window-${panelId}`}
    >
      <Icon size={13} aria-hidden />
    </Button>
  )
}
