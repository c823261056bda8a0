import { existsSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { instrumentId } from '../../../shared/math/quantities.ts'
import type { ScriptedConnection } from '../link/scripted-venue.testing.ts'
import { ScriptedVenue } from '../link/scripted-venue.testing.ts'
import { definition, delta, heartbeat, snapshot, welcome } from '../native/wire-messages.testing.ts'
import { VirtualClock } from '../virtual-clock.testing.ts'
import { Recorder, type RecorderOptions } from './recorder.ts'
import type { RecordingEntry } from './recording-lines.ts'
import { entriesOf, newPath, opened } from './recordings.testing.ts'

let venue: ScriptedVenue
let clock: VirtualClock
let recorder: Recorder
let path: string
let said: string[]
let failures: string[]

beforeEach(async () => {
  venue = await ScriptedVenue.listen()
  clock = new VirtualClock()
  path = newPath()
  said = []
  failures = []
})

afterEach(async () => {
  recorder.stop()
  await venue.close()
})

function record(change: Partial<RecorderOptions> = {}): void {
  recorder = new Recorder({
    ...{ path, venueUrl: venue.url, clock, partBytesMax: Number.MAX_SAFE_INTEGER },
    instruments: undefined,
    say: (sentence) => said.push(sentence),
    onFailed: (why) => {
      failures.push(why)
      recorder.stop()
    },
    ...change,
  })
  recorder.start()
}

async function greet(listed = ['H100F27', 'H100G27']): Promise<ScriptedConnection> {
  const connection = await venue.connection()
  connection.send(welcome)
  const { requestId } = await connection.next('requestDefinitions')
  connection.send({ type: 'definitions', requestId, instruments: listed.map(definition) })
  return connection
}

/** Everything that the venue sent so far has reached the recorder: it has counted so many frames. */
async function recorded(frames: number): Promise<void> {
  while (recorder.figures.frames < frames) await new Promise((resolve) => setImmediate(resolve))
}

const framesOf = (entries: readonly RecordingEntry[]): readonly string[] =>
  entries.flatMap((entry) => ('frame' in entry ? [entry.frame] : []))

test('records every frame as it came, in order, with the time it came', async () => {
  record()
  const connection = await greet()
  await connection.next('subscribe')
  const startedUs = clock.nowUs()
  const texts = [
    ` ${JSON.stringify(snapshot('H100F27', 7))}`,
    '{"type": "surprise", "ü": "\\u00fc"}',
    '{"type":',
  ]
  for (const [nth, text] of texts.entries()) {
    clock.advance(100)
    connection.send(text)
    await recorded(3 + nth)
  }
  recorder.stop()
  const recording = opened(path)
  const entries = entriesOf(recording)
  expect(framesOf(entries).slice(0, 1)).toEqual([JSON.stringify(welcome)])
  expect(framesOf(entries).slice(2)).toEqual(texts)
  expect(entries.slice(2).map(({ timeUs }) => timeUs - startedUs)).toEqual([100_000, 200_000, 300_000])
  expect(recording.header).toEqual({ recording: 1, protocol: 'tenor.v1', venueUrl: venue.url, startedUs })
  expect(recording.damage).toBeUndefined()
  expect(recorder.figures).toMatchObject({ frames: 5, parts: 1 })
  expect(said.filter((sentence) => sentence.startsWith('recorded a frame that cannot be read'))).toHaveLength(
    2,
  )
})

test('asks for everything that is listed, also for what is listed later', async () => {
  record()
  const connection = await greet()
  expect((await connection.next('subscribe'))['instruments']).toEqual(['H100F27', 'H100G27'])
  connection.send({ type: 'listed', definition: definition('H100H27'), venueTimeUs: 5 })
  expect((await connection.next('subscribe'))['instruments']).toEqual(['H100H27'])
})

test('asks for the instruments that are wanted and names those that are not listed, which follow once they are', async () => {
  record({ instruments: ['H100G27', 'H100H27'].map(instrumentId) })
  const connection = await greet()
  expect((await connection.next('subscribe'))['instruments']).toEqual(['H100G27'])
  expect(said).toEqual(['not listed: H100H27; recorded as soon as it is'])
  connection.send({ type: 'listed', definition: definition('H100K27'), venueTimeUs: 5 })
  connection.send({ type: 'listed', definition: definition('H100H27'), venueTimeUs: 5 })
  expect((await connection.next('subscribe'))['instruments']).toEqual(['H100H27'])
})

test('records a lost connection where it was lost, and goes on', async () => {
  record()
  const first = await greet()
  await first.next('subscribe')
  first.send(snapshot('H100F27', 7))
  await recorded(3)
  first.socket.terminate()
  while (said.length === 0) await new Promise((resolve) => setImmediate(resolve))
  clock.advance(125)
  const second = await greet()
  await second.next('subscribe')
  recorder.stop()
  expect(said).toEqual(['no connection (linkClosed); trying again'])
  const kinds = entriesOf(opened(path)).map((entry) =>
    'frame' in entry ? (JSON.parse(entry.frame) as { type: string }).type : entry,
  )
  const down = { timeUs: expect.any(Number), down: 'linkClosed' }
  expect(kinds).toEqual(['welcome', 'definitions', 'snapshot', down, 'welcome', 'definitions'])
})

test('asks for a snapshot where a delta was lost, so that a replay heals too', async () => {
  record()
  const connection = await greet(['H100F27'])
  await connection.next('subscribe')
  connection.send(snapshot('H100F27', 7))
  connection.send(delta('H100F27', 9))
  await recorded(4)
  clock.advance(1_000)
  expect((await connection.next('subscribe'))['instruments']).toEqual(['H100F27'])
  connection.send(snapshot('H100F27', 9))
  connection.send(delta('H100F27', 10))
  await recorded(6)
  clock.advance(3_000)
  connection.send(heartbeat)
  await recorded(7)
  expect(connection.seen.filter(({ type }) => type === 'subscribe')).toEqual([])
})

test('has what came on the disk a second later', async () => {
  record()
  await greet()
  await recorded(2)
  expect(statSync(path).size).toBe(0)
  clock.advance(1_000)
  expect(framesOf(entriesOf(opened(path)))).toHaveLength(2)
})

test('writes an image every minute, which tells the books as they stand behind the frame before it', async () => {
  record()
  const connection = await greet(['H100F27'])
  await connection.next('subscribe')
  connection.send(snapshot('H100F27', 7))
  let frames = 3
  for (let nth = 8; nth <= 48; nth++) {
    clock.advance(3_000)
    connection.send(delta('H100F27', nth))
    frames += 1
    await recorded(frames)
  }
  recorder.stop()
  const entries = entriesOf(opened(path))
  const images = entries.flatMap((entry, nth) => ('image' in entry ? [{ nth, image: entry.image }] : []))
  expect(images).toHaveLength(2)
  for (const { nth, image } of images) {
    const before = entries[nth - 1]!
    const { changeId } = JSON.parse('frame' in before ? before.frame : '') as { changeId: number }
    const told = image.map((text) => JSON.parse(text) as Record<string, unknown>)
    expect(told.map(({ type }) => type)).toEqual(['welcome', 'definitions', 'snapshot'])
    expect(told[2]).toMatchObject({
      changeId,
      bids: [
        [210, 6],
        [209, 8],
      ],
    })
  }
})

test('begins a part with an image that holds the last frame of the part before', async () => {
  record({ partBytesMax: 1 })
  const connection = await greet(['H100F27'])
  await connection.next('subscribe')
  connection.send(snapshot('H100F27', 7))
  await recorded(3)
  clock.advance(1_000)
  connection.send(delta('H100F27', 8))
  await recorded(4)
  recorder.stop()
  expect(recorder.figures.parts).toBe(2)
  expect(framesOf(entriesOf(opened(path))).at(-1)).toBe(JSON.stringify(delta('H100F27', 8)))
  const [first] = entriesOf(opened(`${path}.2`))
  const told = first !== undefined && 'image' in first ? first.image : []
  expect(JSON.parse(told.at(-1) ?? '')).toMatchObject({ type: 'snapshot', changeId: 8 })
})

test('stops and says why, once, when the file cannot be written any more; what is written stays', async () => {
  record({ partBytesMax: 1 })
  const connection = await greet(['H100F27'])
  await connection.next('subscribe')
  await recorded(2)
  clock.advance(1_000)
  writeFileSync(`${path}.2`, 'my notes')
  connection.send(snapshot('H100F27', 7))
  await new Promise((resolve) => connection.socket.once('close', resolve))
  expect(failures).toEqual([expect.stringContaining('EEXIST')])
  const { frames } = recorder.figures
  clock.advance(10_000)
  expect(recorder.figures.frames).toBe(frames)
  recorder.stop()
  expect(failures).toHaveLength(1)
  expect(clock.timers.size).toBe(0)
  expect(framesOf(entriesOf(opened(path)))).toHaveLength(3)
})

test('throws where the file exists already, before it has connected anywhere', () => {
  record()
  expect(() => new Recorder({ ...options(), path })).toThrow(/EEXIST/)
  expect(existsSync(`${path}.2`)).toBe(false)
})

function options(): Omit<RecorderOptions, 'path'> {
  const none = (): void => {}
  return {
    ...{ venueUrl: venue.url, clock, instruments: undefined, partBytesMax: 1 },
    say: none,
    onFailed: none,
  }
}
