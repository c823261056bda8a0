// Promises about books as they change: chains of change ids, checksums, and depths that tell one truth.
import { performance } from 'node:perf_hooks'
import type { MarketDepth, MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import type { MarketLink } from '../link/link.ts'
import { BrokenPromise, expectThat, NotTested } from '../broken-promise.ts'
import type { PromiseGroup, ProtocolPromise } from '../protocol-promise.ts'
import type { Stage } from '../stage.ts'
import { OrderRows } from '../view/order-rows.ts'
import { PriceBook, type Levels } from '../view/price-book.ts'
import { pause } from './liveness.ts'

const WATCH_MS = 3_000
const BOOKS_WATCHED = 60

async function openNames(stage: Stage, count: number): Promise<readonly string[]> {
  const floor = await stage.floor()
  const places = [...floor.open({ combinations: false }), ...floor.open({ combinations: true })]
  if (places.length === 0) throw new NotTested('no book is in continuous trading now')
  return places.slice(0, count).map(({ definition }) => definition.instrument)
}

interface Watched {
  readonly books: ReadonlyMap<string, PriceBook>
  readonly problems: string[]
}

/** Keeps the books of a link from now on. */
function watch(link: MarketLink, names: readonly string[]): Watched {
  const books = new Map(names.map((name) => [name, new PriceBook()]))
  const problems: string[] = []
  const phases = new Map<string, string>()
  link.onMessage((message) => {
    if (message.type === 'status' || message.type === 'snapshot')
      phases.set(message.instrument, message.phase)
    if (message.type !== 'snapshot' && message.type !== 'delta') return
    const book = books.get(message.instrument)
    const problem = book?.apply(message)
    if (problem !== undefined) problems.push(`${message.instrument}: ${problem}`)
    const [bid, ask] = [book?.best('buy'), book?.best('sell')]
    if (
      phases.get(message.instrument) === 'continuous' &&
      bid !== undefined &&
      ask !== undefined &&
      bid >= ask
    ) {
      problems.push(`${message.instrument}: crossed, bid ${bid} and ask ${ask}`)
    }
  })
  return { books, problems }
}

function subscribeTo(link: MarketLink, names: readonly string[], depth?: MarketDepth): void {
  const how = depth === undefined || depth === 'full' ? {} : { depth }
  link.send({ type: 'subscribe', requestId: link.requestId(), instruments: names, ...how })
}

const chain: ProtocolPromise = {
  name: 'books.chain',
  section: 'Market data',
  says: 'Each delta follows the change before it without a gap, and no book is crossed in continuous trading.',
  check: async (stage) => {
    const names = await openNames(stage, BOOKS_WATCHED)
    const link = await stage.market()
    const { books, problems } = watch(link, names)
    subscribeTo(link, names)
    await pause(WATCH_MS)
    expectThat(problems.length === 0, {
      expected: 'an unbroken chain and no crossed book',
      received: problems[0],
    })
    const deltas = [...books.values()].reduce((sum, book) => sum + book.deltas, 0)
    if (deltas === 0) throw new NotTested(`no book changed in ${WATCH_MS / 1_000} s`)
  },
}

const checksum: ProtocolPromise = {
  name: 'books.checksum',
  section: 'Checksum',
  says: 'Where a delta carries a checksum, it is the CRC-32 of the ten best levels once the delta is applied.',
  check: async (stage) => {
    const names = await openNames(stage, BOOKS_WATCHED)
    const link = await stage.market()
    const { books, problems } = watch(link, names)
    subscribeTo(link, names)
    const seen = (): number => [...books.values()].reduce((sum, book) => sum + book.checksums, 0)
    const endMs = performance.now() + 2 * WATCH_MS
    while (seen() < 3 && performance.now() < endMs) await pause(100)
    expectThat(problems.length === 0, { expected: 'checksums that fit', received: problems[0] })
    if (seen() === 0) throw new NotTested('no delta carried a checksum while the market was watched')
  },
}

const resync: ProtocolPromise = {
  name: 'books.resync',
  section: 'Market data',
  says: 'Subscribing again sends a new snapshot at once, and the chain goes on from it.',
  check: async (stage) => {
    const names = await openNames(stage, 10)
    const link = await stage.market()
    const { books, problems } = watch(link, names)
    const started = link.mark()
    subscribeTo(link, names)
    for (const name of names)
      await link.find('snapshot', ({ instrument }) => instrument === name, { from: started })
    for (let round = 0; round < 5; round++) {
      const from = link.mark()
      subscribeTo(link, names)
      for (const name of names) await link.find('snapshot', ({ instrument }) => instrument === name, { from })
      await pause(100)
    }
    expectThat(problems.length === 0, { expected: 'an unbroken chain', received: problems[0] })
    for (const [name, book] of books) {
      expectThat(book.snapshots === 6, { expected: `six snapshots of ${name}`, received: book.snapshots })
    }
  },
}

/** What a view held at each moment that it told of: the last state of each venueTimeUs. */
class Moments {
  readonly byTime = new Map<number, Levels>()
  readonly problems: string[] = []

  note(venueTimeUs: number, levels: Levels): void {
    this.byTime.set(venueTimeUs, levels)
  }

  /** The state that stood at a time, as far as it was told. */
  at(venueTimeUs: number): Levels | undefined {
    let best: number | undefined
    for (const time of this.byTime.keys()) {
      if (time <= venueTimeUs && (best === undefined || time > best)) best = time
    }
    return best === undefined ? undefined : this.byTime.get(best)
  }
}

/** Subscribes a link of its own at a depth and notes what it shows. */
async function momentsOf(stage: Stage, name: string, depth: MarketDepth): Promise<Moments> {
  const link = await stage.market()
  const moments = new Moments()
  const book = new PriceBook()
  const rows = new OrderRows()
  link.onMessage((message) => {
    const problem = applyTo({ book, rows }, message)
    if (problem !== undefined) moments.problems.push(`depth ${depth}: ${problem}`)
    if (message.type === 'snapshot' || message.type === 'delta')
      moments.note(message.venueTimeUs, book.levels())
    if (message.type === 'orderSnapshot' || message.type === 'orderDelta') {
      moments.note(message.venueTimeUs, rows.levels())
    }
  })
  const from = link.mark()
  subscribeTo(link, [name], depth)
  if (depth === 'orders') await link.find('orderSnapshot', () => true, { from })
  else await link.find('snapshot', () => true, { from })
  return moments
}

function applyTo(
  { book, rows }: { readonly book: PriceBook; readonly rows: OrderRows },
  message: MarketVenueMessage,
): string | undefined {
  if (message.type === 'snapshot' || message.type === 'delta') return book.apply(message)
  if (message.type === 'orderSnapshot' || message.type === 'orderDelta') return rows.apply(message)
  return undefined
}

function top({ bids, asks }: Levels, depth: number): Levels {
  return { bids: bids.slice(0, depth), asks: asks.slice(0, depth) }
}

const depths: ProtocolPromise = {
  name: 'books.depths',
  section: 'subscribe',
  says: 'Depths 1, 10, full and by order show one book: at every moment their levels agree.',
  check: async (stage) => {
    const [name] = await openNames(stage, 1)
    const shown = { 1: 1, 10: 10, orders: Number.POSITIVE_INFINITY } as const
    const full = await momentsOf(stage, name ?? '', 'full')
    const views = new Map<MarketDepth, Moments>()
    for (const depth of [1, 10, 'orders'] as const)
      views.set(depth, await momentsOf(stage, name ?? '', depth))
    await pause(WATCH_MS)
    // What was told last may not have reached every link yet.
    const times = [...full.byTime.keys()].sort((a, b) => a - b).slice(0, -1)
    let compared = 0
    for (const [depth, view] of views) {
      const problem = [...full.problems, ...view.problems][0]
      if (problem !== undefined) throw new BrokenPromise('unbroken chains at every depth', problem)
      for (const time of times) {
        const [theirs, whole] = [view.at(time), full.at(time)]
        if (theirs === undefined || whole === undefined) continue
        const expected = top(whole, shown[depth as keyof typeof shown])
        expectThat(JSON.stringify(theirs) === JSON.stringify(expected), {
          expected: `depth ${depth} of ${name ?? ''} at ${time} as in the full book: ${JSON.stringify(top(expected, 3))}`,
          received: top(theirs, 3),
        })
        compared += 1
      }
    }
    if (compared === 0) throw new NotTested(`${name ?? ''} did not change while it was watched`)
  },
}

const depthChange: ProtocolPromise = {
  name: 'books.depthChange',
  section: 'subscribe',
  says: 'Subscribing again with another depth changes it: a snapshot of that depth, and nothing of the old one after it.',
  check: async (stage) => {
    const [name = ''] = await openNames(stage, 1)
    const link = await stage.market()
    for (const depth of ['full', 1, 'orders', 10, 'full'] as const) {
      const from = link.mark()
      subscribeTo(link, [name], depth)
      const first =
        depth === 'orders'
          ? await link.find('orderSnapshot', () => true, { from })
          : await link.find('snapshot', () => true, { from })
      if (depth === 1 || depth === 10) {
        const most = Math.max(first.bids.length, first.asks.length)
        expectThat(most <= depth, { expected: `at most ${depth} levels`, received: `${most}` })
      }
      await pause(300)
      const after = link.received.slice(link.received.indexOf(first) + 1)
      const wrong = depth === 'orders' ? 'delta' : 'orderDelta'
      const stray = after.find(({ type }) => type === wrong)
      expectThat(stray === undefined, { expected: `no ${wrong} at depth ${depth}`, received: stray })
    }
  },
}

const clock: ProtocolPromise = {
  name: 'books.clock',
  section: 'Words',
  says: 'The times of an instrument’s messages never go back.',
  check: async (stage) => {
    const names = await openNames(stage, BOOKS_WATCHED)
    const link = await stage.market()
    subscribeTo(link, names)
    await pause(WATCH_MS / 2)
    const last = new Map<string, number>()
    for (const message of link.received) {
      if (message.type !== 'snapshot' && message.type !== 'delta' && message.type !== 'trade') continue
      const before = last.get(message.instrument) ?? 0
      expectThat(message.venueTimeUs >= before, { expected: `a time from ${before} on`, received: message })
      last.set(message.instrument, message.venueTimeUs)
    }
  },
}

const form: ProtocolPromise = {
  name: 'books.form',
  section: 'What the venue sends on the market-data channel',
  says: 'Every message about every listed instrument fits its schema.',
  check: async (stage) => {
    const { violations, messages } = await stage.floorForm()
    expectThat(violations.length === 0, {
      expected: 'messages that fit their schema',
      received: violations[0],
    })
    expectThat(messages > 0, { expected: 'messages', received: 'none' })
  },
}

export const marketBooks: PromiseGroup = {
  name: 'books',
  runs: 'perEncoding',
  promises: [chain, checksum, resync, depths, depthChange, clock, form],
}
