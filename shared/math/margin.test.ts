import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MARGIN_PARAMETERS } from '../domain/margin-parameters.ts'
import {
  marginRates,
  rootMargin,
  type MarginCombination,
  type MarginLine,
  type MarginPortfolio,
} from './margin.ts'

const rates = { scanMinor: 1000, interMonthMinor: 300, deliveryMonthMinor: 200 }
const month = (netQty: number, rest: Partial<MarginLine> = {}): MarginLine => ({
  netQty,
  openBuyQty: 0,
  openSellQty: 0,
  remaining: 20,
  days: 20,
  isInDelivery: false,
  ...rest,
})
const spread = (openBuyQty: number, openSellQty: number): MarginCombination => ({
  openBuyQty,
  openSellQty,
  legs: [
    { line: 0, ratio: 1 },
    { line: 1, ratio: -1 },
  ],
})

function parts(
  lines: readonly MarginLine[],
  combinations: readonly MarginCombination[] = [],
): readonly number[] {
  const margin = rootMargin({ lines, combinations }, rates)
  expect(margin.totalMinor).toBe(margin.scanMinor + margin.interMonthMinor + margin.deliveryMonthMinor)
  return [margin.scanMinor, margin.interMonthMinor, margin.deliveryMonthMinor].map(Number)
}

describe('the margin of a root', () => {
  test.each<[string, readonly MarginLine[], readonly number[]]>([
    ['nothing', [], [0, 0, 0]],
    ['a long position', [month(10)], [10_000, 0, 0]],
    ['a short position', [month(-10)], [10_000, 0, 0]],
    ['two months the same way', [month(10), month(5)], [15_000, 0, 0]],
    ['a calendar spread', [month(10), month(-10)], [0, 3_000, 0]],
    ['an uneven spread', [month(10), month(-4)], [6_000, 1_200, 0]],
    ['a butterfly', [month(10), month(-20), month(10)], [0, 6_000, 0]],
    ['a month in delivery before its first fixing', [month(10, { isInDelivery: true })], [10_000, 0, 2_000]],
    ['half of it fixed', [month(10, { isInDelivery: true, remaining: 10 })], [5_000, 0, 1_000]],
    ['all of it fixed', [month(10, { isInDelivery: true, remaining: 0 })], [0, 0, 0]],
    ['a buy order on a long position', [month(10, { openBuyQty: 5 })], [15_000, 0, 0]],
    ['a sell order that would close it', [month(10, { openSellQty: 10 })], [10_000, 0, 0]],
    ['a sell order that would turn it', [month(10, { openSellQty: 25 })], [15_000, 0, 0]],
    ['orders on both sides of one month', [month(0, { openBuyQty: 8, openSellQty: 6 })], [8_000, 0, 0]],
    [
      'orders that could make a spread',
      [month(0, { openBuyQty: 8, openSellQty: 6 }), month(0, { openBuyQty: 1, openSellQty: 2 })],
      [9_000, 600, 0],
    ],
  ])('of %s', (_what, lines, expected) => {
    expect(parts(lines)).toEqual(expected)
  })

  test('takes a working calendar spread at its spread charge, not as two outrights', () => {
    expect(parts([month(0), month(0)], [spread(10, 0)])).toEqual([0, 3_000, 0])
    expect(parts([month(-10), month(10)], [spread(10, 0)])).toEqual([0, 3_000, 0])
  })

  test('takes the delta that is left of a working spread whose front month is half fixed', () => {
    const lines = [month(0, { remaining: 10 }), month(0)]
    expect(parts(lines, [spread(10, 0)])).toEqual([5_000, 1_500, 0])
  })

  test('rounds up to the smallest unit', () => {
    const margin = rootMargin({ lines: [month(1, { remaining: 1, days: 3 })], combinations: [] }, rates)
    expect(margin.scanMinor).toBe(334n)
  })

  test('of a portfolio with orders covers whatever of them fills', () => {
    const lots = fc.integer({ min: 0, max: 20 })
    const line = fc.record({
      netQty: fc.integer({ min: -20, max: 20 }),
      openBuyQty: lots,
      openSellQty: lots,
      remaining: fc.integer({ min: 0, max: 20 }),
      days: fc.constant(20),
      isInDelivery: fc.boolean(),
    })
    const legs = fc.uniqueArray(
      fc.record({ line: fc.integer({ min: 0, max: 3 }), ratio: fc.constantFrom(-2, -1, 1, 2) }),
      { minLength: 2, maxLength: 3, selector: (leg) => leg.line },
    )
    const combination = fc.record({ openBuyQty: lots, openSellQty: lots, legs })
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    const cases = fc.record({
      lines: fc.array(line, { minLength: 4, maxLength: 4 }),
      combinations: fc.array(combination, { maxLength: 3 }),
      parts: fc.array(part, { minLength: 14, maxLength: 14 }),
    })
    fc.assert(
      fc.property(cases, ({ parts: shares, ...before }) => {
        const after = filled(before, shares)
        expect(rootMargin(after, rates).totalMinor).toBeLessThanOrEqual(rootMargin(before, rates).totalMinor)
      }),
      { numRuns: 3_000 },
    )
  })
})

/** What is left after the given share of each order has filled. */
function filled({ lines, combinations }: MarginPortfolio, shares: readonly number[]): MarginPortfolio {
  let next = 0
  const take = (qty: number): number => Math.round(qty * (shares[next++] ?? 0))
  const after = lines.map((line) => {
    const [buys, sells] = [take(line.openBuyQty), take(line.openSellQty)]
    return {
      ...line,
      netQty: line.netQty + buys - sells,
      openBuyQty: line.openBuyQty - buys,
      openSellQty: line.openSellQty - sells,
    }
  })
  const rest = combinations.map((combination) => {
    const [buys, sells] = [take(combination.openBuyQty), take(combination.openSellQty)]
    for (const { line, ratio } of combination.legs) {
      const leg = after[line]
      if (leg !== undefined) after[line] = { ...leg, netQty: leg.netQty + ratio * (buys - sells) }
    }
    const left = { openBuyQty: combination.openBuyQty - buys, openSellQty: combination.openSellQty - sells }
    return { ...combination, ...left }
  })
  return { lines: after, combinations: rest }
}

test('rates are shares of the lot’s value, a fraction rounded up', () => {
  // 325 ticks of 7.30 USD: one lot is worth 2,372.50 USD.
  expect(marginRates(MARGIN_PARAMETERS, { referenceTicks: 325, tickValueMinor: 730 })).toEqual({
    scanMinor: 28_470,
    interMonthMinor: 7_118,
    deliveryMonthMinor: 4_745,
  })
})
