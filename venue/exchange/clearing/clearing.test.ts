import { describe, expect, test } from 'vitest'
import type { InstrumentId, PriceTicks } from '../../../shared/domain/brands.ts'
import { isoDate, priceTicks } from '../../../shared/math/quantities.ts'
import { cross, F27, FLY, G27, H27, settleAt, smallVenue, SPREAD, TOKC_F } from './clearing.testing.ts'
import type { Clearing, OrderQuestion } from './clearing.ts'
import { START_CASH } from './paper-terms.ts'

const AGENT = 7
const ANNA = 100
const BEN = 101
const p = priceTicks
const PRICES = [325, 320, 318, 21_000, 20_900]

function venueWithClients(marks?: ReadonlyMap<InstrumentId, PriceTicks>): Clearing {
  const clearing = smallVenue(marks)
  clearing.openAccount(ANNA)
  clearing.openAccount(BEN)
  return clearing
}

/** The newest statement. */
function statement(clearing: Clearing, account: number) {
  const last = clearing.statements(account).at(-1)
  if (last === undefined) throw new Error('no statement')
  return last
}

describe('a day’s variation', () => {
  test('is the start position’s move and each trade’s distance from the settlement', () => {
    const clearing = venueWithClients()
    cross(clearing, { buyer: ANNA, seller: AGENT, instrument: F27, qty: 10, price: 323 })
    settleAt(clearing, isoDate('2026-12-31'), { prices: [327, 320, 318, 21_000, 20_900] })
    expect(statement(clearing, ANNA).rows).toEqual([
      {
        instrument: F27,
        currency: 'USD',
        startQty: 0,
        priorPriceTicks: null,
        boughtQty: 10,
        soldQty: 0,
        settlePriceTicks: 327,
        isFinal: false,
        endQty: 10,
        settledQty: 0,
        positionMinor: '0',
        // 10 lots × 4 ticks × 7.30 USD
        tradesMinor: '29200',
        variationMinor: '29200',
        feesMinor: '500',
      },
    ])
    cross(clearing, { buyer: AGENT, seller: ANNA, instrument: F27, qty: 4, price: 330 })
    settleAt(clearing, isoDate('2027-01-04'), { prices: [326, 320, 318, 21_000, 20_900] })
    expect(statement(clearing, ANNA).rows[0]).toMatchObject({
      startQty: 10,
      priorPriceTicks: 327,
      soldQty: 4,
      endQty: 6,
      // 10 × (326 − 327) × 730 and 4 × (330 − 326) × 730
      positionMinor: '-7300',
      tradesMinor: '11680',
      variationMinor: '4380',
      feesMinor: '0',
    })
    expect(statement(clearing, ANNA).currencies[0]).toEqual({
      currency: 'USD',
      openingCashMinor: String(START_CASH.USD + 29_200n - 500n),
      dailyVariationMinor: '4380',
      finalSettlementMinor: '0',
      feesMinor: '0',
      closingCashMinor: String(START_CASH.USD + 29_200n - 500n + 4_380n),
      // Six lots, 18 of January's 19 days to come: delta 0.9474; 326 ticks × 7.30 USD × 12 % and 2 %, each up.
      marginMinor: String(Math.ceil((6 * 9474 * 28_558) / 10_000) + Math.ceil((6 * 9474 * 4_760) / 10_000)),
      excessMinor: expect.any(String),
    })
  })

  test('is kept apart by currency, and exact beyond 2^53', () => {
    const clearing = venueWithClients()
    cross(clearing, {
      buyer: ANNA,
      seller: BEN,
      instrument: TOKC_F,
      qty: 1_000_000_000,
      price: -2_000_000_000,
    })
    settleAt(clearing, isoDate('2026-12-31'), { prices: [325, 320, 318, 2_000_000_000, 20_900] })
    const [usd, cny] = statement(clearing, ANNA).currencies
    expect(usd).toMatchObject({ dailyVariationMinor: '0', openingCashMinor: String(START_CASH.USD) })
    expect(cny).toMatchObject({ dailyVariationMinor: '400000000000000000000' })
    expect(statement(clearing, BEN).currencies[1]).toMatchObject({
      dailyVariationMinor: '-400000000000000000000',
    })
  })

  test('of a final settlement closes the position and takes the contract off the list', () => {
    const clearing = venueWithClients()
    cross(clearing, { buyer: ANNA, seller: BEN, instrument: F27, qty: 10, price: 325 })
    expect(clearing.openInterest(F27)).toBe(10)
    settleAt(clearing, isoDate('2026-12-31'), { prices: [328, 320, 318, 21_000, 20_900], finals: [F27] })
    expect(statement(clearing, BEN).rows[0]).toMatchObject({
      isFinal: true,
      endQty: 0,
      settledQty: -10,
      variationMinor: '-21900',
    })
    expect(statement(clearing, BEN).currencies[0]).toMatchObject({
      dailyVariationMinor: '0',
      finalSettlementMinor: '-21900',
      marginMinor: '0',
    })
    expect(clearing.openInterest(F27)).toBe(0)
    expect(() => cross(clearing, { buyer: ANNA, seller: BEN, instrument: F27, qty: 1, price: 1 })).toThrow(
      'listed',
    )
    expect(() => clearing.changeWorking({ account: ANNA, instrument: SPREAD, side: 'buy', qty: 1 })).toThrow(
      'listed',
    )
  })

  test('refuses a contract that ends while orders still work in its combinations', () => {
    const clearing = venueWithClients()
    clearing.changeWorking({ account: ANNA, instrument: FLY, side: 'buy', qty: 1 })
    expect(() => settleAt(clearing, isoDate('2026-12-31'), { prices: PRICES, finals: [H27] })).toThrow(
      'no orders',
    )
  })

  test('refuses a trade of which only one side was booked', () => {
    const clearing = venueWithClients()
    clearing.bookFill({ account: ANNA, instrument: F27, side: 'buy', qty: 1, price: p(1), feeMinor: 0 })
    expect(() => settleAt(clearing, isoDate('2026-12-31'), { prices: PRICES })).toThrow('sum to 1 lots')
  })

  test('is booked once', () => {
    const clearing = venueWithClients()
    settleAt(clearing, isoDate('2026-12-31'), { prices: PRICES })
    expect(() => settleAt(clearing, isoDate('2026-12-31'), { prices: PRICES })).toThrow('settles once')
  })
})

