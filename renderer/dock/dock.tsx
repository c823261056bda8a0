// The dock: this window's panels of the open workspace in their layout, which a person splits, tabs, resizes and maximises. The
// only room that knows the docking library. What a person does becomes the document's layout a moment later; a layout that
// comes from elsewhere (another workspace, another window, a panel that was added) is loaded into the dock. A tab that is
// dropped outside goes to the window that lies there, or into one of its own.
import { DockviewReact, type DockviewApi, type DockviewReadyEvent, type DockviewTheme } from 'dockview-react'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { withLayoutIn } from '../../shared/desk/desk-windows.ts'
import { mendLayout, panelsOf, type LayoutNode } from '../../shared/desk/workspace-layout.ts'
import type { PanelEntry, Workspace } from '../../shared/desk/workspaces.ts'
import { panelName } from '../i18n/panel-text.ts'
import { translate } from '../i18n/translate.ts'
import { activePanelStore } from '../store/active-panel.ts'
import { hereId, layoutHere, panelsHere } from '../store/this-window.ts'
import { changeOpen, openOf, openWorkspace, workspaceStore } from '../store/workspace.ts'
import { DockHeader } from './dock-header.tsx'
import { dockOf, layoutOf, PANEL_COMPONENT } from './dock-layout.ts'
import { DockPanel } from './dock-panel.tsx'
import { DockTab } from './dock-tab.tsx'
import { watchDrop } from './drop-outside.ts'
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
    const layout = open === undefined ? undefined : layoutHere(open)
    if (api === undefined || open === undefined || layout === undefined) return
    const text = textOf(open.id, layout)
    if (shown.current === text) return
    shown.current = text
    load(api, layout, open)
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
    const activated = api.onDidActivePanelChange(({ panel }) => {
      activePanelStore.setState({ panelId: panel?.id })
    })
    const dragged = api.onWillDragPanel(({ nativeEvent, panel }) => {
      if (nativeEvent instanceof DragEvent) watchDrop(nativeEvent, panel.id, panel.api)
    })
    return () => {
      window.clearTimeout(later)
      window.clearTimeout(soon)
      for (const stop of [changed, removed, activated, dragged]) stop.dispose()
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
function textOf(workspace: string, layout: LayoutNode): string {
  return `${workspace} ${JSON.stringify(layout)}`
}

/** Of several of one kind all but the first have a number, so that a screen reader tells them apart. */
function titleOf({ id, kind }: PanelEntry, panels: readonly PanelEntry[]): string {
  const nth = panels.filter((panel) => panel.kind === kind).findIndex((panel) => panel.id === id)
  return nth < 1 ? panelName(kind) : `${panelName(kind)} ${String(nth + 1)}`
}

function load(api: DockviewApi, layout: LayoutNode, { panels }: Workspace): void {
  const here = new Set(panelsOf(layout))
  const titles = Object.fromEntries(
    panels.filter(({ id }) => here.has(id)).map((panel) => [panel.id, titleOf(panel, panels)]),
  )
  const { width, height } = api
  const used = api.activePanel?.id
  api.fromJSON(dockOf(layout, { width: Math.max(1, width), height: Math.max(1, height) }, titles), {
    reuseExistingPanels: true,
  })
  // Loading makes another one the panel in use, or none; one that another came before stays behind it.
  const still = used === undefined ? undefined : api.getPanel(used)
  if (still?.group.activePanel === still) still?.api.setActive()
}

/** Keeps what the dock shows in the open workspace, with the panels that are still there; how it is known, if it was. */
function keepLayout(api: DockviewApi): string | undefined {
  const open = openWorkspace()
  const before = open === undefined ? undefined : layoutHere(open)
  // While one group fills the dock the sizes of the others say nothing.
  if (open === undefined || before === undefined || api.hasMaximizedGroup()) return undefined
  const known = panelsOf(before)
  const layout = mendLayout(layoutOf(api.toJSON()), new Set(known))
  // The last panel of the desk is not closed: a desk without any could not be told from one that lost them.
  if (layout === undefined && hereId === undefined) {
    load(api, before, open)
    return undefined
  }
  if (layout === undefined || !isSame(layout, before)) changeOpen((now) => kept(now, known, layout))
  return layout === undefined ? undefined : textOf(open.id, layout)
}

/** The workspace with this layout in this window, without those of its panels that are closed; as it is where others came or went. */
function kept(now: Workspace, known: readonly string[], layout: LayoutNode | undefined): Workspace {
  const here = panelsHere(now)
  if (here.length !== known.length || !here.every((id) => known.includes(id))) return now
  const left = new Set(layout === undefined ? [] : panelsOf(layout))
  const panels = now.panels.filter(({ id }) => !known.includes(id) || left.has(id))
  return withLayoutIn({ ...now, panels }, hereId, layout)
}

function isSame(one: LayoutNode, other: LayoutNode): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
