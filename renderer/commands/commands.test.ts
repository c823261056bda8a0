// The list of commands, as keys and the palette see it.
import { beforeEach, expect, it } from 'vitest'
import { shippedWorkspaces } from '../../shared/desk/workspaces.ts'
import { KEY_SCHEMES, isCommandId, schemeKeys } from '../../shared/desk/key-schemes.ts'
import { SHIPPED_KEYMAP, withKey, withScheme } from '../../shared/desk/keymap.ts'
import { keymap, workspaces } from '../store/documents.ts'
import { isArmed, letGoOfAll } from '../store/ladder-hand.ts'
import { desk, F27, G27, h100Root } from '../store/projections.testing.ts'
import { applyProjection } from '../store/topic-stores.ts'
import { uiStore } from '../store/ui-store.ts'
import { instrumentOf, look, workspaceStore } from '../store/workspace.ts'
import { allCommands, commandOfChord, commandsNow, CURSOR_COMMANDS } from './commands.ts'

beforeEach(() => {
  workspaces.change(() => shippedWorkspaces('tall'))
  letGoOfAll()
  applyProjection(desk({ roots: [h100Root] }))
  look('ladder', { instrumentId: F27, root: 'H100' })
  uiStore.setState({ dialog: undefined })
})

it('has each id once, knows it as one that can have a key, and has a name for each', () => {
  const named = [...allCommands(), ...CURSOR_COMMANDS]
  const ids = named.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !isCommandId(id))).toEqual([])
  // A name that no catalogue has would be its key.
  for (const { name } of named) expect(name()).not.toMatch(/^[a-z]+\.[a-zA-Z.]+$/)
})

it.each(KEY_SCHEMES)('has every command that the scheme %s has a key for', (scheme) => {
  const ids = new Set([...allCommands(), ...CURSOR_COMMANDS].map(({ id }) => id))
  expect([...schemeKeys(scheme).keys()].filter((id) => !ids.has(id))).toEqual([])
})

it('follows the map at once, and by key does nothing that the map gives none', () => {
  keymap.change((map) => withKey(map, 'desk.settings', 'F4'))
  expect([commandOfChord('F4')?.id, commandOfChord(',')]).toEqual(['desk.settings', undefined])
  keymap.change((map) => withScheme(map, 'noOrderKeys'))
  expect([commandOfChord('Shift+X'), commandOfChord('Shift+K')?.id]).toEqual([undefined, 'trade.stopTrading'])
  // What is done at the cursor of a ladder is done there, and nowhere else.
  keymap.change(() => SHIPPED_KEYMAP)
  expect(commandOfChord('B')).toBeUndefined()
})

it.each(['Shift+X', 'Shift+F', 'Shift+K', 'Ctrl+K', '?'])('%s does something in every workspace', (chord) => {
  for (const { id } of shippedWorkspaces('tall').list) {
    workspaces.change((state) => ({ ...state, open: id }))
    expect(commandOfChord(chord)).toBeDefined()
  }
})

it('offers what a ladder is for only where there is one', () => {
  expect(commandOfChord('Shift+A')?.id).toBe('ladder.arm')
  workspaces.change((state) => ({ ...state, open: 'risk' }))
  expect(commandOfChord('Shift+A')).toBeUndefined()
  expect(commandOfChord('1')).toBeUndefined()
})

it('does by key what it says', () => {
  commandOfChord('Shift+A')?.run()
  expect(isArmed('ladder')).toBe(true)
  commandOfChord(']')?.run()
  expect([instrumentOf(workspaceStore.getState(), 'ladder'), isArmed('ladder')]).toEqual([G27, false])
  commandOfChord(',')?.run()
  expect(uiStore.getState().dialog).toBe('settings')
})

it('finds every month and every workspace by name', () => {
  const names = commandsNow().map(({ name }) => name())
  expect(names).toContain('Show H100G27 in the ladder')
  expect(names).toContain('Open workspace Hedging')
})
