import { describe, expect, it } from 'vitest'
import type { Fill } from '../../../shared/domain/order.ts'
import {
  clientOrderId,
  execId,
  instrumentId,
  priceTicks,
  qtyLots,
  timeUs,
} from '../../../shared/math/quantities.ts'
import { boughtAndSold, countedOf, feeTotals, meanOf } from './fill-totals.ts'

const JAN = instrumentId('H100F27')

function fill(side: 'buy' | 'sell', qty: number, price: number, over: Partial<Fill> = {}): Fill {
  return {
    ...{ execId: execId('E-1'), clientOrderId: clientOrderId('A-1'), instrumentId: JAN, side },
    ...{ lastQty: qtyLots(qty), lastPrice: priceTicks(price), liquidity: 'taker', feeMinor: 25 * qty },
    ...{ venueTimeUs: timeUs(1), receivedTimeUs: timeUs(2) },
    ...over,
  }
}

function canceled(told: Fill): Fill {
  const { lastQty, lastPrice, feeMinor } = told
  const amendment = {
    kind: 'canceled',
    execId: execId('E-9'),
    was: { lastQty, lastPrice, feeMinor },
  } as const
  return { ...told, amendment: { ...amendment, venueTimeUs: timeUs(3) } }
}

describe('what fills come to', () => {
  it('is lots bought and lots sold, without what the exchange canceled', () => {
    const fills = [fill('buy', 5, 300), fill('sell', 2, 301), canceled(fill('buy', 7, 299))]
    expect(boughtAndSold(fills)).toEqual({ bought: 5, sold: 2 })
    expect(countedOf(fills)).toHaveLength(2)
  })

  it('is a mean price of the lots of one contract and one side, and of nothing else', () => {
    expect(meanOf([fill('buy', 2, 300), fill('buy', 3, 305), canceled(fill('buy', 9, 1))])).toEqual({
      ...{ instrumentId: JAN, lots: 5, lotTicks: 1_515n },
    })
    expect(meanOf([fill('buy', 2, 300), fill('sell', 2, 300)])).toBeUndefined()
    const other = { instrumentId: instrumentId('B200F27') }
    expect(meanOf([fill('buy', 2, 300), fill('buy', 2, 300, other)])).toBeUndefined()
    expect(meanOf([])).toBeUndefined()
  })

  it('is a sum of fees for each currency, which are never added', () => {
    const yuan = fill('sell', 4, 900, { instrumentId: instrumentId('TOKCZ26') })
    const currencyOf = ({ instrumentId: id }: Fill): string => (id === JAN ? 'USD' : 'CNY')
    expect(feeTotals([fill('buy', 2, 300), yuan, fill('buy', 1, 300)], currencyOf)).toEqual([
      { currency: 'USD', minor: 75n },
      { currency: 'CNY', minor: 100n },
    ])
  })
})
