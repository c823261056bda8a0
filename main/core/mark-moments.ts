// The moments of the paths of marks: the mark of every outright month whose data are live. Called on each tick.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { dataState } from '../marketdata/staleness.ts'
import type { DeskState } from './desk-state.ts'
import { markOf } from './marks.ts'

/** Adds the moment that is due, if one is; a month whose data are not live has no mark then. */
export function keepMarkMoment(state: DeskState, nowUs: TimeUs): void {
  const { market, markPaths, marketLink } = state
  if (!markPaths.isDue(nowUs)) return
  const marks = new Map<InstrumentId, number>()
  for (const feed of market.roots().flatMap((root) => market.monthsOfRoot(root))) {
    if (dataState(feed, nowUs, marketLink).kind !== 'live') continue
    const mark = markOf(state, feed, nowUs)
    if (mark !== undefined) marks.set(feed.instrument.instrumentId, mark.priceHalfTicks)
  }
  if (marks.size > 0) markPaths.take(marks, nowUs)
}
