import { describe, expect, it } from 'vitest'
import { clientOrderId, instrumentId, priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import { compareOpenOrders } from './compare-open-orders.ts'
import type { OrderEffect } from './order-effects.ts'
import * as records from './order-records.testing.ts'
import { H100F27, ORDER_ID, report } from './order-records.testing.ts'
import { parseOrderRecord, type OrderRecord } from './order-records.ts'
import { OrderStore } from './order-store.ts'
import { StatusInquiries } from './status-inquiries.ts'

const acknowledged = report({ seq: 1, execType: 'new', ordStatus: 'working' })
const fill3 = report({ seq: 2, execType: 'trade', ordStatus: 'partiallyFilled', cum: 3, fill: [3, 100] })
const fill7 = report({ seq: 3, execType: 'trade', ordStatus: 'filled', cum: 10, fill: [7, 101] })

function storeOf(...story: readonly OrderRecord[]): OrderStore {
  const store = new OrderStore()
  for (const record of [records.loggedIn(), ...story]) store.apply(record)
  return store
}

function kinds(effects: readonly OrderEffect[]): readonly string[] {
  return effects.map((effect) => effect.kind)
}

describe('fills', () => {
  it('counts a fill once when its ExecutionReport is replayed after reconnect', () => {
    const store = storeOf(records.placed(), acknowledged, fill3, records.linkLost)
    store.apply(records.loggedIn('run-1', 2, true))
    expect(store.apply(fill3)).toEqual([])
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'partiallyFilled', cumQty: 3, leavesQty: 7 })
    expect(store.fillRows.all).toHaveLength(1)
  })

  it('counts both fills and keeps the newer state when reports arrive in the wrong order', () => {
    const store = storeOf(records.placed(), acknowledged)
    expect(kinds(store.apply(fill7))).toEqual(['reportGap', 'fillCounted', 'missingFills', 'statusChanged'])
    expect(kinds(store.apply(fill3))).toEqual(['fillCounted'])
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'filled', cumQty: 10, leavesQty: 0 })
    expect(store.missingFills()).toEqual([])
  })

  it('counts a late fill on a canceled order and shows it', () => {
    const canceled = report({
      seq: 2,
      execType: 'canceled',
      ordStatus: 'canceled',
      leaves: 0,
      code: 'userRequested',
    })
    const late = report({
      seq: 3,
      execType: 'trade',
      ordStatus: 'canceled',
      cum: 4,
      leaves: 0,
      fill: [4, 100],
    })
    const store = storeOf(records.placed(), acknowledged, canceled)
    expect(kinds(store.apply(late))).toEqual(['fillCounted'])
    expect(store.order(ORDER_ID)).toMatchObject({
      status: 'canceled',
      cumQty: 4,
      leavesQty: 0,
      reason: { code: 'venueReason', params: { code: 'userRequested' } },
    })
  })

  it('keeps the reason of an end when a change that came too late is refused', () => {
    const ended = { ordStatus: 'canceled', leaves: 0 } as const
    const canceled = report({ seq: 2, execType: 'canceled', code: 'userRequested', ...ended })
    const refusal = report({ seq: 3, execType: 'cancelRejected', code: 'orderNotOpen', ...ended })
    const store = storeOf(records.placed(), acknowledged, canceled)
    expect(kinds(store.apply(refusal))).toEqual(['changeRefused'])
    expect(store.order(ORDER_ID)).toMatchObject({
      status: 'canceled',
      reason: { code: 'venueReason', params: { code: 'userRequested' } },
    })
  })

  it('names the lots whose fills are missing and invents no fill for them', () => {
    const store = storeOf(records.placed(), acknowledged, records.linkLost)
    const state = records.held({ cumQty: qtyLots(6), leavesQty: qtyLots(4), ordStatus: 'partiallyFilled' })
    const effects = store.apply(records.learnt(state, 4))
    expect(effects).toContainEqual({ kind: 'reportGap', expected: 2, received: 4 })
    expect(effects).toContainEqual({
      kind: 'missingFills',
      clientOrderId: ORDER_ID,
      cumQty: 6,
      countedQty: 0,
    })
    expect(store.fillRows.all).toEqual([])
    expect(store.missingFills()).toMatchObject([{ missingQty: 6 }])
    expect(store.workingQty().get(H100F27)).toEqual({ buyQty: 10, sellQty: 0 })
  })

  it('says so when the venue fills more than was ordered, and counts it all', () => {
    const over = report({
      seq: 2,
      execType: 'trade',
      ordStatus: 'filled',
      cum: 12,
      leaves: 0,
      fill: [12, 100],
    })
    const store = storeOf(records.placed(), acknowledged)
    expect(kinds(store.apply(over))).toContain('contradiction')
    expect(store.order(ORDER_ID)).toMatchObject({ orderQty: 12, cumQty: 12 })
  })
})

