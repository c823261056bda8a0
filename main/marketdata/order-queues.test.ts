import { beforeEach, describe, expect, it } from 'vitest'
import type { BookOrder } from '../../shared/domain/market-data.ts'
import { priceTicks, QTY_LOTS_MAX, qtyLots } from '../../shared/math/quantities.ts'
import { OrderQueues } from './order-queues.ts'

const row = (orderNumber: number, price: number, qty: number, priority = orderNumber): BookOrder => [
  orderNumber,
  priceTicks(price),
  qtyLots(qty),
  priority,
]

/** Three orders at 210, one at 209: as a book of bids. */
const start = [row(1, 210, 5), row(2, 210, 3), row(4, 210, 8), row(3, 209, 7)]

describe('OrderQueues', () => {
  let bids: OrderQueues

  beforeEach(() => {
    bids = sideOf(start)
  })

  it('gives the lots of each price and its orders, the lower priority first', () => {
    expect(bids.levels.topRows(9)).toEqual([
      [210, 16],
      [209, 7],
    ])
    expect(numbersAt(bids, 210)).toEqual([1, 2, 4])
    expect(numbersAt(bids, 209)).toEqual([3])
    expect(numbersAt(bids, 208)).toEqual([])
    expect(bids.count).toBe(4)
    expect(bids.order(3)).toEqual([3, 209, 7, 3])
    expect(bids.order(9)).toBeUndefined()
  })

  it.each([
    ['the first of its price', 1, { lotsAhead: 0, ordersAhead: 0 }],
    ['one behind another', 2, { lotsAhead: 5, ordersAhead: 1 }],
    ['the last of its price', 4, { lotsAhead: 8, ordersAhead: 2 }],
    ['one alone at its price', 3, { lotsAhead: 0, ordersAhead: 0 }],
    ['one that does not rest', 9, undefined],
  ])('tells what is ahead of %s', (_, orderNumber, ahead) => {
    expect(bids.aheadOf(orderNumber)).toEqual(ahead)
  })

  it.each([
    [210, { lotsAhead: 16, ordersAhead: 3 }],
    [209, { lotsAhead: 7, ordersAhead: 1 }],
    [0, { lotsAhead: 0, ordersAhead: 0 }],
  ])('tells what would be ahead of an order that came now to %i', (price, ahead) => {
    expect(bids.aheadOfNew(priceTicks(price))).toEqual(ahead)
  })

  it.each([
    [
      'a trade that takes a part of the first',
      row(1, 210, 2, 1),
      [1, 2, 4],
      13,
      { lotsAhead: 5, ordersAhead: 2 },
    ],
    ['the first that goes', row(1, 210, 0), [2, 4], 11, { lotsAhead: 3, ordersAhead: 1 }],
    ['one behind it that comes', row(9, 210, 6), [1, 2, 4, 9], 22, { lotsAhead: 8, ordersAhead: 2 }],
    [
      'one before it that goes to the back',
      row(2, 210, 4, 7),
      [1, 4, 2],
      17,
      { lotsAhead: 5, ordersAhead: 1 },
    ],
    [
      'one before it that goes to another price',
      row(2, 211, 3, 7),
      [1, 4],
      13,
      { lotsAhead: 5, ordersAhead: 1 },
    ],
    [
      'one that takes its place by priority',
      row(9, 210, 6, 3),
      [1, 2, 9, 4],
      22,
      { lotsAhead: 14, ordersAhead: 3 },
    ],
    ['one that nobody knows and that goes', row(77, 210, 0), [1, 2, 4], 16, { lotsAhead: 8, ordersAhead: 2 }],
    [
      'one of the same priority, the lower number first',
      row(9, 210, 6, 4),
      [1, 2, 4, 9],
      22,
      { lotsAhead: 8, ordersAhead: 2 },
    ],
  ] as const)('knows the place of an order after %s', (_, change, numbers, lots, ahead) => {
    expect(bids.set(change).ok).toBe(true)
    expect(numbersAt(bids, 210)).toEqual(numbers)
    expect(bids.levels.qtyAt(priceTicks(210))).toBe(lots)
    expect(bids.aheadOf(4)).toEqual(ahead)
  })

  it('drops the level with its last order', () => {
    bids.set(row(3, 209, 0))
    expect(bids.levels.topRows(9)).toEqual([[210, 16]])
    expect(bids.aheadOf(3)).toBeUndefined()
  })

  it('takes a snapshot in any order, the last row of a number, and no row of nothing', () => {
    const shuffled = [row(9, 5, 0), start[3]!, row(4, 300, 1), start[1]!, start[2]!, start[0]!]
    const taken = sideOf(shuffled)
    expect(taken.levels.topRows(9)).toEqual(bids.levels.topRows(9))
    expect(numbersAt(taken, 210)).toEqual([1, 2, 4])
    expect(taken.count).toBe(4)
  })

  it('orders the prices of asks the other way', () => {
    const asks = OrderQueues.of({ side: 'asks', rows: start, ordersMax: 9 })
    expect(asks.ok && asks.value.levels.bestPrice()).toBe(209)
  })

  it('refuses one order too many and takes a change of those it has', () => {
    const full = sideOf(start, 4)
    const error = { kind: 'tooManyOrders', orders: 5, ordersMax: 4 }
    expect(full.set(row(9, 208, 1))).toEqual({ ok: false, error })
    expect(full.set(row(1, 208, 1)).ok).toBe(true)
    expect([full.count, full.levels.topRows(1)]).toEqual([4, [[210, 11]]])
    expect(OrderQueues.of({ side: 'bids', rows: [...start, row(9, 208, 1)], ordersMax: 4 })).toEqual({
      ok: false,
      error,
    })
  })

  it('refuses more lots at one price than a quantity can be, and stays as it was', () => {
    const error = { kind: 'tooManyLots', lots: QTY_LOTS_MAX + 1, lotsMax: QTY_LOTS_MAX }
    const most = QTY_LOTS_MAX - 16
    expect(bids.set(row(9, 210, most)).ok).toBe(true)
    expect(bids.set(row(10, 210, 1))).toEqual({ ok: false, error })
    expect(bids.set(row(3, 210, 1, 10))).toEqual({ ok: false, error })
    expect([numbersAt(bids, 209), bids.order(10)]).toEqual([[3], undefined])
    expect(bids.set(row(9, 210, most, 12)).ok).toBe(true)
  })

  it.each([
    ['the same orders in another order of rows', start.toReversed(), 0],
    ['another quantity', [row(1, 210, 6), ...start.slice(1)], 1],
    ['another place in the queue', [row(1, 210, 5, 9), ...start.slice(1)], 1],
    ['an order at another price', [row(1, 209, 5), ...start.slice(1)], 2],
    ['an order that is gone', start.slice(0, 3), 1],
    ['an order more', [...start, row(9, 208, 1)], 1],
    ['nothing', [], 2],
  ])('counts the prices that differ from a snapshot with %s', (_, rows, prices) => {
    expect(bids.differences(rows)).toBe(prices)
  })
})

function sideOf(rows: readonly BookOrder[], ordersMax = 100): OrderQueues {
  const side = OrderQueues.of({ side: 'bids', rows, ordersMax })
  if (!side.ok) throw new Error(side.error.kind)
  return side.value
}

function numbersAt(side: OrderQueues, price: number): number[] {
  return side.ordersAt(priceTicks(price)).map(([orderNumber]) => orderNumber)
}
