// Keys pressed together, by one name: `Shift+A`, `[`, `Home`, `?`, `Ctrl+K`. Letters, digits and brackets go by their place on
// the keyboard, so that they lie alike in every language; any other sign goes by what it is, whatever keys make it. Here:
// which names a map of keys may hold, and which keys are not a map’s to give. Pure; keymap.ts holds maps against it, the dialog
// of keys says why not.

export type Chord = string

/** The one key by which trading is stopped in the window: no map moves it, hides it or gives it to something else. */
export const STOP_CHORD: Chord = 'Shift+K'
/** Closes, drops and sends nothing, everywhere. */
export const LET_GO_CHORD: Chord = 'Esc'

/** Why a chord cannot be given: it is no key by a name we know, or it is somebody else’s. */
export type ChordRefusal =
  | 'unknown'
  /** Stops trading, here or whatever program has the keyboard. */
  | 'stop'
  | 'letGo'
  /** Moves the cursor or the focus, or presses what has it. */
  | 'moves'
  /** Opens menus, and makes signs on many keyboards. */
  | 'alt'
  /** Cut, copy, paste and their like. */
  | 'text'
  /** Of the application menu or the system. */
  | 'menu'

/** Undefined where a map may hold it. */
export function refusalOf(chord: Chord): ChordRefusal | undefined {
  const { modifiers, name } = partsOf(chord)
  if (chord === STOP_CHORD || GLOBAL.test(chord)) return 'stop'
  if (name === LET_GO_CHORD) return 'letGo'
  if (MOVING.has(name)) return 'moves'
  if (modifiers.includes('Alt')) return 'alt'
  if (TEXT.has(chord)) return 'text'
  if (MENU.has(chord) || MENU_NAMES.has(name)) return 'menu'
  return isKnown(modifiers, name) ? undefined : 'unknown'
}

/** The same keys that app/desktop/emergency.ts takes from the system. */
const GLOBAL = /^Ctrl\+Alt\+Shift\+[XFK]$/
const MOVING: ReadonlySet<string> = new Set([
  ...['Tab', 'Enter', 'Space', 'PgUp', 'PgDn'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
])
const TEXT: ReadonlySet<Chord> = new Set([
  ...['Ctrl+C', 'Ctrl+V', 'Ctrl+X', 'Ctrl+A', 'Ctrl+Z', 'Ctrl+Y', 'Ctrl+Shift+Z', 'Ctrl+Shift+V'],
  ...['Ctrl+Ins', 'Shift+Ins', 'Shift+Del'],
])
const MENU: ReadonlySet<Chord> = new Set([
  ...['Ctrl+Q', 'Ctrl+W', 'Ctrl+M', 'Ctrl+H', 'Ctrl+R', 'Ctrl+Shift+R', 'Ctrl+Shift+I'],
  ...['Ctrl++', 'Ctrl+=', 'Ctrl+-', 'Ctrl+0'],
])
/** F10 opens the menu and F11 fills the screen, with whatever keys beside them. */
const MENU_NAMES: ReadonlySet<string> = new Set(['F10', 'F11'])

/** By their place or by a name of their own: Shift makes another chord of them. */
const PLACED = /^(?:[A-Z0-9[\]]|F[1-9]|F12|Home|End|Ins|Del)$/
/** One printable sign that is no letter of the first kind; whether Shift was needed for it is the keyboard’s affair. */
const SIGN = /^[^\p{C}\p{Z}\p{M}A-Za-z0-9[\]]$/u

function isKnown(modifiers: readonly string[], name: string): boolean {
  const before = modifiers.join('+')
  if (PLACED.test(name)) return ['', 'Ctrl', 'Shift', 'Ctrl+Shift'].includes(before)
  return SIGN.test(name) && ['', 'Ctrl'].includes(before)
}

/** `Ctrl++` is the sign plus with Ctrl. */
function partsOf(chord: Chord): { readonly modifiers: readonly string[]; readonly name: string } {
  const at = chord.length < 2 ? -1 : chord.lastIndexOf('+', chord.length - 2)
  if (at <= 0) return { modifiers: [], name: chord }
  return { modifiers: chord.slice(0, at).split('+'), name: chord.slice(at + 1) }
}
