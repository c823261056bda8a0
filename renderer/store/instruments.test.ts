import { beforeEach, expect, it } from 'vitest'
import { instrumentId, isoDate } from '../../shared/math/quantities.ts'
import { F27, G27, desk, h100, h100Root } from './projections.testing.ts'
import {
  currencyOf,
  firstChoice,
  neighbouringMonth,
  neighbouringRoot,
  rootOf,
  tickSizeOf,
} from './instruments.ts'
import { applyProjection, forgetUnwatched } from './topic-stores.ts'

const emptyRow = {
  ...{ netQty: 0, boughtQty: 1, soldQty: 1, openCostMinor: 0n, realisedMinor: 0n },
  ...{ unrealisedMinor: 0n, dayMinor: 0n, feesMinor: 0n },
}

beforeEach(() => {
  forgetUnwatched([])
  applyProjection(desk({ roots: [h100Root, { ...h100Root, root: 'H200', months: [], combinations: [] }] }))
})

it('steps along the months of a root and stops at its ends', () => {
  expect(neighbouringMonth(F27, 1)).toBe(G27)
  expect(neighbouringMonth(F27, -1)).toBe('H100Z26')
  expect(neighbouringMonth(G27, 1)).toBeUndefined()
  expect(neighbouringMonth(instrumentId('X'), 1)).toBeUndefined()
})

it('steps along the roots and around their ends', () => {
  expect(neighbouringRoot('H100', 1)).toBe('H200')
  expect(neighbouringRoot('H100', -1)).toBe('H200')
  expect(neighbouringRoot(undefined, 1)).toBe('H200')
})

it('steps from spread to spread and never to a month', () => {
  const first = instrumentId('H100Z26-H100F27')
  expect(neighbouringMonth(first, 1)).toBe('H100F27-H100G27')
  expect(neighbouringMonth(first, -1)).toBeUndefined()
  expect(rootOf(first)?.root).toBe('H100')
})

it('takes tick size and currency from the list, and from a position once nothing lists it', () => {
  expect([tickSizeOf(G27), currencyOf(G27)]).toEqual([h100.tickSize, 'USD'])
  const gone = instrumentId('TOKCX26')
  expect([tickSizeOf(gone), currencyOf(gone)]).toEqual([undefined, undefined])
  const instrument = {
    ...h100,
    instrumentId: gone,
    tickSize: { mantissa: 1, scale: 3 },
    currency: 'CNY',
  } as const
  const row = { ...emptyRow, instrument }
  applyProjection({ topic: 'positions', rows: [row], totals: [] })
  expect([tickSizeOf(gone), currencyOf(gone)]).toEqual([instrument.tickSize, 'CNY'])
})

it('sees what is listed later', () => {
  const late = instrumentId('H100H27')
  expect(rootOf(late)).toBeUndefined()
  const months = [...h100Root.months, { instrumentId: late, deliveryStart: isoDate('2027-03-01') }]
  applyProjection(desk({ roots: [{ ...h100Root, months }] }))
  expect(neighbouringMonth(G27, 1)).toBe(late)
})

it('shows the first month ahead on a first start', () => {
  expect(firstChoice(h100Root, '2026-12-15')).toBe(F27)
  expect(firstChoice(h100Root, '2029-01-01')).toBe('H100Z26')
  expect(firstChoice({ ...h100Root, months: [] }, '2026-12-15')).toBeUndefined()
})
