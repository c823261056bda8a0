// Our layout as the docking library writes it, and back. The library gives sizes in pixels of the dock, along the direction of
// the split around a part; ours are shares. Pure; called by dock.tsx.
import { Orientation, type SerializedDockview } from 'dockview-react'
import type { LayoutNode } from '../../shared/desk/workspace-layout.ts'

/** The room that the layout fills, in pixels. */
export interface DockSize {
  readonly width: number
  readonly height: number
}

type DockNode = SerializedDockview['grid']['root']
type DockGroup = Extract<DockNode['data'], { views: string[] }>
type Direction = 'row' | 'column'

/** The name under which the dock knows the one component that shows any panel. */
export const PANEL_COMPONENT = 'panel'

/** `titles`: of panels by id, as screen readers are told them. */
export function dockOf(
  layout: LayoutNode,
  size: DockSize,
  titles: Readonly<Record<string, string>>,
): SerializedDockview {
  const direction = layout.kind === 'split' ? layout.direction : 'row'
  const parts = layout.kind === 'split' ? layout.parts : [layout]
  const groups = { count: 0 }
  return {
    grid: {
      root: branch(parts, { direction, size, groups, across: across(direction, size) }),
      width: size.width,
      height: size.height,
      orientation: direction === 'row' ? Orientation.HORIZONTAL : Orientation.VERTICAL,
    },
    panels: Object.fromEntries(
      Object.entries(titles).map(([id, title]) => [id, { id, title, contentComponent: PANEL_COMPONENT }]),
    ),
  }
}

/** Undefined where the dock holds no panel. */
export function layoutOf({ grid }: SerializedDockview): LayoutNode | undefined {
  const node = nodeOf(grid.root, grid.orientation === Orientation.VERTICAL ? 'column' : 'row')
  return node === undefined ? undefined : { ...node, share: 1 }
}

interface Within {
  readonly direction: Direction
  /** Of the branch. */
  readonly size: DockSize
  /** Its own size along the split around it. */
  readonly across: number
  readonly groups: { count: number }
}

function branch(parts: readonly LayoutNode[], { direction, size, across: own, groups }: Within): DockNode {
  const all = parts.reduce((sum, { share }) => sum + share, 0)
  const room = along(direction, size)
  return {
    type: 'branch',
    size: own,
    data: parts.map((part) => {
      const length = Math.max(1, Math.round((room * part.share) / all))
      if (part.kind === 'tabs') {
        groups.count += 1
        const group = { id: String(groups.count), views: [...part.panels], activeView: part.front }
        return { type: 'leaf', data: group, size: length }
      }
      const inner = direction === 'row' ? { ...size, width: length } : { ...size, height: length }
      return branch(part.parts, { direction: part.direction, size: inner, across: length, groups })
    }),
  }
}

function nodeOf(node: DockNode, direction: Direction): LayoutNode | undefined {
  const share = node.size !== undefined && node.size > 0 ? node.size : 1
  if (!Array.isArray(node.data)) return groupOf(node.data, share)
  const parts = node.data.flatMap((inner) => nodeOf(inner, direction === 'row' ? 'column' : 'row') ?? [])
  const [only] = parts
  if (only === undefined) return undefined
  return parts.length === 1 ? { ...only, share } : { kind: 'split', share, direction, parts }
}

function groupOf({ views, activeView }: DockGroup, share: number): LayoutNode | undefined {
  const [first] = views
  if (first === undefined) return undefined
  const front = activeView !== undefined && views.includes(activeView) ? activeView : first
  return { kind: 'tabs', share, panels: views, front }
}

function along(direction: Direction, { width, height }: DockSize): number {
  return direction === 'row' ? width : height
}

function across(direction: Direction, { width, height }: DockSize): number {
  return direction === 'row' ? height : width
}
