import { describe, expect, it } from 'vitest'
import { isoDate, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import { reason } from '../../shared/domain/reason.ts'
import type { CurveProjection } from '../../shared/ui-wire/projections.ts'
import { G27, h100, point } from '../store/projections.testing.ts'
import { curveModel, daysBetween, monthOfDay, valueRange } from './curve-model.ts'

const january = point({
  bid: priceTicks(296),
  ask: priceTicks(298),
  mark: { priceHalfTicks: 595, rule: 'mid', stale: false },
})
const february = point({
  instrumentId: G27,
  deliveryStart: isoDate('2027-02-01'),
  deliveryEnd: isoDate('2027-02-28'),
  state: { kind: 'stale', reason: reason('awaitingSnapshot', {}), sinceUs: timeUs(1) },
})
const curve: CurveProjection = {
  topic: 'curve:H100',
  root: 'H100',
  instrument: h100,
  points: [january, february],
}

describe('the model of the curve', () => {
  it('has a day of the axis for every day of the calendar', () => {
    const model = curveModel(curve)
    expect(model?.days).toHaveLength(31 + 28)
    expect([model?.days[0], model?.days.at(-1)]).toEqual(['2027-01-01', '2027-02-28'])
  })

  it('begins with the index fixing when that is earlier', () => {
    const date = isoDate('2026-12-30')
    const fixing = { root: 'H100', date, status: 'published', value: '3.20', source: 'x' } as const
    const model = curveModel({ ...curve, fixing })
    expect(model?.days[0]).toBe('2026-12-30')
    expect(model?.spot).toEqual({ date: '2026-12-30', value: 3.2 })
  })

  it('plots quotes and marks, leaves out what there is not, and greys what is old', () => {
    const model = curveModel(curve)
    expect(model?.months[0]).toMatchObject({
      bid: 2.96,
      ask: 2.98,
      mark: 2.975,
      isLive: true,
      middle: '2027-01-16',
    })
    expect(model?.months[1]).toMatchObject({ bid: undefined, mark: undefined, isLive: false })
  })

  it('calls a stale mark not live even while the book is', () => {
    const marked = { ...january, mark: { priceHalfTicks: 595, rule: 'last', stale: true } } as const
    expect(curveModel({ ...curve, points: [marked] })?.months[0]?.isLive).toBe(false)
  })

  it('leaves out a month that has ended', () => {
    const ended = { ...january, phase: 'expired' } as const
    const model = curveModel({ ...curve, points: [ended, february] })
    expect(model?.months.map((month) => month.instrumentId)).toEqual([G27])
    expect(model?.days[0]).toBe('2027-02-01')
  })

  it('is nothing without points or a tick size', () => {
    expect(curveModel(undefined)).toBeUndefined()
    expect(curveModel({ ...curve, points: [] })).toBeUndefined()
    expect(curveModel({ topic: 'curve:H100', root: 'H100', points: [january] })).toBeUndefined()
  })

  it('finds the month of a day', () => {
    const model = curveModel(curve)
    if (model === undefined) throw new Error('no model')
    expect(monthOfDay(model, '2027-02-28')?.instrumentId).toBe(G27)
    expect(monthOfDay(model, '2026-12-31')).toBeUndefined()
    expect(monthOfDay(model, undefined)).toBeUndefined()
  })

  it('spans one tick more than everything drawn', () => {
    const model = curveModel(curve)
    if (model === undefined) throw new Error('no model')
    const range = valueRange(model)
    expect(range?.min).toBeCloseTo(2.95)
    expect(range?.max).toBeCloseTo(2.99)
    expect(valueRange({ ...model, months: [] })).toBeUndefined()
  })
})

it('counts calendar days over a leap February', () => {
  expect(daysBetween('2028-02-01', '2028-03-01')).toHaveLength(30)
  expect(daysBetween('2028-03-01', '2028-02-01')).toEqual([])
})
