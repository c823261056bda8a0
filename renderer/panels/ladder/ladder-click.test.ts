import { describe, expect, it } from 'vitest'
import { reason } from '../../../shared/domain/reason.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { F27, G27 } from '../../store/projections.testing.ts'
import { GESTURES, SHIPPED_MAPS, type ClickAction, type ClickMap, type Gesture } from './click-map.ts'
import {
  intentAt,
  intentFor,
  intentOfRelease,
  type LadderColumn,
  type LadderPress,
  type LadderSpot,
  type TradeSettings,
} from './ladder-click.ts'

const armed: TradeSettings = {
  ...{ armed: true, orderQty: 5, block: undefined, nowMs: 10_000 },
  ...{ clicks: SHIPPED_MAPS.one, touch: { bid: 297, ask: 299 }, targetTicks: 8, stopTicks: 4 },
}
const stale = { kind: 'data', reason: reason('awaitingSnapshot', {}) } as const

function spot(column: LadderColumn, price = 297): LadderSpot {
  return { instrumentId: F27, price: priceTicks(price), column }
}

function pressed(at: LadderSpot, gesture: Gesture, settings = armed): LadderPress {
  return { spot: at, gesture, intent: intentAt(at, gesture, settings) }
}

const buy5 = { instrumentId: F27, type: 'limit', side: 'buy', price: 297, orderQty: 5 }
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
    expect(intentAt(spot(column), 'left', settings)).toEqual(intent)
  })

  it.each([
    ['at the same price and side at once', 297, 'buy', 299, 'refuse'],
    ['at the same price and side after a while', 297, 'buy', 300, 'place'],
    ['at another price', 296, 'buy', 10, 'place'],
    ['on the other side', 297, 'sell', 10, 'place'],
  ] as const)('again %s', (_name, price, side, laterMs, kind) => {
    const lastSent = { price: priceTicks(price), side, atMs: armed.nowMs - laterMs }
    expect(intentAt(spot('bid'), 'left', { ...armed, lastSent }).kind).toBe(kind)
  })

  it('by key trades the side of the key', () => {
    expect(intentFor('sell', 'limit', spot('price'), armed)).toEqual({ kind: 'place', order: sell5 })
  })
})

/** What a click places, in a word: bid 297, ask 299, exits 8 and 4 ticks away. */
function sent(map: ClickMap, gesture: Gesture, column: LadderColumn, price: number): string {
  const intent = intentAt(spot(column, price), gesture, { ...armed, clicks: map })
  if (intent.kind === 'refuse')
    return `refused: ${typeof intent.why === 'string' ? intent.why : intent.why.kind}`
  if (intent.kind !== 'place') return intent.kind
  const { order } = intent
  const exits = order.type === 'bracket' ? ` target ${order.targetPrice} stop ${order.stopPrice}` : ''
  return `${order.side} ${order.type} ${order.price}${exits}`
}

// At the touch, through it, and behind it, on both columns.
const MAPS: readonly {
  readonly name: string
  readonly map: ClickMap
  readonly table: readonly (readonly [Gesture, LadderColumn, number, string])[]
}[] = [
  {
    name: 'one button',
    map: SHIPPED_MAPS.one,
    table: [
      ['left', 'bid', 290, 'buy limit 290'],
      ['left', 'bid', 305, 'buy limit 305'],
      ['left', 'ask', 305, 'sell limit 305'],
      ['left', 'ask', 290, 'sell limit 290'],
      ['right', 'bid', 290, 'nothing'],
      ['middle', 'bid', 290, 'recentre'],
      ['altLeft', 'ask', 305, 'nothing'],
    ],
  },
  {
    name: 'side of the market',
    map: SHIPPED_MAPS.sided,
    table: [
      ['left', 'bid', 290, 'buy limit 290'],
      ['left', 'bid', 299, 'buy limit 299'],
      ['left', 'bid', 300, 'buy stop 300'],
      ['left', 'ask', 305, 'sell limit 305'],
      ['left', 'ask', 297, 'sell limit 297'],
      ['left', 'ask', 296, 'sell stop 296'],
      ['right', 'ask', 296, 'nothing'],
    ],
  },
  {
    name: 'two buttons',
    map: SHIPPED_MAPS.two,
    table: [
      ['left', 'bid', 290, 'buy limit 290'],
      ['left', 'ask', 290, 'sell limit 290'],
      ['right', 'bid', 305, 'buy stop 305'],
      ['right', 'bid', 299, 'refused: stopAtMarket'],
      ['right', 'ask', 290, 'sell stop 290'],
      ['right', 'ask', 297, 'refused: stopAtMarket'],
      ['altLeft', 'bid', 290, 'buy bracket 290 target 298 stop 286'],
      ['altLeft', 'ask', 310, 'sell bracket 310 target 302 stop 314'],
      ['shiftLeft', 'bid', 290, 'nothing'],
    ],
  },
]

