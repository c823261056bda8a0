// A recording served again: what the terminal's own session and books make of it.
import { afterEach, expect, test } from 'vitest'
import { instrumentId, timeUs } from '../../../shared/math/quantities.ts'
import { marketVenueFrames } from '../../../shared/venue-wire/frame.ts'
import { H100F27, H100G27 } from '../../marketdata/market-events.testing.ts'
import { MarketData } from '../../marketdata/market-data.ts'
import { instruments, marketEvent } from '../native/market-codec.ts'
import { definition, delta, heartbeat, snapshot, welcome } from '../native/wire-messages.testing.ts'
import { VirtualClock } from '../virtual-clock.testing.ts'
import { FollowingClient, heldOf } from './following-client.testing.ts'
import type { RecordingEntry } from './recording-lines.ts'
import { frame, image, newPath, opened, at, writeRecording } from './recordings.testing.ts'
import { ReplayServer } from './replay-server.ts'

const definitions = {
  ...{ type: 'definitions', requestId: 7 },
  instruments: ['H100F27', 'H100G27'].map(definition),
}
const status = (instrument: string, phase: string): object => ({
  ...{ type: 'status', instrument, phase, reasonCode: 'open', reason: 'because', venueTimeUs: 5 },
})

let server: ReplayServer
let client: FollowingClient
let clock: VirtualClock

afterEach(async () => {
  client.session.stop()
  await server.close()
})

async function serve(
  entries: readonly RecordingEntry[],
  encoding: 'json' | 'binary' = 'json',
): Promise<void> {
  const path = newPath()
  writeRecording(path, [entries])
  clock = new VirtualClock()
  server = await ReplayServer.listen({ recording: opened(path), clock, speed: 1, port: 0 })
  client = new FollowingClient(encoding)
  client.session.subscribe([H100F27, H100G27])
  client.session.start(server.url)
}

/** All that was sent to the server before has been read by it, and all that it sent has been read by the client. */
async function settled(): Promise<void> {
  const before = client.of('roundTrip').length
  client.clock.advance(1_000)
  await client.until(() => client.of('roundTrip').length > before)
}

async function subscribed(): Promise<void> {
  await client.until(() => client.of('definitions').length > 0)
  await settled()
}

/** Plays on; a second at a time, so that the client is heard meanwhile. */
async function play(ms: number): Promise<void> {
  for (let leftMs = ms; leftMs > 0; leftMs -= 1_000) {
    clock.advance(Math.min(1_000, leftMs))
    await settled()
  }
}

/** A greeting, then two busy books with everything that a venue tells about them. */
function busyStream(): RecordingEntry[] {
  const entries = [
    frame(10, welcome),
    frame(20, [definitions, rate('7.10')]),
    frame(30, { type: 'subscribed', requestId: 2, instruments: ['H100F27', 'H100G27'] }),
    frame(31, fixing('2.10')),
    frame(40, [snapshot('H100F27', 5), status('H100F27', 'continuous')]),
    frame(41, [snapshot('H100G27', 5), status('H100G27', 'auction')]),
  ]
  for (let nth = 1; nth <= 300; nth++) {
    const instrument = nth % 3 === 0 ? 'H100G27' : 'H100F27'
    const changeId = 5 + (nth % 3 === 0 ? nth / 3 : nth - Math.floor(nth / 3))
    const change = {
      ...delta(instrument, changeId),
      bids: [[200 + (nth % 11), nth % 5]],
      asks: [[212 + (nth % 7), (nth * 3) % 4]],
      venueTimeUs: 1_800_000_000_000_200 + nth * 1_000,
    }
    entries.push(frame(50 + nth * 10, nth % 4 === 0 ? [trade(instrument, nth), change] : change))
    if (nth % 20 === 0) entries.push(frame(50 + nth * 10, implied(instrument, 200 + (nth % 9))))
    if (nth % 50 === 0)
      entries.push(frame(50 + nth * 10, heartbeat), frame(50 + nth * 10, rate(`7.1${nth / 50}`)))
  }
  return entries
}

