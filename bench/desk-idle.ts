// What an open terminal costs that nobody touches, beside a bare Electron window in the same run: its memory, and how much of
// a processor core it takes; in the market as shipped, and connected to one in which nothing moves. All processes of the program
// are counted but the paper exchange, which is a program of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ElectronProgram } from './electron-program.ts'
import { defineBench, type BenchSides } from './harness.ts'
import { startPacedVenue } from './paced-venue.ts'
import { memoryOf, withoutExchange, type RunningProcess } from './process-tree.ts'
import { SharedRuns } from './shared-runs.ts'
import { FIRST_QUOTE, SHOWN } from './start.ts'

const SETTLE_MS = 12_000
const MEASURE_MS = 10_000
/** How much more of a core than the bare window an idle terminal may take. */
const POINTS_MAX = 5
/** A window that does nothing takes nothing that the kernel could count. */
const POINTS_MIN = 0.01
const STILL_MARKET = { rate: 0, instruments: 200 }
const MEBIBYTE = 1_048_576

interface IdleFigures {
  readonly memoryMb: number
  /** Hundredths of one core. */
  readonly cpuPoints: number
}

const shipped = new SharedRuns(() =>
  inFolder((profileDir) => idleFigures(ElectronProgram.terminal({ profileDir }), FIRST_QUOTE)),
)
const bare = new SharedRuns(() =>
  inFolder((profileDir) => idleFigures(ElectronProgram.bareWindow(profileDir), SHOWN)),
)
const still = new SharedRuns(stillFigures)

export const deskMemory = defineBench({
  name: 'desk.memory',
  unit: 'MiB',
  peerName: 'bare Electron window',
  lowerIsBetter: true,
  prepare: () => ({
    ours: shipped.rounds(({ memoryMb }) => memoryMb),
    peer: bare.rounds(({ memoryMb }) => memoryMb),
  }),
})

export const deskIdleCpu = defineBench({
  name: 'desk.idleCpu',
  unit: '% of a core',
  peerName: `bare Electron window and ${POINTS_MAX} points`,
  lowerIsBetter: true,
  prepare: () => cpuBeside(shipped),
})

export const deskStillCpu = defineBench({
  name: 'desk.stillCpu',
  unit: '% of a core',
  peerName: `bare Electron window and ${POINTS_MAX} points`,
  lowerIsBetter: true,
  prepare: () => cpuBeside(still),
})

function cpuBeside(ours: SharedRuns<IdleFigures>): BenchSides {
  return {
    ours: ours.rounds(({ cpuPoints }) => Math.max(POINTS_MIN, cpuPoints)),
    peer: bare.rounds(({ cpuPoints }) => cpuPoints + POINTS_MAX),
  }
}

async function stillFigures(): Promise<IdleFigures> {
  const venue = await startPacedVenue(STILL_MARKET)
  try {
    return await inFolder((profileDir) =>
      idleFigures(ElectronProgram.terminal({ profileDir, args: ['--venue', venue.url] }), FIRST_QUOTE),
    )
  } finally {
    await venue.stop()
  }
}

/** Ends the program once it has been measured. */
async function idleFigures(program: ElectronProgram, isUp: string): Promise<IdleFigures> {
  try {
    await program.said(isUp)
    await pause(SETTLE_MS)
    const [before, beforeMs] = [cpuMs(program), performance.now()]
    await pause(MEASURE_MS)
    const [after, afterMs] = [cpuMs(program), performance.now()]
    const memory = counted(program).reduce((sum, one) => sum + memoryOf(one), 0)
    return {
      memoryMb: memory / MEBIBYTE,
      cpuPoints: (100 * (after - before)) / (afterMs - beforeMs),
    }
  } finally {
    await program.stop()
  }
}

function cpuMs(program: ElectronProgram): number {
  return counted(program).reduce((sum, one) => sum + one.cpuMs, 0)
}

function counted(program: ElectronProgram): readonly RunningProcess[] {
  return withoutExchange(program.processes())
}

async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenor-idle-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
