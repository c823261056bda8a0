import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AggressorSide, Fill } from '../../../shared/domain/order.ts'
import { reason } from '../../../shared/domain/reason.ts'
import {
  clientOrderId,
  execId,
  instrumentId,
  priceTicks,
  qtyLots,
  timeUs,
} from '../../../shared/math/quantities.ts'
import type { TapeTrade } from '../../../shared/ui-wire/tape.ts'
import { readView } from '../../store/panel-view.ts'
import {
  ownTrades,
  TAPE_VIEW,
  tapeLines,
  tapeTotals,
  TOGETHER,
  type TapeLine,
  type TapeSettings,
} from './tape-lines.ts'

const F27 = instrumentId('H100F27')
const PRESET = readView(TAPE_VIEW, undefined)
const NONE: ReadonlyMap<number, Fill> = new Map()

type Row = readonly [ms: number, price: number, lots: number, aggressor: AggressorSide]

const tape = (...rows: readonly Row[]): readonly TapeTrade[] =>
  rows.map(([ms, price, lots, aggressorSide], place) => ({
    ...{
      place,
      venueTimeUs: timeUs(ms * 1_000),
      price: priceTicks(price),
      qty: qtyLots(lots),
      aggressorSide,
    },
  }))

const fill = (ms: number, price: number, lots: number, changed: Partial<Fill> = {}): Fill => ({
  ...{ execId: execId('E-1'), clientOrderId: clientOrderId('run-1'), instrumentId: F27, side: 'buy' },
  ...{ lastQty: qtyLots(lots), lastPrice: priceTicks(price), liquidity: 'taker', feeMinor: 0 },
  ...{ venueTimeUs: timeUs(ms * 1_000), receivedTimeUs: timeUs(1) },
  ...changed,
})

function told(line: TapeLine): string {
  if (line.kind === 'gap') return 'gap'
  const own = line.ownLots === 0 ? '' : ` own ${line.ownLots}`
  return `${line.lots}@${line.price} ${line.aggressorSide} ×${line.count}${own}`
}

const lines = (
  trades: readonly TapeTrade[],
  settings: Partial<TapeSettings> = {},
  gapsAt: readonly number[] = [],
) =>
  tapeLines(
    {
      trades,
      gaps: gapsAt.map((beforePlace) => ({
        beforePlace,
        afterUs: timeUs(0),
        reason: reason('notConnected', {}),
      })),
    },
    { ...PRESET, ...settings },
    NONE,
  )

const SWEEP = tape(
  [0, 300, 5, 'buy'],
  [0, 300, 7, 'buy'],
  [0, 301, 2, 'buy'],
  [900, 301, 1, 'buy'],
  [1_000, 301, 4, 'buy'],
  [1_001, 301, 4, 'sell'],
)

