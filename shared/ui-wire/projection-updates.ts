// Makes a whole projection of an update and of the one before: what hardly ever changes is sent only when it does, and
// quotes come as columns of numbers. Used by whoever receives the core's answers.
import type { CurveTerms, LiveQuote, Projection, ProjectionUpdate, QuoteTerms } from './projections.ts'
import { barsAfter } from './bars.ts'
import { readQuote } from './quote-columns.ts'
import { rowsAfter } from './rows.ts'
import { tapeAfter } from './tape.ts'

/** `before` is the last whole projection of the topic; undefined where the update builds on one that is not there. */
export function wholeOf(update: ProjectionUpdate, before: Projection | undefined): Projection | undefined {
  if ('venueName' in update) {
    const roots = update.roots ?? (before !== undefined && 'venueName' in before ? before.roots : undefined)
    return roots === undefined ? undefined : { ...update, roots }
  }
  if (update.topic === 'history') {
    const held = before?.topic === 'history' ? before : undefined
    const after = rowsAfter(update.rows, held && { firstPlace: held.olderToCome, rows: held.orders })
    return after && { topic: 'history', orders: after.rows, olderToCome: after.firstPlace }
  }
  if (update.topic === 'fills') {
    const held = before?.topic === 'fills' ? before : undefined
    const after = rowsAfter(update.rows, held && { firstPlace: held.olderToCome, rows: held.fills })
    return after && { topic: 'fills', fills: after.rows, olderToCome: after.firstPlace }
  }
  if ('tapeOf' in update) {
    return tapeAfter(update, before !== undefined && 'tapeOf' in before ? before : undefined)
  }
  if ('barsOf' in update) {
    return barsAfter(update, before !== undefined && 'barsOf' in before ? before : undefined)
  }
  if (!('quotes' in update)) return update
  if ('combinationsOf' in update) {
    const { terms, quotes, ...rest } = update
    const known =
      before !== undefined && 'combinationsOf' in before ? before.points.map(quoteTerms) : undefined
    const points = quotePoints(quotes, terms ?? known)
    return points === undefined ? undefined : { ...rest, points }
  }
  const { terms, quotes, ...rest } = update
  const isCurve = before !== undefined && 'points' in before && 'root' in before
  const points = quotePoints(quotes, terms ?? (isCurve ? before.points.map(curveTerms) : undefined))
  return points === undefined ? undefined : { ...rest, points }
}

function quotePoints<Terms extends QuoteTerms>(
  quotes: Float64Array,
  terms: readonly Terms[] | undefined,
): readonly (Terms & LiveQuote)[] | undefined {
  return terms?.map((term, nth) => ({ ...term, ...readQuote(quotes, nth) }))
}

/** A price that is gone must not stay because the new quote has none. */
function quoteTerms({ instrumentId, phase, settle, openInterest, limits, state }: QuoteTerms): QuoteTerms {
  return {
    instrumentId,
    ...(phase === undefined ? {} : { phase }),
    ...(settle === undefined ? {} : { settle }),
    ...(openInterest === undefined ? {} : { openInterest }),
    ...(limits === undefined ? {} : { limits }),
    state,
  }
}

function curveTerms(point: CurveTerms): CurveTerms {
  const { deliveryStart, deliveryEnd } = point
  return { ...quoteTerms(point), deliveryStart, deliveryEnd }
}
