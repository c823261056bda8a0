// Many runs, one seed after the other, up to the first that goes wrong, which is then made as small as it can be. Called by
// the command and by the test.
import { addFigures, NO_FIGURES, type Figures } from './figures.ts'
import type { PlantedBug } from './planted-bug.ts'
import { SqliteStore } from './record-stores.ts'
import { shrink } from './shrink.ts'
import { simulate, type Outcome, type RunOptions } from './simulation.ts'
import { drawStory, type Story } from './steps.ts'

export interface SeriesOptions {
  readonly firstSeed: number
  readonly runs: number
  readonly plantedBug?: PlantedBug | undefined
  /** After each run. */
  readonly ran?: (runs: number) => void
}

export interface Failure {
  readonly seed: number
  readonly problem: string
  /** Steps of the whole story. */
  readonly steps: number
  /** What is left of it, and what is wrong with that. */
  readonly smallest: Story
  readonly smallestProblem: string
}

export interface SeriesResult {
  readonly runs: number
  readonly figures: Figures
  readonly failure: Failure | undefined
}

/** Every so many runs keep their journal in the product's own file, which is the slowest part of a run by far. */
const ON_DISK_EVERY = 50

export function runSeries({ firstSeed, runs, plantedBug, ran }: SeriesOptions): SeriesResult {
  let figures = NO_FIGURES
  for (let nth = 0; nth < runs; nth++) {
    const seed = firstSeed + nth
    const story = drawStory(seed)
    const options = optionsOf(seed, plantedBug)
    const outcome = play(story, options)
    figures = addFigures(figures, outcome.figures)
    ran?.(nth + 1)
    if (outcome.problem === undefined) continue
    return { runs: nth + 1, figures, failure: failureOf(story, outcome.problem, options) }
  }
  return { runs, figures, failure: undefined }
}

function optionsOf(seed: number, plantedBug: PlantedBug | undefined): RunOptions {
  return {
    ...(plantedBug === undefined ? {} : { plantedBug }),
    ...(seed % ON_DISK_EVERY === 0 ? { store: () => new SqliteStore() } : {}),
  }
}

function failureOf(story: Story, problem: string, options: RunOptions): Failure {
  const smallest = shrink(story, (part) => play(part, options).problem !== undefined)
  const smallestProblem = play(smallest, options).problem ?? problem
  return { seed: story.seed, problem, steps: story.steps.length, smallest, smallestProblem }
}

/** What throws went wrong as well. */
function play(story: Story, options: RunOptions): Outcome {
  try {
    return simulate(story, options)
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { problem: text, figures: NO_FIGURES }
  }
}
