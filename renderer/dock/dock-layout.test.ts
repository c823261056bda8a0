// A layout goes into the docking library and comes back as it was.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mendLayout, panelsOf, type LayoutNode } from '../../shared/desk/workspace-layout.ts'
import { shippedWorkspaces } from '../../shared/desk/workspaces.ts'
import { dockOf, layoutOf } from './dock-layout.ts'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const SIZE = { width: 1_600, height: 900 }

/** The layout with its shares as pixels give them: parts of a thousand. */
function rounded(node: LayoutNode): unknown {
  if (node.kind === 'tabs') return node
  const all = node.parts.reduce((sum, { share }) => sum + share, 0)
  return {
    ...node,
    parts: node.parts.map((part) => ({
      ...(rounded(part) as object),
      share: Math.round((part.share / all) * 100),
    })),
  }
}

const titlesOf = (layout: LayoutNode) => Object.fromEntries(panelsOf(layout).map((id) => [id, id]))

it.each(['small', 'tall', 'wide'] as const)('comes back as it was, as shipped on a %s screen', (room) => {
  for (const { layout } of shippedWorkspaces(room).list) {
    const back = layoutOf(dockOf(layout, SIZE, titlesOf(layout)))
    expect(rounded(back ?? layout)).toEqual(rounded(layout))
  }
})

it('comes back with the same panels in the same groups, whatever it was', () => {
  fc.assert(
    fc.property(anyLayout(), (given) => {
      const layout = mendLayout(given, new Set(IDS))
      if (layout === undefined) return
      const back = layoutOf(dockOf(layout, { width: 20_000, height: 20_000 }, titlesOf(layout)))
      expect(withoutShares(back)).toEqual(withoutShares(layout))
    }),
  )
})

it('gives every part the pixels of its share', () => {
  const group = (share: number, id: string): LayoutNode => ({ kind: 'tabs', share, panels: [id], front: id })
  const right: LayoutNode = {
    kind: 'split',
    share: 1,
    direction: 'column',
    parts: [group(2, 'b'), group(1, 'c')],
  }
  const { grid } = dockOf(
    { kind: 'split', share: 1, direction: 'row', parts: [group(3, 'a'), right] },
    SIZE,
    {},
  )
  expect(grid).toMatchObject({
    orientation: 'HORIZONTAL',
    root: { size: 900, data: [{ size: 1_200 }, { size: 400, data: [{ size: 600 }, { size: 300 }] }] },
  })
})

it('is none where the dock is empty', () => {
  const { grid, panels } = dockOf({ kind: 'tabs', share: 1, panels: ['a'], front: 'a' }, SIZE, {})
  expect(layoutOf({ panels, grid: { ...grid, root: { type: 'branch', data: [] } } })).toBeUndefined()
})

function withoutShares(node: LayoutNode | undefined): unknown {
  if (node === undefined) return undefined
  const { share: _, ...rest } = node
  return rest.kind === 'tabs' ? rest : { ...rest, parts: rest.parts.map(withoutShares) }
}

function anyLayout(): fc.Arbitrary<unknown> {
  const share = fc.integer({ min: 1, max: 20 })
  const panels = fc.array(fc.constantFrom(...IDS), { minLength: 1, maxLength: 3 })
  return fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.record({ kind: fc.constant('tabs'), share, panels, front: fc.constantFrom(...IDS) }),
      fc.record({
        kind: fc.constant('split'),
        share,
        direction: fc.constantFrom('row', 'column'),
        parts: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
      }),
    ),
  })).node
}
