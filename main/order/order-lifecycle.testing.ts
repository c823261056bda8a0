// One order of every status and one of every event that can happen to it, for the table of the order's life: the test of
// every (status, event) pair and docs/order-lifecycle.md are made of these.
import { isTerminal } from '../../shared/domain/order.ts'
import type { Order, VenueOrderState } from '../../shared/domain/order.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import type { OrderEffect } from './order-effects.ts'
import * as records from './order-records.testing.ts'
import { ORDER_ID, report } from './order-records.testing.ts'
import type { OrderRecord } from './order-records.ts'
import { OrderStore } from './order-store.ts'

const acknowledged = [records.placed(), report({ seq: 1, execType: 'new', ordStatus: 'working' })]
/** What leads an order of 10 lots at 100 into each status; `unknown` has two, by what is not known. */
export const stories: Readonly<Record<string, readonly OrderRecord[]>> = {
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

/** Reports are newer than all before and say what a venue would say of an order in that status. */
export const events: Readonly<Record<string, (order: Order) => OrderRecord>> = {
  'send new failed': () => records.sendFailed('new'),
  'send cancel failed': () => records.sendFailed('cancel'),
  'link lost': () => records.linkLost,
  'no answer': () => records.noAnswer(),
  refused: () => records.requestRefused(),
  recovered: () => records.recovered,
  'cancel asked': () => records.cancelRequested(),
  'replace asked': () => records.replaceRequested(),
  'resolved by a person': () => records.resolved(),
  new: ({ cumQty }) => report({ seq: 9, execType: 'new', ordStatus: 'working', cum: cumQty }),
  'trade 2': (order) => {
    const cum = order.cumQty + 2
    const ended = isTerminal(order.status)
    const ordStatus = ended ? venueStatus(order) : 'partiallyFilled'
    return report({ seq: 9, execType: 'trade', ordStatus, cum, leaves: ended ? 0 : 10 - cum, fill: [2, 100] })
  },
  'trade canceled': (order) => amendment(order, 'tradeCancel', 0),
  'trade corrected': (order) => amendment(order, 'tradeCorrect', 2),
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

/** The order's first trade, which ended as `nowQty` lots; where it had none, one that was never told. */
function amendment(order: Order, execType: 'tradeCancel' | 'tradeCorrect', nowQty: number): OrderRecord {
  const ended = isTerminal(order.status)
  const cum = order.cumQty === 0 ? 0 : nowQty
  const ordStatus = ended ? venueStatus(order) : cum > 0 ? 'partiallyFilled' : 'working'
  return report({
    seq: 9,
    execType,
    ordStatus: order.status === 'denied' ? 'rejected' : ordStatus,
    cum,
    leaves: order.leavesQty,
    ref: 'E-2',
    fill: [execType === 'tradeCancel' ? Math.max(order.cumQty, 1) : nowQty, 101],
  })
}

export interface Outcome {
  readonly before: Order
  readonly after: Order
  readonly effects: readonly OrderEffect[]
  readonly store: OrderStore
}

/** Tells the story to a new store, then lets the event happen. */
export function happen(story: string, event: string): Outcome {
  const store = new OrderStore()
  store.apply(records.loggedIn())
  for (const before of stories[story] ?? []) store.apply(before)
  const before = store.order(ORDER_ID)
  const record = before === undefined ? undefined : events[event]?.(before)
  if (before === undefined || record === undefined) throw new Error(`no story ${story} or event ${event}`)
  const effects = store.apply(record)
  return { before, after: store.order(ORDER_ID) ?? before, effects, store }
}
