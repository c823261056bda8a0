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

  test('takes canceled and corrected trades out of positions, and their lots out of the order', () => {
    const ledger = new ReportLedger('run-')
    const session = { seq: 0 }
    const about = { execRefId: 'E2', lastPriceTicks: 300, liquidity: 'taker', feeMinor: 50 }
    const open = { leavesQty: 3, ordStatus: 'partiallyFilled' }
    ledger.take('paper', report({}), session)
    ledger.take('paper', report({ seq: 2, execId: 'E2', ...traded }), session)
    const corrected = { ...about, ...open, execType: 'tradeCorrect', lastQty: 1, cumQty: 1 }
    ledger.take('paper', report({ seq: 3, execId: 'E3', ...corrected }), session)
    expect([...ledger.netOf('paper')]).toEqual([['H100F27', 1]])
    const canceled = { ...about, execType: 'tradeCancel', lastQty: 1, cumQty: 0, leavesQty: 3 }
    ledger.take('paper', report({ seq: 4, execId: 'E4', ...canceled }), session)
    expect(ledger.violations).toEqual([])
    expect([...ledger.netOf('paper')]).toEqual([])
    ledger.take('paper', report({ seq: 5, execId: 'E5', ...canceled }), session)
    expect(ledger.violations.join()).toContain('tradeCancel of a trade that was canceled')
  })

  test.each([
    [
      'a canceled trade that was not told',
      [{ ...traded, execType: 'tradeCancel', execRefId: 'E9' }],
      'was not told',
    ],
    ['a canceled trade without its name', [{ ...traded, execType: 'tradeCancel' }], 'and its execRefId'],
    ['a trade with another’s name', [{ ...traded, execRefId: 'E9' }], 'trade and its execRefId'],
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
