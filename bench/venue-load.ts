// The load test of the paper exchange: `npm run bench -- --load`. Starts the built venue with an account for each
// client, lets processes of clients trade at a steady rate, watches the venue's own figures meanwhile, and judges:
// every request answered and every report there, no rejection but by the rules, the event loop on time, memory flat.
// Called by bench/main.ts. Exit code 1 when a goal is missed.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { inRoot } from '../tools/paths.mjs'
import type { TradedInstrument } from './load-book.ts'
import { delayPercentile, fetchFigures, type VenueFigures } from './load-metrics.ts'
import { memoryDrift, type MemorySample } from './memory-drift.ts'
import { roundTripPercentile, summed, type LoadFigures } from './load-tally.ts'
import type { WorkerOrders } from './load-worker.ts'

const DELAY_P99_MS_MAX = 20
const MEMORY_DRIFT_MAX = 0.05
/** What the generator must reach of the rate for the run to count. */
const RATE_SHARE_MIN = 0.97
const SAMPLE_MS = 2_000

export const LOAD_USAGE = `Usage: npm run bench -- --load [flags]

  --rate N         order messages a second, all clients together (default 20000)
  --seconds N      length of the run (default 60)
  --minutes N      the same in minutes; from two on memory is judged too
  --clients N      clients, each an account with its own sessions (default 50)
  --instruments N  instruments traded, outrights first (default 200, or as many as are listed)
  --books N        books that each client trades (default 8)
  --workers N      processes that the clients run in (default 1)
  --venue-args X   further flags of the venue, separated by blanks
  --venue-program FILE  another build of the venue than out/venue/main.cjs
  --json FILE      writes the figures
`

const options = {
  load: { type: 'boolean' },
  rate: { type: 'string' },
  seconds: { type: 'string' },
  minutes: { type: 'string' },
  clients: { type: 'string' },
  instruments: { type: 'string' },
  books: { type: 'string' },
  workers: { type: 'string' },
  'venue-args': { type: 'string' },
  'venue-program': { type: 'string' },
  json: { type: 'string' },
} as const

interface LoadPlan {
  readonly rate: number
  readonly seconds: number
  readonly clients: number
  readonly instruments: number
  readonly books: number
  readonly workers: number
  readonly venueArgs: readonly string[]
  readonly venueProgram: string
  readonly json: string | undefined
}

/** Runs the test; resolves to the exit code. */
export async function runLoad(args: readonly string[]): Promise<number> {
  const plan = readPlan(args)
  if (typeof plan === 'string') {
    process.stderr.write(`${plan}\n${LOAD_USAGE}`)
    return 2
  }
  const keys = Array.from({ length: plan.clients }, (_, at) => ({
    keyId: `load${at + 1}`,
    secret: `secret-of-${at + 1}`,
  }))
  const children = new Set<ChildProcess>()
  try {
    const venueUrl = await startVenue(plan, keys, children)
    const names = await tradable(venueUrl, plan.instruments)
    const outcome = await drive({
      plan,
      venueUrl,
      orders: ordersOf({ plan, keys, names, venueUrl }),
      children,
    })
    return report(plan, { ...outcome, instruments: names.length })
  } finally {
    for (const child of children) child.kill('SIGKILL')
  }
}

function readPlan(args: readonly string[]): LoadPlan | string {
  let values
  try {
    values = parseArgs({ args: [...args], options }).values
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause)
  }
  const number = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : Number(text)
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes)
  const plan = {
    rate: number(values.rate, 20_000),
    seconds: minutes === undefined ? number(values.seconds, 60) : minutes * 60,
    clients: number(values.clients, 50),
    instruments: number(values.instruments, 200),
    books: number(values.books, 8),
    workers: number(values.workers, 1),
  }
  const bad = Object.entries(plan).find(([, value]) => !(value > 0 && value <= 1_000_000))
  if (bad !== undefined) return `--${bad[0]} takes a number above zero.`
  return {
    ...plan,
    venueArgs: values['venue-args']?.split(' ').filter((word) => word !== '') ?? [],
    venueProgram: values['venue-program'] ?? inRoot('out', 'venue', 'main.cjs'),
    json: values.json,
  }
}

