import { beforeEach, expect, it } from 'vitest'
import { instrumentId } from '../../shared/math/quantities.ts'
import { F27, G27, desk, h100, h100Root, ladder } from './projections.testing.ts'
import { firstChoice, neighbouringMonth, neighbouringRoot, rootOf, tickSizeOf } from './instruments.ts'
import { applyProjection, forgetUnwatched } from './topic-stores.ts'

beforeEach(() => {
  forgetUnwatched([])
  applyProjection(desk({ roots: [h100Root, { ...h100Root, root: 'H200', months: [] }] }))
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

it('takes the tick size from another month when the ladder is not there yet', () => {
  expect(rootOf(G27)?.root).toBe('H100')
  expect(tickSizeOf(G27)).toBeUndefined()
  applyProjection({ topic: 'curve:H100', root: 'H100', instrument: h100, points: [] })
  expect(tickSizeOf(G27)).toEqual(h100.tickSize)
  applyProjection(ladder())
  expect(tickSizeOf(F27)).toEqual(h100.tickSize)
})

it('shows the first month ahead on a first start', () => {
  expect(firstChoice(h100Root, '2026-12-15')).toBe(F27)
  expect(firstChoice(h100Root, '2029-01-01')).toBe('H100Z26')
  expect(firstChoice({ ...h100Root, months: [] }, '2026-12-15')).toBeUndefined()
})
