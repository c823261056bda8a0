// Moves of a panel inside its window, one step at a time, for whoever has no pointer: a few of them make every layout that a
// drag can make. Pure; called by renderer/store/workspace-panels.ts.
import {
  directionOf,
  isBefore,
  mendLayout,
  panelsOf,
  withPanel,
  type LayoutNode,
  type Side,
  type Split,
} from './workspace-layout.ts'

/** Of the room of the split, at each step. */
const STEP = 0.05
const LEAST = 0.05

/** In steps of a twentieth of the room of the split: more in its direction, or less. */
export interface Resize {
  readonly direction: Split['direction']
  readonly steps: number
}

/**
 * The panel one step to that side: out of a group of several to a place of its own beside them; alone, into the group that
 * lies there; at the edge of its split, along the whole edge of the window. The same layout where it lies there already.
 */
export function panelMoved(layout: LayoutNode, panelId: string, side: Side): LayoutNode {
  const path = pathTo(layout, panelId)
  const group = path.at(-1)
  if (group?.kind !== 'tabs') return layout
  const rest = mendLayout(layout, new Set(panelsOf(layout).filter((id) => id !== panelId)))
  if (rest === undefined) return layout
  const companion = group.panels.find((id) => id !== panelId)
  if (companion !== undefined) return withPanel(rest, panelId, { panelId: companion, as: side })
  const next = groupBeside(path, side)
  if (next !== undefined) return withPanel(rest, panelId, { panelId: next, as: 'tab' })
  return path.length === 2 && (path[0] as Split).direction === directionOf(side)
    ? layout
    : alongEdge(rest, panelId, side)
}

/** The part of the window that holds the panel, wider (`row`) or higher (`column`). The same layout where nothing lies beside it. */
export function panelResized(layout: LayoutNode, panelId: string, { direction, steps }: Resize): LayoutNode {
  const path = pathTo(layout, panelId)
  const split = path.findLast((node): node is Split => node.kind === 'split' && node.direction === direction)
  return split === undefined ? layout : replaced(layout, split, resized(split, panelId, steps))
}

function resized(split: Split, panelId: string, steps: number): Split {
  const all = split.parts.reduce((sum, { share }) => sum + share, 0)
  const own = split.parts.find((part) => panelsOf(part).includes(panelId))
  if (own === undefined) return split
  const before = own.share / all
  const after = Math.min(1 - LEAST * (split.parts.length - 1), Math.max(LEAST, before + steps * STEP))
  const others = (1 - after) / (1 - before)
  const parts = split.parts.map((part) => ({
    ...part,
    share: part === own ? after : (part.share / all) * others,
  }))
  return { ...split, parts }
}

function replaced(node: LayoutNode, old: LayoutNode, by: LayoutNode): LayoutNode {
  if (node === old) return by
  return node.kind === 'tabs' ? node : { ...node, parts: node.parts.map((part) => replaced(part, old, by)) }
}

/** From the root to the group of the panel; nothing where it does not lie here. */
function pathTo(node: LayoutNode, panelId: string): readonly LayoutNode[] {
  if (node.kind === 'tabs') return node.panels.includes(panelId) ? [node] : []
  for (const part of node.parts) {
    const path = pathTo(part, panelId)
    if (path.length > 0) return [node, ...path]
  }
  return []
}

/** A panel of the group that lies at that side of the end of the path, as near as can be. */
function groupBeside(path: readonly LayoutNode[], side: Side): string | undefined {
  for (let at = path.length - 2; at >= 0; at--) {
    const [split, part] = [path[at], path[at + 1]]
    if (split?.kind !== 'split' || part === undefined || split.direction !== directionOf(side)) continue
    const beside = split.parts[split.parts.indexOf(part) + (isBefore(side) ? -1 : 1)]
    if (beside !== undefined) return nearest(beside, side)
  }
  return undefined
}

/** In front of the group one comes to first from the other side. */
function nearest(node: LayoutNode, side: Side): string {
  if (node.kind === 'tabs') return node.front
  const comesFromEnd = node.direction === directionOf(side) && isBefore(side)
  return nearest((comesFromEnd ? node.parts.at(-1) : node.parts[0]) as LayoutNode, side)
}

/** A quarter of the window, over its whole width or height. */
function alongEdge(rest: LayoutNode, panelId: string, side: Side): LayoutNode {
  const own: LayoutNode = { kind: 'tabs', share: 1, panels: [panelId], front: panelId }
  const others: LayoutNode = { ...rest, share: 3 }
  const parts = isBefore(side) ? [own, others] : [others, own]
  const whole: LayoutNode = { kind: 'split', share: rest.share, direction: directionOf(side), parts }
  return mendLayout(whole, new Set(panelsOf(whole))) ?? whole
}
