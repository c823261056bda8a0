// The keys as the map of this person has them: by command, by chord, and in the words of hints. Asked whenever they are shown
// or pressed; the desk is mounted anew when the map changes (boot/app.tsx), so that no hint listens for it.
import type { Chord } from '../../shared/desk/chord.ts'
import type { CommandId } from '../../shared/desk/key-schemes.ts'
import { keysIn, type Keymap } from '../../shared/desk/keymap.ts'
import { translate } from '../i18n/translate.ts'
import { keymapStore } from './documents.ts'

interface Keys {
  readonly of: Keymap
  readonly byCommand: ReadonlyMap<CommandId, readonly Chord[]>
  readonly byChord: ReadonlyMap<Chord, CommandId>
}

const NONE: readonly Chord[] = []
let keys = keysOfMap(keymapStore.getState())

export function keysOf(id: CommandId): readonly Chord[] {
  return keysNow().byCommand.get(id) ?? NONE
}

/** The first of its keys, where it has any. */
export function keyOf(id: CommandId): Chord | undefined {
  return keysOf(id)[0]
}

/** What the chord does, whether or not it can be done now. */
export function commandIdOf(chord: Chord): CommandId | undefined {
  return keysNow().byChord.get(chord)
}

/** `… (Shift+X)`, and the text alone where the command has no key. */
export function hintWithKey(text: string, id: CommandId): string {
  const key = keyOf(id)
  return key === undefined ? text : translate('keys.hint', { text, key })
}

/** The key of a command in a sentence; the button that does the same where it has none. */
export function keyOrButton(id: CommandId, button: string): string {
  return keyOf(id) ?? translate('keys.button', { button })
}

function keysNow(): Keys {
  const now = keymapStore.getState()
  if (keys.of !== now) keys = keysOfMap(now)
  return keys
}

function keysOfMap(of: Keymap): Keys {
  const byCommand = keysIn(of)
  const byChord = new Map(
    [...byCommand].flatMap(([id, chords]) => chords.map((chord) => [chord, id] as const)),
  )
  return { of, byCommand, byChord }
}
