// A process of the load test: some of the clients, paced. Started by venue-load.ts as `--load-worker`; its orders come
// as the first line of standard input. It prints one line of JSON when its clients are connected, starts on the next
// line of input, prints its figures when the time is over, and ends by itself.
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { TradedInstrument } from './load-book.ts'
import { LoadClient } from './load-client.ts'
import { summed } from './load-tally.ts'

export interface WorkerOrders {
  readonly venueUrl: string
  readonly seconds: number
  /** Messages a second of each client. */
  readonly ratePerClient: number
  readonly clients: readonly {
    readonly keyId: string
    readonly secret: string
    readonly instruments: readonly TradedInstrument[]
  }[]
  readonly seed: number
}

const TICK_MS = 5
/** A client that fell behind catches up by no more than this in one tick: the venue counts messages by the second. */
const PER_TICK_MAX = 3
const GIVE_UP_MS = 30_000

export async function runLoadWorker(): Promise<void> {
  const input = createInterface({ input: process.stdin })
  const lines = input[Symbol.asyncIterator]()
  const first = await lines.next()
  const orders = JSON.parse(String(first.value)) as WorkerOrders
  const { venueUrl, seconds, ratePerClient, clients, seed } = orders
  const all = clients.map(
    (client, place) => new LoadClient({ ...client, venueUrl, random: randomFrom(seed + place * 7_919) }),
  )
  await Promise.all(all.map((client) => client.connect()))
  const alive = setInterval(() => {
    for (const client of all) client.ping()
  }, 1_000)
  process.stdout.write('{"event":"ready"}\n')
  await lines.next()
  input.close()
  clearInterval(alive)
  const startedMs = performance.now()
  const sent = new Float64Array(all.length)
  const wanted = Math.round(seconds * ratePerClient)
  // Clients do not all send at the same instant.
  const offsets = all.map((_, place) => place / (all.length * ratePerClient))
  for (;;) {
    const elapsed = (performance.now() - startedMs) / 1_000
    if (elapsed >= seconds) break
    for (const [place, client] of all.entries()) {
      const due = Math.min(wanted, Math.floor((elapsed - (offsets[place] ?? 0)) * ratePerClient))
      for (let burst = 0; burst < PER_TICK_MAX && (sent[place] ?? 0) < due; burst++) {
        client.act(performance.now())
        sent[place] = (sent[place] ?? 0) + 1
      }
    }
    await pause(Math.max(0, TICK_MS - ((performance.now() - startedMs) % TICK_MS)))
  }
  const tookSeconds = (performance.now() - startedMs) / 1_000
  const giveUp = setTimeout(() => process.exit(1), GIVE_UP_MS)
  await Promise.all(all.map((client) => client.finish()))
  clearTimeout(giveUp)
  const figures = summed(all.map((client) => client.tally.figures()))
  process.stdout.write(`${JSON.stringify({ event: 'done', tookSeconds, figures })}\n`)
}

/** Mulberry32: uniform in [0, 1), the same from the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
