// How the panels of a workspace lie: a tree of splits whose leaves are groups of tabs. Ours, and not the docking library's,
// so that a file outlives the library and every layout that is read can be mended: panels that are not there, groups without
// panels, splits of one or within one of the same direction, shares that are no share. Pure; renderer/dock turns it into what the library wants and back.
import { isFields, type DocumentFields } from './document.ts'

/** Panels in one place, one of them in front. */
export interface TabGroup {
  readonly kind: 'tabs'
  /** Of the room of the split around it, against the shares of its neighbours. Above 0. */
  readonly share: number
  /** Ids of panels; never empty. */
  readonly panels: readonly string[]
  readonly front: string
}

export interface Split {
  readonly kind: 'split'
  readonly share: number
  readonly direction: 'row' | 'column'
  /** Two or more. */
  readonly parts: readonly LayoutNode[]
}

export type LayoutNode = TabGroup | Split

const DEPTH_MAX = 12
const PARTS_MAX = 24
const SHARE_MAX = 1_000_000
/** Beside the widest: a part that is thinner could not be taken hold of any more. */
const SHARE_OF_WIDEST_MIN = 0.03

/** The ids of all panels of a layout, from the first corner to the last. */
export function panelsOf(node: LayoutNode): readonly string[] {
  return node.kind === 'tabs' ? node.panels : node.parts.flatMap(panelsOf)
}

/** The layout with this panel in front of its group. */
export function withFront(node: LayoutNode, panelId: string): LayoutNode {
  if (node.kind === 'split') return { ...node, parts: node.parts.map((part) => withFront(part, panelId)) }
  return node.panels.includes(panelId) ? { ...node, front: panelId } : node
}

export type Side = 'left' | 'right' | 'up' | 'down'

/** Where a new panel goes: as a tab of the group in which the other one lies, in front, or at a side of that group. */
export interface PlaceBeside {
  readonly panelId: string
  readonly as: 'tab' | Side
}

/** The layout with a new panel, which no part of it has yet. */
export function withPanel(node: LayoutNode, panelId: string, beside: PlaceBeside): LayoutNode {
  if (node.kind === 'split') {
    const parts = node.parts.map((part) => withPanel(part, panelId, beside))
    return { ...node, parts: parts.flatMap((part) => alongside(part, node.direction)) }
  }
  if (!node.panels.includes(beside.panelId)) return node
  if (beside.as === 'tab') return { ...node, panels: [...node.panels, panelId], front: panelId }
  const own: TabGroup = { kind: 'tabs', share: 1, panels: [panelId], front: panelId }
  const other = { ...node, share: 1 }
  const parts = isBefore(beside.as) ? [own, other] : [other, own]
  return { kind: 'split', share: node.share, direction: directionOf(beside.as), parts }
}

/** Of a split whose parts lie at this side of each other. */
export function directionOf(side: Side): Split['direction'] {
  return side === 'left' || side === 'right' ? 'row' : 'column'
}

/** Whether what lies at this side comes first in its split. */
export function isBefore(side: Side): boolean {
  return side === 'left' || side === 'up'
}

/**
 * What can be used of a layout that came from outside: each of `known` at most once, nothing empty, nothing nested without
 * need. Undefined where nothing is left.
 */
export function mendLayout(value: unknown, known: ReadonlySet<string>): LayoutNode | undefined {
  return mend(value, new Set(known), 0)
}

function mend(value: unknown, left: Set<string>, depth: number): LayoutNode | undefined {
  if (depth > DEPTH_MAX || !isFields(value)) return undefined
  const share = shareOf(value['share'])
  return value['kind'] === 'split' ? mendSplit(value, { share, left, depth }) : mendTabs(value, share, left)
}

function mendTabs(value: DocumentFields, share: number, left: Set<string>): TabGroup | undefined {
  const panels = listOf(value['panels']).flatMap((id) =>
    typeof id === 'string' && left.delete(id) ? [id] : [],
  )
  const [first] = panels
  if (first === undefined) return undefined
  const front = panels.find((id) => id === value['front']) ?? first
  return { kind: 'tabs', share, panels, front }
}

function mendSplit(
  value: DocumentFields,
  { share, left, depth }: { readonly share: number; readonly left: Set<string>; readonly depth: number },
): LayoutNode | undefined {
  const direction = value['direction'] === 'column' ? 'column' : 'row'
  const inner = listOf(value['parts'])
    .slice(0, PARTS_MAX)
    .flatMap((part) => mend(part, left, depth + 1) ?? [])
  const [only] = inner
  if (only === undefined) return undefined
  if (inner.length === 1) return { ...only, share }
  const parts = wideEnough(inner.flatMap((part) => alongside(part, direction)))
  return { kind: 'split', share, direction, parts }
}

/** The parts of a split that goes the same way as the one around it. */
function alongside(part: LayoutNode, direction: Split['direction']): readonly LayoutNode[] {
  if (part.kind === 'tabs' || part.direction !== direction) return [part]
  const all = part.parts.reduce((sum, { share }) => sum + share, 0)
  return part.parts.map((inner) => ({ ...inner, share: (part.share * inner.share) / all }))
}

function wideEnough(parts: readonly LayoutNode[]): readonly LayoutNode[] {
  const least = Math.max(...parts.map(({ share }) => share)) * SHARE_OF_WIDEST_MIN
  return parts.map((part) => (part.share < least ? { ...part, share: least } : part))
}

function shareOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.min(value, SHARE_MAX) : 1
}

/** The members of a list from outside; none where it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
