import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reason } from '../../shared/domain/reason.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { OrderThrottle } from './order-throttle.ts'
import { withLimits } from './risk.testing.ts'

const limits = withLimits({ orderBurst: 3, ordersPerSecond: 2, messageBurst: 5, messagesPerSecond: 4 })
const why = reason('throttled', { what: 'orders', burst: 3, perSecond: 2 })
const second = 1_000_000

function after(orders: number, changes = 0): OrderThrottle {
  const throttle = new OrderThrottle()
  for (let n = 0; n < orders; n++) throttle.leaves('order', limits, timeUs(second))
  for (let n = 0; n < changes; n++) throttle.leaves('change', limits, timeUs(second))
  return throttle
}

describe('the throttle', () => {
  it.each([
    [2, 0, 0, { ordersLeft: true, messagesLeft: true }],
    [3, 0, 0, { ordersLeft: false, messagesLeft: true }],
    [3, 0, 499_999, { ordersLeft: false, messagesLeft: true }],
    [3, 0, 500_000, { ordersLeft: true, messagesLeft: true }],
    [3, 2, 0, { ordersLeft: false, messagesLeft: false }],
    [0, 5, 249_999, { ordersLeft: true, messagesLeft: false }],
    [0, 5, 250_000, { ordersLeft: true, messagesLeft: true }],
    [3, 0, -900_000, { ordersLeft: false, messagesLeft: true }],
  ])('after %i orders and %i changes and %i µs has %o', (orders, changes, laterUs, left) => {
    expect(after(orders, changes).pace(limits, timeUs(second + laterUs))).toMatchObject(left)
  })

  it('lets a cancel out of an empty bucket and owes no more for it than one burst', () => {
    const throttle = after(0, 500)
    expect(throttle.pace(limits, timeUs(second + 250_000)).messagesLeft).toBe(true)
  })

  it('stays shut until it is armed, by the first reason, and begins full', () => {
    const throttle = after(3)
    throttle.trip(why)
    throttle.trip(reason('throttled', { what: 'messages', burst: 5, perSecond: 4 }))
    expect(throttle.pace(limits, timeUs(100 * second))).toMatchObject({ tripped: why, ordersLeft: true })
    throttle.rearm()
    expect(throttle.pace(limits, timeUs(second))).toEqual({
      ...{ tripped: undefined, ordersLeft: true, messagesLeft: true },
    })
  })

  it('follows limits that are changed while it counts', () => {
    const throttle = after(3)
    expect(throttle.pace(withLimits({ orderBurst: 4 }), timeUs(second)).ordersLeft).toBe(true)
    expect(throttle.pace(withLimits({ orderBurst: 1 }), timeUs(second)).ordersLeft).toBe(false)
  })

  it('never lets out more in any stretch of time than the burst and what the rate gives', () => {
    const gaps = fc.array(fc.nat({ max: 700_000 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(gaps, (gapsUs) => {
        const throttle = new OrderThrottle()
        const leftUs: number[] = []
        let nowUs = second
        for (const gapUs of gapsUs) {
          nowUs += gapUs
          if (!throttle.pace(limits, timeUs(nowUs)).ordersLeft) continue
          throttle.leaves('order', limits, timeUs(nowUs))
          leftUs.push(nowUs)
        }
        for (const [first, fromUs] of leftUs.entries()) {
          for (const [last, toUs] of leftUs.entries()) {
            if (last >= first)
              expect(last - first + 1).toBeLessThanOrEqual(3 + (2 * (toUs - fromUs)) / second)
          }
        }
      }),
    )
  })
})
