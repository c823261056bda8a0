import { expect, it } from 'vitest'
import { chordOf, type KeyPress } from './chord.ts'

const none = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false }
const shift = { shiftKey: true }

it.each<[Partial<KeyPress> & Pick<KeyPress, 'code' | 'key'>, string | undefined]>([
  [{ code: 'KeyA', key: 'a' }, 'A'],
  [{ code: 'KeyA', key: 'A', ...shift }, 'Shift+A'],
  [{ code: 'KeyQ', key: 'a' }, 'Q'],
  [{ code: 'Digit1', key: '1' }, '1'],
  [{ code: 'Digit1', key: '!', ...shift }, 'Shift+1'],
  [{ code: 'BracketRight', key: '}', ...shift }, 'Shift+]'],
  [{ code: 'Slash', key: '?', ...shift }, '?'],
  [{ code: 'Minus', key: '?' }, '?'],
  [{ code: 'Equal', key: '+', ...shift }, '+'],
  [{ code: 'NumpadAdd', key: '+' }, '+'],
  [{ code: 'NumpadSubtract', key: '-' }, '-'],
  [{ code: 'Home', key: 'Home' }, 'Home'],
  [{ code: 'Home', key: 'Home', ...shift }, 'Shift+Home'],
  [{ code: 'Escape', key: 'Escape' }, 'Esc'],
  [{ code: 'KeyK', key: 'k', ctrlKey: true }, 'Ctrl+K'],
  [{ code: 'KeyK', key: 'k', metaKey: true }, 'Ctrl+K'],
  [{ code: 'KeyA', key: 'A', ctrlKey: true, altKey: true, ...shift }, 'Ctrl+Alt+Shift+A'],
  [{ code: 'ShiftLeft', key: 'Shift', ...shift }, undefined],
])('%o is %s', (pressed, chord) => {
  expect(chordOf({ ...none, ...pressed })).toBe(chord)
})
