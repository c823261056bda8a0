// Alerts as the core raises them: from the market as rules ask, from own orders without any, and never in an order's way.
import { beforeEach, describe, expect, it } from 'vitest'
import {
  DEFAULT_ALERT_SETTINGS,
  said,
  type AlertPreferences,
  type AlertTerms,
  type AskedAlertRule,
} from '../../shared/domain/alert.ts'
import { ok } from '../../shared/domain/result.ts'
import { instrumentId, isoDate, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { AlertCommand } from '../../shared/ui-wire/commands.ts'
import { AlertBook } from '../alert/alert-book.ts'
import type { AlertLogLine } from '../alert/alert-log.ts'
import type { MarketEvent } from '../marketdata/market-event.ts'
import { delta, H100F27, instrument, levels, snapshot, trade } from '../marketdata/market-events.testing.ts'
import { alertCommand } from './alert-commands.ts'
import { alertsProjection } from './projections/alerts.ts'
import { ScriptedDesk } from './scripted-desk.testing.ts'

let desk: ScriptedDesk
let changeId: number
beforeEach(() => {
  desk = new ScriptedDesk()
  desk.open()
  changeId = 7
})

const OVER_215: AlertTerms = {
  ...{ kind: 'price', instrumentId: H100F27, basis: 'last', direction: 'above', level: 215, hysteresis: 2 },
}

function asks(terms: AlertTerms, more: Partial<AskedAlertRule> = {}): void {
  const rule = { isOn: true, note: '', sound: 'chime', rearm: 'afterReturn', coolDownS: 1 } as const
  const asked = { ...rule, alsoIfBeyond: false, terms, ...more }
  expect(give({ kind: 'setAlertRule', rule: asked, origin: 'test' })).toMatchObject({ ok: true })
}

function prefers(more: Partial<AlertPreferences>) {
  const { rules: _, ...preferences } = { ...DEFAULT_ALERT_SETTINGS, ...more }
  return give({ kind: 'setAlertPreferences', ...preferences, origin: 'test' })
}

function give(command: AlertCommand, write = () => ok(undefined)) {
  const edges = { keep: (lines: readonly AlertLogLine[]) => desk.kept.push(...lines), write }
  return alertCommand(desk.state, command, timeUs(desk.nowUs), edges)
}

let trades = 0
/** The market trades at these prices, two seconds apart. */
function trading(...prices: readonly number[]): void {
  for (const price of prices) {
    trades += 1
    const event = { kind: 'trade', trade: trade(`T${trades}`, { price: priceTicks(price) }) } as const
    desk.loop.marketEvents([event], timeUs(desk.nowUs))
    desk.wait(2_000)
  }
}

const codes = () => desk.told.map((told) => told.said.code)

describe('a price alert', () => {
  beforeEach(() => {
    asks(OVER_215, { note: 'roll the hedge' })
  })

  it('is told once, with its note and sound, and stands in the log', () => {
    trading(214, 215, 216)
    expect(desk.told).toMatchObject([
      {
        ...{
          topic: 'price',
          count: 1,
          isOrderFate: false,
          sound: 'chime',
          volume: 60,
          note: 'roll the hedge',
        },
        said: said('priceAbove', { instrument: H100F27, basis: 'last', price: '2.15', level: '2.15' }),
      },
    ])
    expect(alertsProjection(desk.state)).toMatchObject({
      ...{ unacknowledged: 1, log: [{ alertId: 1, count: 1, wasQuiet: false, note: 'roll the hedge' }] },
      rules: [{ state: 'waiting' }],
    })
  })

  it('is told again once the price was back by the hysteresis', () => {
    trading(214, 215, 214, 215, 213, 215)
    expect(desk.told).toHaveLength(2)
    expect(desk.kept.map(({ kind }) => kind)).toEqual(['told', 'rule', 'told'])
  })

  it('is not told of a crossing that nobody saw: the link was gone', () => {
    trading(214)
    const down = { kind: 'down', reason: { code: 'linkClosed', params: { text: '' } }, retryInMs: 0 } as const
    desk.loop.marketEvents([down], timeUs(desk.nowUs))
    desk.wait(300)
    expect(alertsProjection(desk.state).rules[0]?.state).toBe('old')
    desk.open()
    trading(216)
    expect(desk.told).toEqual([])
    trading(213, 216)
    expect(desk.told).toHaveLength(1)
  })

  it('is not told of prices that came late', () => {
    trading(214)
    desk.nowUs += 20_000_000
    desk.loop.marketEvents(
      [
        { kind: 'heard', bytes: 9, messages: 1 },
        { kind: 'trade', trade: trade('late', { price: priceTicks(216) }) },
      ],
      timeUs(desk.nowUs),
    )
    expect(desk.told).toEqual([])
    desk.wait(500)
    expect(desk.told).toEqual([])
  })

  it('looks twenty times a second at most, however much is said', () => {
    trading(214)
    let looks = 0
    const { book } = desk.state.alerts
    book.lookAt = (...args) => {
      looks += 1
      return AlertBook.prototype.lookAt.apply(book, args)
    }
    for (let ms = 0; ms < 1_000; ms += 1) {
      desk.nowUs += 1_000
      changeId += 1
      desk.loop.marketEvents([delta(changeId)], timeUs(desk.nowUs))
    }
    expect(looks).toBe(20)
  })

  it('that fails takes nothing with it: trading goes on, and the person is told', () => {
    desk.state.alerts.book.lookAt = () => {
      throw new Error('broken')
    }
    desk.wait(500)
    expect(desk.state.notices.newestFirst()[0]).toMatchObject({ reason: { code: 'alertsFailed' } })
    expect(desk.state.halted).toBeUndefined()
    desk.rests('buy', 5, 209)
    expect(desk.happened).toContain('sent newOrder')
  })
})

describe('what becomes of an own order', () => {
  it('is told without a rule, after what is durable and sent', () => {
    const id = desk.rests('buy', 5, 209)
    desk.says(id, 'trade')
    desk.wait(200)
    expect(desk.told).toMatchObject([
      {
        topic: 'fill',
        count: 1,
        isOrderFate: true,
        sound: 'rise',
        said: { code: 'filled', params: { qty: 5 } },
      },
    ])
  })

  it('is one sound for five fills within a tenth of a second, with their count and lots', () => {
    const id = desk.rests('buy', 10, 209)
    for (const _ of [1, 2, 3, 4, 5]) desk.fills(id, 2, 209)
    desk.wait(200)
    expect(desk.told).toMatchObject([
      { count: 5, said: { code: 'filled', params: { qty: 10, price: '2.09' } } },
    ])
    expect(alertsProjection(desk.state).log).toMatchObject([{ count: 5 }])
  })

  it('is told of a cancel that nobody here asked for, and not of one that somebody did', () => {
    const [mine, theirs] = [desk.rests('buy', 5, 209), desk.rests('buy', 5, 208)]
    desk.cancels(mine)
    desk.says(theirs, 'canceled', ++desk.seq, 'selfTradePrevented')
    desk.wait(200)
    expect(codes()).toEqual(['canceled'])
    expect(desk.told[0]?.count).toBe(1)
  })

  it('is told of a denial and of a doubt, each with its sound', () => {
    const place = (limitPrice: number) =>
      desk.loop.command({
        ...{ kind: 'placeOrder', instrumentId: H100F27, side: 'buy', orderType: 'limit', timeInForce: 'day' },
        ...{ limitPrice: priceTicks(limitPrice), orderQty: qtyLots(2), origin: 'test' },
      })
    expect(place(900).ok).toBe(false)
    expect(place(209).ok).toBe(true)
    const down = { kind: 'down', reason: { code: 'linkClosed', params: { text: '' } }, retryInMs: 0 } as const
    desk.loop.orderEvents([down], timeUs(desk.nowUs))
    desk.wait(200)
    expect(codes().toSorted()).toEqual(['denied', 'ordersAdrift', 'unknown'])
    expect(desk.told.map(({ isOrderFate, count }) => [isOrderFate, count])).toEqual([
      ...[
        [true, 1],
        [true, 1],
        [true, 1],
      ],
    ])
    const sounds = Object.fromEntries(desk.told.map(({ said: { code }, sound }) => [code, sound]))
    expect(sounds).toEqual({ denied: 'knock', unknown: 'alarm', ordersAdrift: 'alarm' })
  })

  it('is told of what surveillance finds in the flow', () => {
    const layer = [209, 208, 207].map((price) => desk.rests('buy', 10, price))
    desk.says(desk.rests('sell', 1, 212), 'trade')
    for (const id of layer) desk.cancels(id)
    desk.wait(200)
    expect(desk.told).toMatchObject([
      { topic: 'fill' },
      { topic: 'surveillance', isOrderFate: false, said: { params: { pattern: 'layering' } } },
    ])
  })
})

describe('the market’s own words', () => {
  it('are told by a rule: a halt, a settlement, one that is restated', () => {
    asks({ kind: 'phase', of: 'H100', phase: 'halted' })
    asks({ kind: 'settlement', of: H100F27 })
    const status = (phase: 'halted' | 'continuous'): MarketEvent => ({
      kind: 'status',
      instrumentId: H100F27,
      status: { phase, code: phase, text: '', sinceUs: timeUs(desk.nowUs) },
    })
    const daily = { instrumentId: H100F27, kind: 'daily', rule: 'r' } as const
    const settles = (day: string, price: number): MarketEvent => ({
      kind: 'settlement',
      settlement: { ...daily, date: isoDate(day), price: priceTicks(price) },
    })
    for (const event of [
      ...[status('continuous'), settles('2027-01-04', 210), status('halted'), settles('2027-01-05', 211)],
      ...[settles('2027-01-05', 211), settles('2027-01-05', 212)],
    ]) {
      desk.loop.marketEvents([event], timeUs(desk.nowUs))
      desk.wait(1_500)
    }
    expect(desk.told.map((told) => told.said)).toMatchObject([
      { code: 'phase', params: { phase: 'halted' } },
      { code: 'settlementPublished', params: { price: '2.11' } },
      { code: 'settlementRestated', params: { price: '2.12', was: '2.11' } },
    ])
  })
})

describe('the state of the desk', () => {
  it('is told by a rule: the margin that working orders take', () => {
    desk.state.riskSettings = {
      ...desk.state.riskSettings,
      limits: { ...desk.state.limits, maxMarginUsd: { value: 100_000, owner: 'a test' } },
    }
    asks({ kind: 'margin', currency: 'USD', level: 1, hysteresis: 0 })
    desk.wait(2_000)
    expect(desk.told).toEqual([])
    desk.rests('buy', 20, 209)
    desk.wait(2_000)
    expect(codes()).toEqual(['margin'])
  })

  it('is told by a rule: a session that is not live for so long', () => {
    desk.state.venueUrl = 'ws://127.0.0.1:1'
    asks({ kind: 'session', session: 'market', level: 5 })
    desk.wait(3_000)
    const down = { kind: 'down', reason: { code: 'linkClosed', params: { text: '' } }, retryInMs: 0 } as const
    desk.loop.marketEvents([down], timeUs(desk.nowUs))
    for (let at = 0; at < 80; at += 1) {
      desk.nowUs += 100_000
      desk.loop.tick()
    }
    expect(desk.told.map((told) => told.said)).toMatchObject([
      { code: 'sessionLost', params: { seconds: 5 } },
    ])
  })
})

describe('quiet hours', () => {
  it('silence the market and never an order’s fate, and stand in the log', () => {
    asks(OVER_215)
    const quietHours = { isOn: true, days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '00:00', zone: 'UTC' }
    expect(prefers({ quietHours })).toMatchObject({ ok: true })
    expect(alertsProjection(desk.state).quietMinutes).toBeGreaterThan(0)
    trading(214, 216)
    desk.says(desk.rests('buy', 5, 209), 'trade')
    desk.wait(200)
    expect(codes()).toEqual(['filled'])
    expect(alertsProjection(desk.state).log).toMatchObject([
      { wasQuiet: false },
      { wasQuiet: true, topic: 'price' },
    ])
  })

  it('in no zone of this world are refused, and the ones before stand', () => {
    const quietHours = { isOn: true, days: [], from: '00:00', to: '00:00', zone: 'Mars/Olympus' }
    expect(prefers({ quietHours })).toMatchObject({
      reason: { code: 'quietZoneBad' },
    })
    expect(alertsProjection(desk.state).quietHours.zone).toBe('UTC')
  })
})

describe('a sound', () => {
  it('that is off leaves the notification without it', () => {
    prefers({ sounds: { volume: 30, off: ['rise'] } })
    desk.says(desk.rests('buy', 5, 209), 'trade')
    desk.wait(200)
    expect(desk.told).toMatchObject([{ topic: 'fill', volume: 30 }])
    expect(desk.told[0]).not.toHaveProperty('sound')
  })
})

describe('what a person asks', () => {
  const rule: AskedAlertRule = {
    ...{
      terms: OVER_215,
      isOn: true,
      note: '',
      sound: 'chime',
      rearm: 'once',
      coolDownS: 1,
      alsoIfBeyond: false,
    },
  }
  const set = (asked: Partial<AskedAlertRule>, ruleId?: string) =>
    give({
      ...{ kind: 'setAlertRule', rule: { ...rule, ...asked }, origin: 'test' },
      ...(ruleId === undefined ? {} : { ruleId }),
    })

  it('of a rule that was done begins it anew', () => {
    set({})
    trading(214, 215, 213, 215)
    expect(desk.told).toHaveLength(1)
    const ruleId = alertsProjection(desk.state).rules[0]?.rule.ruleId
    desk.wait(1_000)
    expect(set({}, ruleId)).toMatchObject({ ok: true })
    trading(213, 215)
    expect(desk.told).toHaveLength(2)
  })

  it('takes a rule away', () => {
    set({})
    const ruleId = alertsProjection(desk.state).rules[0]?.rule.ruleId ?? ''
    expect(give({ kind: 'removeAlertRule', ruleId, origin: 'test' })).toMatchObject({ ok: true })
    expect(alertsProjection(desk.state).rules).toEqual([])
    expect(give({ kind: 'removeAlertRule', ruleId, origin: 'test' })).toMatchObject({
      reason: { code: 'alertRuleNotKnown' },
    })
  })

  it('acknowledges one, or all up to one, in the name of who did', () => {
    asks({ kind: 'phase', of: 'H100' })
    trading(214)
    for (const _ of [1, 2, 3]) {
      desk.says(desk.rests('buy', 5, 209), 'trade')
      desk.wait(1_500)
    }
    const acknowledge = (alertId: number, andOlder: boolean) =>
      give({ kind: 'acknowledgeAlert', alertId, andOlder, origin: 'test' })
    expect(acknowledge(3, false)).toMatchObject({ ok: true })
    expect(alertsProjection(desk.state)).toMatchObject({
      unacknowledged: 2,
      log: [{ acknowledged: { who: 'ada' } }, {}, {}],
    })
    expect(acknowledge(2, true)).toMatchObject({ ok: true })
    expect(alertsProjection(desk.state).unacknowledged).toBe(0)
    expect(acknowledge(99, false)).toMatchObject({ reason: { code: 'alertNotKnown' } })
    expect(desk.kept.at(-1)).toMatchObject({ kind: 'acknowledged', alertId: 2, andOlder: true })
  })

  it.each([
    [
      'of a contract nobody lists',
      { kind: 'width', instrumentId: instrumentId('H100Z99'), direction: 'above', level: 5, hysteresis: 0 },
      'unknownInstrument',
    ],
    ['of a product nobody lists', { kind: 'phase', of: 'H900' }, 'unknownInstrument'],
    [
      'of a contract and itself',
      {
        kind: 'spread',
        instrumentId: H100F27,
        otherId: H100F27,
        direction: 'above',
        level: 5,
        hysteresis: 0,
      },
      'alertNotComparable',
    ],
    [
      'of two currencies',
      {
        kind: 'spread',
        instrumentId: H100F27,
        otherId: instrumentId('TOKCF27'),
        direction: 'above',
        level: 5,
        hysteresis: 0,
      },
      'alertNotComparable',
    ],
  ] as const)('is refused %s', (_name, terms, code) => {
    const listed = [instrument(), instrument(instrumentId('TOKCF27'), { root: 'TOKC', currency: 'CNY' })]
    desk.loop.marketEvents([{ kind: 'definitions', instruments: listed }], timeUs(desk.nowUs))
    expect(set({ terms })).toMatchObject({ ok: false, reason: { code } })
    expect(set({ terms, isOn: false })).toMatchObject({ ok: true })
  })

  it('is as it was when it cannot be written', () => {
    const write = () => ({ ok: false, error: 'disk full' }) as const
    expect(give({ kind: 'setAlertRule', rule, origin: 'test' }, write as never)).toMatchObject({
      reason: { code: 'alertsNotSaved' },
    })
    expect(alertsProjection(desk.state).rules).toEqual([])
  })

  it('has an end: five hundred rules', () => {
    for (let nth = 0; nth < 500; nth += 1) set({})
    expect(set({})).toMatchObject({ reason: { code: 'alertRulesFull', params: { limit: 500 } } })
  })
})

it('keeps a price between bid and ask that moves while nothing trades', () => {
  asks({ kind: 'price', instrumentId: H100F27, basis: 'mid', direction: 'below', level: 205, hysteresis: 0 })
  desk.wait(300)
  desk.loop.marketEvents(
    [snapshot(20, { bids: levels([200, 1]), asks: levels([203, 1]), venueTimeUs: timeUs(20_000) })],
    timeUs(desk.nowUs),
  )
  desk.wait(300)
  expect(desk.told).toMatchObject([{ said: { params: { basis: 'mid', price: '2.015', level: '2.05' } } }])
})
