// Contexts from anywhere: what is one, what is none, and that nothing else comes through.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instrumentId } from '../../shared/math/quantities.ts'
import {
  CONTEXT_LENGTH_MAX,
  instrumentContext,
  parseContext,
  readContext,
  tickerOf,
} from './instrument-context.ts'

const F27 = instrumentId('H100F27')

describe('an instrument', () => {
  it('is a context by its ticker, with the market where that is known', () => {
    expect(instrumentContext(F27, 'Paper')).toEqual({
      type: 'fdc3.instrument',
      name: 'H100F27',
      id: { ticker: 'H100F27' },
      market: { name: 'Paper' },
    })
    expect(instrumentContext(F27, undefined)).not.toHaveProperty('market')
  })

  it('is read back from what was said of it, as data of our own', () => {
    const said = instrumentContext(F27, 'Paper')
    const read = readContext(said)
    expect(read).toEqual(said)
    expect(read).not.toBe(said)
    expect(tickerOf(read!)).toBe('H100F27')
  })

  it('may have more identifiers and members than we know, and its ticker is taken', () => {
    const context = readContext({
      type: 'fdc3.instrument',
      id: { ticker: 'H100F27', ISIN: 'US0378331005', BBG: 'X' },
      market: { MIC: 'XCME', COUNTRY_ISOALPHA2: 'US' },
      note: { of: ['another', 'program'] },
    })
    expect(tickerOf(context!)).toBe('H100F27')
  })
})

const cyclic: Record<string, unknown> = { type: 'fdc3.instrument', id: { ticker: 'H100F27' } }
cyclic['self'] = cyclic
const throwing = {
  type: 'fdc3.instrument',
  get id(): never {
    throw new Error('hostile')
  },
}

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'fdc3.instrument'],
  ['a list', [{ type: 'fdc3.instrument' }]],
  ['a function', () => ({ type: 'fdc3.instrument' })],
  ['what has no type', { id: { ticker: 'H100F27' } }],
  ['a type that is no text', { type: 7, id: { ticker: 'H100F27' } }],
  ['an empty type', { type: '' }],
  ['a type without end', { type: 'x'.repeat(101) }],
  ['an instrument without identifiers', { type: 'fdc3.instrument' }],
  ['an instrument with none', { type: 'fdc3.instrument', id: {} }],
  ['identifiers that are a text', { type: 'fdc3.instrument', id: 'H100F27' }],
  ['identifiers that are a list', { type: 'fdc3.instrument', id: ['H100F27'] }],
  ['a market that is none', { type: 'fdc3.instrument', id: { ticker: 'H100F27' }, market: 'XCME' }],
  ['a name that is none', { type: 'fdc3.instrument', id: { ticker: 'H100F27' }, name: {} }],
  [
    'more identifiers than anybody has',
    {
      type: 'fdc3.instrument',
      id: Object.fromEntries(Array.from({ length: 21 }, (_, nth) => [`id${String(nth)}`, 'x'])),
    },
  ],
  [
    'more than a context can be',
    { type: 'fdc3.instrument', id: { ticker: 'H100F27' }, x: 'x'.repeat(CONTEXT_LENGTH_MAX) },
  ],
  ['what goes round', cyclic],
  ['what throws when it is read', throwing],
  ['what no JSON can be', { type: 'fdc3.instrument', id: { ticker: 1n } }],
])('%s is no context', (_name, value) => {
  expect(readContext(value)).toBeUndefined()
})

it.each<[string, unknown]>([
  ['another type', { type: 'fdc3.contact', id: { email: 'ada@example.org' } }],
  ['another identifier', { type: 'fdc3.instrument', id: { ISIN: 'US0378331005' } }],
  ['a ticker that is no text', { type: 'fdc3.instrument', id: { ticker: { toString: 'H100F27' } } }],
  ['an empty ticker', { type: 'fdc3.instrument', id: { ticker: '' } }],
  ['a ticker without end', { type: 'fdc3.instrument', id: { ticker: 'H'.repeat(41) } }],
])('%s is a context, and names nothing here', (_name, value) => {
  expect(tickerOf(readContext(value)!)).toBeUndefined()
})

it('is read or is none, and never throws, whatever it is and wherever it is cut off', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (value) => {
      const read = readContext(value)
      expect(read === undefined || typeof read.type === 'string').toBe(true)
    }),
  )
  const whole = JSON.stringify(instrumentContext(F27, 'Paper'))
  for (let length = 0; length < whole.length; length++)
    expect(parseContext(whole.slice(0, length))).toBeUndefined()
})
