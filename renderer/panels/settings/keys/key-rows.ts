// The commands as the map of keys lists them: in groups, found by name, id or key; and what differs between two maps, in words.
import type { Chord } from '../../../../shared/desk/chord.ts'
import { schemeKeys, type CommandId } from '../../../../shared/desk/key-schemes.ts'
import { keysIn, type Keymap } from '../../../../shared/desk/keymap.ts'
import { allCommands, CURSOR_COMMANDS, type Named } from '../../../commands/commands.ts'
import { translate } from '../../../i18n/translate.ts'

/** In the order of the dialog, left column first. */
export const KEY_COLUMNS = [
  ['trade', 'ladder', 'focus'],
  ['desk', 'panel', 'show', 'help'],
] as const
export type KeyGroup = (typeof KEY_COLUMNS)[number][number]

export interface KeyRow extends Named {
  readonly group: KeyGroup
  readonly keys: readonly Chord[]
  /** Of the scheme. */
  readonly shipped: readonly Chord[]
  /** A person gave it its key, or took it. */
  readonly isChanged: boolean
  /** Whether it can be done now. */
  readonly isNow: boolean
  /** A key of the scheme that was given to another command. */
  readonly given: { readonly key: Chord; readonly to: CommandId } | undefined
}

/** Every command, and what the ladder that has the keyboard does at its cursor. */
export function keyRows(map: Keymap): readonly KeyRow[] {
  const keys = keysIn(map)
  const ownerOf = new Map([...keys].flatMap(([id, chords]) => chords.map((chord) => [chord, id] as const)))
  const commands = allCommands()
  const hasLadder = commands.some(({ id, isNow }) => id === 'ladder.arm' && isNow)
  const atCursor = CURSOR_COMMANDS.map((one) => ({ ...one, isNow: hasLadder }))
  const listed = commands.flatMap((one) => (one.id === 'ladder.arm' ? [one, ...atCursor] : [one]))
  return listed.map(({ id, name, isNow }) => {
    const shipped = schemeKeys(map.scheme).get(id) ?? []
    const lost = shipped.find((chord) => ownerOf.get(chord) !== id)
    const to = lost === undefined ? undefined : ownerOf.get(lost)
    return {
      id,
      name,
      group: groupOf(id),
      keys: keys.get(id) ?? [],
      shipped,
      isChanged: Object.hasOwn(map.changes, id),
      isNow,
      given: lost === undefined || to === undefined ? undefined : { key: lost, to },
    }
  })
}

/** What is meant by `query`, by a key also what has it in the scheme; without one all but the contracts, which are many and have no keys until somebody gives one. */
export function findRows(rows: readonly KeyRow[], query: string): readonly KeyRow[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return rows.filter(({ group, keys }) => group !== 'show' || keys.length > 0)
  const byKey = rows.filter(({ keys, shipped }) =>
    [...keys, ...shipped].some((key) => key.toLowerCase() === wanted),
  )
  if (byKey.length > 0) return byKey
  const words = wanted.split(/\s+/)
  return rows.filter(({ id, name }) => {
    const text = `${name()} ${id}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** By what a command is called now; its id where there is nothing that it could be done with any more. */
export function nameOfCommand(id: CommandId): string {
  return [...allCommands(), ...CURSOR_COMMANDS].find((one) => one.id === id)?.name() ?? id
}

/** Of the scheme and of every command that would have other keys: what it has and what it would have. */
export function keyChanges(now: Keymap, then: Keymap): readonly string[] {
  const [before, after] = [keysIn(now), keysIn(then)]
  const ids = [...new Set([...before.keys(), ...after.keys()])]
  const differing = ids.filter((id) => keysText(before.get(id)) !== keysText(after.get(id)))
  const lines = differing.map((id) => ({
    name: nameOfCommand(id),
    from: keysText(before.get(id)),
    to: keysText(after.get(id)),
  }))
  if (now.scheme !== then.scheme) {
    const [from, to] = [now, then].map(({ scheme }) => translate(`keys.schemes.${scheme}.name`))
    lines.unshift({ name: translate('keys.scheme'), from: from ?? '', to: to ?? '' })
  }
  return lines.map((line) => translate('settings.change', line))
}

export function keysText(keys: readonly Chord[] = []): string {
  return keys.length === 0 ? translate('keys.none') : keys.join(' ')
}

function groupOf(id: CommandId): KeyGroup {
  if (id.startsWith('ladder.show.')) return 'show'
  if (id.startsWith('trade.')) return 'trade'
  if (id.startsWith('ladder.')) return 'ladder'
  if (id.startsWith('focus.')) return 'focus'
  if (id.startsWith('panel.')) return 'panel'
  return id.startsWith('desk.') ? 'desk' : 'help'
}