describe('what is not known', () => {
  it('never takes silence for an answer: it marks the order unknown and asks, once', () => {
    const store = storeOf(records.placed())
    expect(store.unanswered(999)).toEqual([])
    expect(store.unanswered(1_000)).toEqual([ORDER_ID])
    expect(kinds(store.apply(records.noAnswer(3_000)))).toEqual(['statusChanged', 'requestOrderStatus'])
    expect(store.apply(records.noAnswer(3_000))).toEqual([])
    expect(store.unanswered(Infinity)).toEqual([])
    expect(store.order(ORDER_ID)).toMatchObject({
      status: 'unknown',
      reason: { code: 'noAnswer', params: { afterMs: 3_000 } },
    })
  })

  it('denies an order that never left this machine instead of calling it unknown', () => {
    const store = storeOf(records.placed(), records.linkLost, records.sendFailed('new'))
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'denied', reason: { code: 'orderSessionDown' } })
  })

  it('leaves a working order working when the link is lost', () => {
    const store = storeOf(records.placed(), acknowledged)
    expect(store.apply(records.linkLost)).toEqual([])
    expect(store.order(ORDER_ID)?.status).toBe('working')
  })

  it('calls an order found in the journal after a restart unknown, and asks about it at the next login', () => {
    const store = storeOf(records.placed(), records.recovered)
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'unknown', reason: { code: 'foundAfterRestart' } })
    expect(store.apply(records.loggedIn('run-1', 0, true))).toEqual([
      { kind: 'requestOpenOrders' },
      { kind: 'requestOrderStatus', clientOrderId: ORDER_ID },
    ])
  })

  it('rejects an order that the venue never held', () => {
    const store = storeOf(records.placed(), records.linkLost, records.learnt(undefined, 0))
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'rejected', reason: { code: 'notHeldByVenue' } })
  })

  it('cancels an acknowledged order that the venue forgot in a restart', () => {
    const store = storeOf(records.placed(), acknowledged, records.linkLost, records.loggedIn('run-2', 0))
    store.apply(records.learnt(undefined, 0))
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'canceled', reason: { code: 'notHeldByVenue' } })
  })

  it('does not let an answer speak for a request made after the question', () => {
    const store = storeOf(records.placed(), acknowledged, records.cancelRequested(), records.linkLost)
    expect(store.requestCount).toBe(2)
    store.apply(records.learnt(records.held(), 1, 1))
    expect(store.order(ORDER_ID)?.status).toBe('unknown')
    store.apply(records.learnt(records.held(), 1, 2))
    expect(store.order(ORDER_ID)?.status).toBe('working')
  })

  it('does not let an answer older than the newest report turn the order back', () => {
    const store = storeOf(records.placed(), acknowledged, fill3, fill7)
    store.apply(records.learnt(records.held(), 1))
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'filled', cumQty: 10 })
  })

  it('asks when a cancel is refused because the venue does not know the order', () => {
    const words = { execType: 'cancelRejected', ordStatus: 'rejected', code: 'unknownOrder' } as const
    const refusal = report({ seq: 1, execId: 'F-1', ...words })
    const store = storeOf(
      records.placed(),
      acknowledged,
      records.loggedIn('run-2', 0),
      records.cancelRequested(),
    )
    expect(kinds(store.apply(refusal))).toEqual(['requestOrderStatus', 'statusChanged'])
    expect(store.order(ORDER_ID)?.status).toBe('unknown')
    store.apply(records.learnt(undefined, 1))
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'canceled', reason: { code: 'notHeldByVenue' } })
  })

  it('asks when the venue refuses a request unread, and concludes nothing from it', () => {
    const store = storeOf(records.placed())
    expect(kinds(store.apply(records.requestRefused()))).toEqual(['statusChanged', 'requestOrderStatus'])
    expect(store.order(ORDER_ID)?.status).toBe('unknown')
    expect(store.apply(records.requestRefused())).toEqual([])
  })
})

