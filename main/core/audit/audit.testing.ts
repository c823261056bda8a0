// A small journal of a morning, for the tests of the audit: an order with its market, its trade canceled, a replace
// denied, a text that a spreadsheet would take for a formula.
import { priceTicks, qtyLots, timeUs } from '../../../shared/math/quantities.ts'
import { openJournal } from '../../journal/journal.ts'
import * as records from '../../order/order-records.testing.ts'
import { ORDER_ID, report } from '../../order/order-records.testing.ts'
import type { MarketMoment, OrderRecord } from '../../order/order-records.ts'
import { DayAnchors } from '../day-anchors.ts'
import { journalCodec } from '../journal-records.ts'

export const NINE = timeUs(Date.UTC(2026, 10, 23, 9) * 1_000)
const MINUTE_US = 60_000_000

const market: MarketMoment = {
  ...{
    state: 'live',
    ageMs: 12,
    phase: 'continuous',
    last: priceTicks(-4),
    tickSize: { mantissa: 1, scale: 2 },
  },
  ...{ bid: [priceTicks(-5), qtyLots(7)], ask: [priceTicks(-3), qtyLots(2)] },
}
const why = { code: 'staleMarketData', params: { instrument: 'H100F27', ageMs: 4_000 } } as const

/** One a minute from nine o'clock on. */
export const MORNING: readonly OrderRecord[] = [
  records.loggedIn(),
  records.placed({ user: 'ada', origin: 'ladder click', limitPrice: priceTicks(-5), market }),
  { kind: 'requestSent', timeUs: timeUs(1_001), clientOrderId: ORDER_ID, request: 'new' },
  report({ seq: 1, execType: 'new', ordStatus: 'working', state: { limitPrice: priceTicks(-5) } }),
  report({ seq: 2, execType: 'trade', ordStatus: 'partiallyFilled', cum: 3, fill: [3, -5], code: '=cmd()' }),
  {
    ...{
      kind: 'replaceDenied',
      timeUs: timeUs(4_000),
      clientOrderId: ORDER_ID,
      origin: 'algo twap',
      user: '@ada',
    },
    ...{ limitPrice: priceTicks(-2), orderQty: qtyLots(4), reason: why, market },
  },
  report({ seq: 3, execType: 'tradeCancel', ordStatus: 'working', leaves: 7, ref: 'E-2', fill: [3, -5] }),
  records.cancelRequested(),
]

/** Writes them with the day's anchor before them; returns when each record was made. */
export function writeMorning(file: string): void {
  const opened = openJournal(file, journalCodec)
  if (!opened.ok) throw new Error(opened.error.text)
  const journal = opened.value
  const anchors = new DayAnchors()
  for (const [minute, record] of MORNING.entries()) {
    const nowUs = timeUs(NINE + minute * MINUTE_US)
    const anchor = anchors.due(journal.head, nowUs)
    if (anchor !== undefined) anchors.written(anchor)
    journal.append(anchor === undefined ? [record] : [anchor, record], nowUs)
  }
  journal.close()
}

export function minuteOf(minute: number) {
  return timeUs(NINE + minute * MINUTE_US)
}
