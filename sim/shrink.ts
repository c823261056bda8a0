// The smallest part of a story that still goes wrong: steps are left out in ever smaller pieces for as long as the run that
// is left fails (delta debugging: Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002).
import type { Story } from './steps.ts'

/** Runs that are spent on it at most. */
const RUNS_MAX = 600

/** `fails` plays a story and says whether it goes wrong; the story given does. */
export function shrink(story: Story, fails: (story: Story) => boolean): Story {
  let { steps } = story
  let runs = 0
  let pieces = 2
  while (steps.length > 1) {
    const size = Math.ceil(steps.length / pieces)
    const shorter = without(steps, size).find((left) => {
      runs += 1
      return runs <= RUNS_MAX && fails({ ...story, steps: left })
    })
    if (runs > RUNS_MAX) break
    if (shorter !== undefined) {
      steps = shorter
      pieces = Math.max(2, pieces - 1)
    } else if (size === 1) break
    else pieces = Math.min(steps.length, pieces * 2)
  }
  return { ...story, steps }
}

/** The list without each piece of this size in turn, the last piece first: what comes late is needed least. */
function without<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const pieces = Math.ceil(list.length / size)
  return Array.from({ length: pieces }, (_, nth) => (pieces - 1 - nth) * size).map((from) => [
    ...list.slice(0, from),
    ...list.slice(from + size),
  ])
}
