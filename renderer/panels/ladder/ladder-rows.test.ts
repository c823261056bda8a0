import { describe, expect, it } from 'vitest'
import { priceTicks, qtyLots, timeUs } from '../../../shared/math/quantities.ts'
import type { PriceTicks as P } from '../../../shared/domain/brands.ts'
import { F27, ladder, order } from '../../store/projections.testing.ts'
import { centreOn } from './ladder-axis.ts'
import { fillRows, niceCeiling, type LadderRow } from './ladder-rows.ts'

const axis = centreOn(297, 9)

function rowAt(rows: readonly LadderRow[], price: number): LadderRow {
  const row = rows.find((one) => one.price === price)
  if (row === undefined) throw new Error(`no row at ${price}`)
  return row
}

describe('rows of the ladder', () => {
  it('say what was stacked and pulled since the beginning of the window, and nothing where that is not known', () => {
    const sizes = {
      bids: new Map([
        [296, 2],
        [295, 40],
        [294, 9],
      ]),
      asks: new Map([[298, 30]]),
    }
    const { rows } = fillRows([], axis, ladder(), { cleared: new Map(), sizes })
    const changes = [300, 298, 297, 296, 295, 294, 293].map((price) => rowAt(rows, price).change)
    expect(changes).toEqual([90, -23, 0, 10, 0, -9, 0])
    expect(fillRows(rows as LadderRow[], axis, ladder()).rows.every(({ change }) => change === 0)).toBe(true)
  })

  it('count the traded lots of a price from when it was cleared, and measure the profile by what is left', () => {
    const traded = Int32Array.from([296, 10, 5, 0, 298, 30, 0, 2])
    const cleared = new Map([[298, [28, 0, 2] as const]])
    const { rows, profileQty } = fillRows([], axis, ladder({ traded }), { cleared, sizes: undefined })
    expect(rowAt(rows, 298)).toMatchObject({ boughtQty: 2, soldQty: 0, auctionQty: 0 })
    expect(rowAt(rows, 296)).toMatchObject({ boughtQty: 10, soldQty: 5 })
    expect(profileQty).toBe(15)
  })

  it('put each level at its price and mark the best of each side', () => {
    const { rows, barQty } = fillRows([], axis, ladder())
    expect(rows.map((row) => row.price)).toEqual([301, 300, 299, 298, 297, 296, 295, 294, 293])
    expect(rowAt(rows, 296)).toMatchObject({ bidQty: 12, askQty: 0, isBestBid: true, isBestAsk: false })
    expect(rowAt(rows, 295)).toMatchObject({ bidQty: 40, isBestBid: false })
    expect(rowAt(rows, 298)).toMatchObject({ askQty: 7, isBestAsk: true })
    expect(rowAt(rows, 300)).toMatchObject({ askQty: 90, isBestAsk: false })
    expect(rowAt(rows, 297)).toMatchObject({ bidQty: 0, askQty: 0 })
    expect(barQty).toBe(100)
  })

  it('leave out what is not in view but scale the bars to the whole book', () => {
    const { rows, barQty } = fillRows([], centreOn(400, 3), ladder())
    expect(rows.every((row) => row.bidQty === 0 && row.askQty === 0)).toBe(true)
    expect(barQty).toBe(100)
  })

  it('show trades by side, the last trade with its accumulated size, and the marks', () => {
    const last = {
      price: priceTicks(298),
      accumulatedQty: 31,
      aggressorSide: 'buy',
      venueTimeUs: timeUs(1),
    } as const
    const changed = {
      traded: Int32Array.of(298, 31, 4, 9),
      last,
      highTraded: priceTicks(298),
      lowTraded: priceTicks(294),
    }
    const { rows } = fillRows([], axis, ladder(changed))
    expect(rowAt(rows, 298)).toMatchObject({
      boughtQty: 31,
      soldQty: 4,
      auctionQty: 9,
      lastQty: 31,
      lastSide: 'buy',
      isHigh: true,
    })
    expect(rowAt(rows, 294)).toMatchObject({ isLow: true, lastSide: undefined })
  })

  it('keep implied sizes apart from the direct book, also where it has a level', () => {
    const { rows } = fillRows(
      [],
      axis,
      ladder({ impliedBid: [priceTicks(296), qtyLots(3)], impliedAsk: [priceTicks(297), qtyLots(8)] }),
    )
    expect(rowAt(rows, 296)).toMatchObject({ bidQty: 12, impliedBidQty: 3, isBestBid: true })
    expect(rowAt(rows, 297)).toMatchObject({ askQty: 0, impliedAskQty: 8, isBestAsk: false })
    expect(rowAt(rows, 298)).toMatchObject({ askQty: 7, impliedAskQty: 0 })
  })

  it('mark where the auction would trade, the band, and the limits of the day', () => {
    const [low, high, dailyLow, dailyHigh] = [295, 299, 294, 300].map(priceTicks) as [P, P, P, P]
    const limits = { instrumentId: F27, low, high, dailyLow, dailyHigh }
    const indicative = { instrumentId: F27, price: priceTicks(297), qty: qtyLots(0), imbalance: 0 }
    const { rows } = fillRows([], axis, ladder({ limits, indicative }))
    expect(rows.map((row) => row.limit)).toEqual([
      ...['beyond', 'limitHigh', 'bandHigh', undefined, undefined, undefined],
      ...['bandLow', 'limitLow', 'beyond'],
    ])
    expect(rows.filter((row) => row.indicativeQty !== undefined).map((row) => row.price)).toEqual([297])
  })

  it('show a spread around zero, with a level at zero itself', () => {
    const spread = ladder({ bids: Int32Array.of(-1, 4, -2, 5), asks: Int32Array.of(0, 6) })
    const { rows } = fillRows([], centreOn(0, 5), spread)
    expect(rows.map((row) => [row.price, row.bidQty, row.askQty])).toEqual([
      [2, 0, 0],
      [1, 0, 0],
      [0, 0, 6],
      [-1, 4, 0],
      [-2, 5, 0],
    ])
  })

  it('keep nothing of the book before when the array is used again', () => {
    const reused: LadderRow[] = []
    const own = { ownOrders: [order('a', 'buy', 295)] }
    fillRows(
      reused,
      axis,
      ladder({ ...own, traded: Int32Array.of(297, 1, 1, 1), lowTraded: priceTicks(297) }),
    )
    const { rows } = fillRows(reused, axis, ladder({ bids: Int32Array.of(294, 3), asks: new Int32Array(0) }))
    expect(rows).toEqual(
      fillRows([], axis, ladder({ bids: Int32Array.of(294, 3), asks: new Int32Array(0) })).rows,
    )
  })

  it('are as many as the axis asks for', () => {
    const reused: LadderRow[] = []
    expect(fillRows(reused, centreOn(297, 30), ladder()).rows).toHaveLength(30)
    expect(fillRows(reused, centreOn(297, 4), undefined).rows).toHaveLength(4)
  })
})

