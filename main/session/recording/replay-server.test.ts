import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { definition, delta, heartbeat, snapshot, welcome } from '../native/wire-messages.testing.ts'
import { VirtualClock } from '../virtual-clock.testing.ts'
import type { RecordingEntry } from './recording-lines.ts'
import { at, frame, newPath, opened, writeRecording } from './recordings.testing.ts'
import { ReplayServer } from './replay-server.ts'

type Json = Readonly<Record<string, unknown>>

const definitions = { type: 'definitions', requestId: 7, instruments: ['H100F27', 'H100G27'].map(definition) }
const news = { type: 'news', newsId: 'n1', headline: 'rain', roots: [], venueTimeUs: 5 }
const stream = [
  ...[frame(100, welcome), frame(200, definitions)],
  ...[frame(300, snapshot('H100F27', 7)), frame(310, snapshot('H100G27', 7))],
  frame(1_000, [delta('H100G27', 8), delta('H100F27', 8), news]),
  frame(1_100, '{"type":'),
  frame(1_200, ' {"type":"news","newsId":"n2","headline":"sun","roots":[],"venueTimeUs":5}'),
]

const sockets: WebSocket[] = []
let server: ReplayServer
let clock: VirtualClock

beforeEach(() => {
  clock = new VirtualClock()
})

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await server.close()
})

async function serve(entries: readonly RecordingEntry[] = stream): Promise<void> {
  const path = newPath()
  writeRecording(path, [entries])
  server = await ReplayServer.listen({ recording: opened(path), clock, speed: 1, port: 0 })
}

/** A client that notes the frames it reads, as text. */
class RawClient {
  readonly frames: string[] = []
  readonly socket: WebSocket
  #requests = 0

  constructor() {
    this.socket = new WebSocket(`${server.url}/v1/market`, 'tenor.v1.json')
    sockets.push(this.socket)
    this.socket.on('message', (data) => this.frames.push((data as Buffer).toString()))
  }

  get messages(): readonly Json[] {
    return this.frames.filter((text) => text.endsWith('}')).map((text) => JSON.parse(text) as Json)
  }

  /** Sends this and waits until everything that the server said before its next pong is there. */
  async say(...messages: readonly object[]): Promise<readonly Json[]> {
    if (this.socket.readyState !== WebSocket.OPEN) await once(this.socket, 'open')
    const before = this.messages.length
    const requestId = 1_000 + this.#requests++
    for (const message of [...messages, { type: 'ping', requestId }])
      this.socket.send(JSON.stringify(message))
    const isAnswered = (): boolean => this.messages.some((message) => message['requestId'] === requestId)
    while (!isAnswered()) await once(this.socket, 'message')
    return this.messages.slice(before).filter(({ type }) => type !== 'pong')
  }
}

async function refusal(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status?: number; body: Json }> {
  const socket = new WebSocket(`${server.url}${path}`, { headers })
  sockets.push(socket)
  socket.on('error', () => {})
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  let body = ''
  for await (const part of response) body += String(part)
  return { status: response.statusCode!, body: JSON.parse(body) as Json }
}

const subscribe = (...instruments: readonly string[]): object => ({
  type: 'subscribe',
  requestId: 2,
  instruments,
})

test('has no order channel: whoever asks for one is told that this is a replay', async () => {
  await serve()
  expect(await refusal('/v1/orders')).toMatchObject({
    status: 403,
    body: { type: 'refused', code: 'replay' },
  })
})

test('takes no connection from a web page', async () => {
  await serve()
  const fromPage = await refusal('/v1/market', { origin: 'https://example.com' })
  expect(fromPage).toMatchObject({ status: 403, body: { code: 'browserRefused' } })
})

test('greets as a replay whose time stands still until somebody subscribes to what is listed', async () => {
  await serve()
  const client = new RawClient()
  await client.say({ type: 'requestDefinitions', requestId: 1 }, subscribe('NOPE'))
  clock.advance(60_000)
  expect(server.replay.state).toMatchObject({ isPlaying: false, hasEnded: false })
  expect(client.messages).toMatchObject([
    { type: 'welcome', venue: 'Scripted', environment: 'replay', instanceId: 'replay-1' },
    { ...definitions, requestId: 1 },
    { type: 'refused', code: 'unknownInstrument', requestId: 2 },
    { type: 'pong' },
  ])
  const answers = await client.say(subscribe('H100F27', 'NOPE'))
  expect(answers.filter(({ type }) => type !== 'heartbeat')).toMatchObject([
    { type: 'refused', code: 'unknownInstrument', requestId: 2 },
    { type: 'subscribed', requestId: 2, instruments: ['H100F27'] },
  ])
  expect(server.replay.state.isPlaying).toBe(true)
})