describe('the rows of time and sales', () => {
  it.each<[string, Partial<TapeSettings>, string[]]>([
    [
      'stand one by one, newest first',
      {},
      ['4@301 sell ×1', '4@301 buy ×1', '1@301 buy ×1', '2@301 buy ×1', '7@300 buy ×1', '5@300 buy ×1'],
    ],
    [
      'of one moment, price and aggressor are one',
      { together: 'moment' },
      ['4@301 sell ×1', '4@301 buy ×1', '1@301 buy ×1', '2@301 buy ×1', '12@300 buy ×2'],
    ],
    [
      'of one second are one, counted from the first of them',
      { together: 'second' },
      ['4@301 sell ×1', '4@301 buy ×1', '3@301 buy ×2', '12@300 buy ×2'],
    ],
    [
      'of fewer lots are hidden, by what is in a row',
      { together: 'second', leastLots: 4 },
      ['4@301 sell ×1', '4@301 buy ×1', '12@300 buy ×2'],
    ],
    ['are those of one aggressor', { side: 'sell' }, ['4@301 sell ×1']],
    ['are those without an aggressor', { side: 'none' }, []],
  ])('%s', (_, settings, expected) => {
    expect(lines(SWEEP, settings).map(told)).toEqual(expected)
  })

  it('are never one over a place where trades may be missing, which is never hidden', () => {
    const sells = { together: 'moment', side: 'buy', leastLots: 99 } as const
    expect(lines(SWEEP, { together: 'moment' }, [1]).map(told).slice(-3)).toEqual([
      '7@300 buy ×1',
      'gap',
      '5@300 buy ×1',
    ])
    expect(lines(SWEEP, sells, [1, 6]).map(told)).toEqual(['gap', 'gap'])
  })

  it('say which way the price went from the trade before, unless that may be missing', () => {
    const moves = (gapsAt: readonly number[]) =>
      lines(SWEEP, {}, gapsAt).map((line) => (line.kind === 'gap' ? 'gap' : line.move))
    expect(moves([])).toEqual([0, 0, 0, 1, 0, 0])
    expect(moves([2])).toEqual([0, 0, 0, 0, 'gap', 0, 0])
  })

  it('lose no lot to being put together, and know each row by its first trade', () => {
    const row = fc.tuple(
      fc.nat(3_000),
      fc.integer({ min: -2, max: 2 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom<AggressorSide>('buy', 'sell', 'none'),
    )
    fc.assert(
      fc.property(
        fc.array(row),
        fc.constantFrom(...TOGETHER),
        fc.array(fc.nat(20)),
        (rows, together, gapsAt) => {
          const trades = tape(...rows.sort(([one], [other]) => one - other))
          const gaps = [...new Set(gapsAt)].sort((one, other) => one - other)
          const one = lines(trades, { together }, gaps)
          expect(tapeTotals(one)).toEqual(tapeTotals(lines(trades, {}, gaps)))
          const places = one.flatMap((line) => (line.kind === 'gap' ? [] : [line.place]))
          expect(places).toEqual([...new Set(places)].sort((a, b) => b - a))
          expect(one.filter(({ kind }) => kind === 'gap')).toHaveLength(gaps.length)
        },
      ),
    )
  })
})

describe('own fills among the trades', () => {
  const trades = tape(
    [5, 300, 2, 'buy'],
    [5, 300, 2, 'sell'],
    [5, 300, 3, 'buy'],
    [6, 300, 2, 'buy'],
    [7, 300, 2, 'none'],
  )
  const places = (...fills: readonly Fill[]) => [...ownTrades(trades, fills, F27).keys()]

  it.each<[string, Fill, number[]]>([
    ['taken: the own side is the aggressor', fill(5, 300, 2), [0]],
    ['made: the other side is', fill(5, 300, 2, { liquidity: 'maker' }), [1]],
    ['in an auction, where nobody is', fill(7, 300, 2, { side: 'sell', liquidity: 'maker' }), [4]],
    ['of other lots', fill(5, 300, 4), []],
    ['of another moment', fill(8, 300, 2), []],
    ['of another contract', fill(5, 300, 2, { instrumentId: instrumentId('H100G27') }), []],
    ['booked by hand', fill(5, 300, 2, { liquidity: 'byHand' }), []],
  ])('%s', (_, own, expected) => {
    expect(places(own)).toEqual(expected)
  })

  it('are each one trade', () => {
    expect(places(fill(5, 300, 2), fill(5, 300, 2))).toEqual([0])
  })

  it('are found as they were told first, and count as they stand now', () => {
    const amended = (kind: 'canceled' | 'corrected', lots: number): Fill =>
      fill(5, 301, lots, {
        amendment: {
          ...{ kind, execId: execId('E-2'), venueTimeUs: timeUs(9_000) },
          was: { lastQty: qtyLots(2), lastPrice: priceTicks(300), feeMinor: 0 },
        },
      })
    const ownOf = (own: Fill) => {
      const all = tapeLines({ trades, gaps: [] }, PRESET, ownTrades(trades, [own], F27))
      return all.flatMap((line) =>
        line.kind === 'gap' || line.place !== 0 ? [] : [[line.ownLots, line.amended]],
      )
    }
    expect(ownOf(amended('corrected', 1))).toEqual([[1, 'corrected']])
    expect(ownOf(amended('canceled', 2))).toEqual([[0, 'canceled']])
    expect(ownOf(fill(5, 300, 2))).toEqual([[2, undefined]])
  })
})
