// How the marks of one root's months went.
import type { MarkPathsProjection } from '../../../shared/ui-wire/mark-paths.ts'
import type { DeskState } from '../desk-state.ts'

/** Undefined before the first moment, or for a root that nobody knows. */
export function markPathsProjection(
  { market, markPaths }: DeskState,
  root: string,
): MarkPathsProjection | undefined {
  const { newestUs, stepUs } = markPaths
  const months = market.monthsOfRoot(root)
  if (newestUs === undefined || months.length === 0) return undefined
  const paths = months.map(({ instrument: { instrumentId } }) => ({
    instrumentId,
    halfTicks: Float64Array.from(markPaths.of(instrumentId)),
  }))
  return { topic: `paths:${root}`, pathsOf: root, untilUs: newestUs, stepUs, paths }
}
