// A paper exchange of a test's own, started as users start it and ended by its process id.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import path from 'node:path'
import type { AccountKey } from '../conformance/trader.ts'

const root = path.resolve(import.meta.dirname, '..')

export interface RunningVenue {
  readonly url: string
  readonly port: number
  /** SIGKILL, as a crash would. Resolves when it is gone. */
  kill(): Promise<void>
  /** SIGSTOP and SIGCONT: the socket stays open and falls silent. */
  freeze(): void
  thaw(): void
}

/** A Monday of continuous trading far from the auctions of the day, so that no run meets them by chance. */
export const TRADING_START = '2026-11-23T15:00:00Z'

export interface VenueSettings {
  /** 0, and where it is left out, for any free one. */
  readonly port?: number
  readonly seed?: number
  /** Venue time at start; without it the scenario's, or TRADING_START. */
  readonly start?: string
  readonly scenario?: string
  /** Venue seconds per second. */
  readonly speed?: number
  readonly dataDir?: string
  /** Accounts that may log in; without them the paper key's alone. */
  readonly accounts?: readonly AccountKey[]
}

/** Starts the built exchange. Resolves when it listens. */
export async function startVenue(settings: VenueSettings = {}): Promise<RunningVenue> {
  const { port = 0, seed, scenario, speed, dataDir } = settings
  const start = settings.start ?? (scenario === undefined ? TRADING_START : undefined)
  const args = [
    path.join(root, 'out', 'venue', 'main.cjs'),
    ...['--port', String(port)],
    ...given('--seed', seed ?? (scenario === undefined ? 1 : undefined)),
    ...given('--start', start),
    ...given('--scenario', scenario),
    ...given('--speed', speed),
    ...given('--data', dataDir),
  ]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...keysOf(settings.accounts) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = await readyLine(child)
  return {
    url: ready.url,
    port: ready.port,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
  }
}

function keysOf(accounts: readonly AccountKey[] | undefined): Readonly<Record<string, string>> {
  if (accounts === undefined) return {}
  return { TENOR_VENUE_KEYS: accounts.map(({ keyId, secret }) => `${keyId}:${secret}`).join(',') }
}

function given(flag: string, value: string | number | undefined): readonly string[] {
  return value === undefined ? [] : [flag, String(value)]
}

async function readyLine(child: ChildProcess): Promise<{ url: string; port: number }> {
  if (child.stdout === null) throw new Error('The exchange was started without a pipe.')
  for await (const line of createInterface({ input: child.stdout })) {
    const ready: unknown = JSON.parse(line)
    if (isReady(ready)) return ready
  }
  throw new Error('The exchange ended before it listened.')
}

function isReady(value: unknown): value is { url: string; port: number } {
  return typeof value === 'object' && value !== null && 'url' in value && 'port' in value
}
