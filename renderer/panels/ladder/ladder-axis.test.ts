import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceTicks, qtyLots } from '../../../shared/math/quantities.ts'
import { F27, ladder } from '../../store/projections.testing.ts'
import {
  centreOn,
  following,
  marketPrice,
  middlePrice,
  priceOf,
  resizeTo,
  rowOf,
  scrollBy,
  scrollToShow,
} from './ladder-axis.ts'

describe('the axis of a ladder', () => {
  it.each([
    [297, 21, 307, 287],
    [297, 20, 306, 287],
    [0, 5, 2, -2],
    [-3, 1, -3, -3],
  ])('centred on %i with %i rows shows %i down to %i', (price, rowCount, top, bottom) => {
    const axis = centreOn(price, rowCount)
    expect([priceOf(axis, 0), priceOf(axis, rowCount - 1)]).toEqual([top, bottom])
  })

  it('keeps every price in its row until somebody scrolls', () => {
    const axis = centreOn(297, 20)
    expect(scrollBy(axis, 0)).toBe(axis)
    expect(rowOf(scrollBy(axis, 3), 297)).toBe((rowOf(axis, 297) ?? 0) - 3)
  })

  it('finds the row of any price in view and none for the others', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: 1, max: 90 }),
        (price, rowCount) => {
          const axis = centreOn(price, rowCount)
          for (let row = 0; row < rowCount; row++) expect(rowOf(axis, priceOf(axis, row))).toBe(row)
          expect(rowOf(axis, axis.topPrice + 1)).toBeUndefined()
          expect(rowOf(axis, axis.topPrice - rowCount)).toBeUndefined()
        },
      ),
    )
  })

  it('keeps every price where it is when the panel changes its height a little', () => {
    const axis = centreOn(297, 21)
    for (const rowCount of [31, 20, 17])
      for (let row = 0; row < 17; row++)
        expect(priceOf(resizeTo(axis, rowCount, 297), row)).toBe(priceOf(axis, row))
    expect(resizeTo(axis, 21, 297)).toBe(axis)
  })

  it.each([
    ['at an edge', 43, 28],
    ['out of sight', 43, 12],
    ['at an edge of a higher panel', 13, 50],
  ])('brings the market back to the middle when another height would leave it %s', (_, before, after) => {
    expect(resizeTo(centreOn(297, before), after, 297)).toEqual(centreOn(297, after))
  })

  it.each([
    ['static', 400, 307],
    ['auto', 288, 307],
    ['auto', 286, 296],
    ['auto', 308, 318],
    ['centred', 298, 308],
    ['centred', 297, 307],
    ['auto', undefined, 307],
    ['centred', undefined, 307],
  ] as const)('that is %s and sees the market at %j begins at %i', (centring, market, top) => {
    const axis = centreOn(297, 21)
    const followed = following(axis, market, centring)
    expect(followed.topPrice).toBe(top)
    if (top === axis.topPrice) expect(followed).toBe(axis)
  })

  it('moves no price when the market is unknown or was not in the middle before', () => {
    const axis = centreOn(297, 43)
    expect(resizeTo(axis, 12, undefined).topPrice).toBe(axis.topPrice)
    expect(resizeTo(axis, 40, axis.topPrice - 1).topPrice).toBe(axis.topPrice)
    expect(resizeTo(axis, 12, axis.topPrice + 5).topPrice).toBe(axis.topPrice)
  })

  it.each([
    [307, 0],
    [310, 0],
    [280, 20],
    [300, 7],
  ])('brings %i into view in row %i with the smallest scroll', (price, row) => {
    expect(rowOf(scrollToShow(centreOn(297, 21), price), price)).toBe(row)
  })
})

describe('where the market is', () => {
  it.each([
    ['between the best prices', ladder(), 297],
    ['at the bid when nobody offers', ladder({ asks: new Int32Array(0) }), 296],
    ['at the ask when nobody bids', ladder({ bids: new Int32Array(0) }), 298],
    [
      'nowhere when there is nothing',
      ladder({ bids: new Int32Array(0), asks: new Int32Array(0) }),
      undefined,
    ],
  ])('%s', (_name, projection, price) => {
    expect(marketPrice(projection)).toBe(price)
  })

  it('is between implied prices where nothing rests directly, and never minus zero', () => {
    const empty = { bids: new Int32Array(0), asks: new Int32Array(0) }
    const impliedBid = [priceTicks(-1), qtyLots(2)] as const
    const impliedAsk = [priceTicks(0), qtyLots(2)] as const
    expect(Object.is(marketPrice(ladder({ ...empty, impliedBid, impliedAsk })), 0)).toBe(true)
    expect(marketPrice(ladder({ ...empty, impliedBid }))).toBe(-1)
    expect(marketPrice(ladder({ impliedBid, impliedAsk }))).toBe(297)
  })

  it('is in the middle of the band when nothing else is known', () => {
    const limits = {
      low: priceTicks(-10),
      high: priceTicks(4),
      dailyLow: priceTicks(-99),
      dailyHigh: priceTicks(99),
    }
    const empty = { bids: new Int32Array(0), asks: new Int32Array(0) }
    expect(marketPrice(ladder({ ...empty, limits: { instrumentId: F27, ...limits } }))).toBe(-3)
  })

  it('is the last trade before the settlement when the book is empty, and zero is a price', () => {
    const empty = { bids: new Int32Array(0), asks: new Int32Array(0) }
    const last = { price: priceTicks(0), accumulatedQty: 3, aggressorSide: 'buy', venueTimeUs: 0 } as never
    const settle = { price: priceTicks(12) } as never
    expect(marketPrice(ladder({ ...empty, last, settle }))).toBe(0)
    expect(marketPrice(ladder({ ...empty, settle }))).toBe(12)
  })
})

describe('the middle of the ladder', () => {
  const touch = { bids: Int32Array.of(200, 1), asks: Int32Array.of(300, 1) }
  const last = { price: priceTicks(290), accumulatedQty: 1, aggressorSide: 'buy', venueTimeUs: 0 } as never

  it.each([
    ['is that of a touch that fits in the view', ladder(), 297],
    ['is the side near the last trade where the touch is wider', ladder({ ...touch, last }), 300],
  ])('%s', (_name, projection, price) => {
    expect(middlePrice(projection, 20)).toBe(price)
  })

  it('is the bid where the touch is wider and nothing traded', () => {
    const { last: _, ...untraded } = ladder(touch)
    expect(middlePrice(untraded, 20)).toBe(200)
  })
})
