import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instrumentId, priceTicks, qtyLots, timeUs } from '../../../shared/math/quantities.ts'
import {
  settleCombination,
  settleMonths,
  type DailySettlementParameters,
  type SettlementMonth,
} from './daily-settlement.ts'
import { HalfHourTrades } from './half-hour-trades.ts'

const p = priceTicks
const parameters: DailySettlementParameters = {
  auctionLotsMin: 10,
  meanLotsMin: 20,
  spreadTicksMax: 4,
  origin: 'test',
}
const quiet: SettlementMonth = {
  instrumentId: instrumentId('H100F27'),
  tickSize: { mantissa: 1, scale: 2 },
  prior: p(300),
  traded: { qty: 0, priceQty: 0n },
}

const settle = (month: Partial<SettlementMonth>) => settleMonths([{ ...quiet, ...month }], parameters)[0]

describe('the daily settlement of a month alone', () => {
  test.each<[string, Partial<SettlementMonth>, number, string, string]>([
    [
      'is the closing auction’s price',
      { auction: { price: p(325), qty: 10 }, traded: { qty: 100, priceQty: 32_000n } },
      325,
      'closingAuction',
      'The closing auction traded 10 lots at 3.25.',
    ],
    [
      'is the mean of the half hour when the auction was too small: (12 × 3.20 + 9 × 3.23) ÷ 21 = 3.212857',
      { auction: { price: p(325), qty: 9 }, traded: { qty: 21, priceQty: 12n * 320n + 9n * 323n } },
      321,
      'halfHourMean',
      'The 21 lots of the last half hour traded at 3.2129 on average, weighted by volume.',
    ],
    [
      'rounds half a tick away from zero: (10 × 3.20 + 10 × 3.21) ÷ 20',
      { traded: { qty: 20, priceQty: 3_200n + 3_210n } },
      321,
      'halfHourMean',
      'The 20 lots of the last half hour traded at 3.2050 on average, weighted by volume.',
    ],
    [
      'is the middle of a close market when too little traded',
      { traded: { qty: 19, priceQty: 19n * 400n }, bid: p(310), ask: p(313) },
      312,
      'middle',
      'Between 3.10 bid and 3.13 offered the middle was 3.115.',
    ],
    [
      'is a middle of zero',
      { bid: p(-2), ask: p(2) },
      0,
      'middle',
      'Between -0.02 bid and 0.02 offered the middle was 0.000.',
    ],
    [
      'rounds a negative middle away from zero',
      { bid: p(-3), ask: p(0) },
      -2,
      'middle',
      'Between -0.03 bid and 0.00 offered the middle was -0.015.',
    ],
    [
      'stays where it was when the market was too wide',
      { bid: p(310), ask: p(315) },
      300,
      'priorSettlement',
      'No month of the root traded or was quoted closely, so the prior settlement of 3.00 stands.',
    ],
  ])('%s', (_what, month, price, rule, evidence) => {
    expect(settle(month)).toEqual({ price, rule, evidence })
  })
})

describe('a month in which nothing was seen', () => {
  const seen = (symbol: string, prior: number, price: number): SettlementMonth => ({
    ...quiet,
    instrumentId: instrumentId(symbol),
    prior: p(prior),
    auction: { price: p(price), qty: 10 },
  })
  const unseen = (prior: number, book: Partial<SettlementMonth> = {}): SettlementMonth => ({
    ...quiet,
    prior: p(prior),
    ...book,
  })

  test('moves like the nearest month that was seen, the earlier of two', () => {
    const months = [
      unseen(400),
      seen('G', 390, 395),
      unseen(380),
      seen('J', 370, 360),
      unseen(365),
      unseen(364),
    ]
    const settled = settleMonths(months, parameters)
    expect(settled.map((settlement) => settlement.price)).toEqual([405, 395, 385, 360, 355, 354])
    expect(settled[2]).toEqual({
      price: 385,
      rule: 'neighbour',
      evidence: 'The prior settlement of 3.80 moved by 0.05 like G, the nearest month that was seen.',
    })
    expect(settled[4]?.evidence).toContain('moved by -0.10 like J')
  })

  test.each([
    [{ bid: p(407) }, 407, ', held inside the book at 4.07'],
    [{ ask: p(402) }, 402, ', held inside the book at 4.02'],
    [{ bid: p(420), ask: p(380) }, 405, 'nearest month that was seen.'],
    [{ bid: p(380), ask: p(420) }, 405, 'nearest month that was seen.'],
  ])('with the book %o is held inside it unless it is crossed', (book, price, words) => {
    const [settled] = settleMonths([unseen(400, book), seen('G', 390, 395)], parameters)
    expect(settled).toMatchObject({ price, rule: 'neighbour' })
    expect(settled?.evidence).toContain(words)
  })
})