describe('own orders in the rows', () => {
  it('are chips at their price with what is done of how much, one per side', () => {
    const ownOrders = [
      order('a', 'buy', 295, { cumQty: qtyLots(2), leavesQty: qtyLots(3), status: 'partiallyFilled' }),
      order('b', 'sell', 300, { orderQty: qtyLots(10) }),
      order('c', 'sell', 300, { orderQty: qtyLots(1500) }),
      order('d', 'buy', 294, { status: 'filled', cumQty: qtyLots(5), leavesQty: qtyLots(0) }),
    ]
    const { rows } = fillRows([], axis, ladder({ ownOrders }))
    expect(rowAt(rows, 295).ownBuys).toMatchObject({ text: '+2/5', state: 'working' })
    expect(rowAt(rows, 300).ownSells).toMatchObject({ text: '−0/1\u2009510', count: '×2', state: 'working' })
    expect(rowAt(rows, 300).ownBuys).toBeUndefined()
    expect(rowAt(rows, 294).ownBuys).toBeUndefined()
  })

  it('put a stop that waits at its stop price, and one that was triggered at its limit', () => {
    const stopLimit = { orderType: 'stopLimit', terms: { stopPrice: priceTicks(299) } } as const
    const ownOrders = [
      order('a', 'buy', 300, stopLimit),
      order('b', 'buy', 295, { ...stopLimit, terms: { ...stopLimit.terms, triggered: true } }),
    ]
    const { rows } = fillRows([], axis, ladder({ ownOrders }))
    expect(rowAt(rows, 299).ownBuys?.text).toBe('stop +0/5')
    expect(rowAt(rows, 300).ownBuys).toBeUndefined()
    expect(rowAt(rows, 295).ownBuys?.text).toBe('+0/5')
  })

  it.each([
    [['working', 'unknown', 'pendingCancel'], 'unknown'],
    [['working', 'pendingCancel', 'pendingNew'], 'canceling'],
    [['working', 'pendingNew'], 'pending'],
    [['pendingReplace'], 'pending'],
    [['working', 'partiallyFilled'], 'working'],
  ] as const)('%j together look %s', (statuses, state) => {
    const ownOrders = statuses.map((status, i) => order(`o${i}`, 'buy', 295, { status }))
    const chip = rowAt(fillRows([], axis, ladder({ ownOrders })).rows, 295).ownBuys
    expect(chip?.state).toBe(state)
    expect(chip?.text.endsWith(' ?')).toBe(state === 'unknown')
  })
})

it.each([
  [0, 1],
  [1, 1],
  [2, 2],
  [10, 10],
  [11, 15],
  [90, 100],
  [203, 300],
  [1001, 1500],
])('a book with %i lots at most has bars of %i', (qty, barQty) => {
  expect(niceCeiling(qty)).toBe(barQty)
})
