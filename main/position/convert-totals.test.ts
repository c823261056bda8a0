import { describe, expect, it } from 'vitest'
import { isoDate } from '../../shared/math/quantities.ts'
import type { AccountTotals, CurrencyRate } from '../../shared/ui-wire/projections.ts'
import { convertTotals } from './convert-totals.ts'

const rate: CurrencyRate = {
  ...{ base: 'USD', quote: 'CNY', date: isoDate('2026-11-20'), value: '7.1250', source: 'paper' },
}
const dollars: AccountTotals = {
  ...{ currency: 'USD', dayMinor: 1_000n, unrealisedMinor: -5n, realisedMinor: 0n, feesMinor: 7n },
}
const yuan: AccountTotals = {
  ...{ currency: 'CNY', dayMinor: 7_125n, unrealisedMinor: -7_125n, realisedMinor: 4n, feesMinor: 0n },
}

describe('totals in one currency', () => {
  it('are converted at the rate one by one, then added, and carry the rate', () => {
    expect(convertTotals([yuan, dollars], rate)).toEqual({
      rate,
      totals: {
        ...{ currency: 'USD', dayMinor: 2_000n, unrealisedMinor: -1_005n, realisedMinor: 1n, feesMinor: 7n },
      },
    })
  })

  it('are unknown where one of them is unknown', () => {
    const converted = convertTotals([{ ...yuan, dayMinor: undefined }, dollars], rate)
    expect(converted?.totals).toMatchObject({ dayMinor: undefined, unrealisedMinor: -1_005n })
  })

  it.each([
    ['there is one currency only', [dollars], rate],
    ['there is no rate', [yuan, dollars], undefined],
    ['the rate is zero', [yuan, dollars], { ...rate, value: '0.00' }],
  ])('are none when %s', (_name, totals, known) => {
    expect(convertTotals(totals, known)).toBeUndefined()
  })
})