describe('the settlement of a combination', () => {
  const prices: Readonly<Record<string, number>> = { F: 325, G: 320, H: 318 }
  const of = (instrument: string) => p(prices[instrument] ?? Number.NaN)
  const legs = (...weights: readonly (readonly [string, number, number])[]) =>
    weights.map(([id, ratio, priceWeight]) => ({ instrumentId: instrumentId(id), ratio, priceWeight }))

  test.each([
    [
      'a calendar spread',
      { kind: 'calendarSpread', legs: legs(['F', 1, 1], ['G', -1, -1]), priceDivisor: 1 },
      5,
    ],
    [
      'a butterfly',
      { kind: 'butterfly', legs: legs(['F', 1, 1], ['G', -2, -2], ['H', 1, 1]), priceDivisor: 1 },
      3,
    ],
    // (19 × 325 + 19 × 320 + 22 × 318) ÷ 60 = 320.85
    [
      'a strip',
      { kind: 'strip', legs: legs(['F', 1, 19], ['G', 1, 19], ['H', 1, 22]), priceDivisor: 60 },
      321,
    ],
  ] as const)('%s follows from its legs', (_what, combination, price) => {
    expect(settleCombination(combination, of)).toMatchObject({ price, rule: 'legs' })
  })
})

describe('the trades of the last half hour', () => {
  const minute = (count: number) => timeUs(count * 60_000_000)

  test('are exactly those of thirty minutes when asked at a full minute', () => {
    const trades = new HalfHourTrades()
    trades.note(p(100), qtyLots(1), timeUs(minute(59) + 59_999_999))
    trades.note(p(200), qtyLots(2), minute(60))
    trades.note(p(-300), qtyLots(3), timeUs(minute(89) + 59_999_999))
    trades.note(p(400), qtyLots(4), minute(90))
    expect(trades.sumAt(minute(90))).toEqual({ qty: 9, priceQty: 400n - 900n + 1600n })
    expect(trades.sumAt(minute(200))).toEqual({ qty: 0, priceQty: 0n })
  })

  test('are exact beyond 2^53', () => {
    const trades = new HalfHourTrades()
    for (let i = 0; i < 9; i++) trades.note(p(1_999_999_999), qtyLots(999_999_999), minute(1))
    expect(trades.sumAt(minute(1)).priceQty).toBe(9n * 1_999_999_999n * 999_999_999n)
  })

  test('are those a full list gives, in bounded memory and after a restore', () => {
    const trade = fc.tuple(
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: 1, max: 9 }),
    )
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 80 }), (list) => {
        let trades = new HalfHourTrades()
        let second = 0
        const all = list.map(([wait, price, qty]) => ({ second: (second += wait), price, qty }))
        for (const { second: at, price, qty } of all) {
          trades.note(p(price), qtyLots(qty), timeUs(at * 1_000_000))
          trades = HalfHourTrades.restore(JSON.parse(JSON.stringify(trades.capture())) as never)
        }
        const from = (Math.floor(second / 60) - 30) * 60
        const counted = all.filter((row) => row.second >= from)
        expect(trades.capture().length).toBeLessThanOrEqual(31)
        expect(trades.sumAt(timeUs(second * 1_000_000))).toEqual({
          qty: counted.reduce((sum, row) => sum + row.qty, 0),
          priceQty: BigInt(counted.reduce((sum, row) => sum + row.price * row.qty, 0)),
        })
      }),
    )
  })
})
