import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reason } from '../../shared/domain/reason.ts'
import { priceTicks, timeUs } from '../../shared/math/quantities.ts'
import { readTapeTrades, tapeAfter, type TapeProjection } from '../../shared/ui-wire/tape.ts'
import { H100F27, trade } from './market-events.testing.ts'
import { GAPS_KEPT_MAX, TradeLog } from './trade-log.ts'

const cut = reason('notConnected', {})
const nth = (n: number) => trade(`t${n}`, { price: priceTicks(n) })

/** A log and a window that looks whenever it likes. */
function followed(most: number) {
  const log = new TradeLog(most)
  let told: { end: number; gaps: TradeLog['gaps'] } | undefined
  let window: TapeProjection | undefined
  return {
    log,
    look: (): TapeProjection | undefined => {
      const before = told !== undefined && told.end >= log.oldest ? told : undefined
      const firstPlace = before?.end ?? log.oldest
      const frame = { topic: 'tape:H100F27', tapeOf: H100F27, state: { kind: 'live' } } as const
      const news = { firstPlace, columns: log.since(firstPlace), letGo: log.oldest }
      const gaps = before?.gaps === log.gaps ? {} : { gaps: log.gaps }
      const isAfresh = before === undefined
      window = tapeAfter({ ...frame, ...news, ...gaps, isAfresh }, window)
      told = { end: log.end, gaps: log.gaps }
      return window
    },
  }
}

describe('the log of trades', () => {
  it('has every trade in the order in which it came', () => {
    const { log, look } = followed(100)
    log.found(timeUs(5))
    log.add(
      trade('t1', {
        price: priceTicks(-3),
        aggressorSide: 'sell',
        venueTimeUs: timeUs(1_700_000_000_000_001),
      }),
    )
    log.add(trade('t2', { aggressorSide: 'none' }))
    expect(look()?.trades).toMatchObject([
      { place: 0, price: -3, aggressorSide: 'sell', venueTimeUs: 1_700_000_000_000_001 },
      { place: 1, price: 211, qty: 2, aggressorSide: 'none' },
    ])
    expect(log.begunUs).toBe(5)
  })

  it('lets the oldest go and says how many went', () => {
    const { log, look } = followed(3)
    for (let n = 0; n < 5; n++) log.add(nth(n))
    expect(look()).toMatchObject({ letGo: 2, trades: [{ price: 2 }, { price: 3 }, { price: 4 }] })
  })

  it('keeps more once somebody looks, from the ones it still has', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(400), (before, after) => {
        const log = new TradeLog(70)
        for (let n = 0; n < before; n++) log.add(nth(n))
        const oldest = log.oldest
        log.keepMore(150)
        for (let n = before; n < before + after; n++) log.add(nth(n))
        const first = Math.max(oldest, before + after - 150)
        expect(log.oldest).toBe(first)
        const prices = readTapeTrades(log.since(0), first).map(({ price }) => price)
        expect(prices).toEqual(Array.from({ length: before + after - first }, (_, at) => first + at))
      }),
    )
  })

  it.each([
    ['before the first book nothing is missed', ['lost', 'found', 'trade'], []],
    [
      'a lost link is a gap until the book is the venue’s again',
      ['found', 'trade', 'lost', 'found'],
      [[1, 102, 104]],
    ],
    ['a gap is open while that has not come', ['found', 'trade', 'lost'], [[1, 102, undefined]]],
    [
      'a gap that is open stays the one it is',
      ['found', 'trade', 'lost', 'lost', 'trade', 'found'],
      [[1, 102, 106]],
    ],
    [
      'gaps without a trade between them are one',
      ['found', 'lost', 'found', 'lost', 'found'],
      [[0, 101, 105]],
    ],
    [
      'gaps with a trade between them are two',
      ['found', 'lost', 'found', 'trade', 'lost', 'found'],
      [
        [0, 101, 103],
        [1, 104, 106],
      ],
    ],
  ])('%s', (_, steps, gaps) => {
    const log = new TradeLog()
    steps.forEach((step, at) => {
      if (step === 'trade') log.add(nth(at))
      else if (step === 'lost') log.lost(cut, timeUs(100 + at))
      else log.found(timeUs(101 + at))
    })
    expect(log.gaps.map(({ beforePlace, afterUs, untilUs }) => [beforePlace, afterUs, untilUs])).toEqual(gaps)
  })

  it('lets trades go with the oldest of too many gaps, so that no two stand together as if nothing were missing', () => {
    const log = new TradeLog()
    log.found(timeUs(1))
    for (let n = 0; n <= GAPS_KEPT_MAX; n++) {
      log.add(nth(n))
      log.lost(cut, timeUs(n * 10 + 2))
      log.found(timeUs(n * 10 + 3))
    }
    expect(log.gaps).toHaveLength(GAPS_KEPT_MAX)
    expect(log.oldest).toBe(1)
    expect(log.gaps[0]).toMatchObject({ beforePlace: 2 })
  })

  it('is held by a window that looks now and then exactly as by one that looks at every step', () => {
    const step = fc.constantFrom('trade', 'trade', 'trade', 'lost', 'found', 'look')
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 200, size: 'max' }),
        fc.integer({ min: 1, max: 90 }),
        (story, most) => {
          const { log, look } = followed(most)
          log.found(timeUs(1))
          story.forEach((one, at) => {
            if (one === 'trade') log.add(nth(at))
            else if (one === 'lost') log.lost(cut, timeUs(at + 1))
            else if (one === 'found') log.found(timeUs(at + 1))
            else look()
          })
          const seen = look()
          const prices = story.flatMap((one, at) => (one === 'trade' ? [at] : []))
          const kept = seen?.trades.map(({ price }) => price) ?? []
          expect(kept.length).toBe(Math.min(prices.length, most))
          expect(prices.slice(prices.length - kept.length)).toEqual(kept)
          expect(seen?.letGo).toBe(prices.length - kept.length)
          expect(seen?.gaps.every(({ beforePlace }) => beforePlace > (seen.letGo || -1))).toBe(true)
        },
      ),
    )
  })
})
