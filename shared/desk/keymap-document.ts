// The document `keymap`: what a file of keys must look like, and what is left out of one that asks for more than a map can
// give. A command that this Tenor does not have, a key that is none or not a map’s to give, a key that another line has:
// each costs that line, and whoever reads the file is told. Above all no file moves, hides or takes the key that stops
// trading. Pure.
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { refusalOf, STOP_CHORD } from './chord.ts'
import { isFields, type DocumentFault, type DocumentFields, type DocumentKind } from './document.ts'
import { isCommandId, isFixed, KEY_SCHEMES, STOP_COMMAND } from './key-schemes.ts'
import { SHIPPED_KEYMAP, type Keymap } from './keymap.ts'

const BYTES_MAX = 32_768
const CHANGES_MAX = 300
const strict = { additionalProperties: false } as const

const form = Compile(
  Type.Unsafe<Keymap>(
    Type.Object(
      {
        scheme: Type.Enum([...KEY_SCHEMES]),
        changes: Type.Record(
          Type.String({ maxLength: 60 }),
          Type.Union([Type.String({ maxLength: 20 }), Type.Null()]),
          { maxProperties: CHANGES_MAX },
        ),
      },
      strict,
    ),
  ),
)

export const keymapDocument: DocumentKind<Keymap> = {
  name: 'keymap',
  version: 1,
  bytesMax: BYTES_MAX,
  form,
  defaults: SHIPPED_KEYMAP,
  migrations: [(fields) => fields],
  repair,
}

function repair(fields: DocumentFields, leftOut: (fault: DocumentFault) => void): DocumentFields {
  const mended = { ...SHIPPED_KEYMAP, ...fields }
  const { changes } = mended as DocumentFields
  // Its schema says what is wrong with it.
  if (!isFields(changes)) return mended
  const given = new Set<unknown>()
  const kept = Object.entries(changes).filter(([id, chord]) => {
    const fault = faultOf(id, chord, given)
    if (fault !== undefined) leftOut(fault)
    else if (chord !== null) given.add(chord)
    return fault === undefined
  })
  return { ...mended, changes: Object.fromEntries(kept) }
}

function faultOf(id: string, chord: unknown, given: ReadonlySet<unknown>): DocumentFault | undefined {
  const where = `changes.${id}`
  if (id === STOP_COMMAND || chord === STOP_CHORD) {
    return { kind: 'takesStop', where, says: `would take ${STOP_CHORD} from stopping trading` }
  }
  const wrong = (says: string): DocumentFault => ({ kind: 'wrong', where, says })
  if (!isCommandId(id)) return wrong('is no command')
  if (isFixed(id)) return wrong('has a key that stays')
  if (chord === null) return undefined
  if (typeof chord !== 'string') return wrong('must be a key or null')
  if (refusalOf(chord) !== undefined) return wrong('is no key that can be given')
  return given.has(chord) ? wrong('has a key that another line has') : undefined
}
