// A day of each shipped scenario on the real exchange: what its description promises happens, and at the end the books
// are whole and the money adds up. The eventful minutes are played at the usual pace, the rest coarsely.
import { describe, expect, test } from 'vitest'
import { timeUs } from '../shared/math/quantities.ts'
import type { PublishedMessage } from './exchange/exchange-events.ts'
import type { GatewayFault } from './market/scenario/gateway-fault.ts'
import { shippedScenario } from './market/scenario/shipped-scenarios.ts'
import { openPaperVenue, type PaperVenue } from './paper-venue.ts'

const MINUTE_US = 60_000_000
const DAY_MINUTES = 24 * 60
/** Looks of the agents while it is eventful, in venue seconds apart: 1 s. */
const EVENTFUL_SPEED = 20
const COARSE = { stepUs: 10_000_000, activity: 0.02 }

type Message<T extends PublishedMessage['type']> = Extract<PublishedMessage, { type: T }>

class Day {
  readonly faults: GatewayFault[] = []
  readonly venue: PaperVenue
  private readonly messages: PublishedMessage[] = []
  private readonly startUs: number

  constructor(name: string, eventfulMinutes: number) {
    const scenario = shippedScenario(name)
    if (scenario?.startUs === undefined) throw new Error(`${name} is no scenario with a start.`)
    const { startUs, seed = 1, hours = 'practice' } = scenario
    this.startUs = startUs
    let isPlayed = false
    this.venue = openPaperVenue(
      {
        ...{ seed, startUs, hours, scenario, instanceId: 'day', speed: EVENTFUL_SPEED },
        onFault: (fault) => this.faults.push(fault),
      },
      {
        published: (message) => {
          if (isPlayed && message.type !== 'delta') this.messages.push(message)
        },
        reported: () => undefined,
      },
    )
    isPlayed = true
    for (let minute = 1; minute <= DAY_MINUTES; minute++) {
      if (minute > eventfulMinutes) this.venue.setPace(COARSE)
      this.venue.market.advanceTo(timeUs(startUs + minute * MINUTE_US))
      this.venue.exchange.publishChanges()
    }
  }

  all<T extends PublishedMessage['type']>(type: T): readonly Message<T>[] {
    return this.messages.filter((message): message is Message<T> => message.type === type)
  }

  /** Reason codes of the halts of these minutes, with the root they are of. */
  halts(fromMinute = 0, toMinute = DAY_MINUTES): ReadonlySet<string> {
    const found = this.all('status').filter(
      ({ phase, venueTimeUs }) =>
        phase === 'halted' &&
        venueTimeUs >= this.startUs + fromMinute * MINUTE_US &&
        venueTimeUs < this.startUs + toMinute * MINUTE_US,
    )
    return new Set(found.map(({ instrument, reasonCode }) => `${rootOf(instrument)} ${reasonCode}`))
  }

  headlines(): readonly string[] {
    return this.all('news').map(({ headline }) => headline)
  }

  fixings(root: string): readonly Message<'fixing'>[] {
    return this.all('fixing').filter((fixing) => fixing.root === root)
  }

  /** What must be so at the end of any day. */
  expectWhole(): void {
    const { exchange } = this.venue
    for (const book of exchange.books) {
      const { bids, asks } = book.snapshot()
      const [bid, ask] = [bids[0]?.[0], asks[0]?.[0]]
      if (bid !== undefined && ask !== undefined) expect(bid, book.instrumentId).toBeLessThan(ask)
    }
    const { accounts } = exchange.capture().floor.clearing
    const sums = new Map<string, number>()
    for (const [instrument, [startQty, , boughtQty, soldQty]] of accounts
      .flatMap(({ roots }) => roots)
      .flatMap(({ positions }) => positions)) {
      sums.set(instrument, (sums.get(instrument) ?? 0) + startQty + boughtQty - soldQty)
    }
    expect([...sums.values()].filter((sum) => sum !== 0)).toEqual([])
    expect(sums.size).toBeGreaterThan(50)
    const settled = new Set(this.all('settlement').map(({ instrument }) => instrument))
    const fresh = new Set(this.all('listed').map(({ definition }) => definition.instrument))
    const unsettled = exchange.books.filter(({ instrumentId: id }) => !settled.has(id) && !fresh.has(id))
    expect(unsettled).toEqual([])
    for (const { rule } of this.all('settlement')) expect(rule).toMatch(RULES)
  }
}

/** How the evidence of each settlement rule begins. */
const RULES =
  /^(The closing auction traded|The .+ lots? of the last half hour|Between|The prior settlement|No month|From the settlements of its legs|The mean of)/

function rootOf(instrument: string): string {
  return /^(A100|B200|H100|H200|TOKC|TOK)/.exec(instrument)?.[0] ?? instrument
}

