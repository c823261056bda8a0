import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { panelMoved, panelResized } from './layout-moves.ts'
import { mendLayout, panelsOf, type LayoutNode, type Side } from './workspace-layout.ts'

const tabs = (...panels: readonly string[]): LayoutNode => ({
  kind: 'tabs',
  share: 1,
  panels,
  front: panels[0] ?? '',
})
const row = (...parts: readonly LayoutNode[]): LayoutNode => ({
  kind: 'split',
  share: 1,
  direction: 'row',
  parts,
})
const column = (...parts: readonly LayoutNode[]): LayoutNode => ({
  kind: 'split',
  share: 1,
  direction: 'column',
  parts,
})

/** As one would draw it: `a,b|c` side by side, `a/b` one above the other. */
function drawn(node: LayoutNode): string {
  if (node.kind === 'tabs') return node.panels.join(',')
  const parts = node.parts.map((part) => (part.kind === 'tabs' ? drawn(part) : `(${drawn(part)})`))
  return parts.join(node.direction === 'row' ? '|' : '/')
}

describe('a panel without a pointer', () => {
  it.each([
    ['a', 'left', row(tabs('a', 'b'), tabs('c')), 'a|b|c'],
    ['a', 'right', row(tabs('a', 'b'), tabs('c')), 'b|a|c'],
    ['b', 'up', row(tabs('a', 'b'), tabs('c')), '(b/a)|c'],
    ['b', 'down', row(tabs('a', 'b'), tabs('c')), '(a/b)|c'],
    ['c', 'left', row(tabs('a', 'b'), tabs('c')), 'a,b,c'],
    ['a', 'right', row(tabs('a'), column(tabs('b'), tabs('c'))), '(b,a)/c'],
    ['c', 'left', row(tabs('a'), column(tabs('b'), tabs('c'))), 'a,c|b'],
    ['c', 'up', row(tabs('a'), column(tabs('b'), tabs('c'))), 'a|b,c'],
    ['c', 'down', row(tabs('a'), column(tabs('b'), tabs('c'))), '(a|b)/c'],
    ['b', 'right', row(tabs('a'), column(tabs('b'), tabs('c'))), 'a|c|b'],
    ['a', 'left', row(tabs('a'), tabs('b')), 'a|b'],
    ['a', 'up', row(tabs('a'), tabs('b')), 'a/b'],
    ['a', 'left', tabs('a'), 'a'],
    ['x', 'left', row(tabs('a'), tabs('b')), 'a|b'],
  ] as const)('%s goes %s', (panelId, side, layout, after) => {
    expect(drawn(panelMoved(layout, panelId, side)).replaceAll(/\((\w+(?:,\w+)*)\)/g, '$1')).toBe(
      after.replaceAll(/\((\w+(?:,\w+)*)\)/g, '$1'),
    )
  })

  it('is never lost, and leaves a layout that needs no mending, whatever is asked', () => {
    const leaf = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 6 })
    const sides = fc.array(fc.constantFrom<Side>('left', 'right', 'up', 'down'), { maxLength: 12 })
    fc.assert(
      fc.property(leaf, sides, fc.array(fc.nat(), { maxLength: 12 }), (panels, moves, picks) => {
        let layout = tabs(...panels)
        moves.forEach((side, nth) => {
          const panelId = panels[(picks[nth] ?? 0) % panels.length] ?? ''
          layout = panelMoved(layout, panelId, side)
          layout = panelResized(layout, panelId, { direction: nth % 2 === 0 ? 'row' : 'column', steps: 3 })
          expect([...panelsOf(layout)].sort()).toEqual([...panels].sort())
          expect(drawn(mendLayout(layout, new Set(panels)) ?? tabs())).toBe(drawn(layout))
        })
      }),
    )
  })

  it('gets more room by twentieths, and leaves its neighbours their least', () => {
    const layout = row(tabs('a'), column(tabs('b'), tabs('c')))
    const wider = panelResized(layout, 'a', { direction: 'row', steps: 2 })
    expect(shares(wider)).toEqual([0.6, 0.4])
    expect(shares(panelResized(layout, 'c', { direction: 'row', steps: 1 }))).toEqual([0.45, 0.55])
    expect(shares(panelResized(layout, 'a', { direction: 'row', steps: 99 }))).toEqual([0.95, 0.05])
    expect(shares(panelResized(layout, 'a', { direction: 'row', steps: -99 }))).toEqual([0.05, 0.95])
    expect(panelResized(layout, 'a', { direction: 'column', steps: 1 })).toBe(layout)
  })
})

function shares(node: LayoutNode): readonly number[] {
  return node.kind === 'tabs' ? [] : node.parts.map(({ share }) => Math.round(share * 100) / 100)
}