type Keys = readonly { readonly keyId: string; readonly secret: string }[]

async function startVenue(
  { venueArgs, venueProgram }: LoadPlan,
  keys: Keys,
  children: Set<ChildProcess>,
): Promise<string> {
  const args = [venueProgram, '--port', '0', '--parent-pid', String(process.pid), ...venueArgs]
  const venue = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      TENOR_VENUE_KEYS: keys.map(({ keyId, secret }) => `${keyId}:${secret}`).join(','),
    },
  })
  children.add(venue)
  const { url } = (await nextLine(venue)) as { readonly url: string }
  return url
}

/** What the venue lists, outrights first. */
async function tradable(venueUrl: string, count: number): Promise<readonly TradedInstrument[]> {
  const response = await fetch(`${venueUrl.replace(/^ws:/, 'http:')}/v1/definitions`)
  const { instruments } = (await response.json()) as {
    readonly instruments: readonly { readonly instrument: string; readonly combination?: unknown }[]
  }
  return instruments
    .map(({ instrument, combination }) => ({ name: instrument, isCombination: combination !== undefined }))
    .sort((a, b) => Number(a.isCombination) - Number(b.isCombination))
    .slice(0, count)
}

interface Assignment {
  readonly plan: LoadPlan
  readonly keys: Keys
  readonly names: readonly TradedInstrument[]
  readonly venueUrl: string
}

/** Deals books to clients in turn, so that each book has about the same number of them, and clients to processes. */
function ordersOf({ plan, keys, names, venueUrl }: Assignment): readonly WorkerOrders[] {
  const stride = names.length / keys.length
  const clients = keys.map((key, place) => ({
    ...key,
    instruments: [...names, ...names].slice(
      Math.floor(place * stride),
      Math.floor(place * stride) + plan.books,
    ),
  }))
  return Array.from({ length: plan.workers }, (_, worker) => ({
    venueUrl,
    seconds: plan.seconds,
    ratePerClient: plan.rate / plan.clients,
    clients: clients.filter((__, place) => place % plan.workers === worker),
    seed: 1 + worker,
  }))
}

interface Outcome {
  readonly figures: LoadFigures
  readonly tookSeconds: number
  readonly before: VenueFigures | undefined
  readonly after: VenueFigures | undefined
  readonly memory: readonly MemorySample[]
}

interface Drive {
  readonly plan: LoadPlan
  readonly venueUrl: string
  readonly orders: readonly WorkerOrders[]
  readonly children: Set<ChildProcess>
}

