// Whether the order path keeps up: `npm run bench -- --only order.sustained [--seconds 60]` enters 2,000 orders a second,
// each filled at once by the paced venue, and tells for every few seconds how long orders waited from the moment they were
// due until they were on the wire, and what the heap holds. What is due together is handed over together, as a program
// that trades does, and becomes durable in one write. Called by bench/main.ts. Exit code 1 when the rate is not kept, when
// orders wait longer towards the end, or when more memory grows than what a desk keeps of each order.
import { parseArgs } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import type { ClientOrderId } from '../shared/domain/brands.ts'
import { BenchDesk, percentile, takenOrders } from './bench-desk.ts'
import { median } from './harness.ts'

const RATE = 2_000
const SECONDS = { min: 9, max: 3_600, usual: 60 }
const STRETCH_SECONDS = 3
/** More than this in one write would let the first of them wait for the last. */
const BATCH_MAX = 200
/** Entered and not yet filled: with more the exchange is behind, and orders wait here, where it is seen. */
const UNANSWERED_MAX = 450
const RATE_SHARE_MIN = 0.98
/** The last third of the run beside the first. A few ms of p99 are one pause of the machine: they differ by more. */
const GROWTH_MAX = { p50: 1.5, p99: 3 }
/** Facts, order, fill and names of one order: a desk keeps every order of its journal. */
const KEPT_BYTES_MAX = 3_000

interface Stretch {
  readonly orders: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly heapMb: number
}

export async function runSustained(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' }, seconds: { type: 'string' } },
  })
  const seconds = Number(values.seconds ?? SECONDS.usual)
  if (!(seconds >= SECONDS.min && seconds <= SECONDS.max)) {
    console.error(`--seconds takes a number from ${SECONDS.min} to ${SECONDS.max}.`)
    return 2
  }
  const desk = await BenchDesk.open()
  try {
    const flow = new SteadyFlow(desk)
    const stretches: Stretch[] = []
    for (let end = STRETCH_SECONDS; end <= seconds; end += STRETCH_SECONDS) {
      const stretch = await flow.until(end * 1_000)
      console.log(stretchLine(end, stretch))
      stretches.push(stretch)
    }
    return judge(stretches)
  } finally {
    await desk.close()
  }
}

/** Enters what is due, as fast as the core takes it. */
class SteadyFlow {
  readonly #desk: BenchDesk
  readonly #startedMs = performance.now()
  /** Spent on collecting garbage so that the heap can be read; no order was due meanwhile. */
  #outsideMs = 0
  #entered = 0
  #unanswered: readonly ClientOrderId[] = []

  constructor(desk: BenchDesk) {
    this.#desk = desk
  }

  async until(endMs: number): Promise<Stretch> {
    const waitedMs: number[] = []
    const enteredBefore = this.#entered
    while (this.#nowMs() < endMs) {
      this.#enter(waitedMs)
      await pause(1)
    }
    const collectsFromMs = performance.now()
    ;(globalThis as { gc?: () => void }).gc?.()
    this.#outsideMs += performance.now() - collectsFromMs
    return {
      orders: this.#entered - enteredBefore,
      p50Ms: percentile(waitedMs, 0.5),
      p99Ms: percentile(waitedMs, 0.99),
      heapMb: process.memoryUsage().heapUsed / 1_048_576,
    }
  }

  #nowMs(): number {
    return performance.now() - this.#startedMs - this.#outsideMs
  }

  #enter(waitedMs: number[]): void {
    const { core } = this.#desk
    this.#unanswered = this.#unanswered.filter((id) => core.order(id)?.status !== 'filled')
    const due = Math.floor((this.#nowMs() * RATE) / 1_000) - this.#entered
    const batch = Math.min(due, BATCH_MAX, UNANSWERED_MAX - this.#unanswered.length)
    if (batch <= 0) return
    const orders = Array.from({ length: batch }, () => this.#desk.nextOrder('ioc'))
    this.#unanswered = [...this.#unanswered, ...takenOrders(core.commands(orders))]
    const sentMs = this.#nowMs()
    for (let nth = 1; nth <= batch; nth++) waitedMs.push(sentMs - ((this.#entered + nth) * 1_000) / RATE)
    this.#entered += batch
  }
}

function judge(stretches: readonly Stretch[]): number {
  // The first stretch is of a machine that has not settled.
  const settled = stretches.slice(1)
  const third = Math.ceil(settled.length / 3)
  const [first, last] = [settled.slice(0, third), settled.slice(-third)]
  const orders = settled.reduce((sum, stretch) => sum + stretch.orders, 0)
  const rate = orders / (settled.length * STRETCH_SECONDS)
  const growth = (of: (stretch: Stretch) => number) => median(last.map(of)) / median(first.map(of))
  const p50Growth = growth(({ p50Ms }) => p50Ms)
  const p99Growth = growth(({ p99Ms }) => p99Ms)
  const heapMb = (settled.at(-1)?.heapMb ?? 0) - (stretches[0]?.heapMb ?? 0)
  const keptBytes = (heapMb * 1_048_576) / orders
  const findings = [
    { says: `${Math.round(rate)} orders/s`, isGood: rate >= RATE * RATE_SHARE_MIN },
    {
      says: `waiting p50 ${p50Growth.toFixed(2)} times, p99 ${p99Growth.toFixed(2)} times that of the first third`,
      isGood: p50Growth <= GROWTH_MAX.p50 && p99Growth <= GROWTH_MAX.p99,
    },
    { says: `${Math.round(keptBytes)} bytes kept of an order`, isGood: keptBytes <= KEPT_BYTES_MAX },
  ]
  for (const { says, isGood } of findings) console.log(`${isGood ? 'good' : 'MISSED'}  ${says}`)
  return findings.every(({ isGood }) => isGood) ? 0 : 1
}

function stretchLine(atSeconds: number, { orders, p50Ms, p99Ms, heapMb }: Stretch): string {
  const waited = `waited p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`
  const perSecond = Math.round(orders / STRETCH_SECONDS)
  return `${String(atSeconds).padStart(5)} s  ${perSecond} orders/s  ${waited}  heap ${heapMb.toFixed(0)} MiB`
}
