// `tenor venue …`: starts the paper exchange, a program of its own, and stands in front of it: same terminal, signals
// passed on, its exit code ours. Called by app/cli/tenor.ts with the words after `venue`.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const EXIT_NOT_BUILT = 2
/** What a shell reports for a program that a signal ended. */
const SIGNAL_EXIT = { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 } as const

/** The built program beside ours, whether this module is in out/cli itself or in a chunk below it. */
const places = ['../venue/main.js', '../../venue/main.js']
const [beside = '', above = ''] = places.map((place) => fileURLToPath(new URL(place, import.meta.url)))
const program = existsSync(beside) ? beside : above

/** Runs the exchange until it ends; resolves to its exit code. */
export function runVenue(args: readonly string[]): Promise<number> {
  if (!existsSync(program)) {
    process.stderr.write('tenor: the paper exchange is not built; run `npm run build` first.\n')
    return Promise.resolve(EXIT_NOT_BUILT)
  }
  const parent = ['--parent-pid', String(process.pid)]
  const child = spawn(process.execPath, [program, ...args, ...parent], { stdio: 'inherit' })
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal)
  }
  for (const signal of FORWARDED) process.on(signal, forward)
  return new Promise((resolve) => {
    const finish = (code: number): void => {
      for (const signal of FORWARDED) process.off(signal, forward)
      resolve(code)
    }
    child.once('error', (error) => {
      process.stderr.write(`tenor: the paper exchange could not be started: ${error.message}.\n`)
      finish(1)
    })
    child.once('exit', (code, signal) => finish(code ?? signalExit(signal)))
  })
}

function signalExit(signal: NodeJS.Signals | null): number {
  const known: Readonly<Partial<Record<NodeJS.Signals, number>>> = SIGNAL_EXIT
  return signal === null ? 1 : (known[signal] ?? 1)
}
