import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InstrumentId, IsoDate } from '../../../shared/domain/brands.ts'
import { isoDate, priceTicks } from '../../../shared/math/quantities.ts'
import { nextBusinessDay } from '../session/trading-sessions.ts'
import { cross, F27, FIRST_SETTLED, OUTRIGHTS, settleAt, smallVenue, SPREAD } from './clearing.testing.ts'
import { Clearing, type ClearingImage } from './clearing.ts'
import { START_CASH } from './paper-terms.ts'
import type { Statement } from './statement.ts'

const ACCOUNTS = [3, 99, 100, 101, 102]
const CLIENTS = [100, 101, 102]
const MARKS = { markOf: () => undefined }

type Step =
  | { readonly kind: 'trade'; readonly buyer: number; readonly seller: number; readonly trade: Trade }
  | {
      readonly kind: 'order'
      readonly account: number
      readonly qty: number
      readonly instrument: InstrumentId
    }
  | { readonly kind: 'settle'; readonly prices: readonly number[]; readonly restore: boolean }

interface Trade {
  readonly instrument: InstrumentId
  readonly qty: number
  readonly price: number
}

const account = fc.constantFrom(...ACCOUNTS)
const price = fc.integer({ min: -500, max: 500 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('trade' as const),
      buyer: account,
      seller: account,
      trade: fc.record({
        instrument: fc.constantFrom(...OUTRIGHTS),
        qty: fc.integer({ min: 1, max: 50 }),
        price,
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      account: fc.constantFrom(...CLIENTS),
      qty: fc.integer({ min: 1, max: 50 }),
      instrument: fc.constantFrom(...OUTRIGHTS, SPREAD),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      prices: fc.array(price, { minLength: OUTRIGHTS.length, maxLength: OUTRIGHTS.length }),
      restore: fc.boolean(),
    }),
  },
)

/** The whole book-keeping done again from the list of all trades, without positions or days. */
function naively(trades: readonly (Trade & { readonly buyer: number; readonly seller: number })[]) {
  const net = (of: number, instrument: InstrumentId): number =>
    trades
      .filter((trade) => trade.instrument === instrument)
      .reduce((sum, { buyer, seller, qty }) => sum + (buyer === of ? qty : 0) - (seller === of ? qty : 0), 0)
  const openInterest = (instrument: InstrumentId): number =>
    ACCOUNTS.reduce((sum, of) => sum + Math.max(net(of, instrument), 0), 0)
  const gained = (of: number, prices: readonly number[], currency: 'USD' | 'CNY'): bigint => {
    let sum = 0n
    for (const { instrument, buyer, seller, qty, price: paid } of trades) {
      const isToken = instrument.startsWith('TOKC')
      if (isToken !== (currency === 'CNY')) continue
      const value =
        BigInt((prices[OUTRIGHTS.indexOf(instrument)] ?? 0) - paid) * BigInt(qty * (isToken ? 100 : 730))
      if (buyer === of) sum += value - BigInt(50 * qty)
      if (seller === of) sum -= value
    }
    return sum
  }
  return { net, openInterest, gained }
}

function expectSumsOfRows({ rows, currencies }: Statement): void {
  for (const row of rows) {
    expect(BigInt(row.variationMinor)).toBe(BigInt(row.positionMinor) + BigInt(row.tradesMinor))
    expect(row.endQty + row.settledQty).toBe(row.startQty + row.boughtQty - row.soldQty)
  }
  for (const total of currencies) {
    const own = rows.filter((row) => row.currency === total.currency)
    const sum = (of: (row: (typeof own)[number]) => string): bigint =>
      own.reduce((minor, row) => minor + BigInt(of(row)), 0n)
    expect(BigInt(total.dailyVariationMinor) + BigInt(total.finalSettlementMinor)).toBe(
      sum((row) => row.variationMinor),
    )
    expect(BigInt(total.feesMinor)).toBe(sum((row) => row.feesMinor))
    expect(BigInt(total.closingCashMinor)).toBe(
      BigInt(total.openingCashMinor) +
        BigInt(total.dailyVariationMinor) +
        BigInt(total.finalSettlementMinor) -
        BigInt(total.feesMinor),
    )
  }
}

function opened(): Clearing {
  const clearing = smallVenue()
  for (const client of CLIENTS) clearing.openAccount(client)
  return clearing
}

