// A client that is told the image at any point of a stream, and then follows it, is where one is that followed it from
// the start; both keep their books with the terminal's own code.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeUs } from '../../../shared/math/quantities.ts'
import type { MarketVenueMessage } from '../../../shared/venue-wire/market-messages.ts'
import { marketVenueFrames } from '../../../shared/venue-wire/frame.ts'
import { H100F27, instrument } from '../../marketdata/market-events.testing.ts'
import { MarketData } from '../../marketdata/market-data.ts'
import { marketEvent, type PublishedMessage } from '../native/market-codec.ts'
import { MarketImage } from './market-image.ts'

type Row = readonly [number, number]

interface Step {
  readonly bid: Row
  readonly ask: Row
  readonly kind: 'delta' | 'lost' | 'snapshot' | 'old' | 'phase' | 'implied' | 'indicative' | 'limits'
}

const PHASES = ['preOpen', 'auction', 'continuous', 'halted'] as const

const step: fc.Arbitrary<Step> = fc.record({
  bid: fc.tuple(fc.integer({ min: 90, max: 99 }), fc.integer({ min: 0, max: 5 })),
  ask: fc.tuple(fc.integer({ min: 100, max: 109 }), fc.integer({ min: 0, max: 5 })),
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('delta' as const) },
    { weight: 1, arbitrary: fc.constantFrom('lost', 'old') },
    { weight: 2, arbitrary: fc.constantFrom('snapshot', 'phase', 'implied', 'indicative', 'limits') },
  ),
})

const parse = marketVenueFrames()

/** What a venue sends: its book changes at every step but those that tell something else; some deltas never arrive. */
function streamOf(steps: readonly Step[]): readonly MarketVenueMessage[] {
  const sides = { bids: new Map<number, number>(), asks: new Map<number, number>() }
  const sent: object[] = []
  let changeId = 0
  let phase: (typeof PHASES)[number] = 'continuous'
  const rows = (side: 'bids' | 'asks'): readonly Row[] =>
    [...sides[side]].filter(([, qty]) => qty > 0).sort(([a], [b]) => (side === 'bids' ? b - a : a - b))
  const say = (type: string, more: object): void => {
    sent.push({ type, instrument: H100F27, venueTimeUs: sent.length, ...more })
  }
  const tellBook = (): void => {
    say('snapshot', { changeId, bids: rows('bids'), asks: rows('asks'), phase })
    say('status', { phase, reasonCode: 'open', reason: 'because' })
  }
  tellBook()
  for (const { kind, bid, ask } of steps) {
    if (kind === 'snapshot') tellBook()
    else if (kind === 'implied') say('implied', { bid: [bid[0], 1 + bid[1]] })
    else if (kind === 'indicative') say('indicative', { priceTicks: bid[0], qty: bid[1], imbalance: 0 })
    else if (kind === 'limits')
      say('limits', { lowTicks: bid[0], highTicks: ask[0], dailyLowTicks: 1, dailyHighTicks: 999 })
    else if (kind === 'phase') {
      phase = PHASES[bid[1] % PHASES.length]!
      say('status', { phase, reasonCode: 'open', reason: 'because' })
    } else {
      const change = { prevChangeId: changeId, changeId: changeId + 1, bids: [bid], asks: [ask] }
      if (kind === 'old' && changeId > 0)
        say('delta', { ...change, prevChangeId: changeId - 1, changeId, venueTimeUs: 0 })
      else {
        changeId += 1
        sides.bids.set(...bid)
        sides.asks.set(...ask)
        if (kind !== 'lost') say('delta', change)
      }
    }
  }
  return sent.flatMap((message) => {
    const parsed = parse(JSON.stringify(message))
    if (!parsed.ok) throw new Error(parsed.error.text)
    return parsed.value
  })
}

function client(): MarketData {
  const market = new MarketData()
  market.linkUp(timeUs(0))
  market.apply(
    { kind: 'welcome', venueName: 'v', environment: 'replay', instanceId: 'run-1', evidence: 'chain' },
    timeUs(0),
  )
  market.apply({ kind: 'definitions', instruments: [instrument()] }, timeUs(0))
  return market
}

function hear(market: MarketData, messages: readonly MarketVenueMessage[]): void {
  for (const message of messages) market.apply(marketEvent(message as PublishedMessage), timeUs(0))
}

/** The book where it is live, and everything else that the image knows. */
function held(market: MarketData): Record<string, unknown> {
  const { sync, book, phase, limits, implied, indicative } = market.feed(H100F27)!
  const isLive = sync.kind === 'live'
  const rows = { bids: book.bids.topRows(100), asks: book.asks.topRows(100) }
  return {
    isLive,
    ...(isLive ? { changeId: book.changeId, ...rows } : {}),
    phase,
    limits,
    implied,
    indicative,
  }
}

test('whoever is told the image and follows from there holds what one does who followed from the start', () => {
  let comparedLive = 0
  const property = fc.property(fc.array(step, { maxLength: 60 }), fc.nat(), (steps, when) => {
    const stream = streamOf(steps)
    const joins = when % (stream.length + 1)
    const first = client()
    const late = client()
    const image = new MarketImage()
    for (const [nth, message] of [...stream, undefined].entries()) {
      if (nth === joins) hear(late, image.tell(H100F27))
      if (nth >= joins && nth > 0) {
        expect(held(late)).toEqual(held(first))
        comparedLive += first.feed(H100F27)!.sync.kind === 'live' ? 1 : 0
      }
      if (message === undefined) break
      image.take(message)
      hear(first, [message])
      if (nth >= joins) hear(late, [message])
    }
  })
  fc.assert(property, { seed: 7, numRuns: 500 })
  expect(comparedLive).toBeGreaterThan(1_000)
})
