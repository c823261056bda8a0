// The workspaces of a desk: which panels each has, how they lie, and which instrument each colour group looks at. Four are
// shipped under fixed ids; their names are words of the catalogues until a person gives them others. Kept as the document
// `workspaces`. Invariants: every panel of a workspace lies in its layout exactly once, and one workspace is open.
import type { LayoutNode } from './workspace-layout.ts'

/** Colour groups: panels of one look at the same instrument. */
export const LINK_COLOURS = ['blue', 'green', 'amber', 'violet', 'cyan', 'rose'] as const
export type LinkColour = (typeof LINK_COLOURS)[number]

/** Of the market, then of the desk: what works, what is held, what became of it. */
export const PANEL_KINDS = [
  'quotes',
  'curve',
  'ladder',
  'working',
  'held',
  'fills',
  'positions',
  'messages',
  'connections',
  'differences',
] as const
export type PanelKind = (typeof PANEL_KINDS)[number]

export const SHIPPED_WORKSPACES = ['trading', 'hedging', 'risk', 'watch'] as const
export type ShippedWorkspace = (typeof SHIPPED_WORKSPACES)[number]

/** What a panel shows, by the names of its own schema: its instrument where it is in no group, its tab, its size. */
export type PanelView = Readonly<Record<string, string | number | boolean>>

export interface PanelEntry {
  /** Unique in its workspace. */
  readonly id: string
  readonly kind: PanelKind
  /** Left out where the panel goes its own way. */
  readonly link?: LinkColour
  readonly view: PanelView
}

/** What a colour group looks at. */
export interface LinkFocus {
  readonly root?: string
  readonly instrumentId?: string
}

export interface Workspace {
  readonly id: string
  /** As a person named it; empty for a shipped one that still has its own name. */
  readonly name: string
  readonly panels: readonly PanelEntry[]
  readonly layout: LayoutNode
  readonly links: Readonly<Partial<Record<LinkColour, LinkFocus>>>
}

export interface Workspaces {
  /** The id of the one that is open. */
  readonly open: string
  /** One or more. */
  readonly list: readonly Workspace[]
}

export const WORKSPACES_MAX = 40
export const PANELS_MAX = 60
export const NAME_LENGTH_MAX = 60

export function shippedWorkspaces(): Workspaces {
  return { open: 'trading', list: SHIPPED_WORKSPACES.map(shippedWorkspace) }
}

/** A shipped workspace as it is shipped. */
export function shippedWorkspace(id: ShippedWorkspace): Workspace {
  return { id, name: '', links: {}, ...ARRANGEMENTS[id] }
}

export function isShipped(id: string): id is ShippedWorkspace {
  return SHIPPED_WORKSPACES.some((one) => one === id)
}

const DESK_PANELS = [
  'working',
  'held',
  'fills',
  'positions',
  'messages',
  'connections',
  'differences',
] as const

const ARRANGEMENTS: Readonly<Record<ShippedWorkspace, Pick<Workspace, 'panels' | 'layout'>>> = {
  trading: {
    panels: linked('quotes', 'curve', 'ladder', ...DESK_PANELS),
    layout: split('row', 1, [
      split('column', 68, [
        split('row', 72, [tabs(39, 'quotes'), tabs(61, 'curve')]),
        tabs(28, ...DESK_PANELS),
      ]),
      tabs(32, 'ladder'),
    ]),
  },
  hedging: {
    panels: linked('curve', 'quotes', 'ladder', ...DESK_PANELS),
    layout: split('row', 1, [
      split('column', 68, [
        tabs(62, 'curve'),
        tabs(38, 'positions', 'held', 'working', 'fills', 'messages', 'connections', 'differences'),
      ]),
      split('column', 32, [tabs(40, 'quotes'), tabs(60, 'ladder')]),
    ]),
  },
  risk: {
    panels: linked('curve', 'quotes', ...DESK_PANELS),
    layout: split('column', 1, [
      split('row', 50, [tabs(60, 'positions', 'differences'), tabs(40, 'working', 'held', 'fills')]),
      split('row', 50, [tabs(36, 'messages', 'connections'), tabs(36, 'curve'), tabs(28, 'quotes')]),
    ]),
  },
  watch: {
    panels: [
      ...linked('curve', 'quotes', 'messages'),
      { ...panel('quotes'), id: 'spreads', view: { tab: 'calendarSpread' } },
    ],
    layout: split('row', 1, [
      split('column', 70, [tabs(78, 'curve'), tabs(22, 'messages')]),
      split('column', 30, [tabs(50, 'quotes'), tabs(50, 'spreads')]),
    ]),
  },
}

function linked(...kinds: readonly PanelKind[]): readonly PanelEntry[] {
  return kinds.map(panel)
}

function panel(kind: PanelKind): PanelEntry {
  return { id: kind, kind, link: 'blue', view: {} }
}

function tabs(share: number, ...panels: readonly string[]): LayoutNode {
  return { kind: 'tabs', share, panels, front: panels[0] ?? '' }
}

function split(direction: 'row' | 'column', share: number, parts: readonly LayoutNode[]): LayoutNode {
  return { kind: 'split', direction, share, parts }
}
