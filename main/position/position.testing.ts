// Short ways to write instruments and fills in tests. Times are given as a UTC day number and a second in it.
import { US_PER_DAY } from '../../shared/domain/civil-day.ts'
import type { Currency, Instrument } from '../../shared/domain/instrument.ts'
import type { Fill, Side } from '../../shared/domain/order.ts'
import type { Mark } from '../../shared/ui-wire/projections.ts'
import {
  clientOrderId,
  execId,
  instrumentId,
  isoDate,
  priceTicks,
  qtyLots,
  timeUs,
} from '../../shared/math/quantities.ts'

export const TODAY = 20_000

export function instrumentOf(id: string, tickValueMinor = 730, currency: Currency = 'USD'): Instrument {
  return {
    instrumentId: instrumentId(id),
    root: id.slice(0, 4),
    description: id,
    tickSize: { mantissa: 1, scale: 2 },
    multiplier: 730,
    unit: 'GPU-hour',
    currency,
    tickValueMinor,
    deliveryStart: isoDate('2027-01-01'),
    deliveryEnd: isoDate('2027-01-31'),
    lastTradingDay: isoDate('2027-01-29'),
    feeMinorPerLot: 5,
    source: 'test',
  }
}

export type FillSketch = readonly [side: Side, qty: number, price: number, day?: number]

export function fillOf([side, qty, price, day = TODAY]: FillSketch, at = 0, id = 'H100F27'): Fill {
  const venueTimeUs = timeUs(day * US_PER_DAY + at)
  return {
    execId: execId(`E-${String(at)}`),
    clientOrderId: clientOrderId('T-1'),
    instrumentId: instrumentId(id),
    side,
    lastQty: qtyLots(qty),
    lastPrice: priceTicks(price),
    liquidity: 'maker',
    feeMinor: 5 * qty,
    venueTimeUs,
    receivedTimeUs: venueTimeUs,
  }
}

export function markAt(priceHalfTicks: number): Mark {
  return { priceHalfTicks, rule: 'mid', stale: false }
}
