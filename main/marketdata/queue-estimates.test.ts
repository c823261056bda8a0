// The estimate beside the truth: books by order in which lots come, trade and are taken back, as any venue's.
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Order } from '../../shared/domain/order.ts'
import { clientOrderId, instrumentId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { OrderQueues } from './order-queues.ts'
import { QueueEstimates, type QueueMarket } from './queue-estimates.ts'
import { TradeTape } from './trade-tape.ts'

const H100F27 = instrumentId('H100F27')
const PRICE = priceTicks(297)
const OWN = 1_000

function own(changed: Partial<Order> = {}): Order {
  return {
    ...{ clientOrderId: clientOrderId('a-1'), instrumentId: H100F27, side: 'buy', orderType: 'limit' },
    ...{ timeInForce: 'day', origin: 'test', status: 'working', limitPrice: PRICE },
    ...{ orderQty: qtyLots(5), cumQty: qtyLots(0), leavesQty: qtyLots(5) },
    ...{ createdTimeUs: timeUs(0), updatedTimeUs: timeUs(0), ...changed },
  }
}

/** One price of a book by order, its tape, and what is made of both. */
class Level {
  readonly queue = new OrderQueues('bids')
  readonly tape = new TradeTape()
  readonly estimates = new QueueEstimates()
  order = own()
  venueTimeUs = timeUs(10)
  #priority = 0
  #trades = 0

  get market(): QueueMarket {
    const book = {
      venueTimeUs: this.venueTimeUs,
      bids: this.queue.levels,
      asks: new OrderQueues('asks').levels,
    }
    return { book, trades: this.tape }
  }

  joins(number: number, lots: number): void {
    this.#priority += 1
    this.queue.set([number, PRICE, qtyLots(lots), this.#priority])
  }

  leaves(number: number): void {
    const row = this.queue.order(number)
    if (row !== undefined) this.queue.set([number, PRICE, qtyLots(0), row[3]])
  }

  /** Sellers hit the queue from its front. */
  trades(lots: number): void {
    let left = lots
    for (const [number, , qty, priority] of [...this.queue.ordersAt(PRICE)]) {
      const traded = Math.min(left, qty)
      if (traded === 0) break
      left -= traded
      this.queue.set([number, PRICE, qtyLots(qty - traded), priority])
      if (number === OWN) this.ownTrades(traded)
    }
    if (left === lots) return
    this.#trades += 1
    const tradeId = `t${this.#trades}`
    const what = {
      instrumentId: H100F27,
      price: PRICE,
      qty: qtyLots(lots - left),
      aggressorSide: 'sell',
    } as const
    this.tape.add({ ...what, tradeId, venueTimeUs: this.venueTimeUs })
  }

  ownTrades(lots: number): void {
    const { cumQty, leavesQty } = this.order
    const left = qtyLots(leavesQty - lots)
    const status = left === 0 ? 'filled' : 'partiallyFilled'
    this.order = { ...this.order, cumQty: qtyLots(cumQty + lots), leavesQty: left, status }
    this.estimates.follow(this.order, this.venueTimeUs)
  }

  ownJoins(): void {
    this.joins(OWN, this.order.leavesQty)
    this.estimates.follow(this.order, this.venueTimeUs)
    this.settle()
  }

  settle(): void {
    this.estimates.settle(
      () => this.market,
      () => this.order,
    )
  }

  get estimate(): number | undefined {
    return this.estimates.aheadOf(this.order, this.market)
  }
}

function levelOf(...lots: readonly number[]): Level {
  const level = new Level()
  lots.forEach((qty, nth) => {
    level.joins(nth + 1, qty)
  })
  level.ownJoins()
  return level
}

describe('the lots ahead of an own order', () => {
  it('are what rested there when it came, less what traded since', () => {
    const level = levelOf(20, 13)
    expect(level.estimate).toBe(33)
    level.joins(3, 50)
    level.trades(25)
    expect(level.estimate).toBe(8)
    level.trades(10)
    expect(level.estimate).toBe(0)
    expect(level.order.cumQty).toBe(2)
  })

  it('are not lessened by a cancel, unless so little is left there that it must have been ahead', () => {
    const level = levelOf(20, 13)
    level.joins(3, 50)
    level.leaves(1)
    expect(level.estimate).toBe(33)
    level.leaves(3)
    expect(level.estimate).toBe(13)
  })

  it('are not known before a book has come that has the order', () => {
    const level = new Level()
    level.joins(1, 20)
    level.estimates.follow(level.order, timeUs(11))
    level.settle()
    expect(level.estimate).toBeUndefined()
    level.joins(OWN, 5)
    level.venueTimeUs = timeUs(11)
    level.settle()
    expect(level.estimate).toBe(20)
  })

  it('begin anew where it goes to the back, and stay where it only loses lots', () => {
    const level = levelOf(20)
    level.joins(2, 30)
    level.order = own({ orderQty: qtyLots(3), leavesQty: qtyLots(3) })
    level.estimates.follow(level.order, level.venueTimeUs)
    level.settle()
    expect(level.estimate).toBe(20)
    level.leaves(OWN)
    level.order = own({ orderQty: qtyLots(8), leavesQty: qtyLots(8) })
    level.ownJoins()
    expect(level.estimate).toBe(50)
  })

  it('of an iceberg begin anew with each showing', () => {
    const level = new Level()
    level.joins(1, 4)
    level.order = own({ orderQty: qtyLots(10), leavesQty: qtyLots(10), terms: { displayQty: qtyLots(2) } })
    level.joins(OWN, 2)
    level.estimates.follow(level.order, level.venueTimeUs)
    level.settle()
    expect(level.estimate).toBe(4)
    level.joins(2, 30)
    level.leaves(1)
    level.leaves(OWN)
    level.joins(OWN, 2)
    level.ownTrades(2)
    level.settle()
    expect(level.estimate).toBe(30)
  })

  it.each([
    ['a market order', own({ orderType: 'market', limitPrice: undefined } as unknown as Partial<Order>)],
    ['a stop that waits', own({ orderType: 'stopLimit', terms: { stopPrice: priceTicks(310) } })],
    ['an order that has ended', own({ status: 'canceled' })],
  ])('are not told of %s', (_, order) => {
    const level = levelOf(20)
    level.order = order
    level.estimates.follow(order, level.venueTimeUs)
    level.settle()
    expect(level.estimate).toBeUndefined()
  })

  const lots = fc.integer({ min: 1, max: 40 })
  const event = fc.oneof(
    fc.record({ kind: fc.constant('joins' as const), lots }),
    fc.record({ kind: fc.constant('leaves' as const), number: fc.integer({ min: 1, max: 12 }), lots }),
    fc.record({ kind: fc.constant('trades' as const), lots }),
  )

  it('are never fewer than there are, and exactly as many while nobody takes an order back', () => {
    fc.assert(
      fc.property(fc.array(lots, { maxLength: 6 }), fc.array(event, { maxLength: 30 }), (before, events) => {
        const level = levelOf(...before)
        let number = before.length
        let isExact = true
        for (const one of events) {
          if (one.kind === 'joins') level.joins(++number, one.lots)
          else if (one.kind === 'trades') level.trades(one.lots)
          else if (level.queue.order(one.number) !== undefined) {
            level.leaves(one.number)
            isExact = false
          }
          const truth = level.queue.aheadOf(OWN)?.lotsAhead
          if (truth === undefined) return
          expect(level.estimate).toBeGreaterThanOrEqual(truth)
          if (isExact) expect(level.estimate).toBe(truth)
        }
      }),
    )
  })
})