describe('changes', () => {
  it('shows what a replace asks for until the venue answers, and counts the larger of both as working', () => {
    const store = storeOf(records.placed(), acknowledged, records.replaceRequested(101, 12))
    expect(store.order(ORDER_ID)).toMatchObject({
      limitPrice: 100,
      pendingReplace: { limitPrice: 101, orderQty: 12 },
    })
    expect(store.workingQty().get(H100F27)).toEqual({ buyQty: 12, sellQty: 0 })
    const state = { limitPrice: priceTicks(101), orderQty: qtyLots(12) }
    store.apply(report({ seq: 2, execType: 'replaced', ordStatus: 'working', leaves: 12, state }))
    const order = store.order(ORDER_ID)
    expect(order).toMatchObject({ status: 'working', limitPrice: 101, orderQty: 12, leavesQty: 12 })
    expect(order?.pendingReplace).toBeUndefined()
  })

  it('does not take an old replaced report for the answer to a later replace', () => {
    const first = report({
      seq: 2,
      execType: 'replaced',
      ordStatus: 'working',
      state: { limitPrice: priceTicks(101) },
    })
    const store = storeOf(records.placed(), acknowledged, records.replaceRequested(101, 10))
    store.apply(records.learnt(records.held({ limitPrice: priceTicks(101) }), 2))
    store.apply(records.replaceRequested(102, 10))
    store.apply(first)
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'pendingReplace', limitPrice: 101 })
  })

  it('keeps the doubt about a cancel when a second cancel is asked for', () => {
    const store = storeOf(records.placed(), acknowledged, records.cancelRequested(), records.linkLost)
    store.apply(records.cancelRequested(8_000))
    expect(store.order(ORDER_ID)?.status).toBe('unknown')
  })

  it('opens an ended order again only on a newer word of the venue, and calls that a contradiction', () => {
    const store = storeOf(records.placed(), records.sendFailed('new'))
    expect(kinds(store.apply(acknowledged))).toEqual(['contradiction', 'statusChanged'])
    expect(store.openOrders()).toHaveLength(1)
    expect(store.finishedOrders(5)).toEqual([])
  })
})

describe('the place in the reports', () => {
  it('resumes after the last report before which nothing is missing', () => {
    const store = storeOf(records.placed(), acknowledged, fill7)
    expect(store.resumePoint).toEqual({ instanceId: 'run-1', lastSeq: 1 })
    store.apply(fill3)
    expect(store.resumePoint).toEqual({ instanceId: 'run-1', lastSeq: 3 })
  })

  it('starts anew with each venue run', () => {
    const store = storeOf(records.placed(), acknowledged, fill3, records.loggedIn('run-2', 0))
    expect(store.resumePoint).toEqual({ instanceId: 'run-2', lastSeq: 0 })
    const again = report({
      seq: 1,
      execId: 'F-1',
      execType: 'canceled',
      ordStatus: 'canceled',
      cum: 3,
      leaves: 0,
    })
    store.apply(again)
    expect(store.order(ORDER_ID)?.status).toBe('canceled')
  })
})

