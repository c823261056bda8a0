// How late the core's event loop is at 50,000 messages a second over 200 instruments, with six panels pulling as a window
// does: the whole core, journal and history included, beside the bare limit, a `ws` client that reads the same messages at
// the same rate and does nothing with them. The figure is the 99th percentile of the lateness of a timer.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { createCore } from '../main/core/create-core.ts'
import { assert } from '../shared/domain/assert.ts'
import type { Topic } from '../shared/ui-wire/projections.ts'
import { MARKET_PATH } from '../shared/venue-wire/limits.ts'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'
import { defineBench } from './harness.ts'
import { startPacedVenue } from './paced-venue.ts'

const RATE = 50_000
const INSTRUMENTS = 200
const SETTLE_MS = 3_000
const MEASURE_MS = 8_000
const FRAME_MS = 16
/** What the market must reach of the rate for a round to count. */
const RATE_SHARE_MIN = 0.95
/** What six panels of a full desk show. */
const PANELS: readonly (readonly Topic[])[] = [
  ['desk', 'orders', 'ladder:R00M10'],
  ['desk', 'ladder:R00M11'],
  ['desk', 'ladder:R01M10'],
  ['desk', 'curve:R00', 'curve:R01'],
  ['desk', 'curve:R02', 'curve:R03'],
  ['desk', 'positions', 'fills', 'notices', 'health'],
]
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

export const coreLoopDelay = defineBench({
  name: 'core.loopDelay',
  unit: 'ms p99',
  peerName: 'ws 8.23.0 + JSON.parse',
  lowerIsBetter: true,
  async prepare() {
    const venue = await startPacedVenue({ rate: RATE, instruments: INSTRUMENTS })
    return {
      ours: () => delayOfCore(venue.url),
      peer: () => delayOfBare(venue.url),
      dispose: () => venue.stop(),
    }
  },
})

interface MarketLine {
  readonly books: { readonly live: number }
  readonly messagesPerSecond: number
}

async function delayOfCore(venueUrl: string): Promise<number> {
  const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-core-bench-'))
  const created = createCore({ profileDir, user: 'ada', credentials: PAPER_KEY, log: silent })
  assert(created.ok, 'the core can be built')
  const core = created.value
  let updates = 0
  const windows = PANELS.map((topics) => {
    const window = core.attach({
      post: (message) => {
        updates += message.updates.length
        setTimeout(() => window.receive({ type: 'pull', paintedAgoUs: 0 }), FRAME_MS)
      },
    })
    window.receive({ type: 'watch', topics })
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    return window
  })
  try {
    core.connect(venueUrl)
    await pause(SETTLE_MS)
    updates = 0
    const delayMs = await measureDelay()
    const { books, messagesPerSecond } = core.figures().market as MarketLine
    assert(messagesPerSecond > RATE * RATE_SHARE_MIN, `the market kept its rate, not ${messagesPerSecond}`)
    assert(books.live === INSTRUMENTS, `all books are live at this rate, not ${books.live} of them`)
    assert(updates > MEASURE_MS / FRAME_MS, 'the panels were answered')
    return delayMs
  } finally {
    for (const window of windows) window.detach()
    await core.stop()
    rmSync(profileDir, { recursive: true, force: true })
  }
}

async function delayOfBare(venueUrl: string): Promise<number> {
  const socket = new WebSocket(venueUrl + MARKET_PATH, { perMessageDeflate: false })
  let messages = 0
  socket.on('message', (data: Buffer) => {
    const parsed = JSON.parse(data.toString()) as { readonly type?: string } | readonly unknown[]
    if ('length' in parsed) messages += parsed.length
    else if (parsed.type === 'welcome') {
      socket.send('{"type":"subscribe","requestId":1,"instruments":["R00M10"]}')
    }
  })
  await pause(SETTLE_MS)
  messages = 0
  const delayMs = await measureDelay()
  const wanted = (RATE * MEASURE_MS) / 1_000
  assert(messages > wanted * RATE_SHARE_MIN, `the market kept its rate, not ${messages} of ${wanted}`)
  socket.terminate()
  return delayMs
}

/** The 99th percentile of how late a timer of one millisecond is, in milliseconds. */
async function measureDelay(): Promise<number> {
  const late: number[] = []
  const endMs = performance.now() + MEASURE_MS
  for (let dueMs = performance.now() + 1; dueMs < endMs;) {
    await pause(1)
    const nowMs = performance.now()
    late.push(Math.max(0, nowMs - dueMs))
    dueMs = nowMs + 1
  }
  const sorted = late.toSorted((a, b) => a - b)
  return Math.max(0.01, sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0)
}
