import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { VenueProcess, type VenueChildEvents } from './venue-process.ts'

interface Forked {
  readonly args: readonly string[]
  readonly events: VenueChildEvents
  stopped: boolean
}

const forked: Forked[] = []
const listening: string[] = []
const givenUp: string[] = []
const warnings: string[] = []

function startVenue(args: readonly string[] = []): VenueProcess {
  const venue = new VenueProcess({
    fork: (args, events) => {
      const child = { args, events, stopped: false }
      forked.push(child)
      return { pid: forked.length, stop: () => (child.stopped = true) }
    },
    args,
    log: { info: () => {}, warn: (message) => warnings.push(message), error: () => {} },
    onLaunched: () => undefined,
    onListening: (url) => listening.push(url),
    onGivenUp: (text) => givenUp.push(text),
  })
  venue.start()
  return venue
}

const last = (): Forked => forked.at(-1)!
const readyLine = (port: number): string => `{"event":"listening","url":"ws://127.0.0.1:${port}"}\n`

beforeEach(() => {
  vi.useFakeTimers()
  for (const list of [forked, listening, givenUp, warnings]) list.length = 0
})
afterEach(() => vi.useRealTimers())

test('lets the system choose a port and hands its flags on', () => {
  startVenue(['--seed', '7'])
  expect(last().args).toEqual(['--port', '0', '--seed', '7'])
  last().events.onOutput(readyLine(7700).slice(0, 10))
  last().events.onOutput(readyLine(7700).slice(10))
  expect(listening).toEqual(['ws://127.0.0.1:7700'])
})

test('gives up at once when the exchange cannot use its flags or folder, and says its sentence', () => {
  startVenue()
  last().events.onErrorOutput('venue: there is no scenario "x".\n')
  last().events.onExit(2)
  expect(forked).toHaveLength(1)
  expect(givenUp).toEqual([
    expect.stringContaining('ended with code 2. It said: venue: there is no scenario "x".'),
  ])
})

test('starts an exchange that ended again on the same port, with a growing pause', () => {
  startVenue()
  last().events.onOutput(readyLine(7700))
  for (const pauseMs of [500, 1000, 2000]) {
    const before = forked.length
    last().events.onExit(1)
    vi.advanceTimersByTime(pauseMs - 1)
    expect(forked).toHaveLength(before)
    vi.advanceTimersByTime(1)
    expect(last().args).toEqual(['--port', '7700'])
    last().events.onOutput(readyLine(7700))
  }
  expect(listening).toHaveLength(4)
  expect(givenUp).toEqual([])
})

test('begins with short pauses again once the exchange has run for a minute', () => {
  startVenue()
  last().events.onOutput(readyLine(7700))
  last().events.onExit(1)
  vi.advanceTimersByTime(500)
  last().events.onOutput(readyLine(7700))
  vi.advanceTimersByTime(60_000)
  last().events.onExit(1)
  vi.advanceTimersByTime(500)
  expect(forked).toHaveLength(3)
})

test('takes another port when its own is in use', () => {
  startVenue()
  last().events.onOutput(readyLine(7700))
  last().events.onExit(1)
  for (let attempt = 0; attempt < 3; attempt += 1) {
    vi.advanceTimersByTime(30_000 / 2 ** 3)
    expect(last().args).toEqual(['--port', '7700'])
    last().events.onErrorOutput('Port 7700 is in use.\n')
    last().events.onExit(1)
  }
  vi.advanceTimersByTime(30_000)
  expect(last().args).toEqual(['--port', '0'])
  last().events.onOutput(readyLine(7701))
  expect(listening).toEqual(['ws://127.0.0.1:7700', 'ws://127.0.0.1:7701'])
})

test('gives up an exchange that never came up, with what it said', () => {
  startVenue()
  for (let attempt = 0; attempt < 3; attempt += 1) {
    last().events.onErrorOutput('The calendar is missing.')
    last().events.onExit(1)
    vi.advanceTimersByTime(30_000)
  }
  expect(forked).toHaveLength(3)
  expect(givenUp).toEqual([
    'The paper exchange did not start: it ended with code 1 3 times. It said: The calendar is missing. ' +
      'Start Tenor again, or give the address of another exchange with --venue URL.',
  ])
})

test('stops an exchange that says nothing within 15 seconds', () => {
  startVenue()
  last().events.onOutput('hello\n')
  vi.advanceTimersByTime(15_000)
  expect(last().stopped).toBe(true)
  expect(warnings).toHaveLength(1)
})

test('starts nothing again after being stopped, and says when the exchange is gone', async () => {
  const venue = startVenue()
  last().events.onOutput(readyLine(7700))
  let isGone = false
  const gone = venue.stop().then(() => (isGone = true))
  expect(last().stopped).toBe(true)
  await Promise.resolve()
  expect(isGone).toBe(false)
  last().events.onExit(0)
  await gone
  vi.advanceTimersByTime(120_000)
  expect(forked).toHaveLength(1)
})
