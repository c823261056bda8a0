import { describe, expect, it } from 'vitest'
import { reason } from '../../shared/domain/reason.ts'
import { instrumentId, isoDate, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import type { BarsProjection, ChartBar } from '../../shared/ui-wire/bars.ts'
import { priceModel, tradingDay } from './price-model.ts'

const F27 = instrumentId('H100F27')
const CENT = { mantissa: 1, scale: 2 }
const us = (text: string) => timeUs(Date.parse(text) * 1_000)

const bar = (start: string, close = 300): ChartBar => ({
  ...{ startUs: us(start), open: priceTicks(299), high: priceTicks(302), low: priceTicks(298) },
  ...{ close: priceTicks(close), volume: 7 },
})

const bars = (...of: readonly ChartBar[]): BarsProjection => ({
  ...{ topic: 'bars:1m.H100F27', barsOf: F27, interval: '1m', state: { kind: 'live' }, reach: 'history' },
  ...{ gaps: 0, bars: of },
})

describe('the model of a price chart', () => {
  it('has bars in seconds and prices', () => {
    const settle = {
      instrumentId: F27,
      date: isoDate('2026-11-20'),
      kind: 'daily',
      price: priceTicks(297),
      rule: '',
    } as const
    const model = priceModel({ ...bars(bar('2026-11-23T15:00:00Z')), settle }, [], CENT)
    expect(model).toMatchObject({ settle: 2.97, isLive: true, decimals: 2 })
    expect(model?.bars).toMatchObject([{ time: 1_795_446_000, open: 2.99, high: 3.02, close: 3, volume: 7 }])
  })

  it.each([
    ['without bars', bars(), CENT],
    ['without a tick size', bars(bar('2026-11-23T15:00:00Z')), undefined],
    ['before anything came', undefined, CENT],
  ])('is nothing %s', (_, projection, tickSize) => {
    expect(priceModel(projection, [], tickSize)).toBeUndefined()
  })

  it('is not live where the data are old', () => {
    const state = { kind: 'stale', reason: reason('notConnected', {}), sinceUs: timeUs(1) } as const
    expect(priceModel({ ...bars(bar('2026-11-23T15:00:00Z')), state }, [], CENT)?.isLive).toBe(false)
  })

  it('marks where a trading day begins, in winter and in summer, and of bars of days nothing', () => {
    const days = bars(
      ...['2026-11-23T21:59:00Z', '2026-11-23T23:00:00Z', '2026-11-24T00:00:00Z'].map((at) => bar(at)),
    )
    expect(priceModel(days, [], CENT)?.sessionStarts).toEqual([Date.parse('2026-11-23T23:00:00Z') / 1_000])
    expect(priceModel({ ...days, interval: '1d' }, [], CENT)?.sessionStarts).toEqual([])
    expect(tradingDay(us('2026-07-01T21:59:59Z')) + 1).toBe(tradingDay(us('2026-07-01T22:00:00Z')))
  })

  it('marks what own orders bought and sold within a bar, each added up, and nothing before the first', () => {
    const fill = (at: string, side: 'buy' | 'sell', lots: number) => ({ venueTimeUs: us(at), side, lots })
    const fills = [
      fill('2026-11-23T14:59:59Z', 'buy', 9),
      fill('2026-11-23T15:00:10Z', 'buy', 2),
      fill('2026-11-23T15:00:59Z', 'buy', 3),
      fill('2026-11-23T15:00:30Z', 'sell', 1),
    ]
    const model = priceModel(bars(bar('2026-11-23T15:00:00Z'), bar('2026-11-23T15:01:00Z')), fills, CENT)
    expect(model?.ownMarks).toEqual([
      { time: 1_795_446_000, side: 'buy', lots: 5 },
      { time: 1_795_446_000, side: 'sell', lots: 1 },
    ])
  })
})