function restored(clearing: Clearing): Clearing {
  const text = JSON.stringify(clearing.capture())
  const again = Clearing.restore(JSON.parse(text) as ClearingImage, MARKS)
  expect(JSON.stringify(again.capture())).toBe(text)
  return again
}

test('cash, positions and open interest are those of the list of trades, whatever is restored in between', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let clearing = opened()
      let date: IsoDate = FIRST_SETTLED
      const trades: (Trade & { readonly buyer: number; readonly seller: number })[] = []
      for (const act of steps) {
        if (act.kind === 'order') {
          const { account: of, instrument, qty } = act
          clearing.changeWorking({ account: of, instrument, side: 'buy', qty })
        } else if (act.kind === 'trade') {
          const { buyer, seller, trade } = act
          cross(clearing, { ...trade, buyer, seller })
          trades.push({ ...trade, buyer, seller })
        } else {
          date = nextBusinessDay(date)
          const untouched = restored(clearing)
          if (act.restore) clearing = restored(clearing)
          settleAt(clearing, date, act)
          settleAt(untouched, date, act)
          expect(untouched.capture()).toEqual(clearing.capture())
          const book = naively(trades)
          for (const client of CLIENTS) {
            const [usd, cny] = clearing.statements(client).at(-1)?.currencies ?? []
            expect(BigInt(usd?.closingCashMinor ?? '') - START_CASH.USD).toBe(
              book.gained(client, act.prices, 'USD'),
            )
            expect(BigInt(cny?.closingCashMinor ?? '') - START_CASH.CNY).toBe(
              book.gained(client, act.prices, 'CNY'),
            )
            clearing.statements(client).forEach(expectSumsOfRows)
          }
        }
        const book = naively(trades)
        for (const instrument of OUTRIGHTS)
          expect(clearing.openInterest(instrument)).toBe(book.openInterest(instrument))
        for (const client of CLIENTS) {
          const held = clearing.summary(client).positions
          for (const { instrument, netQty } of held) expect(netQty).toBe(book.net(client, instrument))
        }
      }
      restored(clearing)
    }),
    { numRuns: 400 },
  )
})

test('a restored clearing asks for the same margin and refuses the same orders', () => {
  const question = fc.record({
    account: fc.constantFrom(...CLIENTS),
    instrument: fc.constantFrom(F27, SPREAD),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    qty: fc.integer({ min: 1, max: 200_000 }),
    price: fc.integer({ min: 200, max: 500 }).map(priceTicks),
  })
  const trades = fc.array(fc.tuple(fc.constantFrom(...OUTRIGHTS), fc.integer({ min: 1, max: 20_000 })), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(trades, fc.array(question, { maxLength: 8 }), (list, questions) => {
      const clearing = opened()
      clearing.setRate({ numerator: 7_100, denominator: 1_000, date: FIRST_SETTLED, source: 'test' })
      for (const [instrument, qty] of list) {
        cross(clearing, { buyer: 100, seller: 101, instrument, qty, price: 320 })
        clearing.changeWorking({ account: 102, instrument, side: 'sell', qty })
        // What is reckoned in between must not show later.
        for (const asked of questions) clearing.checkOrder(asked)
      }
      const again = restored(clearing)
      for (const asked of questions) expect(again.checkOrder(asked)).toEqual(clearing.checkOrder(asked))
      for (const client of CLIENTS) expect(again.summary(client)).toEqual(clearing.summary(client))
    }),
    { numRuns: 300 },
  )
})

test('the delivery month’s margin shrinks as its days are fixed', () => {
  const clearing = opened()
  cross(clearing, { buyer: 100, seller: 3, instrument: F27, qty: 100, price: 325 })
  const margins: bigint[] = []
  let date = isoDate('2026-12-30')
  for (let day = 0; day < 20; day++) {
    date = nextBusinessDay(date)
    settleAt(clearing, date, { prices: [325, 320, 318, 21_000, 20_900] })
    margins.push(BigInt(clearing.summary(100).currencies[0]?.marginMinor ?? ''))
  }
  // 2026-12-31 is before the first fixing, 2027-01-29 the last of nineteen.
  expect(date).toBe('2027-01-29')
  expect(margins[0]).toBe(100n * 28_470n + 100n * 4_745n)
  expect(margins.at(-1)).toBe(0n)
  expect(margins.every((margin, place) => place === 0 || margin < (margins[place - 1] ?? 0n))).toBe(true)
})
