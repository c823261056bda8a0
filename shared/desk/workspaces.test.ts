// Workspaces from outside: whatever a file holds, the desk that comes of it has every panel once and nothing empty.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDocument, documentText, parseDocument, parseMended } from './document.ts'
import { mendLayout, panelsOf, type LayoutNode } from './workspace-layout.ts'
import { workspacesDocument as documentFor } from './workspaces-document.ts'
import { roomOn, shippedWorkspaces as shippedFor, type Workspace, type Workspaces } from './workspaces.ts'

const workspacesDocument = documentFor('tall')
const shippedWorkspaces = () => shippedFor('tall')

const tabs = (share: unknown, ...panels: readonly unknown[]) => ({
  kind: 'tabs',
  share,
  panels,
  front: panels[0],
})
const known = new Set(['a', 'b', 'c'])

describe('a layout from outside', () => {
  it.each([
    ['of one group stays as it is', tabs(2, 'a', 'b'), tabs(2, 'a', 'b')],
    ['loses panels that are not there', tabs(1, 'x', 'a', 7), tabs(1, 'a')],
    ['shows its first panel where the one in front is gone', { ...tabs(1, 'a'), front: 'x' }, tabs(1, 'a')],
    [
      'has each panel once',
      { kind: 'split', parts: [tabs(1, 'a'), tabs(1, 'a', 'b')] },
      split(tabs(1, 'a'), tabs(1, 'b')),
    ],
    ['is no split of one', { kind: 'split', share: 3, parts: [tabs(1, 'a'), tabs(1, 'x')] }, tabs(3, 'a')],
    [
      'has no split within one of the same direction',
      split({ ...split(tabs(1, 'a'), tabs(3, 'b')), share: 2 }, tabs(2, 'c')),
      split(tabs(0.5, 'a'), tabs(1.5, 'b'), tabs(2, 'c')),
    ],
    [
      'with sizes of zero shares alike',
      split(tabs(0, 'a'), tabs(-4, 'b')),
      split(tabs(1, 'a'), tabs(1, 'b')),
    ],
    [
      'with a size of none shares alike',
      split(tabs('wide', 'a'), tabs(NaN, 'b')),
      split(tabs(1, 'a'), tabs(1, 'b')),
    ],
    [
      'leaves a part wide enough to take hold of',
      split(tabs(98, 'a'), tabs(0.001, 'b')),
      split(tabs(98, 'a'), tabs(2.94, 'b')),
    ],
    ['without any panel is none', split(tabs(1), tabs(1, 'x')), undefined],
    ['that is no layout is none', 'main', undefined],
  ])('%s', (_name, given, mended) => {
    expect(mendLayout(given, known)).toEqual(mended)
  })

  it('ends, however deep it is nested', () => {
    let deep: unknown = tabs(1, 'a')
    for (let depth = 0; depth < 10_000; depth++)
      deep = { kind: 'split', share: 1, direction: depth % 2 === 0 ? 'row' : 'column', parts: [deep] }
    expect(mendLayout(deep, known)).toBeUndefined()
  })

  it('is mended once and for all, with panels of its own only, whatever it was', () => {
    fc.assert(
      fc.property(anyLayout(), (given) => {
        const mended = mendLayout(given, known)
        if (mended === undefined) return
        expect(mendLayout(mended, known)).toEqual(mended)
        const panels = panelsOf(mended)
        expect(new Set(panels).size).toBe(panels.length)
        expect(panels.every((id) => known.has(id))).toBe(true)
        expectSound(mended)
      }),
    )
  })
})

