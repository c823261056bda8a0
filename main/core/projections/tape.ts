// The trades of one instrument since this terminal connected: to each window what it has not been sent yet.
import { isDeepStrictEqual } from 'node:util'
import type { InstrumentId, TimeUs } from '../../../shared/domain/brands.ts'
import { dataState } from '../../marketdata/staleness.ts'
import type { DeskState } from '../desk-state.ts'
import type { BuiltUpdate, SentBefore } from '../projection-hub.ts'

export function tapeUpdate(
  state: DeskState,
  instrumentId: InstrumentId,
  nowUs: TimeUs,
  sent: SentBefore | undefined,
): BuiltUpdate | undefined {
  const feed = state.market.feed(instrumentId)
  if (feed === undefined) return undefined
  const { tradeLog: log } = feed
  log.keepMore()
  const { begunUs, end, gaps, oldest } = log
  // A window that was away for longer than the trades are kept has nothing that they could follow.
  const before = sent?.tape?.log === log && sent.tape.end >= oldest ? sent.tape : undefined
  const now = dataState(feed, nowUs, state.marketLink)
  const isKnown = before?.end === end && before.gaps === gaps && isDeepStrictEqual(before.state, now)
  if (isKnown) return { update: undefined, ...(sent === undefined ? {} : { sent }) }
  const firstPlace = before?.end ?? oldest
  return {
    update: {
      topic: `tape:${instrumentId}`,
      tapeOf: instrumentId,
      state: now,
      ...(begunUs === undefined ? {} : { begunUs }),
      isAfresh: before === undefined,
      firstPlace,
      columns: log.since(firstPlace),
      letGo: oldest,
      ...(before?.gaps === gaps ? {} : { gaps }),
    },
    sent: { tape: { log, end, gaps, state: now } },
  }
}