async function drive({ plan, venueUrl, orders, children }: Drive): Promise<Outcome> {
  const workers = orders.map((one) => {
    const program = process.argv[1] ?? ''
    const child = spawn(process.execPath, [program, '--load-worker'], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.write(`${JSON.stringify(one)}\n`)
    children.add(child)
    return child
  })
  await Promise.all(workers.map((worker) => nextLine(worker)))
  const before = await fetchFigures(venueUrl)
  const startedMs = performance.now()
  for (const worker of workers) worker.stdin.write('go\n')
  const memory: MemorySample[] = []
  let after = before
  const sampling = setInterval(() => {
    void fetchFigures(venueUrl).then((figures) => {
      const atSeconds = (performance.now() - startedMs) / 1_000
      if (figures === undefined || atSeconds > plan.seconds) return
      after = figures
      memory.push({ atSeconds, bytes: figures.residentBytes, heapBytes: figures.heapBytes })
    })
  }, SAMPLE_MS)
  const done = await Promise.all(workers.map((worker) => nextLine(worker)))
  clearInterval(sampling)
  const results = done as readonly { readonly tookSeconds: number; readonly figures: LoadFigures }[]
  const figures = summed(results.map((result) => result.figures))
  return {
    figures,
    tookSeconds: Math.max(...results.map((result) => result.tookSeconds)),
    before,
    after,
    memory,
  }
}

/** The next line of JSON that a child prints; rejects when it ends without one. */
async function nextLine(child: ChildProcess): Promise<unknown> {
  const { stdout } = child
  if (stdout === null) throw new Error('the child has no standard output')
  const lines = createInterface({ input: stdout })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the load test ended with ${String(code)}`)
  })
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string]
  lines.close()
  ended.catch(() => undefined)
  return JSON.parse(line) as unknown
}

function report(plan: LoadPlan, outcome: Outcome & { readonly instruments: number }): number {
  const { figures, tookSeconds, before, after, memory, instruments } = outcome
  const messages = Object.values(figures.sent).reduce((sum, count) => sum + count, 0)
  const rate = messages / tookSeconds
  const delays =
    before === undefined || after === undefined ? undefined : { before: before.delays, after: after.delays }
  const percentile = (share: number): number | undefined =>
    delays === undefined ? undefined : delayPercentile(delays.before, delays.after, share)
  const drift = memoryDrift(memory, { settledAfterSeconds: 60 })
  const otherRejects = Object.values(figures.rejectedOtherwise).reduce((sum, count) => sum + count, 0)
  const refusals = Object.values(figures.refusals).reduce((sum, count) => sum + count, 0)
  const delayP99Ms = percentile(0.99)
  const goals = [
    {
      goal: `rate of ${plan.rate} messages/s`,
      got: Math.round(rate),
      met: rate >= plan.rate * RATE_SHARE_MIN,
    },
    {
      goal: 'no rejection but by the rules',
      got: otherRejects + refusals,
      met: otherRejects + refusals === 0,
    },
    { goal: 'every request answered', got: figures.unanswered, met: figures.unanswered === 0 },
    { goal: 'no gap in reports', got: figures.sequenceGaps, met: figures.sequenceGaps === 0 },
    {
      goal: 'every account settled',
      got: figures.unsettled,
      met: figures.unsettled + figures.sessionsLost === 0,
    },
    {
      goal: `event-loop delay p99 < ${DELAY_P99_MS_MAX} ms`,
      got: delayP99Ms,
      met: delayP99Ms !== undefined && delayP99Ms <= DELAY_P99_MS_MAX,
    },
    {
      goal: 'memory ±5 % after the first minute',
      got: drift === undefined ? undefined : `${(drift * 100).toFixed(1)} %`,
      met: drift === undefined || Math.abs(drift) <= MEMORY_DRIFT_MAX,
    },
  ]
  const result = {
    plan,
    instruments,
    messages,
    rate,
    ...figures,
    roundTrips: { p50Ms: roundTripPercentile(figures, 0.5), p99Ms: roundTripPercentile(figures, 0.99) },
    eventLoopDelay: { p50Ms: percentile(0.5), p99Ms: delayP99Ms, p999Ms: percentile(0.999) },
    memory,
    goals,
  }
  print(
    `${plan.clients} clients, ${instruments} instruments, ${messages} messages in ${tookSeconds.toFixed(1)} s`,
  )
  print(`sent       ${JSON.stringify(figures.sent)}`)
  print(`reports    ${JSON.stringify(figures.reports)}`)
  print(
    `rejected   by the rules ${JSON.stringify(figures.rejectedByRules)}, otherwise ${JSON.stringify(figures.rejectedOtherwise)}`,
  )
  print(`refused    ${JSON.stringify(figures.refusals)}, sessions lost ${figures.sessionsLost}`)
  print(`round trip p50 ${shown(result.roundTrips.p50Ms)} ms, p99 ${shown(result.roundTrips.p99Ms)} ms`)
  print(
    `loop delay p50 ${shown(percentile(0.5))} ms, p99 ${shown(delayP99Ms)} ms, p99.9 ${shown(percentile(0.999))} ms`,
  )
  print(
    `memory     ${memory
      .filter((_, at) => at % 5 === 0)
      .map(({ bytes }) => `${Math.round(bytes / 1_048_576)}`)
      .join(' ')} MiB`,
  )
  for (const { goal, got, met } of goals)
    print(`${met ? 'met   ' : 'MISSED'} ${goal.padEnd(40)} ${shown(got)}`)
  if (plan.json !== undefined) writeFileSync(plan.json, `${JSON.stringify(result, undefined, 2)}\n`)
  return goals.every(({ met }) => met) ? 0 : 1
}

function shown(value: number | string | undefined): string {
  return value === undefined ? '–' : String(value)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
