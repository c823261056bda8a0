import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fill } from '../../shared/domain/order.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import { PositionBook } from './position-book.ts'
import { accountTotals, positionRow } from './position-row.ts'
import { fillOf, instrumentOf, markAt, TODAY } from './position.testing.ts'

const months = ['H100F27', 'H100G27', 'B200F27'].map((id) => instrumentOf(id))

const fillsArbitrary: fc.Arbitrary<readonly Fill[]> = fc
  .array(
    fc.record({
      side: fc.constantFrom('buy' as const, 'sell' as const),
      qty: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 1_000_000 })),
      price: fc.oneof(
        fc.integer({ min: -50, max: 500 }),
        fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
      ),
      daysAgo: fc.nat({ max: 2 }),
      month: fc.nat({ max: 2 }),
    }),
    { maxLength: 40, size: 'max' },
  )
  .map((fills) =>
    fills.map(({ side, qty, price, daysAgo, month }, at) =>
      fillOf([side, qty, price, TODAY - daysAgo], at, months[month]!.instrumentId),
    ),
  )

const markArbitrary = fc.integer({ min: -1_000, max: 1_000 }).map(markAt)

function bookOf(fills: readonly Fill[]): PositionBook {
  const book = new PositionBook()
  for (const month of months) book.define(month)
  for (const fill of fills) book.apply(fill)
  return book
}

function rowsOf(book: PositionBook, mark = markAt(200)) {
  return book.defined().map(({ instrument, position }) =>
    positionRow({
      instrument,
      position,
      mark,
      settle: undefined,
      priorSettle: fillOf(['buy', 1, 90]).lastPrice,
      today: TODAY,
    }),
  )
}

/** Money received less money paid for the fills, plus what is held valued at the mark. */
function cashFlow(fills: readonly Fill[], priceHalfTicks: number): bigint {
  return fills.reduce((sum, fill) => {
    const signed = BigInt(fill.side === 'buy' ? fill.lastQty : -1 * fill.lastQty)
    return sum + (signed * (BigInt(priceHalfTicks) - 2n * BigInt(fill.lastPrice)) * 730n) / 2n
  }, 0n)
}

describe('any stream of fills', () => {
  it('has realised and unrealised results that add up to its cash flow, at average cost and first in first out', () => {
    fc.assert(
      fc.property(fillsArbitrary, markArbitrary, (fills, mark) => {
        const book = bookOf(fills)
        for (const row of rowsOf(book, mark)) {
          const id = row.instrument.instrumentId
          const expected = cashFlow(
            fills.filter((fill) => fill.instrumentId === id),
            mark.priceHalfTicks,
          )
          expect(row.realisedMinor + row.unrealisedMinor!).toBe(expected)
          const { fifoRealisedMinor, fifoOpenCostMinor, openCostMinor } = book.position(id)!.money!
          expect(fifoRealisedMinor + row.unrealisedMinor! + openCostMinor - fifoOpenCostMinor).toBe(expected)
          if (row.netQty === 0) expect([openCostMinor, fifoRealisedMinor]).toEqual([0n, row.realisedMinor])
        }
      }),
    )
  })

  it('has a day that is the change of the whole result since the prior settlement', () => {
    fc.assert(
      fc.property(fillsArbitrary, markArbitrary, (fills, mark) => {
        for (const row of rowsOf(bookOf(fills), mark)) {
          const own = fills.filter((fill) => fill.instrumentId === row.instrument.instrumentId)
          const before = own.filter((fill) => fill.venueTimeUs < fillOf(['buy', 1, 1, TODAY]).venueTimeUs)
          expect(row.dayMinor).toBe(cashFlow(own, mark.priceHalfTicks) - cashFlow(before, 180))
        }
      }),
    )
  })

  it('gives the same rows when it is replayed, whenever the instruments became known', () => {
    fc.assert(
      fc.property(fillsArbitrary, fc.nat({ max: 40 }), (fills, definedAfter) => {
        const late = new PositionBook()
        fills.slice(0, definedAfter).forEach((fill) => late.apply(fill))
        for (const month of months) late.define(month)
        fills.slice(definedAfter).forEach((fill) => late.apply(fill))
        expect(rowsOf(late)).toEqual(rowsOf(bookOf(fills)))
      }),
    )
  })

  it('is, after trades were taken back or changed, as if they had been told so from the start', () => {
    const amendment = fc.record({
      pick: fc.nat({ max: 39 }),
      qty: fc.nat({ max: 5 }),
      price: fc.nat({ max: 300 }),
    })
    fc.assert(
      fc.property(fillsArbitrary, fc.array(amendment, { maxLength: 5 }), (fills, amendments) => {
        const book = bookOf(fills)
        let now = fills
        for (const { pick, qty, price } of amendments) {
          const before = now[pick]
          if (before === undefined) continue
          const after = { ...before, lastQty: qtyLots(qty), lastPrice: priceTicks(price) }
          now = qty === 0 ? now.toSpliced(pick, 1) : now.with(pick, after)
          book.rebuild(new Set([before.instrumentId]), now)
        }
        const never = bookOf(now)
        expect(rowsOf(book)).toEqual(rowsOf(never))
        for (const month of months) {
          const [one, other] = [book.position(month.instrumentId), never.position(month.instrumentId)]
          expect(one?.money).toEqual(other?.money)
          expect(one?.tradedSince(TODAY)).toEqual(other?.tradedSince(TODAY))
        }
      }),
    )
  })

  it('has totals that do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(fillsArbitrary, (fills) => {
        const rows = rowsOf(bookOf(fills))
        const totals = accountTotals(rows)
        expect(accountTotals(rows.toReversed())).toEqual(totals)
        expect(totals[0]?.realisedMinor ?? 0n).toBe(rows.reduce((sum, row) => sum + row.realisedMinor, 0n))
      }),
    )
  })
})
