import { describe, expect, it } from 'vitest'
import { deskKey, type KeyPress } from './hotkeys.ts'

function press(code: string, key: string, changed: Partial<KeyPress> = {}): KeyPress {
  return {
    code,
    key,
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    repeat: false,
    ...changed,
  }
}

const shift = { shiftKey: true }

describe('keys of the desk', () => {
  it.each([
    [press('Slash', '?', shift), 'help'],
    [press('Escape', 'Escape'), 'letGo'],
    [press('KeyA', 'A', shift), 'arm'],
    [press('KeyX', 'X', shift), 'cancelAll'],
    [press('Home', 'Home'), 'recentre'],
    [press('BracketRight', ']'), 'nextMonth'],
    [press('BracketRight', '}', shift), 'nextRoot'],
    [press('Digit3', '3'), 'size3'],
    [press('Equal', '+', shift), 'sizeUp'],
    [press('Minus', '-'), 'sizeDown'],
    [press('KeyL', 'l'), 'focusLadder'],
  ])('%o is %s', (pressed, key) => {
    expect(deskKey(pressed)).toBe(key)
  })

  it.each([
    ['a without Shift', press('KeyA', 'a')],
    ['x without Shift', press('KeyX', 'x')],
    ['Ctrl+Shift+A', press('KeyA', 'A', { ...shift, ctrlKey: true })],
    ['Meta+A', press('KeyA', 'a', { metaKey: true })],
    ['Shift+X held down', press('KeyX', 'X', { ...shift, repeat: true })],
    ['Shift+1', press('Digit1', '!', shift)],
  ])('%s is nothing', (_name, pressed) => {
    expect(deskKey(pressed)).toBeUndefined()
  })
})
