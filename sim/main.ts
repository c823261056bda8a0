// The entry of `npm run sim`: runs the simulation over many seeds, says how far it is, and tells the smallest story of the
// first run that went wrong.
import { readFlags, USAGE, type SimFlags } from './flags.ts'
import { runSeries, type Failure } from './series.ts'
import { tell } from './tell.ts'

const PROGRESS_MS = 5_000

process.exitCode = main(process.argv.slice(2))

function main(args: readonly string[]): number {
  const flags = readFlags(args)
  if (!flags.ok) {
    console.error(flags.error)
    return 2
  }
  if (flags.value.help) {
    console.log(USAGE)
    return 0
  }
  return run(flags.value)
}

function run({ seed, runs, plantedBug }: SimFlags): number {
  const startedMs = performance.now()
  const perSecond = (count: number): string => number((count * 1_000) / (performance.now() - startedMs))
  let toldMs = startedMs
  const result = runSeries({
    firstSeed: seed,
    runs,
    plantedBug,
    ran: (count) => {
      if (performance.now() - toldMs < PROGRESS_MS) return
      toldMs = performance.now()
      console.log(`${number(count)} of ${number(runs)} runs, ${perSecond(count)} a second`)
    },
  })
  const { orders, fills, amended, held, children, raced, doubts, restarts } = result.figures
  if (result.failure !== undefined) {
    console.log(failureText(result.failure))
    return 1
  }
  console.log(
    `${number(result.runs)} runs from seed ${seed}, ${perSecond(result.runs)} a second: ${number(orders)} orders, ` +
      `${number(fills)} fills (${number(amended)} amended later), ${number(held)} held orders (${number(children)} children, ${number(raced)} raced), ${number(doubts)} orders in doubt, ${number(restarts)} restarts of the terminal. ` +
      'Nothing lost, nothing sent twice, no difference to the exchange.',
  )
  return 0
}

function failureText({ seed, problem, steps, smallest, smallestProblem }: Failure): string {
  return [
    `Seed ${seed} goes wrong: ${problem}`,
    `Play it again: npm run sim -- --seed ${seed} --runs 1`,
    `Of its ${steps} steps these are enough (${smallestProblem}):`,
    tell(smallest),
  ].join('\n')
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
