// The built terminal on the real Electron beside a paced market, for the benches of the screen and the soak: started on a
// profile of its own, asked for its figures every so often, ended.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { assert } from '../shared/domain/assert.ts'
import { inRoot } from '../tools/paths.mjs'
import { electronFlags, resolveElectron } from '../tools/setup.mjs'
import { startPacedVenue, type Pace } from './paced-venue.ts'

/** One line of the terminal's figures. */
export interface TerminalFigures {
  readonly market: { readonly books: { readonly live: number }; readonly messagesPerSecond: number }
  readonly painted?: { readonly p50Ms: number; readonly p99Ms: number; readonly count: number }
  readonly eventLoopDelayMs: { readonly p50: number; readonly p99: number; readonly max: number }
  readonly processes: readonly { readonly type: string; readonly pid: number; readonly mb: number }[]
}

export interface TerminalRun extends Pace {
  readonly figuresEverySeconds: number
  /** Called with every line; the run ends when it says so. */
  readonly onFigures: (figures: TerminalFigures) => 'go on' | 'enough'
}

export async function runTerminal({ figuresEverySeconds, onFigures, ...pace }: TerminalRun): Promise<void> {
  const venue = await startPacedVenue(pace)
  const profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-terminal-bench-'))
  const args = [...electronFlags({ virtual: true }), inRoot(), '--profile', profileDir, '--venue', venue.url]
  const child = spawn(resolveElectron().executablePath, args, {
    env: { ...process.env, TENOR_FIGURES_SECONDS: String(figuresEverySeconds) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = once(child, 'exit')
  let enough = false
  try {
    for await (const line of createInterface({ input: child.stderr })) {
      if (!line.startsWith('{"event":"figures"')) continue
      enough = onFigures(JSON.parse(line) as TerminalFigures) === 'enough'
      if (enough) break
    }
    assert(enough, 'the terminal ran as long as it was wanted')
  } finally {
    child.kill('SIGTERM')
    await gone
    await venue.stop()
    rmSync(profileDir, { recursive: true, force: true })
  }
}
