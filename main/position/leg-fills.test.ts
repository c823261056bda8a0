import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LegFill } from '../../shared/domain/order.ts'
import { instrumentId, priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import { legFills } from './leg-fills.ts'
import { PositionBook } from './position-book.ts'
import { fillOf, instrumentOf } from './position.testing.ts'

const JAN = instrumentOf('H100F27')
const FEB = instrumentOf('H100G27')
const SPREAD = 'H100F27-H100G27'

function leg(id: string, side: LegFill['side'], qty: number, price: number): LegFill {
  return { instrumentId: instrumentId(id), side, lastQty: qtyLots(qty), lastPrice: priceTicks(price) }
}

const bought = {
  ...fillOf(['buy', 5, -5], 0, SPREAD),
  feeMinor: 51,
  legs: [leg('H100F27', 'buy', 5, 311), leg('H100G27', 'sell', 5, 316)],
}

describe('a fill of a combination', () => {
  it('is a position in its legs and in nothing else', () => {
    const book = new PositionBook()
    for (const instrument of [JAN, FEB]) book.define(instrument)
    const before = book.version
    book.apply(bought)
    expect(book.version).toBe(before + 1)
    expect(book.netQty(JAN.instrumentId)).toBe(5)
    expect(book.netQty(FEB.instrumentId)).toBe(-5)
    expect(book.position(instrumentId(SPREAD))).toBeUndefined()
    expect(book.position(JAN.instrumentId)?.money?.openCostMinor).toBe(5n * 311n * 730n)
    expect(book.position(FEB.instrumentId)?.feesMinor).toBe(25n)
  })

  it('closes what was held in a leg', () => {
    const book = new PositionBook()
    book.define(FEB)
    book.apply(fillOf(['buy', 2, 310], 1, 'H100G27'))
    book.apply(bought)
    expect(book.netQty(FEB.instrumentId)).toBe(-3)
    expect(book.position(FEB.instrumentId)?.money?.realisedMinor).toBe(2n * 6n * 730n)
  })

  it('shares its fee out by lots to the last unit, rebates as well', () => {
    const legsOf = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 2, maxLength: 12 })
    fc.assert(
      fc.property(legsOf, fc.integer({ min: -1_000_000, max: 1_000_000 }), (lots, feeMinor) => {
        const legs = lots.map((qty, nth) => leg(`L${nth}`, 'buy', qty, 1))
        const fees = legFills({ ...bought, feeMinor }, legs).map((fill) => fill.feeMinor)
        expect(fees.reduce((sum, fee) => sum + fee, 0)).toBe(feeMinor)
        const total = lots.reduce((sum, qty) => sum + qty, 0)
        fees.forEach((fee, nth) => {
          expect(Math.abs(fee - (feeMinor * (lots[nth] ?? 0)) / total)).toBeLessThan(lots.length)
        })
      }),
    )
  })
})
