import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { depthTo } from './depth-to.ts'

const BIDS = Int32Array.from([296, 12, 295, 40, 290, 1])
const ASKS = Int32Array.from([298, 7, 300, 90])

describe('what rests up to a price', () => {
  it.each([
    ['bid', BIDS, 296, 12, 296 * 12],
    ['bid', BIDS, 295, 52, 296 * 12 + 295 * 40],
    ['bid', BIDS, 293, 52, 296 * 12 + 295 * 40],
    ['bid', BIDS, 1, 53, 296 * 12 + 295 * 40 + 290],
    ['ask', ASKS, 298, 7, 298 * 7],
    ['ask', ASKS, 299, 7, 298 * 7],
    ['ask', ASKS, 400, 97, 298 * 7 + 300 * 90],
    ['ask', Int32Array.from([-3, 2, -1, 4]), -1, 6, -10],
  ] as const)('%s of %j to %i is %i lots', (side, levels, price, lots, lotTicks) => {
    expect(depthTo(levels, side, price)).toEqual({ lots, lotTicks: BigInt(lotTicks) })
  })

  it.each([
    ['bid', BIDS, 297],
    ['ask', ASKS, 297],
    ['ask', new Int32Array(), 297],
  ] as const)('%s of %j to %i is nothing', (side, levels, price) => {
    expect(depthTo(levels, side, price)).toBeUndefined()
  })

  it('never shrinks with the distance, and its average lies between the touch and the price', () => {
    const levels = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(levels, fc.integer({ min: 1, max: 500 }), (prices, price) => {
        const asks = Int32Array.from([...prices].sort((a, b) => a - b).flatMap((at) => [at, (at % 7) + 1]))
        const [near, far] = [depthTo(asks, 'ask', price), depthTo(asks, 'ask', price + 5)]
        expect(far?.lots ?? 0).toBeGreaterThanOrEqual(near?.lots ?? 0)
        if (near === undefined) return
        expect(near.lotTicks).toBeGreaterThanOrEqual(BigInt(asks[0] ?? 0) * BigInt(near.lots))
        expect(near.lotTicks).toBeLessThanOrEqual(BigInt(price) * BigInt(near.lots))
      }),
    )
  })
})
