// The workspaces of a desk: which panels each has, how they lie, and which instrument each colour group looks at. Four are
// shipped under fixed ids; their names are words of the catalogues until a person gives them others. Kept as the document
// `workspaces`. Invariants: every panel of a workspace lies exactly once, on the desk or in one of its windows, and one
// workspace is open.
import type { LayoutNode, TabGroup } from './workspace-layout.ts'

/** Colour groups: panels of one look at the same instrument. */
export const LINK_COLOURS = ['blue', 'green', 'amber', 'violet', 'cyan', 'rose'] as const
export type LinkColour = (typeof LINK_COLOURS)[number]

/** Of the market, then of the desk: what works, what is held, what became of it. */
export const PANEL_KINDS = [
  'quotes',
  'curve',
  'ladder',
  'ticket',
  'chart',
  'tape',
  'working',
  'history',
  'held',
  'fills',
  'positions',
  'messages',
  'alerts',
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

/** On the screen, in the pixels that the system counts in. */
export interface WindowBounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A window beside the desk. Where it went since is remembered for each set-up of displays, and not here. */
export interface DeskWindow {
  /** Unique in its workspace. */
  readonly id: string
  readonly layout: LayoutNode
  /** Where it was asked to open; left out where that does not matter. */
  readonly bounds?: WindowBounds
}

export interface Workspace {
  readonly id: string
  /** As a person named it; empty for a shipped one that still has its own name. */
  readonly name: string
  readonly panels: readonly PanelEntry[]
  /** Of the desk. */
  readonly layout: LayoutNode
  readonly windows: readonly DeskWindow[]
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
/** Of one workspace, beside the desk. */
export const WINDOWS_MAX = 12
/** Of a window beside the desk: a ladder alone still has room. */
export const WINDOW_BOUNDS_MIN = { width: 320, height: 240 } as const
export const NAME_LENGTH_MAX = 60

/** How much a screen has room for: one group of the desk's panels, or two, below or beside each other. */
export type Room = 'small' | 'tall' | 'wide'

/** `screen`: what windows may fill of it, in pixels. */
export function roomOn(screen: { readonly width: number; readonly height: number }): Room {
  if (screen.width >= 2_400) return 'wide'
  return screen.height >= 860 ? 'tall' : 'small'
}

export function shippedWorkspaces(room: Room): Workspaces {
  return { open: 'trading', list: SHIPPED_WORKSPACES.map((id) => shippedWorkspace(id, room)) }
}

/** A shipped workspace as it is shipped. */
export function shippedWorkspace(id: ShippedWorkspace, room: Room): Workspace {
  return { id, name: '', links: {}, windows: [], ...ARRANGEMENTS[id](room) }
}

export function isShipped(id: string): id is ShippedWorkspace {
  return SHIPPED_WORKSPACES.some((one) => one === id)
}

type Arrangement = Pick<Workspace, 'panels' | 'layout'>

const ORDERS = ['working', 'history', 'held', 'fills'] as const
const ACCOUNT = ['positions', 'messages', 'alerts', 'connections', 'differences'] as const

const ARRANGEMENTS: Readonly<Record<ShippedWorkspace, (room: Room) => Arrangement>> = {
  trading: (room) => ({
    panels: linked('quotes', 'curve', 'ladder', 'chart', 'tape', ...ORDERS, ...ACCOUNT),
    layout: split('row', 1, [
      split('column', 68, [
        split('row', room === 'small' ? 72 : 62, [tabs(39, 'quotes'), ...market(room, 61)]),
        ...desk(room, room === 'small' ? 28 : 38),
      ]),
      tabs(32, 'ladder'),
    ]),
  }),
  hedging: (room) => ({
    panels: linked('curve', 'quotes', 'ladder', 'ticket', ...ORDERS, ...ACCOUNT),
    layout: split('row', 1, [
      split('column', 68, [tabs(60, 'curve'), ...desk(room, 40, 'positions')]),
      split('column', 32, [tabs(40, 'quotes'), tabs(60, 'ladder', 'ticket')]),
    ]),
  }),
  risk: () => ({
    panels: linked('curve', 'quotes', ...ORDERS, ...ACCOUNT),
    layout: split('column', 1, [
      split('row', 50, [tabs(60, 'positions', 'differences'), tabs(40, ...ORDERS)]),
      split('row', 50, [
        tabs(36, 'messages', 'alerts', 'connections'),
        tabs(36, 'curve'),
        tabs(28, 'quotes'),
      ]),
    ]),
  }),
  watch: () => ({
    panels: [
      ...linked('curve', 'quotes', 'messages'),
      { ...panel('quotes'), id: 'spreads', view: { tab: 'calendarSpread' } },
    ],
    layout: split('row', 1, [
      split('column', 70, [tabs(78, 'curve'), tabs(22, 'messages')]),
      split('column', 30, [tabs(50, 'quotes'), tabs(50, 'spreads')]),
    ]),
  }),
}

/** The curve, and below it where there is room the chart and the trades of one contract. */
function market(room: Room, share: number): readonly LayoutNode[] {
  if (room !== 'wide') return [tabs(share, 'curve', 'chart', 'tape')]
  const below = split('row', 46, [tabs(55, 'chart'), tabs(45, 'tape')])
  return [split('column', share, [tabs(54, 'curve'), below])]
}

/** Orders and account below the market: in one group where there is no room for two. */
function desk(room: Room, share: number, front: PanelKind = 'working'): readonly LayoutNode[] {
  if (room === 'small') return [{ ...tabs(share, ...ORDERS, ...ACCOUNT), front }]
  if (room === 'tall') return [tabs(share * 0.48, ...ORDERS), tabs(share * 0.52, ...ACCOUNT)]
  return [split('row', share, [tabs(48, ...ORDERS), tabs(52, ...ACCOUNT)])]
}

function linked(...kinds: readonly PanelKind[]): readonly PanelEntry[] {
  return kinds.map(panel)
}

function panel(kind: PanelKind): PanelEntry {
  return { id: kind, kind, link: 'blue', view: {} }
}

function tabs(share: number, ...panels: readonly string[]): TabGroup {
  return { kind: 'tabs', share, panels, front: panels[0] ?? '' }
}

function split(direction: 'row' | 'column', share: number, parts: readonly LayoutNode[]): LayoutNode {
  return { kind: 'split', direction, share, parts }
}
