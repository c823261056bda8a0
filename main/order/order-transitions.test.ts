// Every (status, event) pair of the order state machine; docs/order-lifecycle.md says the same in words.
import { describe, expect, it } from 'vitest'
import { isTerminal } from '../../shared/domain/order.ts'
import type { OrderStatus } from '../../shared/domain/order.ts'
import { events, happen, stories } from './order-lifecycle.testing.ts'
import { parseOrderRecord } from './order-records.ts'

const w = 'working'
const pf = 'partiallyFilled'
const pN = 'pendingNew'
const pR = 'pendingReplace'
const pC = 'pendingCancel'
const f = 'filled'
const c = 'canceled'
const r = 'rejected'
const d = 'denied'
const e = 'expired'
const u = 'unknown'

// A status in the row of an ended order that is open again is the venue's newest word against ours: it stands.
const expected: Record<string, readonly OrderStatus[]> = {
  //                    pN w  pf  pR  pC  f  c  r  d  e  u  uC
  'send new failed': [d, w, pf, pR, pC, f, c, r, d, e, d, u],
  'send cancel failed': [pN, w, pf, pR, w, f, c, r, d, e, u, u],
  'link lost': [u, w, pf, u, u, f, c, r, d, e, u, u],
  'no answer': [u, w, pf, u, u, f, c, r, d, e, u, u],
  refused: [u, w, pf, u, u, f, c, r, d, e, u, u],
  recovered: [u, w, pf, u, u, f, c, r, d, e, u, u],
  'cancel asked': [pC, pC, pC, pC, pC, f, c, r, d, e, u, u],
  'replace asked': [pN, pR, pR, pR, pC, f, c, r, d, e, u, u],
  'resolved by a person': [pN, w, pf, pR, pC, f, c, r, d, e, c, c],
  new: [w, w, pf, pR, pC, f, w, w, w, w, w, u],
  'trade 2': [pf, pf, pf, pR, pC, f, c, r, d, e, pf, u],
  'trade canceled': [w, w, w, pR, pC, f, c, r, r, e, w, u],
  'trade corrected': [w, w, pf, pR, pC, f, c, r, r, e, w, u],
  'trade rest': [f, f, f, f, f, f, f, f, f, f, f, f],
  replaced: [w, w, pf, w, pC, f, w, w, w, w, w, u],
  canceled: [c, c, c, c, c, c, c, c, c, c, c, c],
  expired: [e, e, e, e, e, e, e, e, e, e, e, e],
  rejected: [r, r, r, r, r, r, r, r, r, r, r, r],
  'replace rejected': [w, w, pf, w, pC, f, c, r, d, e, w, u],
  'cancel rejected': [w, w, pf, pR, w, f, c, r, d, e, w, w],
  held: [w, w, pf, w, w, f, c, r, d, e, w, w],
  'not held': [r, c, c, c, c, f, c, r, d, e, r, c],
}

const pairs = Object.keys(events).flatMap((event) =>
  Object.keys(stories).map((from, at) => ({ from, event, to: expected[event]?.[at] })),
)

describe('the order state machine', () => {
  it.each(pairs)('takes an order from $from to $to on $event', ({ from, event, to }) => {
    const { before, after: order, store } = happen(from, event)
    expect(order.status).toBe(to)
    expect(order.cumQty + order.leavesQty).toBeLessThanOrEqual(order.orderQty)
    expect(store.openOrders().length).toBe(isTerminal(order.status) ? 0 : 1)
    expect(store.finishedOrders(5).length).toBe(isTerminal(order.status) ? 1 : 0)
    const record = JSON.parse(JSON.stringify(events[event]?.(before))) as unknown
    expect(parseOrderRecord(record)).toMatchObject({ ok: true })
  })
})
