import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BookOrder } from '../../shared/domain/market-data.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import { OrderQueues } from './order-queues.ts'

const change: fc.Arbitrary<BookOrder> = fc
  .record({
    orderNumber: fc.integer({ min: 1, max: 25 }),
    price: fc.integer({ min: -3, max: 3 }),
    qty: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 })),
    // A narrow range also gives two orders of one price the same priority, which a venue should not do.
    priority: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ orderNumber, price, qty, priority }) => [orderNumber, priceTicks(price), qtyLots(qty), priority])

const changes = fc.array(change, { maxLength: 150, size: 'max' })
// A failure is shrunk within this time, not for minutes: the changes are many.
const limits = { numRuns: 150, interruptAfterTimeLimit: 10_000 }

describe.each(['bids', 'asks'] as const)('OrderQueues of %s beside a plain Map', (side) => {
  it('hold the same orders, levels and places after any changes', () => {
    fc.assert(
      fc.property(changes, (stream) => {
        const queues = new OrderQueues(side)
        const reference = new Map<number, BookOrder>()
        for (const row of stream) {
          expect(queues.set(row).ok).toBe(true)
          applyToMap(reference, row)
          expectSame(queues, reference, side)
        }
      }),
      limits,
    )
  })

  it('take the same orders as a snapshot as one by one', () => {
    fc.assert(
      fc.property(changes, changes, (snapshot, stream) => {
        const taken = OrderQueues.of({ side, rows: snapshot, ordersMax: 1_000 })
        if (!taken.ok) throw new Error(taken.error.kind)
        const reference = new Map<number, BookOrder>()
        for (const row of snapshot) applyToMap(reference, row)
        expectSame(taken.value, reference, side)
        expect(taken.value.setAll(stream).ok).toBe(true)
        for (const row of stream) applyToMap(reference, row)
        expectSame(taken.value, reference, side)
        expect(taken.value.differences([...reference.values()])).toBe(0)
      }),
      limits,
    )
  })

  it('refuse exactly the orders that would pass the limit and stay as they were', () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: 12 }), (stream, ordersMax) => {
        const queues = new OrderQueues(side, ordersMax)
        const reference = new Map<number, BookOrder>()
        for (const row of stream) {
          const after = new Map(reference)
          applyToMap(after, row)
          expect(queues.set(row).ok).toBe(after.size <= ordersMax)
          if (after.size <= ordersMax) applyToMap(reference, row)
          expectSame(queues, reference, side)
        }
      }),
      limits,
    )
  })
})

describe('the place of an order', () => {
  interface Event {
    readonly kind: 'joins' | 'shrinks' | 'goes' | 'backOfQueue'
    readonly nth: number
    readonly qty: number
  }
  const event: fc.Arbitrary<Event> = fc.record({
    kind: fc.constantFrom('joins', 'shrinks', 'goes', 'backOfQueue'),
    nth: fc.nat({ max: 30 }),
    qty: fc.integer({ min: 1, max: 9 }),
  })

  it('comes forward by exactly what trades, goes or leaves its place ahead, and by nothing else', () => {
    const price = priceTicks(100)
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 60 }),
        fc.array(event, { maxLength: 120 }),
        (before, after) => {
          const queues = new OrderQueues('bids')
          let nextNumber = 1
          const act = ({ kind, nth, qty }: Event, own: number | undefined): number => {
            const others = queues.ordersAt(price).filter(([orderNumber]) => orderNumber !== own)
            const order = others[nth % Math.max(1, others.length)]
            const priority = nextNumber++
            if (kind === 'joins' || order === undefined) {
              queues.set([priority, price, qtyLots(qty), priority])
              return 0
            }
            const isAhead = own !== undefined && order[3] < (queues.order(own)?.[3] ?? 0)
            const left = kind === 'shrinks' ? Math.max(0, order[2] - qty) : kind === 'goes' ? 0 : order[2]
            queues.set([order[0], price, qtyLots(left), kind === 'backOfQueue' ? priority : order[3]])
            if (!isAhead) return 0
            return kind === 'backOfQueue' ? order[2] : order[2] - left
          }
          for (const each of before) act(each, undefined)
          const joining = queues.aheadOfNew(price)
          const own = nextNumber++
          queues.set([own, price, qtyLots(5), own])
          expect(queues.aheadOf(own)).toEqual(joining)
          for (const each of after) {
            const was = queues.aheadOf(own)!
            const taken = act(each, own)
            const now = queues.aheadOf(own)!
            expect(now.lotsAhead).toBe(was.lotsAhead - taken)
            expect(now.ordersAhead).toBeLessThanOrEqual(was.ordersAhead)
          }
        },
      ),
      limits,
    )
  })
})

function applyToMap(reference: Map<number, BookOrder>, row: BookOrder): void {
  if (row[2] === 0) reference.delete(row[0])
  else reference.set(row[0], row)
}

function expectSame(
  queues: OrderQueues,
  reference: ReadonlyMap<number, BookOrder>,
  side: 'bids' | 'asks',
): void {
  const orders = [...reference.values()].sort((a, b) => a[3] - b[3] || a[0] - b[0])
  const prices = [...new Set(orders.map(([, price]) => price))].sort((a, b) =>
    side === 'bids' ? b - a : a - b,
  )
  const lots = (rows: readonly BookOrder[]): number => rows.reduce((sum, [, , qty]) => sum + qty, 0)
  const expected = prices.map((price) => {
    const queue = orders.filter((order) => order[1] === price)
    const aheads = queue.map((_, at) => ({ lotsAhead: lots(queue.slice(0, at)), ordersAhead: at }))
    return { queue, aheads, aheadOfNew: { lotsAhead: lots(queue), ordersAhead: queue.length } }
  })
  // One comparison for all: this runs after every change.
  const read = prices.map((price) => {
    const queue = queues.ordersAt(price)
    const aheads = queue.map(([orderNumber]) => queues.aheadOf(orderNumber))
    return { queue, aheads, aheadOfNew: queues.aheadOfNew(price) }
  })
  const levels = expected.map(({ aheadOfNew }, at) => [prices[at], aheadOfNew.lotsAhead])
  expect([queues.count, read, queues.levels.topRows(100)]).toEqual([orders.length, expected, levels])
}
