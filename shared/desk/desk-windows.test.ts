// Panels between windows: whatever is moved, every panel lies once and the desk is never empty.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDocument } from './document.ts'
import {
  canLeave,
  layoutIn,
  panelInFront,
  panelOut,
  panelTo,
  windowBack,
  windowOf,
  withLayoutIn,
} from './desk-windows.ts'
import { panelsOf } from './workspace-layout.ts'
import { workspacesDocument } from './workspaces-document.ts'
import { shippedWorkspace, WINDOWS_MAX, type Workspace } from './workspaces.ts'

const trading = shippedWorkspace('trading', 'tall')
const bounds = { x: 10, y: 20, width: 500, height: 700 }

describe('a panel', () => {
  it('goes to a window of its own, where it was asked to open, and leaves the desk', () => {
    const after = panelOut(trading, 'ladder', bounds)
    expect(after.windows).toEqual([
      { id: 'window-1', layout: { kind: 'tabs', share: 1, panels: ['ladder'], front: 'ladder' }, bounds },
    ])
    expect([windowOf(after, 'ladder'), windowOf(after, 'curve')]).toEqual(['window-1', undefined])
    expect(panelsOf(after.layout)).not.toContain('ladder')
  })

  it('goes on to another window beside panels of its kind, and what it left empty is gone', () => {
    const two = panelOut(panelOut(trading, 'ladder'), 'curve')
    const after = panelTo(two, 'curve', 'window-1')
    expect(after.windows.map(({ id, layout }) => [id, panelsOf(layout)])).toEqual([
      ['window-1', ['ladder', 'curve']],
    ])
  })

  it('comes back to the desk, and its window is gone', () => {
    const after = panelTo(panelOut(trading, 'working'), 'working', undefined)
    expect(after.windows).toEqual([])
    expect([...panelsOf(after.layout)].sort()).toEqual([...panelsOf(trading.layout)].sort())
  })

  it('comes to the front of its group in whichever window it lies', () => {
    const away = panelTo(panelOut(trading, 'working'), 'held', 'window-1')
    expect(layoutIn(panelInFront(away, 'working'), 'window-1')).toMatchObject({ front: 'working' })
  })

  it.each([
    ['the last of the desk', only('quotes'), 'quotes'],
    ['alone in its window already', panelOut(trading, 'ladder'), 'ladder'],
    ['not there', trading, 'nothing'],
  ])('does not leave where it is %s', (_name, workspace, id) => {
    expect(canLeave(workspace, id)).toBe(false)
    expect(panelOut(workspace, id)).toBe(workspace)
  })

  it('does not leave into one window too many', () => {
    const ids = Array.from({ length: WINDOWS_MAX + 2 }, (_none, nth) => `l-${nth}`)
    const panels = ids.map((id) => ({ id, kind: 'ladder', view: {} }) as const)
    const layout = { kind: 'tabs', share: 1, panels: ids, front: 'l-0' } as const
    const full = ids.reduce<Workspace>((now, id) => panelOut(now, id), { ...trading, panels, layout })
    expect(full.windows).toHaveLength(WINDOWS_MAX)
    expect(panelsOf(full.layout)).toHaveLength(2)
  })
})

it('closing a window gives all its panels back to the desk', () => {
  const away = panelTo(panelOut(trading, 'ladder'), 'curve', 'window-1')
  const back = windowBack(away, 'window-1')
  expect(back.windows).toEqual([])
  expect([...panelsOf(back.layout)].sort()).toEqual([...panelsOf(trading.layout)].sort())
  expect(windowBack(trading, 'window-9')).toBe(trading)
})

it('whatever is moved, every panel lies once, no window is empty and the document takes it', () => {
  const ids = trading.panels.map(({ id }) => id)
  const windows = [undefined, 'window-1', 'window-2', 'window-3'] as const
  const move = fc.oneof(
    fc.record({ do: fc.constant('out' as const), id: fc.constantFrom(...ids) }),
    fc.record({
      do: fc.constant('to' as const),
      id: fc.constantFrom(...ids),
      to: fc.constantFrom(...windows),
    }),
    fc.record({ do: fc.constant('back' as const), to: fc.constantFrom('window-1', 'window-2') }),
    fc.record({ do: fc.constant('front' as const), id: fc.constantFrom(...ids) }),
  )
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      let workspace: Workspace = trading
      for (const one of moves) {
        if (one.do === 'out') workspace = panelOut(workspace, one.id, bounds)
        else if (one.do === 'to') workspace = panelTo(workspace, one.id, one.to)
        else if (one.do === 'back') workspace = windowBack(workspace, one.to)
        else workspace = panelInFront(workspace, one.id)
      }
      const laid = [workspace.layout, ...workspace.windows.map(({ layout }) => layout)].flatMap(panelsOf)
      expect([...laid].sort()).toEqual([...ids].sort())
      expect(panelsOf(workspace.layout).length).toBeGreaterThan(0)
      const value = { open: 'trading', list: [workspace] }
      expect(checkDocument(workspacesDocument('tall'), value)).toEqual({ ok: true, value })
    }),
  )
})

it('a window whose last panel is closed is gone; a desk is left as it is', () => {
  const away = panelOut(trading, 'ladder')
  expect(withLayoutIn(away, 'window-1', undefined).windows).toEqual([])
  expect(withLayoutIn(trading, undefined, undefined)).toBe(trading)
})

/** A desk of one panel. */
function only(id: string): Workspace {
  const layout = { kind: 'tabs', share: 1, panels: [id], front: id } as const
  return { ...trading, panels: trading.panels.filter((one) => one.id === id), layout }
}
