import { describe, expect, it } from 'vitest'
import type { ExecutionReport } from '../shared/venue-wire/order-messages.ts'
import { TakenBack, tradesIn } from './trades.ts'

function report(execType: ExecutionReport['execType'], rest: object): ExecutionReport {
  return { execType, clientOrderId: 'T-1', lastPriceTicks: 100, ...rest } as unknown as ExecutionReport
}

const REPORTS = [
  report('new', { execId: 'E-1' }),
  report('trade', { execId: 'E-2', lastQty: 7 }),
  report('trade', { execId: 'E-3', lastQty: 4 }),
  report('tradeCorrect', { execId: 'E-4', execRefId: 'E-2', lastQty: 5, lastPriceTicks: 98 }),
  report('tradeCancel', { execId: 'E-5', execRefId: 'E-3', lastQty: 4 }),
]

describe('the exchange’s trades', () => {
  it('are what was told of each, the newest last', () => {
    const told = { clientOrderId: 'T-1', price: 100 }
    expect([...tradesIn(REPORTS).values()]).toEqual([
      [
        { ...told, execId: 'E-2', qty: 7 },
        { ...told, execId: 'E-2', qty: 5, price: 98, amendment: 'corrected' },
      ],
      [
        { ...told, execId: 'E-3', qty: 4 },
        { ...told, execId: 'E-3', qty: 4, amendment: 'canceled' },
      ],
    ])
  })

  it('take lots back from their orders, each once', () => {
    const takenBack = new TakenBack()
    const after = REPORTS.map((one) => {
      takenBack.reported(one)
      return takenBack.of(one.clientOrderId)
    })
    expect(after).toEqual([0, 0, 0, 2, 6])
  })
})
