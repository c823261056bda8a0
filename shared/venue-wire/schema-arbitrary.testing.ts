// Arbitrary values of a schema, for tests that must hold for every message of the protocol.
import fc from 'fast-check'

/** What the generator reads of a JSON Schema. */
export interface SchemaPart {
  readonly const?: unknown
  readonly type?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly multipleOf?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: SchemaPart | readonly SchemaPart[]
  readonly anyOf?: readonly SchemaPart[]
  readonly properties?: Readonly<Record<string, SchemaPart>>
  readonly required?: readonly string[]
}

const LIST_MAX = 5

export function valuesOf(schema: SchemaPart): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(valuesOf))
  switch (schema.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return integersOf(schema)
    case 'string':
      return textsOf(schema)
    case 'array':
      return listsOf(schema)
    case 'object':
      return objectsOf(schema)
    default:
      throw new Error(`no values are known of ${JSON.stringify(schema)}`)
  }
}

function integersOf({
  minimum = Number.MIN_SAFE_INTEGER,
  maximum = Number.MAX_SAFE_INTEGER,
  multipleOf = 1,
}: SchemaPart): fc.Arbitrary<number> {
  return fc
    .maxSafeInteger()
    .map((value) => Math.min(maximum, Math.max(minimum, value)))
    .chain((value) => fc.constantFrom(value, minimum, maximum, Math.max(minimum, Math.min(maximum, 7))))
    .map((value) => Math.floor(value / multipleOf) * multipleOf)
    .map((value) => (value < minimum ? value + multipleOf : value))
}

function textsOf({ pattern, minLength = 0, maxLength = 200 }: SchemaPart): fc.Arbitrary<string> {
  if (pattern !== undefined) {
    const fits = (text: string): boolean => text.length >= minLength && text.length <= maxLength
    return fc.stringMatching(new RegExp(pattern)).filter(fits)
  }
  // A grapheme can be several characters: the bound is on characters.
  return fc
    .string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 30) })
    .filter((text) => text.length <= maxLength)
}

function listsOf({ items = {}, minItems = 0, maxItems = LIST_MAX }: SchemaPart): fc.Arbitrary<unknown> {
  if (Array.isArray(items)) return fc.tuple(...(items as readonly SchemaPart[]).map(valuesOf))
  const maxLength = Math.max(minItems, Math.min(maxItems, LIST_MAX))
  return fc.array(valuesOf(items as SchemaPart), { minLength: minItems, maxLength })
}

function objectsOf({ properties = {}, required = [] }: SchemaPart): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema)]),
  )
  return fc.record(fields, { requiredKeys: [...required], noNullPrototype: true })
}
