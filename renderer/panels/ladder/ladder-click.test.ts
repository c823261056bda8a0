import { describe, expect, it } from 'vitest'
import { reason } from '../../../shared/domain/reason.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { F27, G27 } from '../../store/projections.testing.ts'
import {
  intentAt,
  intentFor,
  intentOfRelease,
  type LadderColumn,
  type LadderSpot,
  type TradeSettings,
} from './ladder-click.ts'

const armed: TradeSettings = { armed: true, orderQty: 5, block: undefined, nowMs: 10_000 }
const stale = { kind: 'data', reason: reason('awaitingSnapshot', {}) } as const

function spot(column: LadderColumn, price = 297): LadderSpot {
  return { instrumentId: F27, price: priceTicks(price), column }
}

const buy5 = { instrumentId: F27, side: 'buy', limitPrice: 297, orderQty: 5 }
const sell5 = { ...buy5, side: 'sell' }

describe('a click in the ladder', () => {
  it.each([
    ['bid', armed, { kind: 'place', order: buy5 }],
    ['ask', armed, { kind: 'place', order: sell5 }],
    ['price', armed, { kind: 'nothing' }],
    ['ownBuys', armed, { kind: 'nothing' }],
    ['ownSells', armed, { kind: 'nothing' }],
    ['traded', armed, { kind: 'nothing' }],
    ['pull', armed, { kind: 'nothing' }],
    ['bid', { ...armed, orderQty: 25 }, { kind: 'place', order: { ...buy5, orderQty: 25 } }],
    ['bid', { ...armed, armed: false }, { kind: 'refuse', why: 'disarmed', order: buy5 }],
    ['ask', { ...armed, orderQty: 0 }, { kind: 'refuse', why: 'sizeZero', order: { ...sell5, orderQty: 0 } }],
    ['bid', { ...armed, block: stale }, { kind: 'refuse', why: stale, order: buy5 }],
    // What stands in the way is said before that the ladder is disarmed: arming would not help.
    ['bid', { ...armed, armed: false, block: stale }, { kind: 'refuse', why: stale, order: buy5 }],
  ] as const)('on %s with %j means %j', (column, settings, intent) => {
    expect(intentAt(spot(column), settings)).toEqual(intent)
  })

  it.each([
    ['at the same price and side at once', 297, 'buy', 299, 'refuse'],
    ['at the same price and side after a while', 297, 'buy', 300, 'place'],
    ['at another price', 296, 'buy', 10, 'place'],
    ['on the other side', 297, 'sell', 10, 'place'],
  ] as const)('again %s', (_name, price, side, laterMs, kind) => {
    const lastSent = { price: priceTicks(price), side, atMs: armed.nowMs - laterMs }
    expect(intentAt(spot('bid'), { ...armed, lastSent }).kind).toBe(kind)
  })

  it('by key trades the side of the key', () => {
    expect(intentFor('sell', spot('price'), armed)).toEqual({ kind: 'place', order: sell5 })
  })
})

describe('press and release', () => {
  const press = { spot: spot('bid'), intent: intentAt(spot('bid'), armed) }

  it.each([
    ['on the same cell sends', spot('bid'), armed, 'place'],
    ['on another price sends nothing', spot('bid', 298), armed, 'refuse'],
    ['on another column sends nothing', spot('ask'), armed, 'refuse'],
    ['outside the ladder sends nothing', undefined, armed, 'refuse'],
    ['on another instrument sends nothing', { ...spot('bid'), instrumentId: G27 }, armed, 'refuse'],
    ['after the market went stale sends nothing', spot('bid'), { ...armed, block: stale }, 'refuse'],
    ['after disarming sends nothing', spot('bid'), { ...armed, armed: false }, 'refuse'],
  ] as const)('%s', (_name, released, settings, kind) => {
    expect(intentOfRelease(press, released, settings).kind).toBe(kind)
  })

  it('sends the size of the press when the size changed before the release', () => {
    expect(intentOfRelease(press, spot('bid'), { ...armed, orderQty: 50 })).toEqual({
      kind: 'place',
      order: buy5,
    })
  })

  it('sends nothing when the ladder was armed only after the press', () => {
    const disarmed = { spot: spot('bid'), intent: intentAt(spot('bid'), { ...armed, armed: false }) }
    expect(intentOfRelease(disarmed, spot('bid'), armed)).toMatchObject({ kind: 'refuse', why: 'disarmed' })
  })

  it('says nothing for a press where a click means nothing', () => {
    expect(intentOfRelease({ spot: spot('price'), intent: { kind: 'nothing' } }, undefined, armed)).toEqual({
      kind: 'nothing',
    })
  })
})
