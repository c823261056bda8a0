// What a journal says of an order is believed only as a whole.
import { expect, it } from 'vitest'
import { held, report } from './order-records.testing.ts'
import { parseOrderRecord } from './order-records.ts'

const record = report({
  ...{ seq: 7, execId: 'E-7', execType: 'trade', ordStatus: 'partiallyFilled' },
  ...{ state: held({}), fill: [2, 100] },
})
const kept = JSON.parse(JSON.stringify(record)) as { kind: 'report'; report: object }

it('reads a report as it was kept', () => {
  expect(parseOrderRecord(kept)).toEqual({ ok: true, value: kept })
})

it.each([
  ['with a field that is not known', { ...kept, report: { ...kept.report, urgency: 'high' } }],
  ['with a field beside the report', { ...kept, urgency: 'high' }],
  [
    'with a field that is not known in its fill',
    {
      ...kept,
      report: {
        ...kept.report,
        lastFill: { lastQty: 2, lastPrice: 100, liquidity: 'taker', feeMinor: 1, tip: 5 },
      },
    },
  ],
  ['without its number', { ...kept, report: { ...kept.report, seq: undefined } }],
  ['with lots that are none', { ...kept, report: { ...kept.report, cumQty: 1.5 } }],
])('takes a report %s for none', (_name, value) => {
  expect(parseOrderRecord(value)).toMatchObject({ ok: false, error: { kind: 'badOrderRecord' } })
})
