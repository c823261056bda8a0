// How the marks of a root's outright months went, for the small lines of the quote board.
import type { InstrumentId, TimeUs } from '../domain/brands.ts'

/** A line has at most so many moments. */
export const PATH_MOMENTS_MAX = 60

export interface MarkPath {
  readonly instrumentId: InstrumentId
  /** Marks in half ticks, oldest first, NaN where there was no live one; the last is of `untilUs`. */
  readonly halfTicks: Float64Array
}

/** Sent whole with each new moment; moments are `stepUs` apart on this machine's clock. */
export interface MarkPathsProjection {
  readonly topic: `paths:${string}`
  readonly pathsOf: string
  readonly untilUs: TimeUs
  readonly stepUs: number
  readonly paths: readonly MarkPath[]
}