describe('a day of', { timeout: 60_000 }, () => {
  test('quiet-day: small moves, no halt, a fixing of every root, settlements struck in closing auctions', () => {
    const day = new Day('quiet-day', 0)
    expect(day.halts()).toEqual(new Set())
    expect(day.all('news')).toEqual([])
    expect(day.all('fixing').map(({ root, status }) => `${root} ${status}`)).toEqual(
      ['H100', 'H200', 'B200', 'A100', 'TOK', 'TOKC'].map((root) => `${root} published`),
    )
    const auctioned = day.all('settlement').filter(({ rule }) => rule.startsWith('The closing auction'))
    expect(auctioned.length).toBeGreaterThan(60)
    day.expectWhole()
  })

  test('new-generation: the announcement and the first customers are told, and older generations halt', () => {
    const day = new Day('new-generation', 35)
    expect(day.headlines()).toHaveLength(2)
    expect(day.halts(30, 60)).toContain('A100 circuitBreaker')
    day.expectWhole()
  })

  test('export-rule: everything halts with the sentence, then reopens by auction', () => {
    const day = new Day('export-rule', 26)
    const halted = day.all('status').filter(({ reasonCode }) => reasonCode === 'operatorHalt')
    expect(halted).toHaveLength(278)
    expect(new Set(halted.map(({ reason }) => reason))).toEqual(
      new Set(['News is awaited: an export rule will be published.']),
    )
    const [first] = halted
    const own = day.all('status').filter(({ instrument }) => instrument === first?.instrument)
    const phases = own.slice(own.indexOf(first as (typeof own)[number])).map(({ phase }) => phase)
    expect(phases.slice(0, 4)).toEqual(['halted', 'preOpen', 'auction', 'continuous'])
    expect(day.headlines()).toHaveLength(2)
    day.expectWhole()
  })

  test('price-cut: three pieces of news, and the near months of H100 end the day lower', () => {
    const day = new Day('price-cut', 20)
    expect(day.headlines()).toHaveLength(3)
    const own = day.all('settlement').find(({ instrument }) => instrument === 'H100F27')
    const before = day.all('trade').find(({ instrument }) => instrument === 'H100F27')
    expect(own?.priceTicks).toBeLessThan((before?.priceTicks ?? 0) * 0.95)
    day.expectWhole()
  })

  test('flash-crash: H100 and nothing else halts for its velocity and at the edge of its band', () => {
    const day = new Day('flash-crash', 22)
    const halts = day.halts(10, 20)
    expect(halts).toContain('H100 velocityHalt')
    expect(halts).toContain('H100 circuitBreaker')
    expect([...halts].filter((halt) => !halt.startsWith('H100'))).toEqual([])
    day.expectWhole()
  })

  test('limit-up: B200 halts at the upper edge again and again', () => {
    const day = new Day('limit-up', 32)
    expect(day.halts(10, 32)).toContain('B200 circuitBreaker')
    const breakers = day
      .all('status')
      .filter(
        ({ instrument, reasonCode }) => rootOf(instrument) === 'B200' && reasonCode === 'circuitBreaker',
      )
    expect(breakers.length).toBeGreaterThan(10)
    day.expectWhole()
  })

  test('expiry-day: November ends at the mean of its index, and November 2028 is listed', () => {
    const day = new Day('expiry-day', 0)
    const finals = day.all('settlement').filter(({ kind }) => kind === 'final')
    const own = finals.find(({ instrument }) => instrument === 'H100X26')
    expect(own?.rule).toMatch(/^The mean of 20 Business Days was \d+\.\d+, half up to the tick/)
    expect(day.venue.exchange.books.filter(({ phase }) => phase === 'expired')).toHaveLength(finals.length)
    const listed = day.all('listed').map(({ definition }) => definition.instrument)
    expect(listed).toEqual(expect.arrayContaining(['H100X28', 'TOKCX28', 'H100X27-H100Z27']))
    expect(day.all('openInterest').some(({ instrument }) => instrument === 'H100Z26')).toBe(true)
    day.expectWhole()
  })

  test('index-restatement: H100 is missing, published late and restated from one figure to another', () => {
    const day = new Day('index-restatement', 0)
    const own = day.fixings('H100').filter(({ date }) => date === '2026-12-17')
    expect(own.map(({ status }) => status)).toEqual(['missing', 'published', 'restated'])
    expect(own[2]?.previousValue).toBe(own[1]?.value)
    expect(Number(own[2]?.value)).toBeLessThan(Number(own[1]?.value))
    day.expectWhole()
  })

  test('rough-network: the gateway is asked for every fault in its order', () => {
    const day = new Day('rough-network', 0)
    expect(day.faults.map(({ kind }) => kind)).toEqual([
      ...[
        'latency',
        'dropDeltas',
        'silence',
        'disconnect',
        'disconnect',
        'latency',
        'dropDeltas',
        'disconnect',
      ],
    ])
    day.expectWhole()
  })
})
