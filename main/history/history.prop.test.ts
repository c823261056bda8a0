import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Trade } from '../../shared/domain/market-data.ts'
import { instrumentId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { BAR_INTERVALS, INTERVAL_US, type Bar, type BarInterval } from './bar.ts'
import { barsOf, newHistoryFile, rigOn, T0_US, traded } from './history.testing.ts'

const IDS = ['H100F27', 'H100F27-H100G27'] as const

const made = fc.record({
  id: fc.constantFrom(...IDS),
  price: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(-2_000_000_000, 2_000_000_000)),
  qty: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(1_000_000_000)),
  aggressorSide: fc.constantFrom('buy' as const, 'sell' as const, 'none' as const),
  /** Close together and far apart, with equal times among them. */
  afterUs: fc.oneof(fc.nat(3), fc.nat(2_000_000), fc.nat(3 * 3_600_000_000)),
})

const step = fc.oneof(
  { weight: 12, arbitrary: made.map((of) => ({ kind: 'trade' as const, of })) },
  { weight: 3, arbitrary: fc.nat(20).map((back) => ({ kind: 'again' as const, back })) },
  { weight: 2, arbitrary: fc.nat(15).map((seconds) => ({ kind: 'pass' as const, seconds })) },
  { weight: 2, arbitrary: fc.boolean().map((crash) => ({ kind: 'restart' as const, crash })) },
)

/** What the bars must be, said in another way: group, then look for each value by itself. */
function expected(trades: readonly Trade[], interval: BarInterval): Bar[] {
  const groups = new Map<number, Trade[]>()
  for (const trade of trades) {
    const nth = Math.floor(trade.venueTimeUs / INTERVAL_US[interval])
    groups.set(nth, [...(groups.get(nth) ?? []), trade])
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([nth, group]) => {
      const byTime = group.toSorted((a, b) => a.venueTimeUs - b.venueTimeUs)
      const [first, last] = [byTime[0]!, byTime.at(-1)!]
      const prices = group.map(({ price }) => price).sort((a, b) => a - b)
      const lots = (side?: string) =>
        group
          .filter((one) => side === undefined || one.aggressorSide === side)
          .reduce((n, { qty }) => n + qty, 0)
      return {
        startUs: timeUs(nth * INTERVAL_US[interval]),
        ...{ open: first.price, high: prices.at(-1)!, low: prices[0]!, close: last.price },
        ...{ openUs: first.venueTimeUs, closeUs: last.venueTimeUs },
        ...{ volume: lots(), bought: lots('buy'), sold: lots('sell'), tradeCount: group.length },
        turnover: group.reduce((sum, { price, qty }) => sum + BigInt(price) * BigInt(qty), 0n),
      }
    })
}

it('keeps bars of every interval that add up to the trades, however late, often and interrupted they come', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const file = newHistoryFile()
      try {
        const arrived: Trade[] = []
        let rig = rigOn(file)
        let crashes: Trade[] = []
        for (const one of steps) {
          switch (one.kind) {
            case 'trade': {
              const { id, afterUs, ...of } = one.of
              const trade: Trade = {
                ...{ instrumentId: instrumentId(id), tradeId: `T-${arrived.length}` },
                ...{ price: priceTicks(of.price), qty: qtyLots(of.qty), aggressorSide: of.aggressorSide },
                venueTimeUs: timeUs(T0_US + afterUs),
              }
              arrived.push(trade)
              crashes.push(trade)
              rig.tell(traded(trade))
              break
            }
            case 'again':
              for (const trade of arrived.slice(-one.back)) rig.tell(traded(trade))
              break
            case 'pass':
              rig.pass(one.seconds)
              break
            case 'restart':
              // After a crash the venue's word of what was not yet written is all there is.
              if (!one.crash) rig.close()
              rig = rigOn(file)
              for (const trade of one.crash ? crashes : []) rig.tell(traded(trade))
              if (!one.crash) crashes = []
              break
          }
        }
        rig.close()
        for (const id of IDS) {
          for (const interval of BAR_INTERVALS) {
            const trades = arrived.filter(({ instrumentId }) => instrumentId === id)
            expect(barsOf(file, interval, id)).toEqual(expected(trades, interval))
          }
        }
      } finally {
        rmSync(dirname(file), { recursive: true })
      }
    }),
    { numRuns: 60 },
  )
}, 120_000)
