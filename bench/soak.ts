// Whether the terminal's memory stays flat: `npm run bench -- --only soak --minutes 30` runs the built terminal on the real
// Electron at 10,000 messages a second and compares, for every process, the mean of each half-minute with that of the first
// one after it settled. Called by bench/main.ts. Exit code 1 when a process moved by more than the goal.
import { parseArgs } from 'node:util'
import { writeFileSync } from 'node:fs'
import { memoryDrift, stretchMeans, type MemorySample } from './memory-drift.ts'
import { runTerminal, type TerminalFigures } from './terminal.ts'

const RATE = 10_000
const INSTRUMENTS = 200
const DRIFT_MAX = 0.05
const SAMPLE_SECONDS = 2
/** Share of the run that a process may take to settle, at most so many seconds. */
const SETTLE_SHARE = 0.25
const SETTLE_SECONDS_MAX = 300

interface ProcessRun {
  readonly type: string
  readonly samples: MemorySample[]
}

export async function runSoak(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' }, minutes: { type: 'string' }, json: { type: 'string' } },
  })
  const minutes = Number(values.minutes ?? 3)
  if (!(minutes >= 2 && minutes <= 1_440)) {
    console.error('--minutes takes a number from 2 to 1440: shorter runs show no drift.')
    return 2
  }
  const processes = new Map<number, ProcessRun>()
  const painted: NonNullable<TerminalFigures['painted']>[] = []
  let seconds = 0
  let liveBooks = 0
  await runTerminal({
    ...{ rate: RATE, instruments: INSTRUMENTS, figuresEverySeconds: SAMPLE_SECONDS },
    onFigures: (figures) => {
      seconds += SAMPLE_SECONDS
      liveBooks = figures.market.books.live
      if (figures.painted !== undefined) painted.push(figures.painted)
      for (const { type, pid, mb } of figures.processes) {
        const run = processes.get(pid) ?? { type, samples: [] }
        processes.set(pid, run)
        run.samples.push({ atSeconds: seconds, bytes: mb * 1_048_576, heapBytes: 0 })
      }
      return seconds >= minutes * 60 ? 'enough' : 'go on'
    },
  })
  const settledAfterSeconds = Math.min(SETTLE_SECONDS_MAX, minutes * 60 * SETTLE_SHARE)
  const rows = [...processes.values()].map(({ type, samples }) => ({
    type,
    firstMb: mib(samples.find(({ atSeconds }) => atSeconds >= settledAfterSeconds)?.bytes),
    lastMb: mib(samples.at(-1)?.bytes),
    drift: memoryDrift(samples, { settledAfterSeconds }),
  }))
  for (const { type, firstMb, lastMb, drift } of rows) {
    const moved = drift === undefined ? 'too short-lived to judge' : `${(drift * 100).toFixed(1)} %`
    console.log(
      `${type.padEnd(12)} ${firstMb.padStart(8)} MiB after settling, ${lastMb.padStart(8)} MiB at the end, ${moved}`,
    )
  }
  for (const { type, samples } of processes.values()) console.log(`${type.padEnd(12)} ${minutely(samples)}`)
  const worst = painted.at(-1)
  console.log(
    `painted p50 ${worst?.p50Ms ?? '–'} ms, p99 ${worst?.p99Ms ?? '–'} ms at the end; ${liveBooks} books live`,
  )
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ minutes, rows }, undefined, 2)}\n`)
  const isFlat = rows.every(({ drift }) => drift === undefined || Math.abs(drift) <= DRIFT_MAX)
  console.log(isFlat ? `flat within ${DRIFT_MAX * 100} %` : `moved by more than ${DRIFT_MAX * 100} %`)
  return isFlat && liveBooks === INSTRUMENTS ? 0 : 1
}

/** Where it moved, when it did: the mean of every minute in MiB. */
function minutely(samples: readonly MemorySample[]): string {
  return stretchMeans(samples, 0, 60).map(mib).join(' ')
}

function mib(bytes: number | undefined): string {
  return bytes === undefined ? '–' : (bytes / 1_048_576).toFixed(0)
}
