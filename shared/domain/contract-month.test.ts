import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contractSymbol, parseContractSymbol } from './contract-month.ts'

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
