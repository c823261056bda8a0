// An instrument as the FDC3 context `fdc3.instrument`, and contexts from outside as plain data: copied, bounded, and held
// against what the standard asks of each kind. Pure.
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Context, InstrumentContext } from './fdc3-types.ts'

export const INSTRUMENT_TYPE = 'fdc3.instrument'
/** Of a context as JSON, in characters; what panels say to each other has some hundred. */
export const CONTEXT_LENGTH_MAX = 8_192

const NameField = Type.String({ minLength: 1, maxLength: 200 })
const MapField = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), { maxProperties: 20 })

const anyContext = Compile(
  Type.Unsafe<Context>(
    Type.Object({
      type: Type.String({ minLength: 1, maxLength: 100 }),
      name: Type.Optional(NameField),
      id: Type.Optional(MapField),
    }),
  ),
)

/** The standard asks for one identifier at least; whose it is, is for whoever takes it. */
const instrument = Compile(
  Type.Object({
    id: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), { minProperties: 1, maxProperties: 20 }),
    market: Type.Optional(MapField),
  }),
)
const ticker = Compile(
  Type.Object({ id: Type.Object({ ticker: Type.String({ minLength: 1, maxLength: 40 }) }) }),
)

export function instrumentContext(
  instrumentId: InstrumentId,
  venueName: string | undefined,
): InstrumentContext {
  return {
    type: INSTRUMENT_TYPE,
    name: instrumentId,
    id: { ticker: instrumentId },
    ...(venueName === undefined ? {} : { market: { name: venueName } }),
  }
}

/** The context that a value is, as data of our own; undefined for what the standard calls malformed, or is too large. */
export function readContext(value: unknown): Context | undefined {
  try {
    // Whatever it is made of, what is taken of it is what could cross to another window; it may be nothing at all.
    const text: unknown = JSON.stringify(value)
    return typeof text === 'string' ? parseContext(text) : undefined
  } catch {
    return undefined
  }
}

/** The same of a text. */
export function parseContext(text: string): Context | undefined {
  if (text.length > CONTEXT_LENGTH_MAX) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!anyContext.Check(value)) return undefined
  return value.type !== INSTRUMENT_TYPE || instrument.Check(value) ? value : undefined
}

/** What an instrument is called where it is listed; undefined for other contexts, and for other identifiers alone. */
export function tickerOf(context: Context): string | undefined {
  return context.type === INSTRUMENT_TYPE && ticker.Check(context) ? context.id.ticker : undefined
}