describe.each(MAPS)('the map of clicks: $name', ({ map, table }) => {
  it.each(table)('%s on %s at %i: %s', (gesture, column, price, words) => {
    expect(sent(map, gesture, column, price)).toBe(words)
  })

  it('places nothing in any other column', () => {
    for (const gesture of GESTURES)
      for (const column of ['pull', 'ownBuys', 'price', 'ownSells', 'traded'] as const)
        expect(sent(map, gesture, column, 290)).toMatch(/^(nothing|recentre)$/)
  })
})

it('one’s own map does what was chosen for each gesture', () => {
  const actions: readonly ClickAction[] = ['bracket', 'limit', 'nothing', 'stop', 'sided', 'recentre']
  const own = Object.fromEntries(GESTURES.map((gesture, nth) => [gesture, actions[nth]])) as ClickMap
  expect(GESTURES.map((gesture) => sent(own, gesture, 'bid', 310))).toEqual([
    ...['buy bracket 310 target 318 stop 306', 'buy limit 310', 'nothing'],
    ...['buy stop 310', 'buy stop 310', 'recentre'],
  ])
})

it('against an empty side nothing is beyond the market', () => {
  const empty = { ...armed, touch: { bid: undefined, ask: undefined }, clicks: SHIPPED_MAPS.sided }
  expect(intentAt(spot('bid', 400), 'left', empty)).toMatchObject({ order: { type: 'limit' } })
  const two = { ...empty, clicks: SHIPPED_MAPS.two }
  expect(intentAt(spot('ask', 200), 'right', two)).toMatchObject({ kind: 'refuse', why: 'stopAtMarket' })
})

describe('press and release', () => {
  it('sends nothing where the market came to the price meanwhile, so that another order would go', () => {
    const sided = { ...armed, clicks: SHIPPED_MAPS.sided }
    const at = spot('bid', 301)
    const risen = { ...sided, touch: { bid: 300, ask: 302 } }
    expect(intentOfRelease(pressed(at, 'left', sided), at, sided)).toMatchObject({ order: { type: 'stop' } })
    expect(intentOfRelease(pressed(at, 'left', sided), at, risen)).toMatchObject({
      kind: 'refuse',
      why: 'crossed',
    })
  })

  it('brings the market to the middle where that was pressed', () => {
    const at = spot('price')
    expect(intentOfRelease(pressed(at, 'middle'), at, armed)).toEqual({ kind: 'recentre' })
  })

  const press = pressed(spot('bid'), 'left')

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
    const disarmed = pressed(spot('bid'), 'left', { ...armed, armed: false })
    expect(intentOfRelease(disarmed, spot('bid'), armed)).toMatchObject({ kind: 'refuse', why: 'disarmed' })
  })

  it('says nothing for a press where a click means nothing', () => {
    expect(intentOfRelease(pressed(spot('price'), 'left'), undefined, armed)).toEqual({
      kind: 'nothing',
    })
  })
})
