import { expect, it } from 'vitest'
import fc from 'fast-check'
import type { PositionRow } from '../../../shared/ui-wire/projections.ts'
import { h100 } from '../../store/projections.testing.ts'
import { positionMarks } from './position-marks.ts'

const tick = BigInt(h100.tickValueMinor)

/** A position that was built at `ticks` on average, with this result of the day at a mark in half ticks. */
function held(netQty: number, ticks: number, markHalfTicks?: number, dayTicks = 0): PositionRow {
  const mark =
    markHalfTicks === undefined
      ? {}
      : { mark: { priceHalfTicks: markHalfTicks, rule: 'mid', stale: false } as const }
  return {
    ...{ instrument: h100, netQty, boughtQty: 0, soldQty: 0, realisedMinor: 0n, feesMinor: 0n },
    openCostMinor: BigInt(Math.round(netQty * ticks)) * tick,
    ...mark,
    unrealisedMinor: 0n,
    dayMinor: markHalfTicks === undefined ? undefined : BigInt(dayTicks) * tick,
  }
}

it.each([
  ['flat', held(0, 0, 600), {}],
  ['long without a mark', held(5, 297), { average: 297 }],
  ['long and even', held(5, 297, 594), { average: 297, breakEven: 297 }],
  ['between two ticks', held(2, 297.5, 600), { average: 298, breakEven: 300 }],
  ['short at prices below zero', held(-4, -3, -6, 0), { average: -3, breakEven: -3 }],
  ['long, the day ahead by 10 tick-lots at 300', held(5, 290, 600, 10), { average: 290, breakEven: 298 }],
  ['long, behind by 11: the next tick up', held(5, 290, 600, -11), { average: 290, breakEven: 303 }],
  ['short, ahead by 11: the next tick down', held(-5, 310, 600, 11), { average: 310, breakEven: 302 }],
  ['short, behind by 11: the next tick down', held(-5, 310, 600, -11), { average: 310, breakEven: 297 }],
])('of a position %s', (_, position, marks) => {
  expect(positionMarks(position)).toEqual(marks)
})

it('at the break-even the day is without a loss, and a tick worse it is not', () => {
  const net = fc.integer({ min: -500, max: 500 }).filter((qty) => qty !== 0)
  const price = fc.integer({ min: -2_000, max: 2_000 })
  const day = fc.integer({ min: -100_000, max: 100_000 })
  fc.assert(
    fc.property(net, price, day, (netQty, markHalfTicks, dayTicks) => {
      const { breakEven } = positionMarks(held(netQty, 0, markHalfTicks, dayTicks))
      if (breakEven === undefined) throw new Error('a mark is given')
      const twiceDayAt = (ticks: number) => 2 * dayTicks + netQty * (2 * ticks - markHalfTicks)
      expect(twiceDayAt(breakEven)).toBeGreaterThanOrEqual(0)
      expect(twiceDayAt(breakEven - Math.sign(netQty))).toBeLessThan(0)
    }),
  )
})