describe('open interest', () => {
  test('counts long lots of everyone, agents included', () => {
    const clearing = venueWithClients()
    cross(clearing, { buyer: ANNA, seller: AGENT, instrument: F27, qty: 10, price: 325 })
    cross(clearing, { buyer: BEN, seller: ANNA, instrument: F27, qty: 4, price: 325 })
    expect(clearing.openInterest(F27)).toBe(10)
    cross(clearing, { buyer: AGENT, seller: BEN, instrument: F27, qty: 4, price: 325 })
    expect(clearing.openInterest(F27)).toBe(6)
    cross(clearing, { buyer: AGENT, seller: ANNA, instrument: F27, qty: 9, price: 325 })
    expect(clearing.openInterest(F27)).toBe(3)
    expect(clearing.openInterest(SPREAD)).toBe(0)
  })
})

const order = (rest: Partial<OrderQuestion>): OrderQuestion => ({
  account: ANNA,
  instrument: G27,
  side: 'buy',
  qty: 1,
  price: p(320),
  ...rest,
})

describe('the margin check', () => {
  // One lot needs 325 × 7.30 USD × 12 % = 284.70 USD. Anna has paid a fee that leaves her 800,000 USD: they carry 2,809
  // lots, and no position limit is met before.
  const LEFT = 800_000_00n
  const poor = (marks?: ReadonlyMap<InstrumentId, PriceTicks>): Clearing => {
    const clearing = venueWithClients(marks)
    const fill = { instrument: F27, qty: 1, price: p(325) }
    clearing.bookFill({ ...fill, account: ANNA, side: 'buy', feeMinor: Number(START_CASH.USD - LEFT) })
    clearing.bookFill({ ...fill, account: ANNA, side: 'sell', feeMinor: 0 })
    settleAt(clearing, isoDate('2026-12-31'), { prices: PRICES })
    return clearing
  }

  test('takes what the equity covers to the last lot', () => {
    const clearing = poor()
    expect(clearing.summary(ANNA).currencies[0]?.equityMinor).toBe(String(LEFT))
    const most = Number(LEFT / 28_470n)
    expect(clearing.checkOrder(order({ qty: most }))).toBeUndefined()
    expect(clearing.checkOrder(order({ qty: most + 1 }))).toEqual({
      kind: 'insufficientMargin',
      required: { currency: 'USD', minor: BigInt(most + 1) * 28_470n },
      equity: { currency: 'USD', minor: LEFT },
    })
  })

  test('counts working orders, and lets a replace take their place', () => {
    const clearing = poor()
    clearing.changeWorking({ account: ANNA, instrument: H27, side: 'buy', qty: 2_500 })
    expect(clearing.checkOrder(order({ qty: 310 }))?.kind).toBe('insufficientMargin')
    expect(clearing.checkOrder(order({ instrument: H27, qty: 2_600, insteadOfQty: 2_500 }))).toBeUndefined()
    // Sold months offset bought ones but for the spread charge.
    expect(clearing.checkOrder(order({ side: 'sell', qty: 1_000 }))).toBeUndefined()
    clearing.changeWorking({ account: ANNA, instrument: H27, side: 'buy', qty: -2_500 })
    expect(clearing.checkOrder(order({ qty: 2_500 }))).toBeUndefined()
  })

  test('takes a calendar spread for its spread charge', () => {
    const clearing = poor()
    expect(clearing.checkOrder(order({ instrument: SPREAD, price: p(5), qty: 5_000 }))).toBeUndefined()
    expect(clearing.checkOrder(order({ instrument: F27, price: p(325), qty: 5_000 }))?.kind).toBe(
      'insufficientMargin',
    )
  })

  test('counts the loss that a price beyond the mark brings', () => {
    const clearing = poor()
    // 2,000 lots need 569,400 USD; at ten ticks beyond the mark they lose 146,000, at twenty 292,000.
    expect(clearing.checkOrder(order({ qty: 2_000, price: p(330) }))).toBeUndefined()
    expect(clearing.checkOrder(order({ qty: 2_000, price: p(340) }))?.kind).toBe('insufficientMargin')
    expect(clearing.checkOrder(order({ qty: 2_000, price: p(300), side: 'sell' }))?.kind).toBe(
      'insufficientMargin',
    )
    expect(clearing.checkOrder(order({ qty: 2_000, price: p(340), side: 'sell' }))).toBeUndefined()
  })

  test('goes by equity at the marks, and never refuses what reduces a position', () => {
    const marks = new Map([[G27, p(320)]])
    const clearing = poor(marks)
    cross(clearing, { buyer: ANNA, seller: AGENT, instrument: G27, qty: 2_500, price: 320 })
    marks.set(G27, p(270))
    expect(clearing.summary(ANNA).currencies[0]?.excessMinor).toMatch(/^-/)
    expect(clearing.checkOrder(order({}))?.kind).toBe('insufficientMargin')
    expect(clearing.checkOrder(order({ side: 'sell', qty: 2_500, price: p(270) }))).toBeUndefined()
    expect(clearing.checkOrder(order({ side: 'sell', qty: 5_001, price: p(270) }))?.kind).toBe(
      'insufficientMargin',
    )
  })

  test('keeps currencies apart until a rate is known, then makes one total in USD', () => {
    const clearing = poor()
    const question = order({ qty: 3_000 })
    expect(clearing.checkOrder(question)).toMatchObject({ equity: { currency: 'USD' } })
    expect(clearing.summary(ANNA).total).toBeNull()
    clearing.setRate({ numerator: 710, denominator: 100, date: isoDate('2026-12-30'), source: 'test' })
    expect(clearing.checkOrder(question)).toBeUndefined()
    // CNY are divided by 7.10 and rounded down.
    expect(clearing.summary(ANNA).total).toMatchObject({
      equityMinor: String(LEFT + (START_CASH.CNY * 100n) / 710n),
      marginMinor: '0',
    })
  })

  test('never asks agents', () => {
    expect(venueWithClients().checkOrder(order({ account: AGENT, qty: 1_000_000 }))).toBeUndefined()
  })
})

