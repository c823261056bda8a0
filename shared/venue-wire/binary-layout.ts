// How the fields of a message lie in the binary encoding, derived from its schema so that the two cannot differ: an
// array of the fields in the order of the schema, nil for an optional one that is absent, nils at the end left out;
// objects inside are arrays likewise. An object with a `type` begins with the number of that type in its place.
// Used by binary-frame.ts for both directions and by tools/docs for the table in docs/venue-protocol.md.
import type { TSchema } from 'typebox'
import { assert } from '../domain/assert.ts'
import { messageNumbers } from './message-numbers.ts'

/** Turns a value of one schema into what MessagePack writes, and back. Undefined where both are the same. */
export interface Layout {
  /** Names in order, for the documents. */
  readonly fields: readonly string[]
  readonly pack: (value: unknown) => unknown
  /** What does not have the layout's form is given back as it is: the checks of the schema refuse it. */
  readonly unpack: (value: unknown) => unknown
}

/** The part of a JSON Schema that decides the layout. */
interface SchemaPart {
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, SchemaPart>>
  readonly additionalProperties?: boolean
  readonly items?: SchemaPart | readonly SchemaPart[]
  readonly anyOf?: readonly SchemaPart[]
}

type Fields = Record<string, unknown>

interface Field {
  readonly name: string
  readonly layout: Layout | undefined
}

/** The layout of a message. Asserts that its type has a number. */
export function messageLayout(schema: TSchema): Layout {
  const layout = objectLayout(schema)
  assert(layout.fields[0] === 'type', 'a message begins with its type')
  return layout
}

function layoutOf(schema: SchemaPart): Layout | undefined {
  if (schema.properties !== undefined) return objectLayout(schema)
  const { items, anyOf = [] } = schema
  const alternatives = Array.isArray(items) ? (items as readonly SchemaPart[]) : anyOf
  assert(
    alternatives.every((part) => layoutOf(part) === undefined),
    'tuples and unions hold plain values',
  )
  if (items === undefined || Array.isArray(items)) return undefined
  const inner = layoutOf(items as SchemaPart)
  return inner === undefined ? undefined : listLayout(inner)
}

function listLayout({ fields, pack, unpack }: Layout): Layout {
  return {
    fields,
    pack: (value) => (value as readonly unknown[]).map(pack),
    unpack: (value) => (Array.isArray(value) ? value.map(unpack) : value),
  }
}

function objectLayout({ properties = {}, additionalProperties }: SchemaPart): Layout {
  const typeName = properties['type']?.const
  const typeNumber = typeof typeName === 'string' ? messageNumbers[typeName] : undefined
  assert(typeName === undefined || typeNumber !== undefined, `${String(typeName)} has a type number`)
  const fields: readonly Field[] = Object.entries(properties).map(([name, schema]) => ({
    name,
    layout: name === 'type' && typeNumber !== undefined ? numbered(typeName, typeNumber) : layoutOf(schema),
  }))
  const isStrict = additionalProperties === false
  return {
    fields: fields.map(({ name }) => name),
    pack: (value) => packFields(fields, value as Fields),
    unpack: (value) => (Array.isArray(value) ? unpackFields(fields, value, isStrict) : value),
  }
}

function numbered(typeName: unknown, typeNumber: number): Layout {
  return {
    fields: [],
    pack: () => typeNumber,
    unpack: (value) => (value === typeNumber ? typeName : value),
  }
}

function packFields(fields: readonly Field[], value: Fields): unknown[] {
  const packed: unknown[] = []
  let used = 0
  for (const { name, layout } of fields) {
    const field = value[name]
    packed.push(field === undefined ? null : layout === undefined ? field : layout.pack(field))
    if (field !== undefined) used = packed.length
  }
  packed.length = used
  return packed
}

function unpackFields(fields: readonly Field[], packed: readonly unknown[], isStrict: boolean): Fields {
  const value: Fields = {}
  for (const [place, { name, layout }] of fields.entries()) {
    const field = packed[place]
    if (field === undefined || field === null) continue
    value[name] = layout === undefined ? field : layout.unpack(field)
  }
  // A venue may know more fields than its client; a client may not send what the venue does not know.
  if (isStrict && packed.length > fields.length) value[`field ${fields.length + 1}`] = packed[fields.length]
  return value
}
