// The command line of the simulation. Pure: text in, settings or one sentence out. Called by sim/main.ts.
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../shared/domain/result.ts'
import { PLANTED_BUGS, type PlantedBug } from './planted-bug.ts'

export interface SimFlags {
  readonly seed: number
  readonly runs: number
  readonly plantedBug: PlantedBug | undefined
  readonly help: boolean
}

export const USAGE = `Usage: npm run sim [-- --seed N] [--runs N] [--bug NAME]

  --seed N     the first seed (default 1); each run takes the next
  --runs N     how many runs (default 20000)
  --bug NAME   plants a bug in the terminal, to see it found: ${PLANTED_BUGS.join(', ')}

Exit code: 0 when nothing went wrong, 1 with the seed and the smallest story when something did, 2 for bad use.
`

const SEED_MAX = 2_000_000_000
const RUNS_MAX = 10_000_000

const options = {
  seed: { type: 'string' },
  runs: { type: 'string' },
  bug: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** The error is one sentence saying what is wrong and what to do. */
export function readFlags(args: readonly string[]): Result<SimFlags, string> {
  let values
  try {
    values = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return err(`${text.split(/\.\s|\n/, 1)[0] ?? text}. Run with --help to see the flags.`)
  }
  const seed = wholeNumber('--seed', values.seed ?? '1', SEED_MAX)
  if (!seed.ok) return seed
  const runs = wholeNumber('--runs', values.runs ?? '20000', RUNS_MAX)
  if (!runs.ok) return runs
  const plantedBug = PLANTED_BUGS.find((bug) => bug === values.bug)
  if (values.bug !== undefined && plantedBug === undefined)
    return err(`--bug ${JSON.stringify(values.bug)} is not known; the bugs are ${PLANTED_BUGS.join(', ')}.`)
  return ok({ seed: seed.value, runs: runs.value, plantedBug, help: values.help === true })
}

function wholeNumber(flag: string, text: string, most: number): Result<number, string> {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : 0
  if (value >= 1 && value <= most) return ok(value)
  return err(`${flag} ${JSON.stringify(text)} is not a whole number from 1 to ${most}.`)
}
