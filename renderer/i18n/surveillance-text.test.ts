import { describe, expect, it } from 'vitest'
import { surveillanceRules, type SurveillanceAlert } from '../../shared/domain/surveillance.ts'
import { clientOrderId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { F27, h100, notice } from '../store/projections.testing.ts'
import { noticeText } from './order-text.ts'
import { surveillanceHeadline } from './surveillance-text.ts'

const about = { instrumentId: F27, timeUs: timeUs(1_000_000), orderIds: ['T-5', 'T-1'].map(clientOrderId) }
const washLimits = {
  ...{ tradedWithinMs: 1_000, priceTicks: 0, similarPercent: 80 },
  ...{ placedWithinMs: 30_000, restingMs: 1_000 },
}
const pair = {
  buyQty: qtyLots(5),
  sellQty: qtyLots(1),
  buyPrice: priceTicks(319),
  sellPrice: priceTicks(318),
}
const wash = { ...about, pattern: 'wash', limits: washLimits, rule: surveillanceRules.wash } as const

const layering: SurveillanceAlert = {
  ...about,
  pattern: 'layering',
  evidence: {
    ...{ side: 'buy', orders: 4, qty: qtyLots(40), tradedQty: qtyLots(2), tradedPrice: priceTicks(319) },
    ...{ otherSideQty: qtyLots(3), withdrawnOrders: 3, withdrawnQty: qtyLots(30) },
    ...{ withdrawnPercent: 75, afterMs: 1_200 },
  },
  limits: {
    ...{ minOrders: 3, awayTicks: 1, timesOtherSide: 3, builtWithinMs: 60_000 },
    ...{ withdrawnPercent: 70, withdrawnWithinMs: 10_000 },
  },
  rule: surveillanceRules.layering,
}

const ignition: SurveillanceAlert = {
  ...about,
  pattern: 'ignition',
  evidence: {
    ...{ side: 'sell', orders: 3, qty: qtyLots(30), startPrice: priceTicks(319), movedTicks: 6 },
    ...{ farthestPrice: priceTicks(313), reversedQty: qtyLots(15), reversedPrice: priceTicks(314) },
    ...{ reversedPercent: 50, afterMs: 3_400 },
  },
  limits: { minOrders: 3, burstMs: 5_000, movedTicks: 5, reversedPercent: 50, reversedWithinMs: 60_000 },
  rule: surveillanceRules.ignition,
}

const cancelRatio: SurveillanceAlert = {
  ...about,
  orderIds: Array.from({ length: 20 }, (_, nth) => clientOrderId(`T-${nth}`)),
  pattern: 'cancelRatio',
  evidence: { cancels: 1_060, fills: 1 },
  limits: { windowMs: 60_000, minCancels: 60, timesFills: 20 },
  rule: surveillanceRules.cancelRatio,
}

describe('an alert of surveillance', () => {
  it.each<[string, SurveillanceAlert, string]>([
    [
      'a layer',
      layering,
      'Looks like layering in H100F27: 4 buy orders of yours with 40 lots stood behind the best price when you sold 2 lots at 3.19 with 3 lots on that side; 1.2 s later 30 lots of them (75 %) were taken away.',
    ],
    [
      'a wash trade',
      { ...wash, evidence: { how: 'traded', ...pair, apartMs: 0 } },
      'Looks like a wash trade in H100F27: you bought 5 lots at 3.19 and sold 1 lot at 3.18 within 0.0 s.',
    ],
    [
      'orders kept from meeting, one without a price',
      { ...wash, evidence: { how: 'prevented', buyQty: qtyLots(5), sellQty: qtyLots(5), apartMs: 2_000 } },
      'your orders to buy 5 lots at market and to sell 5 lots at market, placed 2.0 s apart, would have traded',
    ],
    [
      'orders that cross at rest',
      { ...wash, evidence: { how: 'resting', ...pair, apartMs: 60_000 } },
      'Looks like a wash trade to come in H100F27: your orders to buy 5 lots at 3.19 and to sell 1 lot at 3.18, placed 1 min apart, rest',
    ],
    [
      'a burst',
      ignition,
      '3 orders of yours took 30 lots to sell and the price went from 3.19 to 3.13 (6 ticks); 3.4 s later you had bought 15 lots (50 %), last at 3.14.',
    ],
    [
      'many cancels',
      cancelRatio,
      'Many cancels in H100F27: 1\u2009060 of your orders were taken away or changed in 1 min for 1 fill.',
    ],
  ])('tells of %s in numbers, with limits, orders and rule', (_what, alert, words) => {
    const text = noticeText(notice(1, { kind: 'surveillance', instrumentId: F27, alert }), h100.tickSize)
    expect(text).toContain(words)
    expect(text).toContain(alert.rule)
    for (const id of alert.orderIds) expect(text).toContain(id)
    expect(text).toMatch(/ Limits: [^{}]*\d[^{}]*\. Orders: /)
    expect(text).not.toMatch(/\{\{|undefined|\[object/)
    expect(text.startsWith(surveillanceHeadline(alert, h100.tickSize))).toBe(true)
  })

  it('says where there are more orders than it names', () => {
    const textOf = (alert: SurveillanceAlert) => noticeText(notice(1, { alert }), h100.tickSize)
    expect(textOf(cancelRatio)).toContain('T-19 and more.')
    expect(textOf(layering)).toContain('Orders: T-5, T-1. Rule')
  })
})
