import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TwapTerms } from '../../shared/domain/held-order.ts'
import { instrumentId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { sliceTimeUs } from './twap.ts'

function terms(startUs: number, lengthUs: number, slices: number): TwapTerms {
  return {
    ...{ kind: 'twap', instrumentId: instrumentId('H100F27'), side: 'buy', orderQty: qtyLots(slices) },
    ...{ limitPrice: priceTicks(0), startTimeUs: timeUs(startUs), endTimeUs: timeUs(startUs + lengthUs) },
    ...{ slices, participationPercent: 10 },
  }
}

it('has one slice in each part of the time, at a moment that only the name of the held order decides', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000_000_000),
      fc.integer({ min: 500, max: 604_800_000_000 }),
      fc.integer({ min: 1, max: 500 }),
      fc.string({ minLength: 1, maxLength: 40 }),
      (startUs, lengthUs, slices, seed) => {
        const work = terms(startUs, lengthUs, slices)
        for (let nth = 1; nth <= slices; nth++) {
          const at = sliceTimeUs(work, seed, nth) - startUs
          expect(at).toBeGreaterThanOrEqual(Math.floor(((nth - 1) * lengthUs) / slices) - 1)
          expect(at).toBeLessThanOrEqual((nth * lengthUs) / slices)
          expect(sliceTimeUs(work, seed, nth)).toBe(startUs + at)
        }
      },
    ),
    { numRuns: 50 },
  )
})

it('spreads the moments over the whole part, and differs from one held order to the next', () => {
  const work = terms(0, 500_000_000, 500)
  const within = (seed: string) =>
    Array.from({ length: 500 }, (_, nth) => sliceTimeUs(work, seed, nth + 1) - nth * 1_000_000)
  const [a, b] = [within('run-h1'), within('run-h2')]
  for (const times of [a, b]) {
    const quarters = [0, 1, 2, 3].map(
      (quarter) => times.filter((time) => Math.floor(time / 250_000) === quarter).length,
    )
    for (const count of quarters) expect(count).toBeGreaterThan(90)
  }
  expect(a.filter((time, nth) => Math.abs(time - (b[nth] ?? 0)) < 10_000).length).toBeLessThan(50)
})
