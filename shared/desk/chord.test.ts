// Which names of keys a map may hold, and why not the others.
import { expect, it } from 'vitest'
import { refusalOf, type ChordRefusal } from './chord.ts'

it.each([
  ...[
    'A',
    'Shift+A',
    'Ctrl+K',
    'Ctrl+Shift+P',
    '7',
    'Shift+7',
    '[',
    'Shift+]',
    'F1',
    'F12',
    'Shift+F5',
    'Ctrl+F9',
  ],
  ...['Home', 'End', 'Ins', 'Del', 'Ctrl+Del', '+', '-', '?', ',', 'Ctrl+/', 'ö', '、'],
])('%s can be given', (chord) => {
  expect(refusalOf(chord)).toBeUndefined()
})

it.each<[string, ChordRefusal]>([
  ['Shift+K', 'stop'],
  ['Ctrl+Alt+Shift+K', 'stop'],
  ['Ctrl+Alt+Shift+X', 'stop'],
  ['Esc', 'letGo'],
  ['Shift+Esc', 'letGo'],
  ['Tab', 'moves'],
  ['Ctrl+Enter', 'moves'],
  ['Shift+Space', 'moves'],
  ['ArrowUp', 'moves'],
  ['Ctrl+PgDn', 'moves'],
  ['Alt+A', 'alt'],
  ['Ctrl+Alt+Q', 'alt'],
  ['Alt+F4', 'alt'],
  ...['C', 'V', 'X', 'A', 'Z', 'Y'].map((key): [string, ChordRefusal] => [`Ctrl+${key}`, 'text']),
  ['Shift+Ins', 'text'],
  ['Ctrl+Q', 'menu'],
  ['Ctrl+W', 'menu'],
  ['Ctrl++', 'menu'],
  ['Ctrl+-', 'menu'],
  ['Ctrl+0', 'menu'],
  ['Shift+F10', 'menu'],
  ['F11', 'menu'],
  ['', 'unknown'],
  ['a', 'unknown'],
  ['AA', 'unknown'],
  ['Shift+?', 'unknown'],
  ['Shift+Shift+A', 'unknown'],
  ['Shift+Ctrl+A', 'unknown'],
  ['Meta+A', 'unknown'],
  ['Ctrl+', 'unknown'],
  ['+A', 'unknown'],
  [' ', 'unknown'],
  ['\n', 'unknown'],
  ['F13', 'unknown'],
  ['Dead', 'unknown'],
  ['Process', 'unknown'],
  ['constructor', 'unknown'],
])('%j cannot: %s', (chord, refusal) => {
  expect(refusalOf(chord)).toBe(refusal)
})
