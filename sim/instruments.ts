// What the simulated exchange lists: two months of a contract and their spread, so that fills come in legs too.
import type { CombinationLeg, Instrument } from '../shared/domain/instrument.ts'
import { instrumentId, isoDate, priceTicks, timeUs } from '../shared/math/quantities.ts'
import type { NewListing } from '../venue/market/exchange-port.ts'

/** A Monday morning in Chicago, hours of continuous trading ahead; the closing call and the close of that day. */
export const MORNING_US = timeUs(Date.parse('2026-11-23T14:00:00Z') * 1_000)
export const CLOSING_CALL_US = timeUs(Date.parse('2026-11-23T21:59:00Z') * 1_000)
export const CLOSE_US = timeUs(Date.parse('2026-11-23T22:00:00Z') * 1_000)
const SETTLEMENT = 1_000

const [JANUARY, FEBRUARY, SPREAD] = [
  instrumentId('H100F27'),
  instrumentId('H100G27'),
  instrumentId('H100F27-H100G27'),
]

/** What is traded, with the price in ticks that it is traded around. */
export const TRADED = [
  { instrumentId: JANUARY, middle: SETTLEMENT },
  { instrumentId: FEBRUARY, middle: SETTLEMENT },
  { instrumentId: SPREAD, middle: 0 },
] as const

export const LISTINGS: readonly NewListing[] = [
  listing(JANUARY),
  listing(FEBRUARY),
  listing(SPREAD, [
    { instrumentId: JANUARY, ratio: 1, priceWeight: 1 },
    { instrumentId: FEBRUARY, ratio: -1, priceWeight: -1 },
  ]),
]

function listing(id: Instrument['instrumentId'], legs?: readonly CombinationLeg[]): NewListing {
  const instrument: Instrument = {
    instrumentId: id,
    root: 'H100',
    description: id,
    tickSize: { mantissa: 1, scale: 2 },
    multiplier: 730,
    unit: 'GPU-hour',
    currency: 'USD',
    tickValueMinor: 730,
    deliveryStart: isoDate('2027-01-01'),
    deliveryEnd: isoDate('2027-01-31'),
    lastTradingDay: isoDate('2027-01-29'),
    feeMinorPerLot: 50,
    source: 'simulation',
    ...(legs === undefined
      ? {}
      : { combination: { kind: 'calendarSpread', legs, priceDivisor: 1 } as const }),
  }
  const price = priceTicks(legs === undefined ? SETTLEMENT : 0)
  return { instrument, firstSettlement: { date: isoDate('2026-11-20'), price, rule: 'simulation' } }
}
