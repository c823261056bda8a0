import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InstrumentId, IsoDate, PriceTicks } from '../../../shared/domain/brands.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { nextBusinessDay } from '../session/trading-sessions.ts'
import {
  cross,
  FIRST_SETTLED,
  FLY,
  OUTRIGHTS,
  settleAt,
  smallVenue,
  SPREAD,
  withoutBounds,
} from './clearing.testing.ts'
import type { MarkRange } from './root-bounds.ts'

const AGENT = 7
const CLIENTS = [100, 101]
const FIRST_PRICES = [325, 320, 318, 21_000, 20_900]
const LISTED = [...OUTRIGHTS, SPREAD, FLY]

const side = fc.constantFrom('buy' as const, 'sell' as const)
/** Most of it happens in one account. */
const client = fc.constantFrom(100, 100, 100, 101)
/** Small ones, and ones of which a handful is all that an account can pay. */
const qty = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 500, max: 5_000 }))
/** Where in its day's range a price stands, from 0 to 1; at the ends more often. */
const place = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }))

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      ...{ account: client, instrument: fc.constantFrom(...LISTED), side, qty, place },
      insteadOf: fc.constantFrom(0, 0, 0, 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('trade' as const),
      ...{ account: client, instrument: fc.constantFrom(...OUTRIGHTS), side, qty, place },
      counterparty: fc.constantFrom(AGENT, ...CLIENTS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), nth: fc.nat(40), share: place }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('mark' as const), of: fc.constantFrom(...OUTRIGHTS), place }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('rate' as const), cents: fc.integer({ min: 1, max: 900 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      places: fc.array(place, { minLength: 5, maxLength: 5 }),
    }),
  },
)

/** Marks that wander inside a day's ranges of a fifth around the settlement, as price protection keeps them. */
function marketAt(prices: readonly number[]) {
  const marks = new Map<InstrumentId, PriceTicks>()
  const ranges = new Map<InstrumentId, MarkRange>()
  const startDay = (settlements: readonly number[]): void => {
    marks.clear()
    for (const [nth, instrument] of OUTRIGHTS.entries()) {
      const settlement = settlements[nth] ?? 0
      const reach = Math.ceil(Math.abs(settlement) / 5)
      ranges.set(instrument, { low: priceTicks(settlement - reach), high: priceTicks(settlement + reach) })
    }
  }
  startDay(prices)
  const priceAt = (instrument: InstrumentId, at: number): PriceTicks => {
    const { low, high } = ranges.get(instrument) ?? { low: -50, high: 50 }
    return priceTicks(Math.round(low + (high - low) * at))
  }
  return { marks, ranges, startDay, priceAt }
}

test('bounds let in and refuse the same orders, with the same numbers, as adding everything up', () => {
  const answers = { none: 0, insufficientMargin: 0, positionLimit: 0 }
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      const market = marketAt(FIRST_PRICES)
      const clearing = smallVenue(market.marks, market.ranges)
      for (const account of CLIENTS) clearing.openAccount(account)
      let date: IsoDate = FIRST_SETTLED
      const working: { account: number; instrument: InstrumentId; side: 'buy' | 'sell'; qty: number }[] = []
      for (const act of steps) {
        switch (act.kind) {
          case 'order': {
            const { account, instrument, side: of } = act
            const price = market.priceAt(instrument, act.place)
            const own = working.find(
              (row) => row.account === account && row.instrument === instrument && row.side === of,
            )
            const insteadOfQty = act.insteadOf === 1 ? (own?.qty ?? 0) : 0
            const question = { account, instrument, side: of, qty: act.qty, price, insteadOfQty }
            const answer = clearing.checkOrder(question)
            expect(answer).toEqual(withoutBounds(clearing, market.marks).checkOrder(question))
            answers[answer?.kind ?? 'none'] += 1
            if (answer !== undefined) break
            clearing.changeWorking({ account, instrument, side: of, qty: act.qty - insteadOfQty })
            if (insteadOfQty > 0 && own !== undefined) own.qty = act.qty
            else working.push({ account, instrument, side: of, qty: act.qty })
            break
          }
          case 'trade': {
            const { instrument, account, counterparty } = act
            const [buyer, seller] = act.side === 'buy' ? [account, counterparty] : [counterparty, account]
            cross(clearing, {
              buyer,
              seller,
              instrument,
              qty: act.qty,
              price: market.priceAt(instrument, act.place),
            })
            break
          }
          case 'end': {
            const order = working[act.nth % Math.max(1, working.length)]
            if (order === undefined) break
            const ended = Math.ceil(order.qty * act.share)
            clearing.changeWorking({ ...order, qty: -ended })
            order.qty -= ended
            break
          }
          case 'mark':
            market.marks.set(act.of, market.priceAt(act.of, act.place))
            break
          case 'rate':
            clearing.setRate({ numerator: act.cents, denominator: 100, date, source: 'test' })
            break
          case 'settle': {
            date = nextBusinessDay(date)
            const prices = OUTRIGHTS.map((instrument, nth) =>
              market.priceAt(instrument, act.places[nth] ?? 0),
            )
            settleAt(clearing, date, { prices })
            market.startDay(prices)
          }
        }
      }
    }),
    { numRuns: 500 },
  )
  // Both sides of each bound were met.
  expect(Math.min(answers.none, answers.insufficientMargin, answers.positionLimit)).toBeGreaterThan(20)
})
