// The chord that a person presses, by the name that shared/desk/chord.ts gives it. Pure.
import { LET_GO_CHORD, type Chord } from '../../shared/desk/chord.ts'

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat'
>

/** Undefined while only keys like Shift are down. */
export function chordOf({ key, code, shiftKey, ctrlKey, altKey, metaKey }: KeyPress): Chord | undefined {
  const placed = PLACES[code] ?? /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1]
  const name = placed ?? NAMES[key] ?? key
  if (MODIFIERS.has(key) || name === '') return undefined
  // A sign like `?` may need Shift on one keyboard and none on another.
  const isShifted = shiftKey && (placed !== undefined || key.length > 1)
  // Ctrl on a PC is Cmd on a Mac.
  const parts = [ctrlKey || metaKey ? 'Ctrl' : '', altKey ? 'Alt' : '', isShifted ? 'Shift' : '', name]
  return parts.filter((part) => part !== '').join('+')
}

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])
const PLACES: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']' }
const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: LET_GO_CHORD,
  Delete: 'Del',
  Insert: 'Ins',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}
