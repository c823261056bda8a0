// Opening what a person asks for: a panel that is somewhere in the open workspace comes to the front; one that is not is
// added where such panels lie.
import { panelsOf, withFront, withPanel } from '../../shared/desk/workspace-layout.ts'
import { PANELS_MAX, type PanelKind, type Workspace } from '../../shared/desk/workspaces.ts'
import { changeOpen, openWorkspace } from './workspace.ts'

/** Brings the first panel of the kind to the front, or adds one. */
export function showPanel(kind: PanelKind): void {
  const there = openWorkspace()?.panels.find((panel) => panel.kind === kind)
  if (there === undefined) addPanel(kind)
  else changeOpen((open) => ({ ...open, layout: withFront(open.layout, there.id) }))
}

/** One more panel of the kind; undefined where the workspace has as many as it can. */
export function addPanel(kind: PanelKind): string | undefined {
  const open = openWorkspace()
  if (open === undefined || open.panels.length >= PANELS_MAX) return undefined
  const id = freeId(open, kind)
  changeOpen((now) => ({
    ...now,
    panels: [...now.panels, { id, kind, link: 'blue', view: {} }],
    layout: withPanel(now.layout, id, placeFor(now, kind)),
  }))
  return id
}

/** Beside one of its kind; else a panel of the desk among those, and one of the market beside the first. */
function placeFor({ layout, panels }: Workspace, kind: PanelKind): Parameters<typeof withPanel>[2] {
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

function freeId({ panels }: Workspace, kind: PanelKind): string {
  const taken = new Set(panels.map(({ id }) => id))
  let id: string = kind
  for (let nth = 2; taken.has(id); nth++) id = `${kind}-${nth}`
  return id
}