describe('reconciliation', () => {
  it('takes up an open order that this terminal did not place', () => {
    const store = storeOf()
    const foreign = records.held({ clientOrderId: clientOrderId('X-9') })
    expect(compareOpenOrders(store, [foreign], 0)).toMatchObject([{ action: 'learn', ours: undefined }])
    store.apply({ ...records.learnt(foreign, 0), clientOrderId: foreign.clientOrderId } as OrderRecord)
    expect(store.openOrders()).toMatchObject([{ clientOrderId: 'X-9', origin: 'found at the venue' }])
  })

  it('asks about open orders that the venue does not list, and learns those that differ', () => {
    const other = clientOrderId('T-2')
    const store = storeOf(records.placed(), acknowledged, records.placed({ clientOrderId: other }))
    const listed = records.held({ cumQty: qtyLots(2), leavesQty: qtyLots(8), ordStatus: 'partiallyFilled' })
    expect(compareOpenOrders(store, [listed], 2)).toMatchObject([
      { action: 'learn', ours: { cumQty: 0 }, venues: { cumQty: 2 } },
      { action: 'ask', clientOrderId: 'T-2' },
    ])
    expect(compareOpenOrders(store, [records.held()], 1)).toEqual([])
  })

  it('credits an answer with the requests made before its question', () => {
    const inquiries = new StatusInquiries()
    expect(inquiries.answered(ORDER_ID)).toBe(0)
    inquiries.asked(ORDER_ID, 3, records.recovered.timeUs)
    inquiries.asked(ORDER_ID, 4, records.recovered.timeUs)
    expect(inquiries.isAwaited(ORDER_ID, 5_999)).toBe(true)
    expect(inquiries.isAwaited(ORDER_ID, 6_000)).toBe(false)
    expect([inquiries.answered(ORDER_ID), inquiries.answered(ORDER_ID)]).toEqual([3, 4])
    inquiries.asked('openOrders', 5, records.recovered.timeUs)
    inquiries.linkLost()
    expect(inquiries.answered('openOrders')).toBe(0)
  })
})

