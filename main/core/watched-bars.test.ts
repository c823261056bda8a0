// Bars that a window looks at, over a history on disk and trades that come meanwhile: each trade is in them once.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceTicks, timeUs } from '../../shared/math/quantities.ts'
import {
  BAR_INTERVALS,
  barColumns,
  barsAfter,
  CHART_BARS_MAX,
  type BarsProjection,
} from '../../shared/ui-wire/bars.ts'
import { barOfTrade, sumBars, type Bar } from '../history/bar.ts'
import { newHistoryFile, rigOn, T0_US, trade, traded } from '../history/history.testing.ts'
import { H100F27, instrument, snapshot } from '../marketdata/market-events.testing.ts'
import { MarketData } from '../marketdata/market-data.ts'
import { WatchedBars, type ReadBars } from './watched-bars.ts'

const SECOND = 1_000_000
const nothingKept: ReadBars = () => undefined

function market() {
  const data = new MarketData()
  const welcome = { venueName: 'V', environment: 'paper', instanceId: 'r', evidence: 'chain' } as const
  data.apply({ kind: 'welcome', ...welcome }, timeUs(1))
  data.apply({ kind: 'definitions', instruments: [instrument()] }, timeUs(1))
  data.apply(snapshot(7), timeUs(2))
  return { data, feed: () => data.feed(H100F27)! }
}

const at = (id: number, second: number, price: number) =>
  trade(`t${id}`, { price: priceTicks(price), venueTimeUs: timeUs(T0_US + second * SECOND) })

describe('the bars that a window looks at', () => {
  it('hold each trade once: of the file, of what waits to be written, and of what comes while they are looked at', () => {
    const made = fc.tuple(fc.nat(400), fc.integer({ min: 190, max: 230 }))
    fc.assert(
      fc.property(
        ...[
          fc.array(made, { maxLength: 30 }),
          fc.array(made, { maxLength: 30 }),
          fc.array(made, { maxLength: 30 }),
        ],
        fc.constantFrom(...BAR_INTERVALS),
        (onDisk, waiting, live, interval) => {
          const rig = rigOn(newHistoryFile())
          const { feed } = market()
          let id = 0
          const next = ([second, price]: readonly [number, number]) => at((id += 1), second, price)
          const [first, then, last] = [onDisk.map(next), waiting.map(next), live.map(next)]
          rig.tell(...first.map((one) => traded(one)))
          rig.pass(12)
          rig.tell(...then.map((one) => traded(one)))
          const watched = new WatchedBars()
          const series = watched.of(feed(), interval, (of, each, limitMax) =>
            rig.recorder.bars(of, { interval: each, limitMax }, timeUs(T0_US + 13 * SECOND)),
          )
          expect(series.reach).toBe('history')
          for (const one of last) watched.take(one)
          rig.close()
          const all = sumBars([...first, ...then, ...last].map(barOfTrade), interval)
          const told = new Map(series.since().map((bar) => [bar.startUs, bar]))
          expect(told.size).toBe(all.length)
          for (const { startUs, high, low, volume, tradeCount } of all) {
            expect(told.get(startUs)).toMatchObject({ high, low, volume, tradeCount })
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('begin with the trades since this terminal connected where no history is kept, as in a replay', () => {
    const { data, feed } = market()
    const one = at(1, 5, 200)
    data.apply({ kind: 'trade', trade: one }, timeUs(3))
    const watched = new WatchedBars()
    const series = watched.of(feed(), '1m', nothingKept)
    watched.take(at(2, 7, 203))
    expect(series.reach).toBe('connection')
    expect(series.since()).toMatchObject([{ open: 200, close: 203, volume: 4, tradeCount: 2 }])
  })

  it('are the newest: a bar that none is kept of any more does not come back as a part of itself', () => {
    const { feed } = market()
    const watched = new WatchedBars()
    const series = watched.of(feed(), '1s', nothingKept)
    for (let n = 0; n < CHART_BARS_MAX + 5; n++) watched.take(at(n, n, 200))
    watched.take(at(9_999, 2, 1))
    expect(series.since()).toHaveLength(CHART_BARS_MAX)
    expect(series.since()[0]?.startUs).toBe(T0_US + 5 * SECOND)
  })

  it('are read anew after a welcome and for another tick size', () => {
    const { data, feed } = market()
    const watched = new WatchedBars()
    const first = watched.of(feed(), '1m', nothingKept)
    expect(watched.of(feed(), '1m', nothingKept)).toBe(first)
    watched.clear()
    const second = watched.of(feed(), '1m', nothingKept)
    expect(second).not.toBe(first)
    const other = instrument(H100F27, { tickSize: { mantissa: 5, scale: 2 } })
    data.apply({ kind: 'definitions', instruments: [other] }, timeUs(3))
    expect(watched.of(feed(), '1m', nothingKept)).not.toBe(second)
  })

  it('are in a window what they are in the core, however often it looks and however late trades come', () => {
    const step = fc.oneof(fc.tuple(fc.nat(900), fc.integer({ min: 1, max: 9 })), fc.constant('look' as const))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (story) => {
        const watched = new WatchedBars()
        const series = watched.of(market().feed(), '1m', nothingKept)
        const terms = {
          topic: 'bars:1m.H100F27',
          barsOf: H100F27,
          interval: '1m',
          reach: 'connection',
        } as const
        const held: { window?: BarsProjection | undefined; told?: number } = {}
        const look = (): void => {
          const columns = barColumns(series.since(held.told))
          const isAfresh = held.told === undefined
          held.window = barsAfter(
            { ...terms, state: { kind: 'live' }, gaps: 0, isAfresh, columns },
            held.window,
          )
          held.told = series.changes
        }
        story.forEach((one, id) => {
          if (one === 'look') look()
          else watched.take(at(id, one[0], one[1]))
        })
        look()
        const shown = ({ startUs, open, high, low, close, volume }: Bar) => ({
          startUs,
          open,
          high,
          low,
          close,
          volume,
        })
        expect(held.window?.bars).toEqual(series.since().map(shown))
      }),
    )
  })
})
