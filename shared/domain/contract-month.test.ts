import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  butterflySymbol,
  contractSymbol,
  parseContractSymbol,
  parseSymbol,
  spreadSymbol,
  stripMonths,
  stripSymbol,
} from './contract-month.ts'

describe('contract month', () => {
  test.each([
    ['H100F27', { root: 'H100', year: 2027, month: 1 }],
    ['B200Z28', { root: 'B200', year: 2028, month: 12 }],
    ['A100X26', { root: 'A100', year: 2026, month: 11 }],
    ['TOKN27', { root: 'TOK', year: 2027, month: 7 }],
  ])('%s names its root, year and month', (symbol, contract) => {
    expect(parseContractSymbol(symbol)).toEqual(contract)
    expect(contractSymbol(contract)).toBe(symbol)
  })

  test.each(['', 'H100', 'H100A27', 'h100F27', 'H100F7', 'H100F27-H100G27', 'F27', 'H100F270'])(
    'takes %j for no monthly contract',
    (text) => {
      expect(parseContractSymbol(text)).toBeUndefined()
    },
  )

  test('reads back every symbol it writes', () => {
    const contract = fc.record({
      root: fc.constantFrom('H100', 'H200', 'B200', 'A100', 'TOK', 'TOKC', 'Z'),
      year: fc.integer({ min: 2000, max: 2099 }),
      month: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(contract, (value) => {
        expect(parseContractSymbol(contractSymbol(value))).toEqual(value)
      }),
    )
  })

  test('refuses a month that is none', () => {
    expect(() => contractSymbol({ root: 'H100', year: 2027, month: 13 })).toThrow('month from 1 to 12')
  })
})

const month = (text: string) => {
  const parsed = parseContractSymbol(text)
  if (parsed === undefined) throw new Error(`no month: ${text}`)
  return parsed
}

describe('combination names', () => {
  test.each([
    ['H100F27', 'outright', ['H100F27']],
    ['H100F27-H100G27', 'calendarSpread', ['H100F27', 'H100G27']],
    ['TOKCZ26-TOKCZ27', 'calendarSpread', ['TOKCZ26', 'TOKCZ27']],
    ['H100F27-2H100G27+H100H27', 'butterfly', ['H100F27', 'H100G27', 'H100H27']],
    ['H100Q127', 'strip', ['H100F27', 'H100G27', 'H100H27']],
    ['TOKQ428', 'strip', ['TOKV28', 'TOKX28', 'TOKZ28']],
  ])('%s is a %s of %j', (symbol, kind, months) => {
    const meaning = parseSymbol(symbol)
    expect(meaning?.kind).toBe(kind)
    expect(meaning?.months.map(contractSymbol)).toEqual(months)
  })

  test('a year strip has its twelve months, also where the root ends in C', () => {
    expect(parseSymbol('H100CAL27')?.months.map(contractSymbol)).toHaveLength(12)
    expect(parseSymbol('TOKCCAL27')).toMatchObject({ period: { root: 'TOKC', year: 2027 } })
    expect(parseSymbol('TOKCAL27')).toMatchObject({ period: { root: 'TOK', year: 2027 } })
  })

  test.each([
    '',
    '-',
    'H100F27-',
    'H100G27-H100F27',
    'H100F27-H200G27',
    'H100F27-H100F27',
    'H100F27-2H100G27+H100G27',
    'H100F27-3H100G27+H100H27',
    'H100F27-H100G27-H100H27',
    'H100Q527',
    'H100CAL2027',
    'Q127',
  ])('takes %j for no listed name', (text) => {
    expect(parseSymbol(text)).toBeUndefined()
  })

  test('reads back every name it writes', () => {
    const root = fc.constantFrom('H100', 'A100', 'TOK', 'TOKC')
    const year = fc.integer({ min: 2000, max: 2099 })
    fc.assert(
      fc.property(root, year, fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }), (...parts) => {
        const [name, inYear, quarter] = parts
        const period = { root: name, year: inYear, ...(quarter === undefined ? {} : { quarter }) }
        expect(parseSymbol(stripSymbol(period))).toEqual({
          kind: 'strip',
          months: stripMonths(period),
          period,
        })
      }),
    )
    const [f, g, h] = [month('H100F27'), month('H100G27'), month('H100H27')]
    expect(parseSymbol(spreadSymbol([f, g]))?.months).toEqual([f, g])
    expect(parseSymbol(butterflySymbol([f, g, h]))?.months).toEqual([f, g, h])
  })

  test('refuses a quarter that is none', () => {
    expect(() => stripSymbol({ root: 'H100', year: 2027, quarter: 5 })).toThrow('quarter from 1 to 4')
  })
})
