// Trades that the venue cancels (busts) or corrects after it had told them, in every order of arrival.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderEffect } from './order-effects.ts'
import * as records from './order-records.testing.ts'
import { ORDER_ID, report } from './order-records.testing.ts'
import type { OrderRecord } from './order-records.ts'
import { OrderStore } from './order-store.ts'

const acknowledged = report({ seq: 1, execType: 'new', ordStatus: 'working' })
const fill3 = report({ seq: 2, execType: 'trade', ordStatus: 'partiallyFilled', cum: 3, fill: [3, 100] })
const fill7 = report({ seq: 3, execType: 'trade', ordStatus: 'filled', cum: 10, fill: [7, 101] })
const bust3 = report({
  ...{ seq: 4, execType: 'tradeCancel', ordStatus: 'filled', cum: 7, leaves: 0 },
  ...{ ref: 'E-2', fill: [3, 100] },
})
const correct7 = report({
  ...{ seq: 5, execType: 'tradeCorrect', ordStatus: 'filled', cum: 5, leaves: 0 },
  ...{ ref: 'E-3', fill: [5, 99] },
})

function storeOf(...story: readonly OrderRecord[]): OrderStore {
  const store = new OrderStore()
  for (const record of [records.loggedIn(), ...story]) store.apply(record)
  return store
}

function kinds(effects: readonly OrderEffect[]): readonly string[] {
  return effects.map((effect) => effect.kind)
}

describe('a trade that the venue cancels', () => {
  it('is out of the order once, however often the report comes', () => {
    const store = storeOf(records.placed(), acknowledged, fill3, fill7)
    expect(store.apply(bust3)).toMatchObject([
      {
        kind: 'fillAmended',
        before: { lastQty: 3 },
        fill: { execId: 'E-2', amendment: { kind: 'canceled', execId: 'E-4', was: { lastQty: 3 } } },
        told: { lastQty: 3, lastPrice: 100 },
      },
    ])
    expect(store.apply(bust3)).toEqual([])
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'filled', cumQty: 7, leavesQty: 0 })
    expect([...store.countedFills()].map((fill) => fill.execId)).toEqual(['E-3'])
    expect(store.fillRows.all).toHaveLength(2)
    expect(store.missingFills()).toEqual([])
  })

  it('stays canceled when it is canceled or corrected again, and a person is shown both sides', () => {
    const again = report({
      ...{ seq: 5, execType: 'tradeCancel', ordStatus: 'filled', cum: 7, leaves: 0 },
      ...{ ref: 'E-2', fill: [3, 100] },
    })
    const store = storeOf(records.placed(), acknowledged, fill3, fill7, bust3)
    expect(store.apply(again)).toMatchObject([
      { kind: 'amendmentUnmatched', tradeId: 'E-2', told: { lastQty: 3 }, ours: { lastQty: 3 } },
    ])
    expect(store.order(ORDER_ID)).toMatchObject({ cumQty: 7 })
  })

  it('is told to a person when it was never told of here, and counts as it stands once it comes', () => {
    const store = storeOf(records.placed(), acknowledged)
    const early = report({
      ...{ seq: 3, execType: 'tradeCancel', ordStatus: 'working', cum: 0, leaves: 7 },
      ...{ ref: 'E-2', fill: [3, 100] },
    })
    expect(store.apply(early)).toMatchObject([
      { kind: 'reportGap' },
      { kind: 'amendmentUnmatched', tradeId: 'E-2', ours: undefined },
    ])
    expect(kinds(store.apply(fill3))).toEqual(['fillAmended'])
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'working', cumQty: 0, leavesQty: 7 })
    expect([...store.countedFills()]).toEqual([])
    expect(store.fillRows.all).toMatchObject([{ amendment: { kind: 'canceled' } }])
  })

  it('goes out of a canceled order, which stays canceled', () => {
    const canceled = report({ seq: 3, execType: 'canceled', ordStatus: 'canceled', cum: 3, leaves: 0 })
    const bust = report({
      ...{ seq: 4, execType: 'tradeCancel', ordStatus: 'canceled', cum: 0, leaves: 0 },
      ...{ ref: 'E-2', fill: [3, 100] },
    })
    const store = storeOf(records.placed(), acknowledged, fill3, canceled)
    expect(kinds(store.apply(bust))).toEqual(['fillAmended'])
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'canceled', cumQty: 0, leavesQty: 0 })
  })

  it('takes back what was filled above the order', () => {
    const over = report({
      seq: 2,
      execType: 'trade',
      ordStatus: 'filled',
      cum: 12,
      leaves: 0,
      fill: [12, 100],
    })
    const bust = report({
      ...{ seq: 3, execType: 'tradeCorrect', ordStatus: 'filled', cum: 10, leaves: 0 },
      ...{ ref: 'E-2', fill: [10, 100] },
    })
    const store = storeOf(records.placed(), acknowledged, over)
    expect(store.order(ORDER_ID)).toMatchObject({ orderQty: 12, cumQty: 12 })
    store.apply(bust)
    expect(store.order(ORDER_ID)).toMatchObject({ orderQty: 10, cumQty: 10 })
  })

  it('is not taken out of another order than the one it was told of', () => {
    const stranger = report({
      ...{ seq: 4, execType: 'tradeCancel', ordStatus: 'working', leaves: 10, ref: 'E-2', fill: [3, 100] },
      state: { clientOrderId: 'X-1' as never },
    })
    const store = storeOf(records.placed(), acknowledged, fill3, fill7)
    expect(kinds(store.apply(stranger))).toContain('amendmentUnmatched')
    expect(store.order(ORDER_ID)).toMatchObject({ cumQty: 10 })
  })
})

describe('a trade that the venue corrects', () => {
  it('counts with its new lots, price and fee, and keeps what it was told as first', () => {
    const store = storeOf(records.placed(), acknowledged, fill3, fill7, bust3, correct7)
    expect([...store.countedFills()]).toMatchObject([
      { execId: 'E-3', lastQty: 5, lastPrice: 99, amendment: { kind: 'corrected', was: { lastQty: 7 } } },
    ])
    expect(store.order(ORDER_ID)).toMatchObject({ status: 'filled', cumQty: 5, leavesQty: 0 })
  })

  it('counts as the newest correction says, in whichever order they come', () => {
    const newer = report({
      ...{ seq: 6, execType: 'tradeCorrect', ordStatus: 'filled', cum: 6, leaves: 0 },
      ...{ ref: 'E-3', fill: [6, 98] },
    })
    const store = storeOf(records.placed(), acknowledged, fill3, fill7, bust3, newer)
    expect(store.apply(correct7)).toEqual([])
    expect([...store.countedFills()]).toMatchObject([{ lastQty: 6, lastPrice: 98 }])
  })

  it('ends as the same fills and the same order, whatever order the reports come in', () => {
    const reports = [acknowledged, fill3, fill7, bust3, correct7]
    const inOrder = storeOf(records.placed(), ...reports)
    fc.assert(
      fc.property(fc.shuffledSubarray(reports, { minLength: 5 }), (shuffled) => {
        const store = storeOf(records.placed(), ...shuffled)
        const { updatedTimeUs: _, ...order } = store.order(ORDER_ID)!
        expect(inOrder.order(ORDER_ID)).toMatchObject(order)
        const counted = [...store.countedFills()].map(({ lastQty, lastPrice }) => [lastQty, lastPrice])
        expect(counted).toEqual([[5, 99]])
      }),
    )
  })
})