describe('the position limits', () => {
  const beyond = (scope: string, instrument: string, wouldBe: number, limit: number) => ({
    kind: 'positionLimit',
    scope,
    instrument,
    wouldBe,
    limit,
  })

  test('hold a single month, with what works', () => {
    const clearing = venueWithClients()
    clearing.changeWorking({ account: ANNA, instrument: G27, side: 'buy', qty: 14_000 })
    expect(clearing.checkOrder(order({ qty: 1_000 }))).toBeUndefined()
    expect(clearing.checkOrder(order({ qty: 1_001 }))).toEqual(beyond('singleMonth', G27, 15_001, 15_000))
    expect(clearing.checkOrder(order({ side: 'sell', qty: 15_000 }))).toBeUndefined()
  })

  test('hold the delivery month once it runs', () => {
    const clearing = venueWithClients()
    const january = order({ instrument: F27, qty: 8_000, price: p(325) })
    expect(clearing.checkOrder(january)).toBeUndefined()
    settleAt(clearing, isoDate('2026-12-31'), { prices: PRICES })
    expect(clearing.checkOrder(january)).toEqual(beyond('spotMonth', F27, 8_000, 7_500))
  })

  test('hold all months net', () => {
    const clearing = venueWithClients()
    clearing.changeWorking({ account: ANNA, instrument: G27, side: 'buy', qty: 15_000 })
    expect(clearing.checkOrder(order({ instrument: H27, qty: 7_501, price: p(318) }))).toEqual(
      beyond('allMonths', 'H100', 22_501, 22_500),
    )
  })

  test('count combinations through their legs', () => {
    const clearing = venueWithClients()
    expect(clearing.checkOrder(order({ instrument: FLY, qty: 7_501, price: p(3) }))).toEqual(
      beyond('singleMonth', G27, 15_002, 15_000),
    )
    expect(clearing.checkOrder(order({ instrument: SPREAD, qty: 15_000, price: p(5) }))).toBeUndefined()
  })

  test('let a position beyond a limit be reduced', () => {
    const clearing = venueWithClients()
    cross(clearing, { buyer: ANNA, seller: BEN, instrument: G27, qty: 16_000, price: 320 })
    expect(clearing.checkOrder(order({ side: 'sell', qty: 16_000 }))).toBeUndefined()
    expect(clearing.checkOrder(order({ qty: 1 }))).toEqual(beyond('singleMonth', G27, 16_001, 15_000))
  })
})

test('statements are kept for 400 days', () => {
  const clearing = venueWithClients()
  const day = (count: number) =>
    isoDate(new Date(Date.UTC(2027, 0, 1) + count * 86_400_000).toISOString().slice(0, 10))
  for (let count = 0; count < 410; count++) settleAt(clearing, day(count), { prices: PRICES })
  const kept = clearing.statements(ANNA)
  expect(kept).toHaveLength(400)
  expect([kept[0]?.date, kept.at(-1)?.date]).toEqual([day(10), day(409)])
})