test('passes on what was asked for, frames that are wholly asked for as they were recorded, also one that is broken', async () => {
  await serve()
  const client = new RawClient()
  await client.say(subscribe('H100F27'))
  client.frames.length = 0
  clock.advance(900)
  await client.say()
  expect(client.messages.filter(({ type }) => type !== 'pong')).toEqual([
    snapshot('H100F27', 7),
    delta('H100F27', 8),
    news,
  ])
  clock.advance(300)
  await client.say()
  expect(client.frames).toContain('{"type":')
  expect(client.frames).toContain(
    ' {"type":"news","newsId":"n2","headline":"sun","roots":[],"venueTimeUs":5}',
  )
})

test('says nothing more of what was unsubscribed', async () => {
  await serve()
  const client = new RawClient()
  await client.say(subscribe('H100F27', 'H100G27'))
  const unsubscribe = { type: 'unsubscribe', requestId: 3, instruments: ['H100G27'] }
  expect(await client.say(unsubscribe)).toEqual([{ ...unsubscribe, type: 'unsubscribed' }])
  clock.advance(900)
  await client.say()
  expect(client.messages.filter(({ instrument }) => instrument === 'H100G27')).toEqual([])
  expect(client.messages.filter(({ instrument }) => instrument === 'H100F27')).toHaveLength(2)
})

test.each([
  ['a depth other than full', { ...subscribe('H100F27'), depth: 10 }, 'replay'],
  ['a book by order', { ...subscribe('H100F27'), depth: 'orders' }, 'replay'],
  [
    'past fixings',
    { type: 'requestFixings', requestId: 2, root: 'H100', from: '2026-11-01', to: '2026-11-02' },
    'replay',
  ],
  ['what a client may not say', { type: 'snapshot', requestId: 2 }, 'unknownType'],
])('refuses %s and goes on', async (_, message, code) => {
  await serve()
  const client = new RawClient()
  await client.say()
  const [answer] = await client.say(message)
  expect(answer).toMatchObject({ type: 'refused', code })
  expect(server.replay.state.isPlaying).toBe(false)
})

test('beats every second by the clock that the venue had, also while time stands still', async () => {
  const ahead = 3_600_000_000
  const recorded = 1_800_000_000_100_000
  await serve([frame(100, { ...welcome, venueTimeUs: recorded + ahead }), stream[1]!, frame(9_000, news)])
  const client = new RawClient()
  await client.say()
  clock.advance(2_000)
  await client.say()
  const beats = client.messages.filter(({ type }) => type === 'heartbeat')
  const standing = recorded + 100_000 + ahead
  expect(beats.map(({ venueTimeUs }) => venueTimeUs)).toEqual([standing, standing])
  await client.say(subscribe('H100F27'))
  clock.advance(1_000)
  await client.say()
  expect(client.messages.findLast(({ type }) => type === 'heartbeat')).toMatchObject({
    venueTimeUs: standing + 1_000_000,
  })
})

test('follows the venue’s clock where that ran faster than the recorder’s', async () => {
  const beat = { ...heartbeat, venueTimeUs: 1_800_000_500_000_000 }
  await serve([...stream.slice(0, 4), frame(900, beat)])
  const client = new RawClient()
  await client.say(subscribe('H100F27'))
  clock.advance(1_000)
  await client.say()
  expect(client.messages.findLast(({ type }) => type === 'heartbeat')).toMatchObject(beat)
})

test('ends a connection at once where the recording holds no greeting, and says so', async () => {
  await serve([frame(1, 'x')])
  const socket = new WebSocket(`${server.url}/v1/market`)
  sockets.push(socket)
  const [code, why] = (await once(socket, 'close')) as [number, Buffer]
  expect(code).toBe(1012)
  expect(why.toString()).toBe('the recording holds no greeting')
})

test('plays over a lost connection whose reason is long', async () => {
  await serve([...stream.slice(0, 4), { timeUs: at(500), down: 'x'.repeat(1_000) }])
  const client = new RawClient()
  await client.say(subscribe('H100F27'))
  clock.advance(1_000)
  const [code] = (await once(client.socket, 'close')) as [number]
  expect(code).toBe(1012)
})

test('refuses the port that another has', async () => {
  await serve()
  const path = newPath()
  writeRecording(path, [stream])
  const port = Number(new URL(server.url).port)
  await expect(ReplayServer.listen({ recording: opened(path), clock, speed: 1, port })).rejects.toThrow(
    'EADDRINUSE',
  )
})
