// The dock: the open workspace's panels in their layout, which a person splits, tabs, resizes and maximises. The only room that
// knows the docking library. What a person does becomes the document's layout a moment later; a layout that comes from
// elsewhere (another workspace, another window, a panel that was added) is loaded into the dock.
import { DockviewReact, type DockviewApi, type DockviewReadyEvent, type DockviewTheme } from 'dockview-react'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { mendLayout, panelsOf, type LayoutNode } from '../../shared/desk/workspace-layout.ts'
import type { Workspace } from '../../shared/desk/workspaces.ts'
import { panelName } from '../i18n/panel-text.ts'
import { translate } from '../i18n/translate.ts'
import { changeOpen, openOf, openWorkspace, workspaceStore } from '../store/workspace.ts'
import { DockHeader } from './dock-header.tsx'
import { dockOf, layoutOf, PANEL_COMPONENT } from './dock-layout.ts'
import { DockPanel } from './dock-panel.tsx'
import { DockTab } from './dock-tab.tsx'
import 'dockview-react/dist/styles/dockview.css'
import './dock.css'

const THEME: DockviewTheme = {
  name: 'tenor',
  className: 'dock-theme',
  gap: 4,
  dndTabIndicator: 'line',
  tabGroupIndicator: 'none',
}
const COMPONENTS = { [PANEL_COMPONENT]: DockPanel }
/** A drag changes the layout with every frame; it is kept once the hand rests. */
const KEEP_AFTER_MS = 300

export function Dock(): ReactElement {
  const [api, setApi] = useState<DockviewApi>()
  const open = useStore(workspaceStore, openOf)
  const shown = useRef('')
  useEffect(() => {
    if (api === undefined || open === undefined || shown.current === textOf(open)) return
    shown.current = textOf(open)
    load(api, open)
  }, [api, open])
  useEffect(() => {
    if (api === undefined) return undefined
    let [later, soon] = [0, 0]
    const keep = (): void => {
      const kept = keepLayout(api)
      if (kept !== undefined) shown.current = kept
    }
    const changed = api.onDidLayoutChange(() => {
      window.clearTimeout(later)
      later = window.setTimeout(keep, KEEP_AFTER_MS)
    })
    // What is closed is gone at once, also for whoever puts the workspace back in the next moment.
    const removed = api.onDidRemovePanel(() => {
      window.clearTimeout(soon)
      soon = window.setTimeout(keep, 0)
    })
    return () => {
      window.clearTimeout(later)
      window.clearTimeout(soon)
      changed.dispose()
      removed.dispose()
    }
  }, [api])
  const onReady = (event: DockviewReadyEvent): void => {
    setApi(event.api)
  }
  return (
    <div className="dock" data-testid="dock" data-workspace={open?.id}>
      <DockviewReact
        onReady={onReady}
        components={COMPONENTS}
        defaultTabComponent={DockTab}
        rightHeaderActionsComponent={DockHeader}
        theme={THEME}
        disableFloatingGroups
        scrollbars="native"
        announcements={false}
        messages={{ closeTab: (title) => translate('dock.closePanel', { panel: title }) }}
      />
    </div>
  )
}

/** What a layout is known by; a workspace of the same layout is another all the same. */
function textOf({ id, layout }: Workspace): string {
  return `${id} ${JSON.stringify(layout)}`
}

function load(api: DockviewApi, { layout, panels }: Workspace): void {
  const titles = Object.fromEntries(panels.map(({ id, kind }) => [id, panelName(kind)]))
  const { width, height } = api
  api.fromJSON(dockOf(layout, { width: Math.max(1, width), height: Math.max(1, height) }, titles), {
    reuseExistingPanels: true,
  })
}

/** Keeps what the dock shows in the open workspace, with the panels that are still there; how it is known, if it was. */
function keepLayout(api: DockviewApi): string | undefined {
  const open = openWorkspace()
  // While one group fills the dock the sizes of the others say nothing.
  if (open === undefined || api.hasMaximizedGroup()) return undefined
  const known = new Set(open.panels.map(({ id }) => id))
  const layout = mendLayout(layoutOf(api.toJSON()), known)
  // The last panel is not closed: a desk without any could not be told from one that lost them.
  if (layout === undefined) {
    load(api, open)
    return undefined
  }
  if (!isSame(layout, open.layout)) {
    const left = new Set(panelsOf(layout))
    changeOpen((now) => ({ ...now, layout, panels: now.panels.filter(({ id }) => left.has(id)) }))
  }
  return textOf({ ...open, layout })
}

function isSame(one: LayoutNode, other: LayoutNode): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
