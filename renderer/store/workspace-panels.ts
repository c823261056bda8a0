// Opening what a person asks for: a panel that is somewhere in the open workspace comes to the front, and its window with it;
// one that is not is added to this window, where such panels lie. And moving one inside its window without a pointer.
import { layoutIn, panelInFront, placeFor, windowOf, withLayoutIn } from '../../shared/desk/desk-windows.ts'
import { panelMoved, panelResized, type Resize } from '../../shared/desk/layout-moves.ts'
import { withPanel, type LayoutNode, type Side } from '../../shared/desk/workspace-layout.ts'
import { PANELS_MAX, type PanelKind, type Workspace } from '../../shared/desk/workspaces.ts'
import { hereId } from './this-window.ts'
import { changeOpen, openWorkspace, panelsOfKind, workspaceStore } from './workspace.ts'

/** Brings a panel of the kind to the front, one of this window before others, or adds one. */
export function showPanel(kind: PanelKind): void {
  const open = openWorkspace()
  const [here] = panelsOfKind(workspaceStore.getState(), kind)
  const there = here ?? open?.panels.find((panel) => panel.kind === kind)
  if (open === undefined || there === undefined) {
    addPanel(kind)
    return
  }
  changeOpen((now) => panelInFront(now, there.id))
  const windowId = windowOf(open, there.id)
  if (windowId !== hereId) void globalThis.tenor?.showWindow(windowId)
}

/** One more panel of the kind in this window; undefined where the workspace has as many as it can. */
export function addPanel(kind: PanelKind): string | undefined {
  const open = openWorkspace()
  if (open === undefined || open.panels.length >= PANELS_MAX) return undefined
  const id = freeId(open, kind)
  changeOpen((now) => {
    const layout = layoutIn(now, hereId)
    if (layout === undefined) return now
    const panels = [...now.panels, { id, kind, link: 'blue', view: {} } as const]
    return withLayoutIn({ ...now, panels }, hereId, withPanel(layout, id, placeFor(now, layout, kind)))
  })
  return id
}

/** One step to that side, within this window. */
export function shiftPanel(panelId: string, side: Side): void {
  changeLayout((layout) => panelMoved(layout, panelId, side))
}

/** The place of the panel in this window wider or higher, or less so. */
export function resizePanel(panelId: string, resize: Resize): void {
  changeLayout((layout) => panelResized(layout, panelId, resize))
}

function changeLayout(change: (layout: LayoutNode) => LayoutNode): void {
  changeOpen((now) => {
    const layout = layoutIn(now, hereId)
    return layout === undefined ? now : withLayoutIn(now, hereId, change(layout))
  })
}

function freeId({ panels }: Workspace, kind: PanelKind): string {
  const taken = new Set(panels.map(({ id }) => id))
  let id: string = kind
  for (let nth = 2; taken.has(id); nth++) id = `${kind}-${nth}`
  return id
}
