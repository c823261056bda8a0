// Positions against the marks of this moment, and their sums per currency: one computation for every panel that shows
// them, so that a total anywhere is the sum of the rows on the screen.
import type { InstrumentId, TimeUs } from '../../../shared/domain/brands.ts'
import { utcDayNumber } from '../../../shared/domain/civil-day.ts'
import type { Instrument } from '../../../shared/domain/instrument.ts'
import { timeUs } from '../../../shared/math/quantities.ts'
import type { AccountTotals, PositionRow, PositionsProjection } from '../../../shared/ui-wire/projections.ts'
import { convertTotals } from '../../position/convert-totals.ts'
import type { InstrumentPosition } from '../../position/instrument-position.ts'
import { accountTotals, positionRow as rowOf, priorSettlement } from '../../position/position-row.ts'
import type { DeskState } from '../desk-state.ts'
import { markOf } from '../marks.ts'

export function positionsProjection(state: DeskState, nowUs: TimeUs): PositionsProjection {
  const rows = positionRows(state, nowUs)
  const totals = accountTotals(rows)
  const converted = convertTotals(totals, state.market.rate)
  return { topic: 'positions', rows, totals, ...(converted === undefined ? {} : { converted }) }
}

export function positionTotals(state: DeskState, nowUs: TimeUs): readonly AccountTotals[] {
  return accountTotals(positionRows(state, nowUs))
}

/** Undefined when the instrument was never traded, or its terms are not known. */
export function positionRow(
  state: DeskState,
  instrumentId: InstrumentId,
  nowUs: TimeUs,
): PositionRow | undefined {
  const position = state.positions.position(instrumentId)
  const instrument = state.market.feed(instrumentId)?.instrument
  return position === undefined || instrument === undefined
    ? undefined
    : row(state, { instrument, position }, nowUs)
}

export function positionRows(state: DeskState, nowUs: TimeUs): readonly PositionRow[] {
  return state.positions.defined().map((held) => row(state, held, nowUs))
}

function row(
  state: DeskState,
  { instrument, position }: { instrument: Instrument; position: InstrumentPosition },
  nowUs: TimeUs,
): PositionRow {
  const feed = state.market.feed(instrument.instrumentId)
  const settle = feed?.settlement
  const today = utcDayNumber(timeUs(nowUs + (state.marketLink.clockOffsetUs ?? 0)))
  return rowOf({
    instrument,
    position,
    mark: feed === undefined ? undefined : markOf(state, feed, nowUs),
    settle,
    priorSettle: priorSettlement(feed?.settlements ?? [], today)?.price,
    today,
  })
}
