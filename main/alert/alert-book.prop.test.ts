// Whatever the market does: no alert without a crossing, never two without a return between, and what others do is nothing.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceTicks } from '../../shared/math/quantities.ts'
import { F27, G27, OVER_220, rule, StagedMarket } from './alert.testing.ts'

const step = fc.oneof(
  { arbitrary: fc.integer({ min: 210, max: 230 }), weight: 6 },
  fc.constant('old' as const),
)
const story = fc.array(step, { maxLength: 60 })

/** Which steps raise. */
function raisedAt(
  steps: readonly (number | 'old')[],
  more: Parameters<typeof rule>[1] = {},
): readonly number[] {
  const market = new StagedMarket()
  market.book.set(rule(OVER_220, more))
  return market.trades(...steps).flatMap((price, at) => (price === undefined ? [] : [at]))
}

describe('a rule on a price', () => {
  it('raises only at a step that crosses from a live value on the other side', () => {
    fc.assert(
      fc.property(story, fc.constantFrom('afterReturn', 'everyTime'), (steps, rearm) => {
        for (const at of raisedAt(steps, { rearm })) {
          expect(Number(steps[at])).toBeGreaterThanOrEqual(220)
          expect(Number(steps[at - 1])).toBeLessThan(220)
        }
      }),
    )
  })

  it('never raises twice without its value seen back by the hysteresis between', () => {
    fc.assert(
      fc.property(story, fc.boolean(), (steps, alsoIfBeyond) => {
        const raised = raisedAt(steps, { alsoIfBeyond })
        for (const [nth, at] of raised.entries()) {
          const next = raised[nth + 1]
          if (next === undefined) continue
          expect(steps.slice(at, next).some((price) => price !== 'old' && price <= 218)).toBe(true)
        }
      }),
    )
  })

  it('misses no crossing from where it is armed', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const raised = new Set(raisedAt(steps))
        for (const [at, price] of steps.entries()) {
          const [before, now] = [steps[at - 1], price]
          if (typeof before === 'number' && before <= 218 && typeof now === 'number' && now >= 220)
            expect(raised.has(at)).toBe(true)
        }
      }),
    )
  })

  it('raises the same whatever happens to other instruments in between', () => {
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.array(step, { maxLength: 3 })), (steps, others) => {
        const market = new StagedMarket()
        market.book.set(rule(OVER_220))
        market.book.set(rule({ ...OVER_220, instrumentId: G27 }, { ruleId: 'r2' }))
        const alone = raisedAt(steps)
        const beside = steps.flatMap((price, at) => {
          for (const other of others.next().value as readonly (number | 'old')[]) {
            const look = market.shows(G27, other === 'old' ? { isLive: false } : { last: priceTicks(other) })
            expect(look.raised.every(({ ruleId }) => ruleId === 'r2')).toBe(true)
          }
          const look = market.shows(F27, price === 'old' ? { isLive: false } : { last: priceTicks(price) })
          expect(look.raised.every(({ ruleId }) => ruleId === 'r1')).toBe(true)
          return look.raised.length > 0 ? [at] : []
        })
        expect(beside).toEqual(alone)
      }),
    )
  })
})