const rate = (value: string): object => ({
  ...{ type: 'rate', base: 'USD', quote: 'CNY', date: '2026-11-20', value, source: 'fix', venueTimeUs: 5 },
})
const fixing = (value: string): object => ({
  ...{ type: 'fixing', root: 'H100', date: '2026-11-20', status: 'published', value, source: 'index' },
  venueTimeUs: 5,
})
const trade = (instrument: string, nth: number): object => ({
  ...{ type: 'trade', instrument, tradeId: `T${nth}`, priceTicks: 200 + (nth % 13), qty: 1 + (nth % 4) },
  ...{ aggressorSide: 'buy', venueTimeUs: 5 },
})
const implied = (instrument: string, price: number): object => ({
  ...{ type: 'implied', instrument, bid: [price, 3], venueTimeUs: 5 },
})

/** The books of one who was there when the frames came. */
function booksOf(entries: readonly RecordingEntry[]): MarketData {
  const market = new MarketData()
  const parse = marketVenueFrames()
  for (const entry of entries) {
    const parsed = parse('frame' in entry ? entry.frame : '[]')
    if (!parsed.ok) throw new Error(parsed.error.text)
    for (const message of parsed.value) {
      switch (message.type) {
        case 'welcome': {
          const { venue: venueName, environment, instanceId } = message
          const greeting = { kind: 'welcome', venueName, environment, instanceId, evidence: 'chain' } as const
          market.apply(greeting, timeUs(0))
          break
        }
        case 'definitions': {
          const listed = instruments(message)
          if (listed.ok) market.apply({ kind: 'definitions', instruments: listed.value }, timeUs(0))
          break
        }
        case 'snapshot':
        case 'delta':
        case 'trade':
        case 'status':
        case 'fixing':
        case 'implied':
        case 'rate':
          market.apply(marketEvent(message), timeUs(0))
          break
        default:
      }
    }
  }
  return market
}

test.each(['json', 'binary'] as const)(
  'a client that reads %s ends with the books of one who was there, down to trades, index and rate',
  async (encoding) => {
    const entries = busyStream()
    await serve(entries, encoding)
    await subscribed()
    server.replay.setSpeed(50)
    await play(100)
    expect(server.replay.state.hasEnded).toBe(true)
    const books = booksOf(entries)
    for (const instrument of [H100F27, H100G27]) {
      expect(client.held(instrument)).toMatchObject({ sync: 'live' })
      expect(client.held(instrument)).toEqual(heldOf(books, instrument))
    }
    expect(client.resyncs).toEqual([])
    expect(client.of('badFrame')).toEqual([])
    expect(client.of('welcome')[0]).toMatchObject({ environment: 'replay', venueName: 'Scripted' })
  },
)

test.each(['json', 'binary'] as const)(
  'a gap in the recording is one resync of a client that reads %s, and heals with the recorded snapshot',
  async (encoding) => {
    const entries = [
      ...[frame(10, welcome), frame(20, definitions), frame(40, snapshot('H100F27', 7))],
      ...[
        frame(100, delta('H100F27', 8)),
        frame(200, delta('H100F27', 10)),
        frame(300, delta('H100F27', 11)),
      ],
      ...[frame(2_000, snapshot('H100F27', 11)), frame(2_100, delta('H100F27', 12))],
    ]
    await serve(entries, encoding)
    await subscribed()
    await play(500)
    expect(client.held(H100F27)).toMatchObject({ sync: 'awaiting', changeId: 8 })
    expect(client.resyncs).toEqual([H100F27])
    await play(3_000)
    expect(client.held(H100F27)).toEqual(heldOf(booksOf(entries), H100F27))
    expect(client.held(H100F27)).toMatchObject({ sync: 'live', changeId: 12 })
    expect(client.resyncs).toEqual([H100F27])
  },
)

