// A paper exchange of a test's own, started as users start it and ended by its process id.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import path from 'node:path'

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

/** Starts the built exchange; `port` 0 takes any free one. Resolves when it listens. */
export async function startVenue(options: { port?: number; seed?: number } = {}): Promise<RunningVenue> {
  const args = [
    path.join(root, 'out', 'venue', 'main.js'),
    ...['--port', String(options.port ?? 0)],
    ...['--seed', String(options.seed ?? 1)],
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
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
