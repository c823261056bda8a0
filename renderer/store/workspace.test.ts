// What panels look at, together and alone, and the hand at each ladder.
import { beforeEach, describe, expect, it } from 'vitest'
import { panelsOf } from '../../shared/desk/workspace-layout.ts'
import {
  PANELS_MAX,
  shippedWorkspaces,
  type PanelEntry,
  type Workspaces,
} from '../../shared/desk/workspaces.ts'
import {
  activeLadder,
  isArmed,
  letGoOfAll,
  orderQtyAt,
  setArmed,
  setOrderQty,
  takeUpLadder,
} from './ladder-hand.ts'
import { F27, G27 } from './projections.testing.ts'
import {
  duplicateWorkspace,
  removeWorkspace,
  renameWorkspace,
  switchWorkspace,
  workspaceName,
} from './workspace-list.ts'
import { addPanel, showPanel } from './workspace-panels.ts'
import { focusOf, instrumentOf, joinLink, look, openWorkspace, panelIn, workspaceStore } from './workspace.ts'
import { workspaces } from './documents.ts'

const PANELS: readonly PanelEntry[] = [
  { id: 'board', kind: 'quotes', link: 'blue', view: {} },
  { id: 'one', kind: 'ladder', link: 'blue', view: {} },
  { id: 'two', kind: 'ladder', link: 'green', view: {} },
  { id: 'own', kind: 'ladder', view: { instrumentId: 'B200H27', root: 'B200' } },
]
const DESK: Workspaces = {
  open: 'test',
  list: [
    {
      id: 'test',
      name: 'Test',
      panels: PANELS,
      layout: { kind: 'tabs', share: 1, panels: PANELS.map(({ id }) => id), front: 'board' },
      windows: [],
      links: { blue: { root: 'H100', instrumentId: F27 }, green: { root: 'H100', instrumentId: G27 } },
    },
    ...shippedWorkspaces('tall').list,
  ],
}
const seen = (id: string) => instrumentOf(workspaceStore.getState(), id)

beforeEach(() => {
  workspaces.change(() => DESK)
  letGoOfAll()
})

describe('a colour group', () => {
  it('turns as a whole, and no other panel with it', () => {
    look('board', { instrumentId: G27, root: 'H100' })
    expect([seen('board'), seen('one'), seen('two'), seen('own')]).toEqual([G27, G27, G27, 'B200H27'])
    look('own', { instrumentId: F27 })
    expect([seen('board'), seen('own')]).toEqual([G27, F27])
  })

  it('keeps its instrument while only its root is turned', () => {
    look('board', { root: 'B200' })
    expect(focusOf(workspaceStore.getState(), 'one')).toEqual({ root: 'B200', instrumentId: F27 })
  })

  it('gives what it looks at to whoever joins late', () => {
    joinLink('own', 'green')
    expect([seen('own'), seen('two')]).toEqual([G27, G27])
  })

  it('begins with what its first panel looked at', () => {
    joinLink('own', 'rose')
    expect(seen('own')).toBe('B200H27')
    joinLink('one', 'rose')
    expect(seen('one')).toBe('B200H27')
  })

  it('leaves a panel that goes its own way what it showed', () => {
    joinLink('one', undefined)
    look('board', { instrumentId: G27, root: 'H100' })
    expect(seen('one')).toBe(F27)
  })
})

describe('a ladder', () => {
  it('is disarmed by any change of what it shows, whoever makes it', () => {
    setArmed('one', true)
    look('one', { instrumentId: F27 })
    expect(isArmed('one')).toBe(true)
    look('board', { instrumentId: G27, root: 'H100' })
    expect(isArmed('one')).toBe(false)
    // Coming back to what it was armed for does not arm it.
    look('board', { instrumentId: F27, root: 'H100' })
    expect(isArmed('one')).toBe(false)
    setArmed('one', true)
    joinLink('one', 'green')
    expect(isArmed('one')).toBe(false)
  })

  it('is armed alone', () => {
    setArmed('one', true)
    expect([isArmed('one'), isArmed('two'), isArmed('own')]).toEqual([true, false, false])
  })

  it('is disarmed when another workspace is opened, and when this one comes back', () => {
    setArmed('one', true)
    switchWorkspace('trading')
    switchWorkspace('test')
    expect(isArmed('one')).toBe(false)
  })

  it('needs an instrument to be armed', () => {
    look('own', { instrumentId: G27 })
    const { list, ...rest } = DESK
    workspaces.change(() => ({ ...rest, list: list.map((one) => ({ ...one, links: {} })) }))
    setArmed('one', true)
    expect(isArmed('one')).toBe(false)
  })

  it('has a size of its own, which is one', () => {
    setOrderQty('one', 25)
    setOrderQty('one', -1)
    setOrderQty('one', 2.5)
    expect([orderQtyAt('one'), orderQtyAt('two')]).toEqual([25, 5])
  })

  it('that was used last is what keys mean, else the first', () => {
    expect(activeLadder()).toBe('one')
    takeUpLadder('own')
    expect(activeLadder()).toBe('own')
    switchWorkspace('risk')
    expect(activeLadder()).toBeUndefined()
  })
})

describe('a panel that is asked for', () => {
  it('comes to the front where it is', () => {
    showPanel('ladder')
    expect(openWorkspace()?.layout).toMatchObject({ front: 'one' })
  })

  it('is added where there is none, and where there is one more wanted', () => {
    showPanel('fills')
    const added = addPanel('ladder')
    const open = openWorkspace()
    expect(open?.panels.map(({ id }) => id)).toEqual([...PANELS.map(({ id }) => id), 'fills', 'ladder'])
    expect(added).toBe('ladder')
    expect([...panelsOf(open!.layout)].sort()).toEqual(open?.panels.map(({ id }) => id).sort())
  })

  it('is not added to a workspace that is full', () => {
    for (let nth = 0; nth < PANELS_MAX; nth++) addPanel('messages')
    expect(openWorkspace()?.panels).toHaveLength(PANELS_MAX)
    expect(addPanel('messages')).toBeUndefined()
  })
})

describe('the list of workspaces', () => {
  it('opens the copy of one, which goes its own way from there', () => {
    duplicateWorkspace(openWorkspace()!)
    const copy = openWorkspace()
    expect([copy?.id, copy?.name]).toEqual(['own-1', 'Test 2'])
    look('board', { instrumentId: G27, root: 'H100' })
    switchWorkspace('test')
    expect(seen('board')).toBe(F27)
  })

  it('gives a shipped one its own name back, and keeps that of another', () => {
    renameWorkspace('trading', ' Mornings\n')
    renameWorkspace('test', '  ')
    const named = (id: string) => workspaceName(workspaceStore.getState().list.find((one) => one.id === id)!)
    expect([named('trading'), named('test')]).toEqual(['Mornings', 'Test'])
    renameWorkspace('trading', '')
    expect(named('trading')).toBe('Trading')
  })

  it('removes what is not shipped, and opens another where it was open', () => {
    removeWorkspace('trading')
    removeWorkspace('test')
    const { open, list } = workspaceStore.getState()
    expect([open, list.map(({ id }) => id)]).toEqual(['trading', ['trading', 'hedging', 'risk', 'watch']])
    expect(panelIn(workspaceStore.getState(), 'ladder')).toMatchObject({ kind: 'ladder' })
  })
})
