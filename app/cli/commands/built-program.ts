// Runs one of the other built programs in place of this one: same terminal, signals passed on, its exit code ours.
// Called by the commands whose work is a program of its own, which app/ starts and does not import.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const EXIT_NOT_BUILT = 2
/** What a shell reports for a program that a signal ended. */
const SIGNAL_EXIT = { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 } as const

export interface BuiltProgram {
  /** Below out/, for example `venue/main.cjs`. */
  readonly file: string
  /** What it is, for a sentence: `the paper exchange`. */
  readonly title: string
}

/** Runs the program until it ends; resolves to its exit code. */
export function runProgram({ file, title }: BuiltProgram, args: readonly string[]): Promise<number> {
  const program = placeOf(file)
  if (program === undefined) {
    process.stderr.write(`tenor: ${title} is not built; run \`npm run build\` first.\n`)
    return Promise.resolve(EXIT_NOT_BUILT)
  }
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' })
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
      process.stderr.write(`tenor: ${title} could not be started: ${error.message}.\n`)
      finish(1)
    })
    child.once('exit', (code, signal) => finish(code ?? signalExit(signal)))
  })
}

/** The built file beside ours, whether this module is in out/cli itself or in a chunk below it. */
function placeOf(file: string): string | undefined {
  return [`../${file}`, `../../${file}`]
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((place) => existsSync(place))
}

function signalExit(signal: NodeJS.Signals | null): number {
  const known: Readonly<Partial<Record<NodeJS.Signals, number>>> = SIGNAL_EXIT
  return signal === null ? 1 : (known[signal] ?? 1)
}
