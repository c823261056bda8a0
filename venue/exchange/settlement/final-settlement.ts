// The final settlement of a month: the arithmetic mean of the index over the Business Days of the delivery month,
// exact until it is rounded once, half up, to the tick. Called by the exchange when a contract's last day closes.
// Source of the rule: NYMEX submission 26-370 (GPU1, GPU2). What stands in for a missing day and the rounding are our
// choice: the last value published for an earlier day, named in the evidence. A restated value replaces the first.
import { assert } from '../../../shared/domain/assert.ts'
import type { IsoDate, PriceTicks } from '../../../shared/domain/brands.ts'
import { businessDaysIn } from '../../../shared/domain/business-calendar.ts'
import { dayNumber, monthOfDayNumber, type YearMonth } from '../../../shared/domain/civil-day.ts'
import type { Fixing } from '../../../shared/domain/market-data.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { formatScaled, parseDecimal, type Decimal } from '../../../shared/math/decimal.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { divideHalfAway, divideHalfUp } from './rounding.ts'

/** Decimal digits that any index value fits in (shared/math/decimal.ts). */
const SCALE = 12
const EVIDENCE_DIGITS = 6

export interface FinalSettlementInput {
  readonly month: YearMonth
  readonly tickSize: Decimal
  /** Of one root, in the order of publication: a later value for the same day restates the earlier one. */
  readonly fixings: readonly Pick<Fixing, 'date' | 'status' | 'value'>[]
}

/** A Business Day without a value of its own, and the earlier day whose value stands in. */
export interface StandIn {
  readonly date: IsoDate
  readonly from: IsoDate
  readonly value: string
}

export interface FinalSettlement {
  readonly price: PriceTicks
  /** Business Days in the mean. */
  readonly count: number
  readonly standIns: readonly StandIn[]
  /** Days of the mean that were restated. */
  readonly restated: readonly IsoDate[]
  /** The mean before it is rounded to the tick, to six digits. */
  readonly mean: string
  readonly evidence: string
}

/** An error when the first Business Days have neither a value nor an earlier one that could stand in. */
export function settleFinally(
  input: FinalSettlementInput,
): Result<FinalSettlement, { readonly kind: 'noFixing'; readonly date: IsoDate }> {
  const values = new Map<IsoDate, string>()
  const restatedDays = new Set<IsoDate>()
  for (const { date, status, value } of input.fixings) {
    if (value === undefined) continue
    if (status === 'restated') restatedDays.add(date)
    values.set(date, value)
  }
  const published = [...values.keys()].toSorted()
  const days = businessDaysIn(input.month)
  const standIns: StandIn[] = []
  let sum = 0n
  for (const date of days) {
    const from = values.has(date) ? date : published.findLast((earlier) => earlier < date)
    const value = from === undefined ? undefined : values.get(from)
    if (from === undefined || value === undefined) return err({ kind: 'noFixing', date })
    if (from !== date) standIns.push({ date, from, value })
    sum += scaled(value)
  }
  const { tickSize } = input
  const tick = BigInt(tickSize.mantissa) * 10n ** BigInt(SCALE - tickSize.scale)
  const count = days.length
  const price = priceTicks(Number(divideHalfUp(sum, tick * BigInt(count))))
  const restated = days.filter((date) => restatedDays.has(date))
  const mean = formatScaled(
    divideHalfAway(sum, BigInt(count) * 10n ** BigInt(SCALE - EVIDENCE_DIGITS)),
    EVIDENCE_DIGITS,
  )
  const evidence =
    `The mean of ${count} Business Days was ${mean}, half up to the tick ${formatPrice(price, tickSize)}.` +
    standInWords(standIns) +
    (restated.length === 0 ? '' : ` Restated: ${restated.join(', ')}.`)
  return ok({ price, count, standIns, restated, mean, evidence })
}

/** How far the mean of a delivery month has come. */
export interface DeliveryProgress {
  /** Business Days in the month (N). */
  readonly days: number
  /** Those whose value still moves the mean (N − n); all of them before the month begins. */
  readonly remaining: number
}

/** Of the month that begins on `deliveryStart`, once the fixing of `settledDate` is published. */
export function deliveryProgress(deliveryStart: IsoDate, settledDate: IsoDate): DeliveryProgress {
  const days = businessDaysIn(monthOfDayNumber(dayNumber(deliveryStart)))
  return { days: days.length, remaining: days.filter((date) => date > settledDate).length }
}

function standInWords(standIns: readonly StandIn[]): string {
  if (standIns.length === 0) return ''
  const rows = standIns.map(({ date, from, value }) => `${value} of ${from} for ${date}`)
  return ` Missing days were filled: ${rows.join(', ')}.`
}

function scaled(value: string): bigint {
  const decimal = parseDecimal(value)
  assert(decimal !== undefined, `an index value is a plain decimal, got ${value}`)
  return BigInt(decimal.mantissa) * 10n ** BigInt(SCALE - decimal.scale)
}
