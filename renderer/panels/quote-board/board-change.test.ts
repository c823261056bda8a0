import { expect, it } from 'vitest'
import { isoDate, priceTicks } from '../../../shared/math/quantities.ts'
import { F27 } from '../../store/projections.testing.ts'
import { boardChange } from './board-change.ts'

const settle = {
  instrumentId: F27,
  date: isoDate('2026-11-20'),
  kind: 'daily',
  price: priceTicks(0),
  rule: 'vwap',
} as const
const mark = { priceHalfTicks: 5, rule: 'mid', stale: false } as const

it.each([
  ['the last trade counts before the mark', { last: priceTicks(3), mark, settle }, 3],
  ['the mark where nothing traded, without its half tick', { mark, settle }, 2],
  ['a mark half a tick below the settlement', { mark: { ...mark, priceHalfTicks: -1 }, settle }, 0],
  ['a settlement of zero is one', { last: priceTicks(-2), settle }, -2],
  ['no settlement, no change', { last: priceTicks(3), mark }, undefined],
  ['no price, no change', { settle }, undefined],
])('%s', (_name, point, ticks) => {
  expect(boardChange(point)).toBe(ticks)
})
