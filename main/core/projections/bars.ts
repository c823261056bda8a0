// The bars of one instrument at one interval: to each window what it has not been sent yet.
import { isDeepStrictEqual } from 'node:util'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { instrumentId } from '../../../shared/math/quantities.ts'
import { BAR_INTERVALS, barColumns, type BarsTerms } from '../../../shared/ui-wire/bars.ts'
import { dataState } from '../../marketdata/staleness.ts'
import type { DeskState } from '../desk-state.ts'
import type { BuiltUpdate, SentBefore } from '../projection-hub.ts'
import type { ReadBars } from '../watched-bars.ts'

/** `of` is what follows the kind in the topic: `1m.H100F27`. */
export function instrumentOfBars(of: string): string {
  return of.slice(of.indexOf('.') + 1)
}

export function barsUpdate(
  state: DeskState,
  of: string,
  {
    nowUs,
    sent,
    readBars,
  }: {
    readonly nowUs: TimeUs
    readonly sent: SentBefore | undefined
    readonly readBars: ReadBars
  },
): BuiltUpdate | undefined {
  const interval = BAR_INTERVALS.find((one) => of.startsWith(`${one}.`))
  const id = instrumentId(instrumentOfBars(of))
  const feed = state.market.feed(id)
  if (interval === undefined || feed === undefined) return undefined
  const series = state.watchedBars.of(feed, interval, readBars)
  const { settlement, tradeLog } = feed
  const terms: BarsTerms = {
    topic: `bars:${interval}.${id}`,
    barsOf: id,
    interval,
    state: dataState(feed, nowUs, state.marketLink),
    reach: series.reach,
    gaps: tradeLog.gaps.length,
    ...(settlement === undefined ? {} : { settle: settlement }),
  }
  const before = sent?.bars?.series === series ? sent.bars : undefined
  const { changes } = series
  if (before?.changes === changes && isDeepStrictEqual(before.terms, terms)) {
    return { update: undefined, ...(sent === undefined ? {} : { sent }) }
  }
  return {
    update: {
      ...terms,
      isAfresh: before === undefined,
      columns: barColumns(series.since(before?.changes)),
    },
    sent: { bars: { series, changes, terms } },
  }
}