test('a client that subscribes again is told the book as it stands at that time, which stands if it stood', async () => {
  await serve(busyStream())
  await subscribed()
  await play(1_000)
  server.replay.pause()
  const before = client.held(H100F27)
  client.session.resync(H100F27)
  await settled()
  expect(client.of('snapshot').filter(({ snapshot: { instrumentId: id } }) => id === H100F27)).toHaveLength(2)
  expect(client.held(H100F27)).toMatchObject({ bids: before['bids'], asks: before['asks'], sync: 'live' })
  expect(server.replay.state.isPlaying).toBe(false)
})

test('a recorded lost connection ends the client’s, which comes back when the recording does, to what is listed then', async () => {
  const again = { ...definitions, instruments: [...definitions.instruments, definition('H100H27')] }
  await serve([
    ...[frame(10, welcome), frame(20, definitions), frame(40, snapshot('H100F27', 7))],
    ...[
      { timeUs: at(500), down: 'linkClosed' },
      { timeUs: at(1_500), down: 'connectFailed' },
    ],
    ...[frame(3_000, { ...welcome, instanceId: 'run-2' }), frame(3_010, again)],
    ...[frame(3_020, snapshot('H100F27', 2)), frame(3_500, delta('H100F27', 3))],
  ])
  await subscribed()
  await play(400)
  expect(client.held(H100F27)).toMatchObject({ sync: 'live', changeId: 7 })
  clock.advance(200)
  await client.until(() => client.of('down').length > 0)
  expect(client.of('down')[0]?.reason.params).toMatchObject({
    text: expect.stringContaining('connection was lost'),
  })
  client.clock.advance(1_000)
  await client.until(() => client.of('down').length === 2)
  expect(client.of('down')[1]?.reason.params).toMatchObject({ text: expect.stringContaining('503') })
  expect(client.held(H100F27)).toMatchObject({ sync: 'awaiting' })
  clock.advance(2_405)
  client.clock.advance(1_000)
  await client.until(() => client.of('definitions').length === 2)
  await play(1_000)
  expect(client.held(H100F27)).toMatchObject({ sync: 'live', changeId: 3 })
  expect(client.market.feed(instrumentId('H100H27'))).toBeDefined()
  expect(client.resyncs).toEqual([])
})

test('after a seek the client begins a new run, with the books of that time', async () => {
  const entries = busyStream()
  const middle = entries.findIndex((entry) => entry.timeUs > at(1_500))
  await serve(entries)
  await subscribed()
  await play(3_200)
  server.replay.pause()
  server.replay.seek(at(1_500))
  await client.until(() => client.of('down').length > 0)
  client.clock.advance(1_000)
  await client.until(() => client.of('definitions').length === 2)
  await settled()
  const runs = client.of('welcome').map(({ instanceId }) => instanceId)
  expect(new Set(runs).size).toBe(2)
  const { bids, asks, changeId } = heldOf(booksOf(entries.slice(0, middle)), H100F27)
  expect(client.held(H100F27)).toMatchObject({ bids, asks, changeId, sync: 'live' })
})

test('a client has everything after a seek to the very beginning, where the venue had not greeted yet', async () => {
  await serve(busyStream())
  await subscribed()
  await play(1_000)
  server.replay.pause()
  server.replay.seek(0)
  await client.until(() => client.of('down').length > 0)
  client.clock.advance(1_000)
  await client.until(() => client.of('definitions').length === 2)
  expect(client.of('definitions')[1]?.instruments).toHaveLength(2)
})

test('a recording that begins with an image is served from it', async () => {
  await serve([
    image(5, [welcome, definitions, snapshot('H100F27', 70), status('H100F27', 'continuous')]),
    frame(500, delta('H100F27', 71)),
    image(600, [welcome, definitions, snapshot('H100F27', 99)]),
  ])
  await subscribed()
  expect(client.held(H100F27)).toMatchObject({ sync: 'live', changeId: 70 })
  await play(700)
  expect(client.held(H100F27)).toMatchObject({ sync: 'live', changeId: 71, phase: 'continuous' })
})
