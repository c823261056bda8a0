// How long a person waits for the first live ladder, against a bare Electron window on the same machine: from the start
// of the process to the line in which the program says that it is on the screen. Ours includes the paper exchange.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { inRoot } from '../tools/paths.mjs'
import { electronFlags, resolveElectron } from '../tools/setup.mjs'
import { defineBench } from './harness.ts'

const GIVE_UP_MS = 60_000

export const startFirstQuote = defineBench({
  name: 'start.firstQuote',
  unit: 'ms',
  peerName: 'bare Electron window',
  lowerIsBetter: true,
  prepare() {
    const folder = mkdtempSync(path.join(tmpdir(), 'tenor-bench-'))
    const ours = path.join(folder, 'ours')
    const bare = path.join(folder, 'bare')
    return {
      ours: () =>
        timeToEvent('firstQuote', { args: [inRoot(), '--profile', ours], env: { TENOR_STARTUP_LOG: '1' } }),
      peer: () =>
        timeToEvent('shown', {
          args: [inRoot('bench', 'bare-electron')],
          env: { BARE_ELECTRON_PROFILE: bare },
        }),
      dispose: () => {
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
})

/** Starts Electron, waits for the event on stderr, ends it; milliseconds from spawn to event. */
async function timeToEvent(
  event: string,
  { args, env }: { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> },
): Promise<number> {
  const startedMs = performance.now()
  const child = spawn(resolveElectron().executablePath, [...electronFlags({ virtual: true }), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = once(child, 'exit')
  const giveUp = setTimeout(() => child.kill('SIGKILL'), GIVE_UP_MS)
  try {
    for await (const line of createInterface({ input: child.stderr })) {
      if (line.startsWith(`{"event":"${event}"`)) return performance.now() - startedMs
    }
    throw new Error(`Electron ended before it said ${event}: ${args.join(' ')}`)
  } finally {
    clearTimeout(giveUp)
    child.kill('SIGTERM')
    await gone
  }
}
