import { describe, expect, it } from 'vitest'
import type { HeldTerms } from '../shared/domain/held-order.ts'
import { clientOrderId, heldId, priceTicks, qtyLots, timeUs } from '../shared/math/quantities.ts'
import type { OrderClientMessage } from '../shared/venue-wire/order-messages.ts'
import { DeskState } from '../main/core/desk-state.ts'
import type { JournalRecord } from '../main/core/journal-records.ts'
import { replay } from '../main/core/order-desk.ts'
import type { HeldRecord } from '../main/held/held-records.ts'
import { H100F27, placed, recovered, replaceRequested, report } from '../main/order/order-records.testing.ts'
import {
  activeAfter,
  activeAtStart,
  actedWhilePaused,
  changedByHand,
  childLeaves,
  overfilled,
} from './held-laws.ts'

const NOW_US = timeUs(1_000)
const HELD_ID = heldId('T-h1')
const ORIGIN = `held ${HELD_ID}`
const about = { timeUs: NOW_US, heldId: HELD_ID }
const common = { instrumentId: H100F27, side: 'buy', orderQty: qtyLots(10), timeInForce: 'gtc' } as const
const SLICED: HeldTerms = { kind: 'sliced', ...common, limitPrice: priceTicks(100), sliceQty: qtyLots(10) }
const OCO: HeldTerms = { kind: 'oco', ...common, limitPrice: priceTicks(99), stopPrice: priceTicks(103) }

const created = (terms: HeldTerms = SLICED): HeldRecord => ({
  ...{ kind: 'heldCreated', ...about, terms, tradedQty: 0, who: 'test', origin: 'test' },
})
const paused: HeldRecord = { kind: 'heldPaused', ...about, reason: { code: 'pausedByPerson', params: {} } }
const resumed: HeldRecord = {
  ...{ kind: 'heldResumed', ...about, settled: [], tradedQty: 0, who: 'test', origin: 'test' },
}

/** A child with its order of 10 lots. */
function child(name: string, role: 'slice' | 'target' | 'stop' = 'slice'): readonly JournalRecord[] {
  const id = clientOrderId(name)
  return [
    { kind: 'heldChildPlaced', ...about, clientOrderId: id, role, tradedQty: 0 },
    placed({ clientOrderId: id, origin: ORIGIN }),
  ]
}

function filled(name: string, seq: number): JournalRecord {
  const state = { clientOrderId: clientOrderId(name) }
  return report({ seq, execType: 'trade', ordStatus: 'filled', cum: 10, fill: [10, 100], state })
}

function desk(...records: readonly JournalRecord[]): DeskState {
  const state = new DeskState({ runName: 'T', user: 'test', nowUs: NOW_US })
  for (const record of records) replay(state, record)
  return state
}

const leaving = (name: string): OrderClientMessage & { type: 'newOrder' } => ({
  ...{ type: 'newOrder', requestId: 1, clientOrderId: clientOrderId(name), instrument: H100F27 },
  ...{ side: 'buy', orderType: 'limit', timeInForce: 'gtc', orderQty: qtyLots(10) },
})

describe('of orders held on this PC', () => {
  it('none is active right after a restart', () => {
    expect(activeAtStart(desk(created()))).toMatch(/T-h1 is active/)
    expect(activeAtStart(desk(created(), paused))).toBeUndefined()
  })

  it.each([
    ['a stop', { kind: 'stopTrading', origin: 'test' }, true, true],
    ['a cancel of all that could not leave', { kind: 'cancelAll', origin: 'test' }, false, true],
    ['flattening', { kind: 'flatten', instrumentId: H100F27, origin: 'test' }, true, true],
    ['flattening nothing', { kind: 'flatten', instrumentId: H100F27, origin: 'test' }, false, false],
    ['arming the throttle', { kind: 'rearmThrottle', origin: 'test' }, true, false],
  ] as const)('none may be active after %s, where that pauses', (_, command, ok, isLaw) => {
    const answer = ok
      ? ({ ok, clientOrderIds: [] } as const)
      : ({ ok, reason: { code: 'orderSessionDown', params: {} } } as const)
    expect(activeAfter(command, answer, desk(created())) !== undefined).toBe(isLaw)
    expect(activeAfter(command, answer, desk(created(), paused))).toBeUndefined()
  })

  it('no child leaves beside another that is open, or for more than is left', () => {
    const state = desk(created(), ...child('T-1'), ...child('T-2'))
    const knows = (cumQty: number, isOpen: boolean) => (id: string) =>
      id === 'T-1' ? { cumQty, isOpen } : undefined
    expect(childLeaves(leaving('T-2'), state, knows(0, true))).toMatch(/beside T-1/)
    expect(childLeaves(leaving('T-2'), state, knows(1, false))).toMatch(/may fill 11 of 10/)
    expect(childLeaves(leaving('T-2'), state, knows(0, false))).toBeUndefined()
  })

  it('no order leaves in the name of one that does not know it', () => {
    const stray = placed({ clientOrderId: clientOrderId('T-9'), origin: ORIGIN })
    expect(childLeaves(leaving('T-9'), desk(created(), stray), () => undefined)).toMatch(/nobody’s child/)
  })

  it.each<readonly [string, readonly JournalRecord[], boolean]>([
    ['an active one acts', [created(), ...child('T-1')], true],
    ['a paused one acts', [created(), paused, ...child('T-1')], false],
    ['a paused one that was resumed acts', [created(), paused, resumed, ...child('T-1')], true],
    ['a paused one sends an order', [created(), paused, placed({ origin: ORIGIN })], false],
    ['a person cancels while it is paused', [created(), paused, placed({ origin: 'test' })], true],
    ['a restart finds one active', [created(), recovered], false],
    ['a restart finds one paused', [created(), paused, recovered], true],
  ])('a journal in which %s is judged rightly', (_, records, mayBe) => {
    expect(actedWhilePaused(records) === undefined).toBe(mayBe)
  })

  it('a pair that raced says so', () => {
    const both = [created(OCO), ...child('T-1', 'target'), ...child('T-2', 'stop'), filled('T-1', 1)]
    const raced = [...both, filled('T-2', 2)]
    const told: JournalRecord = {
      ...{ kind: 'heldEnded', ...about, state: 'failed' },
      reason: { code: 'exitsRaced', params: { filledQty: 20, orderQty: 10 } },
    }
    const found = (records: readonly JournalRecord[], changes = {}) =>
      overfilled(desk(...records), { wasChanged: () => false, isResumed: false, ...changes })
    expect(found(both)).toBeUndefined()
    expect(found(raced)).toMatch(/filled 20 of 10 lots/)
    expect(found([...raced, told])).toBeUndefined()
    expect(found(raced, { wasChanged: () => true })).toBeUndefined()
    expect(found([...raced, paused])).toBeUndefined()
    expect(found([...raced, paused], { isResumed: true })).toMatch(/paused/)
  })

  it('slices fill no more than they are for, paused or not', () => {
    const twice = [created(), ...child('T-1'), ...child('T-2'), filled('T-1', 1), filled('T-2', 2), paused]
    expect(overfilled(desk(...twice), { wasChanged: () => false, isResumed: false })).toMatch(/20 of 10/)
  })

  it('those that a person changed by hand are known from the journal', () => {
    const byHand = replaceRequested()
    expect([...changedByHand([byHand, { ...byHand, origin: ORIGIN } as JournalRecord])]).toEqual(['T-1'])
  })
})
