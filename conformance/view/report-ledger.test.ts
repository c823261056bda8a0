import { describe, expect, test } from 'vitest'
import type { ExecutionReport } from '../../shared/venue-wire/order-messages.ts'
import { ReportLedger } from './report-ledger.ts'

function report(fields: object): ExecutionReport {
  const base = {
    type: 'executionReport',
    seq: 1,
    execId: 'E1',
    execType: 'new',
    clientOrderId: 'run-1',
    instrument: 'H100F27',
  }
  const order = {
    side: 'buy',
    orderType: 'limit',
    timeInForce: 'day',
    orderQty: 5,
    cumQty: 0,
    leavesQty: 5,
    ordStatus: 'working',
  }
  return {
    ...base,
    ...order,
    reason: 'none',
    text: '',
    venueTimeUs: 1,
    ...fields,
  } as unknown as ExecutionReport
}

const traded = {
  execType: 'trade',
  cumQty: 2,
  leavesQty: 3,
  ordStatus: 'partiallyFilled',
  lastQty: 2,
  lastPriceTicks: 300,
  liquidity: 'taker',
  feeMinor: 100,
}

function violationsOf(...reports: readonly object[]): readonly string[] {
  const ledger = new ReportLedger('run-')
  const session = { seq: 0 }
  for (const fields of reports) ledger.take('paper', report(fields), session)
  return ledger.violations
}

describe('report ledger', () => {
  test('follows orders and trades of the run, a replayed report once', () => {
    const ledger = new ReportLedger('run-')
    const session = { seq: 0 }
    ledger.take('paper', report({}), session)
    ledger.take('paper', report({ seq: 2, execId: 'E2', ...traded }), session)
    ledger.take('paper', report({ seq: 2, execId: 'E2', ...traded }), { seq: 1 })
    ledger.take('paper', report({ seq: 3, execId: 'E3', clientOrderId: 'foreign' }), session)
    expect(ledger.violations).toEqual([])
    expect(ledger.openOf('paper')).toEqual(['run-1'])
    expect([...ledger.netOf('paper')]).toEqual([['H100F27', 2]])
  })

  test.each([
    ['a gap', [{}, { seq: 3, execId: 'E3' }], 'report 3 came after 1'],
    ['an execId used twice', [{}, { seq: 2 }], 'execId was also that of report'],
    ['lots that do not add up', [{ cumQty: 1, leavesQty: 5 }], 'above orderQty'],
    ['lots that went missing', [{ leavesQty: 4 }], 'is not its orderQty'],
    ['a done order with a rest', [{ ordStatus: 'canceled', leavesQty: 1 }], 'done order with leavesQty'],
    [
      'a filled order that is not',
      [{ ordStatus: 'filled', leavesQty: 0 }],
      'filled without its whole quantity',
    ],
    ['a trade without a fee', [{ ...traded, feeMinor: undefined }], 'a trade without one of its fields'],
  ])('notes %s', (_, reports, words) => {
    expect(violationsOf(...reports).join('\n')).toContain(words)
  })
})
