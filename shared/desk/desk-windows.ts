// Panels in windows of their own: which window a panel lies in, and what becomes of a workspace when one is moved. Every
// panel lies in exactly one window; the desk itself always keeps at least one. Pure; called by the renderer's stores and,
// when a person closes such a window, by app/desktop.
import { mendLayout, panelsOf, withFront, withPanel, type LayoutNode } from './workspace-layout.ts'
import {
  WINDOWS_MAX,
  type DeskWindow,
  type PanelKind,
  type WindowBounds,
  type Workspace,
} from './workspaces.ts'

/** Of a window of its own in its workspace; undefined for the desk. */
export type WindowId = string | undefined

/** Undefined where the workspace has no such window. */
export function layoutIn({ layout, windows }: Workspace, windowId: WindowId): LayoutNode | undefined {
  return windowId === undefined ? layout : windows.find(({ id }) => id === windowId)?.layout
}

/** The workspace with this layout in that window; without one the window is gone, and a desk stays as it is. */
export function withLayoutIn(
  workspace: Workspace,
  windowId: WindowId,
  layout: LayoutNode | undefined,
): Workspace {
  if (windowId === undefined) return layout === undefined ? workspace : { ...workspace, layout }
  const windows = workspace.windows.flatMap((one): readonly DeskWindow[] => {
    if (one.id !== windowId) return [one]
    return layout === undefined ? [] : [{ ...one, layout }]
  })
  return { ...workspace, windows }
}

/** Undefined for the desk, and for a panel that lies nowhere. */
export function windowOf({ windows }: Workspace, panelId: string): WindowId {
  return windows.find(({ layout }) => panelsOf(layout).includes(panelId))?.id
}

/** An id that none of those in use is. */
export function freeWindowId(taken: ReadonlySet<unknown>): string {
  let nth = 1
  while (taken.has(`window-${nth}`)) nth += 1
  return `window-${nth}`
}

/** Whether the panel may go to a window of its own: not the only one of its window, and not into one window too many. */
export function canLeave(workspace: Workspace, panelId: string): boolean {
  const layout = layoutIn(workspace, windowOf(workspace, panelId))
  const panels = layout === undefined ? [] : panelsOf(layout)
  return workspace.windows.length < WINDOWS_MAX && panels.length > 1 && panels.includes(panelId)
}

/** The panel alone in a new window; the same workspace where it may not leave. */
export function panelOut(workspace: Workspace, panelId: string, bounds?: WindowBounds): Workspace {
  if (!canLeave(workspace, panelId)) return workspace
  const layout: LayoutNode = { kind: 'tabs', share: 1, panels: [panelId], front: panelId }
  const id = freeWindowId(new Set(workspace.windows.map((one) => one.id)))
  const opened: DeskWindow = { id, layout, ...(bounds === undefined ? {} : { bounds }) }
  const left = withoutPanel(workspace, panelId)
  return left === undefined ? workspace : { ...left, windows: [...left.windows, opened] }
}

/** The panel in front in another window; the same workspace where there is no such window, or where it would leave an empty desk. */
export function panelTo(workspace: Workspace, panelId: string, to: WindowId): Workspace {
  const kind = workspace.panels.find(({ id }) => id === panelId)?.kind
  if (kind === undefined || windowOf(workspace, panelId) === to) return workspace
  const left = withoutPanel(workspace, panelId)
  const layout = left === undefined ? undefined : layoutIn(left, to)
  if (left === undefined || layout === undefined) return workspace
  return withLayoutIn(left, to, withPanel(layout, panelId, placeFor(left, layout, kind)))
}

/** All panels of a window back on the desk, and the window gone. */
export function windowBack(workspace: Workspace, windowId: string): Workspace {
  const layout = layoutIn(workspace, windowId)
  if (layout === undefined) return workspace
  return panelsOf(layout).reduce((now, panelId) => panelTo(now, panelId, undefined), workspace)
}

/** The panel in front of its group, in whichever window it lies. */
export function panelInFront(workspace: Workspace, panelId: string): Workspace {
  const windowId = windowOf(workspace, panelId)
  const layout = layoutIn(workspace, windowId)
  return layout === undefined ? workspace : withLayoutIn(workspace, windowId, withFront(layout, panelId))
}

/** Where a panel of this kind goes in a layout: beside one of its kind; else one of the desk among those, one of the market beside the first. */
export function placeFor(
  { panels }: Pick<Workspace, 'panels'>,
  layout: LayoutNode,
  kind: PanelKind,
): Parameters<typeof withPanel>[2] {
  const kindOf = new Map(panels.map((panel) => [panel.id, panel.kind]))
  const ids = panelsOf(layout)
  const alike = ids.findLast((id) => kindOf.get(id) === kind)
  const [first = ''] = ids
  if (alike !== undefined) return { panelId: alike, as: kind === 'ladder' ? 'right' : 'tab' }
  if (isOfMarket(kind)) return { panelId: first, as: 'right' }
  const ofDesk = ids.find((id) => !isOfMarket(kindOf.get(id)))
  return { panelId: ofDesk ?? first, as: 'tab' }
}

function isOfMarket(kind: PanelKind | undefined): boolean {
  return kind === 'quotes' || kind === 'curve' || kind === 'ladder'
}

/** The workspace in which the panel lies nowhere; undefined where the desk would be empty. */
function withoutPanel(workspace: Workspace, panelId: string): Workspace | undefined {
  const windowId = windowOf(workspace, panelId)
  const layout = layoutIn(workspace, windowId)
  if (layout === undefined) return undefined
  const left = mendLayout(layout, new Set(panelsOf(layout).filter((id) => id !== panelId)))
  return left === undefined && windowId === undefined ? undefined : withLayoutIn(workspace, windowId, left)
}