describe('the document of workspaces', () => {
  it('takes what is shipped, and reads it back as it was', () => {
    const shipped = shippedWorkspaces()
    expect(checkDocument(workspacesDocument, shipped)).toEqual({ ok: true, value: shipped })
    expect(parseDocument(workspacesDocument, documentText(workspacesDocument, shipped))).toEqual({
      ok: true,
      value: shipped,
    })
  })

  it.each(['small', 'tall', 'wide'] as const)(
    'ships every panel in its place once on a %s screen',
    (room) => {
      const shipped = shippedFor(room)
      expect(checkDocument(documentFor(room), shipped)).toEqual({ ok: true, value: shipped })
      for (const { panels, layout } of shipped.list)
        expect([...panelsOf(layout)].sort()).toEqual(panels.map(({ id }) => id).sort())
    },
  )

  it.each([
    [1366, 728, 'small'],
    [1600, 1000, 'tall'],
    [2560, 1400, 'wide'],
  ])('takes a screen of %i by %i for %s', (width, height, room) => {
    expect(roomOn({ width, height })).toBe(room)
  })

  it('takes every contract that can be looked at, a butterfly too', () => {
    const shipped = shippedWorkspaces()
    for (const instrumentId of ['H100F27', 'H100F27-H100G27', 'H100F27-2H100G27+H100H27', 'H100CAL27']) {
      const list = shipped.list.map((one) => ({ ...one, links: { blue: { root: 'H100', instrumentId } } }))
      expect(checkDocument(workspacesDocument, { ...shipped, list }).ok, instrumentId).toBe(true)
    }
  })

  it('loses a panel that this Tenor does not have, and keeps the rest', () => {
    const value = withTrading((one) => ({
      panels: [...one.panels, { id: 'hologram', kind: 'hologram', view: {} }],
      layout: split({ ...one.layout, share: 3 }, tabs(1, 'hologram')),
    }))
    const last = shippedWorkspaces().list[0]?.panels.length ?? 0
    expect(read(value)).toMatchObject({ all: shippedWorkspaces(), lost: `list.0.panels.${last}` })
  })

  it('has a shipped workspace as it is shipped where nothing is left of it, and loses another', () => {
    const value = withTrading(() => ({ layout: tabs(1, 'nothing') }))
    expect(read(value)).toMatchObject({ all: shippedWorkspaces(), lost: 'list.0' })
    const own = { ...shippedWorkspaces().list[0], id: 'mine', name: 'Mine', layout: 'none' }
    const { list, ...rest } = shippedWorkspaces()
    expect(read({ ...rest, list: [...list, own] })).toMatchObject({
      all: shippedWorkspaces(),
      lost: 'list.4',
    })
  })

  it('takes no change by a window in which something would be lost', () => {
    const value = withTrading((one) => ({
      panels: [...one.panels, { id: 'more', kind: 'ladder', view: {} }],
    }))
    expect(checkDocument(workspacesDocument, value)).toMatchObject({ ok: false, error: { kind: 'wrong' } })
  })

  it('says nothing of what is mended without a loss', () => {
    const value = withTrading(({ layout }) => ({ layout: { ...layout, share: 0 }, windows: 'none' }))
    expect(read(value)).toMatchObject({ lost: undefined, trading: { windows: [] } })
  })

  it('loses a window in which nothing is left, and has what lies in two only in the first', () => {
    const value = withTrading((one) => ({
      layout: one.layout,
      panels: [...one.panels, { id: 'extra', kind: 'ladder', view: {} }],
      windows: [
        { id: 'window-1', layout: tabs(1, 'nothing') },
        { id: 'window-2', layout: tabs(1, 'extra', 'curve'), bounds: { x: 0, y: 0, width: 0, height: 0 } },
        { id: 'window-2', layout: tabs(1, 'extra') },
        'a window',
      ],
    }))
    const { trading, lost } = read(value)
    const { windows, panels } = trading ?? {}
    expect(lost).toBe('list.0.windows')
    expect(windows).toEqual([{ id: 'window-2', layout: tabs(1, 'extra') }])
    expect(panels?.map(({ id }) => id)).toContain('extra')
  })

  it('names windows whose names cannot be used anew, and keeps where they were asked to be', () => {
    const bounds = { x: -1_500, y: 20, width: 500, height: 700 }
    const value = withTrading((one) => ({
      panels: [...one.panels, ...['a', 'b', 'c'].map((id) => ({ id, kind: 'ladder', view: {} }))],
      windows: [
        { id: '../etc', layout: tabs(1, 'a'), bounds },
        { id: 'window-1', layout: tabs(1, 'b') },
        { layout: tabs(1, 'c'), more: 'of what is not known' },
      ],
    }))
    expect(read(value).trading?.windows).toEqual([
      { id: 'window-1', layout: tabs(1, 'a'), bounds },
      { id: 'window-2', layout: tabs(1, 'b') },
      { id: 'window-3', layout: tabs(1, 'c') },
    ])
  })

  it('has on the desk what its first window had, where nothing is left of the desk', () => {
    const value = withTrading(() => ({
      layout: tabs(1, 'gone'),
      windows: [
        { id: 'window-1', layout: tabs(1, 'curve') },
        { id: 'window-2', layout: tabs(1, 'ladder') },
      ],
    }))
    const { layout, windows, panels } = read(value).trading ?? {}
    expect(layout).toEqual(tabs(1, 'curve'))
    expect(windows).toEqual([{ id: 'window-2', layout: tabs(1, 'ladder') }])
    expect(panels?.map(({ id }) => id).sort()).toEqual(['curve', 'ladder'])
  })

  it('reads the first version, which knew of one window', () => {
    const { open, list } = shippedWorkspaces()
    const before = { version: 1, open, list: list.map(({ windows: _windows, ...one }) => one) }
    expect(parseDocument(workspacesDocument, JSON.stringify(before))).toEqual({
      ok: true,
      value: shippedWorkspaces(),
    })
  })

  it('opens the first workspace where the one that was open is gone', () => {
    expect(checkDocument(workspacesDocument, { ...shippedWorkspaces(), open: 'gone' })).toMatchObject({
      ok: true,
      value: { open: 'trading' },
    })
  })

  it.each([
    ['no list', { open: 'trading' }, 'the whole'],
    ['a name of two lines', withTrading(() => ({ name: 'a\nb' })), 'list.0.name'],
    [
      'a colour that is none',
      withTrading((one) => ({ panels: one.panels.map((panel) => ({ ...panel, link: 'grey' })) })),
      'list.0.panels.0.link',
    ],
    [
      'one workspace twice',
      { ...shippedWorkspaces(), list: [...shippedWorkspaces().list, shippedWorkspaces().list[0]] },
      'list.4.id',
    ],
  ])('is refused with %s, and says where', (_name, value, where) => {
    expect(checkDocument(workspacesDocument, value)).toMatchObject({
      ok: false,
      error: { kind: 'wrong', where },
    })
  })

  it('is read or refused, and never throws, cut off at any byte', () => {
    const text = documentText(workspacesDocument, shippedWorkspaces())
    for (let length = 0; length < text.length - 1; length++) {
      expect(parseDocument(workspacesDocument, text.slice(0, length)).ok).toBe(false)
    }
  })
})

