import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PRICE_TICKS_MAX, priceTicks, timeUs } from '../math/quantities.ts'
import type { LiveQuote } from './projections.ts'
import { quoteColumns, readQuote, writeQuote } from './quote-columns.ts'

const price = fc.integer({ min: -PRICE_TICKS_MAX, max: PRICE_TICKS_MAX }).map(priceTicks)
const quote: fc.Arbitrary<LiveQuote> = fc
  .record(
    {
      ...{ bid: price, ask: price, last: price, impliedBid: price, impliedAsk: price },
      mark: fc.record({
        priceHalfTicks: fc.integer({ min: -2 * PRICE_TICKS_MAX, max: 2 * PRICE_TICKS_MAX }),
        rule: fc.constantFrom('last', 'auction', 'mid', 'oneSided', 'settle', 'legs'),
        stale: fc.boolean(),
      }),
      receivedTimeUs: fc.maxSafeNat().map(timeUs),
      tradedQty: fc.maxSafeNat(),
      netQty: fc.integer(),
    },
    { requiredKeys: ['tradedQty', 'netQty'] },
  )
  .map((fields) => fields as LiveQuote)

it('gives back every quote as it was written, with nothing where there was nothing', () => {
  fc.assert(
    fc.property(fc.array(quote, { maxLength: 6 }), (quotes) => {
      const columns = quoteColumns(quotes.length)
      for (const [nth, each] of quotes.entries()) writeQuote(columns, nth, each)
      const copied = structuredClone(columns)
      expect(quotes.map((_, nth) => readQuote(copied, nth))).toEqual(quotes)
    }),
  )
})
