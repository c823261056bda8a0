// A person’s map of keys: a scheme, and over it what was changed, command by command. What was changed goes before the scheme:
// a chord given to one command is no longer that of the command which has it in the scheme, and comes back to it when the
// change is undone. Invariants: a chord does one thing; trading can be stopped by STOP_CHORD in every map. Kept as the document
// `keymap`. Pure.
import { refusalOf, type Chord } from './chord.ts'
import { isFixed, schemeKeys, type CommandId, type KeyScheme } from './key-schemes.ts'

/** `null`: the command has no key. */
export type KeyChange = Chord | null

export interface Keymap {
  readonly scheme: KeyScheme
  readonly changes: Readonly<Record<CommandId, KeyChange>>
}

export const SHIPPED_KEYMAP: Keymap = { scheme: 'tenor', changes: {} }

/** The chords of every command that has one. */
export function keysIn({ scheme, changes }: Keymap): ReadonlyMap<CommandId, readonly Chord[]> {
  const given = new Set(Object.values(changes))
  const keys = new Map<CommandId, readonly Chord[]>()
  for (const [id, chords] of schemeKeys(scheme)) {
    const left = Object.hasOwn(changes, id) ? [] : chords.filter((chord) => !given.has(chord))
    if (left.length > 0) keys.set(id, left)
  }
  for (const [id, chord] of Object.entries(changes)) if (chord !== null) keys.set(id, [chord])
  return keys
}

/** Gives the command this chord alone, or none, and takes the chord from whatever has it; as it was where that cannot be. */
export function withKey(map: Keymap, id: CommandId, chord: KeyChange): Keymap {
  if (isFixed(id) || (chord !== null && refusalOf(chord) !== undefined)) return map
  const others = Object.entries(map.changes)
    .filter(([other]) => other !== id)
    .map(([other, held]) => [other, held === chord ? null : held] as const)
  return withChanges(map, [...others, [id, chord]])
}

/** The command has the keys of the scheme again, as far as they were not given to others. */
export function withoutChange(map: Keymap, id: CommandId): Keymap {
  return withChanges(
    map,
    Object.entries(map.changes).filter(([other]) => other !== id),
  )
}

/** Another scheme below the same changes. */
export function withScheme({ changes }: Keymap, scheme: KeyScheme): Keymap {
  return withChanges({ scheme, changes }, Object.entries(changes))
}

/** What changes nothing is no change. */
function withChanges({ scheme }: Keymap, changes: readonly (readonly [CommandId, KeyChange])[]): Keymap {
  const shipped = schemeKeys(scheme)
  const telling = changes.filter(([id, chord]) => {
    const keys = shipped.get(id) ?? []
    return chord === null ? keys.length > 0 : keys.length !== 1 || keys[0] !== chord
  })
  return { scheme, changes: Object.fromEntries(telling) }
}