function split(...parts: readonly unknown[]) {
  return { kind: 'split', share: 1, direction: 'row', parts }
}

function withTrading(change: (one: Workspace) => object): object {
  const { open, list } = shippedWorkspaces()
  return { open, list: list.map((one) => (one.id === 'trading' ? { ...one, ...change(one) } : one)) }
}

/** As a start reads it: what can be used of the workspace, and where something was lost. */
function read(value: object): {
  readonly trading: Workspace | undefined
  readonly lost: string | undefined
  readonly all: Workspaces
} {
  const mended = parseMended(workspacesDocument, JSON.stringify({ version: 2, ...value }))
  if (!mended.ok) throw new Error(JSON.stringify(mended.error))
  const { value: all, leftOut } = mended.value
  const lost = leftOut?.kind === 'wrong' ? leftOut.where : undefined
  return { trading: all.list.find(({ id }) => id === 'trading'), lost, all }
}

function anyLayout(): fc.Arbitrary<unknown> {
  const share = fc.oneof(fc.double(), fc.constant('wide'), fc.constant(undefined))
  return fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.record({
        kind: fc.constant('tabs'),
        share,
        panels: fc.array(fc.constantFrom('a', 'b', 'c', 'x', 4)),
        front: fc.constantFrom('a', 'x'),
      }),
      fc.record({
        kind: fc.constant('split'),
        share,
        direction: fc.constantFrom('row', 'column', 'spiral'),
        parts: fc.array(tie('node')),
      }),
      fc.anything(),
    ),
  })).node
}

function expectSound(node: LayoutNode): void {
  expect(node.share).toBeGreaterThan(0)
  if (node.kind === 'tabs') {
    expect(node.panels).toContain(node.front)
    return
  }
  expect(node.parts.length).toBeGreaterThan(1)
  for (const part of node.parts) {
    expect(part.kind === 'split' && part.direction === node.direction).toBe(false)
    expectSound(part)
  }
}
