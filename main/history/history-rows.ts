// Settlements and curve points as rows of the history file: their columns, and how a row is believed. Used by the reader.
import type { InstrumentId, IsoDate, PriceTicks } from '../../shared/domain/brands.ts'
import { dateOfDayNumber } from '../../shared/domain/civil-day.ts'
import { parseDecimal, type Decimal } from '../../shared/math/decimal.ts'
import { instrumentId } from '../../shared/math/quantities.ts'
import type { MarkRule } from '../../shared/ui-wire/projections.ts'
import { bytesColumn, field, integerColumn, textOf } from '../sqlite/columns.ts'
import type { LivePoint } from './history-fact.ts'
import { countIn, integerIn, priceIn, timeIn } from './history-schema.ts'

/** The end of the year 9999. */
const DAY_MAX = 2_932_896
const ID_LENGTH_MAX = 40

const MARK_RULES: Readonly<Record<MarkRule, true>> = {
  last: true,
  auction: true,
  mid: true,
  oneSided: true,
  settle: true,
  legs: true,
}

/** What a venue said an instrument settled at on a day. */
export interface SettlementRevision {
  readonly date: IsoDate
  readonly kind: 'daily' | 'final'
  readonly price: PriceTicks
  readonly rule: string
}

/** A month of a curve and the size of its ticks. */
export interface CurveMonth {
  readonly instrumentId: InstrumentId
  readonly deliveryStart: IsoDate
  readonly tickSize: Decimal
}

export const REVISION_COLUMNS = `${['day', 'is_final', 'price'].map(integerColumn).join(', ')}, ${bytesColumn('rule')}`
export const LIVE_POINT_COLUMNS = `${['venue_us', 'bid', 'ask', 'last', 'mark_half_ticks'].map(integerColumn).join(', ')},
  ${bytesColumn('mark_rule')}`
export const SERIES_COLUMNS = `${bytesColumn('instrument')}, ${bytesColumn('tick_size')}, ${integerColumn('delivery_start')}`

export function parseRevision(row: unknown): SettlementRevision | undefined {
  const [date, isFinal, price] = [dateIn(row, 'day'), countIn(row, 'is_final'), priceIn(row, 'price')]
  const rule = textOf(field(row, 'rule'))
  if (date === undefined || price === undefined || rule === undefined) return undefined
  if (isFinal !== 0 && isFinal !== 1) return undefined
  return { date, kind: isFinal === 1 ? 'final' : 'daily', price, rule }
}

export function parseLivePoint(row: unknown): LivePoint | undefined {
  const venueTimeUs = timeIn(row, 'venue_us')
  const [bid, ask, last] = [priceIn(row, 'bid'), priceIn(row, 'ask'), priceIn(row, 'last')]
  const [priceHalfTicks, rule] = [integerIn(row, 'mark_half_ticks'), textOf(field(row, 'mark_rule'))]
  if (venueTimeUs === undefined) return undefined
  if (rule !== undefined && !isMarkRule(rule)) return undefined
  return {
    venueTimeUs,
    ...(bid === undefined ? {} : { bid }),
    ...(ask === undefined ? {} : { ask }),
    ...(last === undefined ? {} : { last }),
    ...(priceHalfTicks === undefined || rule === undefined ? {} : { mark: { priceHalfTicks, rule } }),
  }
}

export function parseCurveMonth(row: unknown): CurveMonth | undefined {
  const id = textOf(field(row, 'instrument')) ?? ''
  const [tickSize, deliveryStart] = [
    parseTickSize(textOf(field(row, 'tick_size'))),
    dateIn(row, 'delivery_start'),
  ]
  if (tickSize === undefined || deliveryStart === undefined) return undefined
  if (id.length === 0 || id.length > ID_LENGTH_MAX) return undefined
  return { instrumentId: instrumentId(id), deliveryStart, tickSize }
}

export function parseTickSize(text: string | undefined): Decimal | undefined {
  const decimal = text === undefined ? undefined : parseDecimal(text)
  return decimal === undefined || decimal.mantissa <= 0 ? undefined : decimal
}

function dateIn(row: unknown, name: string): IsoDate | undefined {
  const day = countIn(row, name)
  return day === undefined || day > DAY_MAX ? undefined : dateOfDayNumber(day)
}

function isMarkRule(text: string): text is MarkRule {
  return Object.hasOwn(MARK_RULES, text)
}
