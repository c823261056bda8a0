// The open workspace as this window shows it, and what may be done to it: what each panel looks at, alone or with its colour
// group, and what it keeps of itself. Every change goes through the document, so that it outlives a restart and every window
// has it. Panels ask by their id.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type {
  LinkColour,
  LinkFocus,
  PanelEntry,
  PanelKind,
  PanelView,
  Workspace,
  Workspaces,
} from '../../shared/desk/workspaces.ts'
import { instrumentId } from '../../shared/math/quantities.ts'
import { workspaces } from './documents.ts'
import { panelsHere } from './this-window.ts'

export const workspaceStore = workspaces.store

export function openOf({ open, list }: Workspaces): Workspace | undefined {
  return list.find(({ id }) => id === open)
}

export function openWorkspace(): Workspace | undefined {
  return openOf(workspaceStore.getState())
}

export function panelIn(state: Workspaces, panelId: string): PanelEntry | undefined {
  return panelOf(openOf(state), panelId)
}

/** Panels of a kind in this window, in the order of its layout. */
export function panelsOfKind(state: Workspaces, kind: PanelKind): readonly PanelEntry[] {
  return panelsOfWindow(state).filter((panel) => panel.kind === kind)
}

/** The panels of this window, in the order of its layout. */
export function panelsOfWindow(state: Workspaces): readonly PanelEntry[] {
  const open = openOf(state)
  return panelsHere(open).flatMap((id) => panelOf(open, id) ?? [])
}

/** What a panel looks at: what its colour group does, or its own. */
export function focusOf(state: Workspaces, panelId: string): LinkFocus {
  const open = openOf(state)
  const panel = panelOf(open, panelId)
  if (open === undefined || panel === undefined) return NOTHING
  if (panel.link !== undefined) return open.links[panel.link] ?? NOTHING
  return ownFocus(panel.view)
}

export function instrumentOf(state: Workspaces, panelId: string): InstrumentId | undefined {
  const { instrumentId: id } = focusOf(state, panelId)
  return id === undefined ? undefined : instrumentId(id)
}

export function rootShownBy(state: Workspaces, panelId: string): string | undefined {
  return focusOf(state, panelId).root
}

/** Turns the panel to an instrument, and its colour group with it. Of a root alone the instrument stays as it was. */
export function look(panelId: string, at: LinkFocus): void {
  changePanel(panelId, (panel, open) =>
    panel.link === undefined
      ? withPanel(open, { ...panel, view: { ...panel.view, ...at } })
      : withFocus(open, panel.link, at),
  )
}

/** Turns a colour group to an instrument, whether or not a panel is in it. */
export function turnGroup(link: LinkColour, at: LinkFocus): void {
  changeOpen((open) => withFocus(open, link, at))
}

/** Who joins late looks at what the group looks at; the first of a group brings what it looked at. Who leaves keeps it. */
export function joinLink(panelId: string, link: LinkColour | undefined): void {
  const at = focusOf(workspaceStore.getState(), panelId)
  changePanel(panelId, (panel, open) => {
    const { link: _left, ...alone } = panel
    if (link === undefined) return withPanel(open, { ...alone, view: { ...panel.view, ...at } })
    const joined = withPanel(open, { ...alone, link })
    const isFirst = !open.panels.some((other) => other.id !== panelId && other.link === link)
    return isFirst ? { ...joined, links: { ...open.links, [link]: at } } : joined
  })
}

/** Keeps something that the panel shows. */
export function keepInView(panelId: string, kept: PanelView): void {
  changePanel(panelId, (panel, open) => withPanel(open, { ...panel, view: { ...panel.view, ...kept } }))
}

/** Changes the open workspace; the same object means that nothing is to change. */
export function changeOpen(update: (open: Workspace) => Workspace): void {
  const open = openWorkspace()
  if (open === undefined || update(open) === open) return
  workspaces.change((state) => ({
    ...state,
    list: state.list.map((one) => (one.id === state.open ? update(one) : one)),
  }))
}

const NOTHING: LinkFocus = {}

/** Changes the open workspace by one of its panels; nothing where it has no such panel. */
function changePanel(panelId: string, update: (panel: PanelEntry, open: Workspace) => Workspace): void {
  changeOpen((open) => {
    const panel = panelOf(open, panelId)
    return panel === undefined ? open : update(panel, open)
  })
}

function panelOf(open: Workspace | undefined, panelId: string): PanelEntry | undefined {
  return open?.panels.find(({ id }) => id === panelId)
}

function withFocus(open: Workspace, link: LinkColour, at: LinkFocus): Workspace {
  return { ...open, links: { ...open.links, [link]: { ...open.links[link], ...at } } }
}

function ownFocus({ root, instrumentId: id }: PanelView): LinkFocus {
  return {
    ...(typeof root === 'string' ? { root } : {}),
    ...(typeof id === 'string' ? { instrumentId: id } : {}),
  }
}

function withPanel(open: Workspace, changed: PanelEntry): Workspace {
  return { ...open, panels: open.panels.map((panel) => (panel.id === changed.id ? changed : panel)) }
}