describe('the store', () => {
  it('lists open orders oldest first and finished ones newest first', () => {
    const store = storeOf()
    for (const id of ['A', 'B', 'C', 'D']) store.apply(records.placed({ clientOrderId: clientOrderId(id) }))
    for (const id of ['B', 'A']) {
      store.apply({ ...records.sendFailed('new'), clientOrderId: clientOrderId(id) } as OrderRecord)
    }
    expect(store.openOrders().map((order) => order.clientOrderId)).toEqual(['C', 'D'])
    expect(store.finishedOrders(10).map((order) => order.clientOrderId)).toEqual(['A', 'B'])
    expect(store.finishedOrders(1)).toHaveLength(1)
    expect(store.openOrders(instrumentId('H100G27'))).toEqual([])
  })

  it('halts on a client order id that is used twice', () => {
    expect(() => storeOf(records.placed(), records.placed())).toThrow('client order id T-1 is new')
  })

  it('takes a stop of another client as it is, and says when it is triggered, once', () => {
    const terms = { stopPrice: priceTicks(0), displayQty: qtyLots(2) }
    const stop = { orderType: 'stopLimit', terms } as const
    const woken = { ...stop, terms: { ...terms, triggered: true } } as const
    const triggered = report({ seq: 2, execType: 'triggered', ordStatus: 'working', state: woken })
    const store = new OrderStore()
    store.apply(records.loggedIn())
    store.apply(report({ seq: 1, execType: 'new', ordStatus: 'working', state: stop }))
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'working', orderType: 'stopLimit', terms })
    const [effect] = store.apply(triggered)
    expect(effect).toMatchObject({ kind: 'stopTriggered', order: { terms: { triggered: true } } })
    expect(store.apply(triggered)).toEqual([])
    store.apply(
      report({
        seq: 3,
        execType: 'trade',
        ordStatus: 'partiallyFilled',
        cum: 3,
        fill: [3, 100],
        state: woken,
      }),
    )
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'partiallyFilled', leavesQty: 7 })
  })

  it('answers no request with a triggered stop', () => {
    const store = new OrderStore()
    store.apply(records.loggedIn())
    store.apply(report({ seq: 1, execType: 'new', ordStatus: 'working', state: { orderType: 'stop' } }))
    store.apply(records.cancelRequested())
    store.apply(report({ seq: 2, execType: 'triggered', ordStatus: 'working', state: { orderType: 'stop' } }))
    expect(store.order(ORDER_ID)?.status).toBe('pendingCancel')
  })

  it('learns anew of a stop that was triggered while the link was away', () => {
    const terms = { stopPrice: priceTicks(90) }
    const store = new OrderStore()
    store.apply(records.loggedIn())
    store.apply(
      report({ seq: 1, execType: 'new', ordStatus: 'working', state: { orderType: 'stop', terms } }),
    )
    const same = records.held({ orderType: 'stop', terms })
    expect(compareOpenOrders(store, [same], 99)).toEqual([])
    const woken = { ...same, terms: { ...terms, triggered: true } }
    expect(compareOpenOrders(store, [woken], 99)).toMatchObject([{ action: 'learn' }])
    store.apply(records.learnt(woken, 2))
    expect(store.order(ORDER_ID)?.terms?.triggered).toBe(true)
  })

  it('keeps the legs of a fill of a combination, through the journal as well', () => {
    const legs = [
      { instrumentId: records.H100F27, side: 'buy', lastQty: qtyLots(3), lastPrice: priceTicks(311) },
      {
        instrumentId: instrumentId('H100G27'),
        side: 'sell',
        lastQty: qtyLots(3),
        lastPrice: priceTicks(316),
      },
    ] as const
    const fill = report({ seq: 2, execType: 'trade', ordStatus: 'partiallyFilled', cum: 3, fill: [3, -5] })
    if (fill.kind !== 'report' || fill.report.lastFill === undefined) throw new Error('not a fill')
    const withLegs = { ...fill, report: { ...fill.report, lastFill: { ...fill.report.lastFill, legs } } }
    const read = parseOrderRecord(JSON.parse(JSON.stringify(withLegs)))
    if (!read.ok) throw new Error(read.error.text)
    const store = new OrderStore()
    for (const record of [records.loggedIn(), records.placed(), acknowledged]) store.apply(record)
    expect(store.apply(read.value)).toMatchObject([{ kind: 'fillCounted', fill: { legs } }, {}])
    expect(store.fillRows.all.at(-1)?.legs).toEqual(legs)
  })

  it('reads records of a journal from before there were combinations and stops', () => {
    const before =
      '{"kind":"report","timeUs":2002,"report":{"instrumentId":"H100F27","side":"buy","orderType":"limit",' +
      '"limitPrice":100,"orderQty":10,"timeInForce":"day","clientOrderId":"T-1","venueOrderId":"V-1","cumQty":3,' +
      '"leavesQty":7,"ordStatus":"partiallyFilled","seq":2,"execId":"E-2","execType":"trade","lastFill":{"lastQty":3,' +
      '"lastPrice":100,"liquidity":"maker","feeMinor":5},"venueReason":{"code":"none","text":""},"venueTimeUs":2002}}'
    expect(parseOrderRecord(JSON.parse(before))).toMatchObject({ ok: true })
  })

  it('says what is wrong with a record that is none', () => {
    expect(parseOrderRecord({ kind: 'orderPlaced' })).toMatchObject({
      ok: false,
      error: { kind: 'badOrderRecord' },
    })
  })
})
