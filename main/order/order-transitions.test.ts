// Every (status, event) pair of the order state machine. Reports are newer than all before and say what a venue would
// say of an order in that status; the last two columns are the venue's answers to a question.
import { describe, expect, it } from 'vitest'
import { isTerminal } from '../../shared/domain/order.ts'
import type { Order, OrderStatus, VenueOrderState } from '../../shared/domain/order.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import * as records from './order-records.testing.ts'
import { ORDER_ID, report } from './order-records.testing.ts'
import { parseOrderRecord, type OrderRecord } from './order-records.ts'
import { OrderStore } from './order-store.ts'

const acknowledged = [records.placed(), report({ seq: 1, execType: 'new', ordStatus: 'working' })]
const stories: Record<string, readonly OrderRecord[]> = {
  pendingNew: [records.placed()],
  working: acknowledged,
  partiallyFilled: [
    ...acknowledged,
    report({ seq: 2, execType: 'trade', ordStatus: 'partiallyFilled', cum: 3, fill: [3, 100] }),
  ],
  pendingReplace: [...acknowledged, records.replaceRequested()],
  pendingCancel: [...acknowledged, records.cancelRequested()],
  filled: [
    ...acknowledged,
    report({ seq: 2, execType: 'trade', ordStatus: 'filled', cum: 10, fill: [10, 100] }),
  ],
  canceled: [...acknowledged, report({ seq: 2, execType: 'canceled', ordStatus: 'canceled', leaves: 0 })],
  rejected: [records.placed(), report({ seq: 1, execType: 'rejected', ordStatus: 'rejected', leaves: 0 })],
  denied: [records.denied()],
  expired: [...acknowledged, report({ seq: 2, execType: 'expired', ordStatus: 'expired', leaves: 0 })],
  'unknown, never acknowledged': [records.placed(), records.linkLost],
  'unknown, cancel unanswered': [...acknowledged, records.cancelRequested(), records.linkLost],
}

/** The status the venue would name for an order that we hold like this. */
function venueStatus(order: Order): VenueOrderState['ordStatus'] {
  switch (order.status) {
    case 'filled':
    case 'canceled':
    case 'expired':
    case 'rejected':
      return order.status
    default:
      return order.cumQty > 0 ? 'partiallyFilled' : 'working'
  }
}

const events: Record<string, (order: Order) => OrderRecord> = {
  'send new failed': () => records.sendFailed('new'),
  'send cancel failed': () => records.sendFailed('cancel'),
  'link lost': () => records.linkLost,
  'no answer': () => records.noAnswer(),
  refused: () => records.requestRefused(),
  recovered: () => records.recovered,
  'cancel asked': () => records.cancelRequested(),
  'replace asked': () => records.replaceRequested(),
  new: ({ cumQty }) => report({ seq: 9, execType: 'new', ordStatus: 'working', cum: cumQty }),
  'trade 2': (order) => {
    const cum = order.cumQty + 2
    const ended = isTerminal(order.status)
    const ordStatus = ended ? venueStatus(order) : 'partiallyFilled'
    return report({ seq: 9, execType: 'trade', ordStatus, cum, leaves: ended ? 0 : 10 - cum, fill: [2, 100] })
  },
  'trade rest': ({ cumQty }) => {
    const qty = Math.max(10 - cumQty, 1)
    return report({
      seq: 9,
      execType: 'trade',
      ordStatus: 'filled',
      cum: cumQty + qty,
      leaves: 0,
      fill: [qty, 100],
    })
  },
  replaced: ({ cumQty }) => {
    const state = { orderQty: qtyLots(12) }
    const leaves = cumQty === 10 ? 0 : 12 - cumQty
    return report({ seq: 9, execType: 'replaced', ordStatus: 'working', cum: cumQty, leaves, state })
  },
  canceled: ({ cumQty }) =>
    report({ seq: 9, execType: 'canceled', ordStatus: 'canceled', cum: cumQty, leaves: 0 }),
  expired: ({ cumQty }) =>
    report({ seq: 9, execType: 'expired', ordStatus: 'expired', cum: cumQty, leaves: 0 }),
  rejected: ({ cumQty }) =>
    report({ seq: 9, execType: 'rejected', ordStatus: 'rejected', cum: cumQty, leaves: 0 }),
  'replace rejected': (order) =>
    report({
      seq: 9,
      execType: 'replaceRejected',
      ordStatus: order.status === 'denied' ? 'rejected' : venueStatus(order),
      cum: order.cumQty,
      leaves: order.leavesQty,
    }),
  'cancel rejected': (order) =>
    report({
      seq: 9,
      execType: 'cancelRejected',
      ordStatus: order.status === 'denied' ? 'rejected' : venueStatus(order),
      cum: order.cumQty,
      leaves: order.leavesQty,
    }),
  held: (order) => {
    const { cumQty, leavesQty } = order
    return records.learnt(records.held({ cumQty, leavesQty, ordStatus: venueStatus(order) }), 9)
  },
  'not held': () => records.learnt(undefined, 9),
}

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
  new: [w, w, pf, pR, pC, f, w, w, w, w, w, u],
  'trade 2': [pf, pf, pf, pR, pC, f, c, r, d, e, pf, u],
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

const pairs = Object.entries(events).flatMap(([event, record]) =>
  Object.entries(stories).map(([from, story], at) => ({
    from,
    event,
    story,
    record,
    to: expected[event]?.[at],
  })),
)

describe('the order state machine', () => {
  it.each(pairs)('takes an order from $from to $to on $event', ({ story, record, to }) => {
    const store = new OrderStore()
    store.apply(records.loggedIn())
    for (const before of story) store.apply(before)
    const last = record(store.order(ORDER_ID)!)
    expect(parseOrderRecord(JSON.parse(JSON.stringify(last)))).toMatchObject({ ok: true })
    store.apply(last)
    const order = store.order(ORDER_ID)!
    expect(order.status).toBe(to)
    expect(order.cumQty + order.leavesQty).toBeLessThanOrEqual(order.orderQty)
    expect(store.openOrders().length).toBe(isTerminal(order.status) ? 0 : 1)
    expect(store.finishedOrders(5).length).toBe(isTerminal(order.status) ? 1 : 0)
  })
})
