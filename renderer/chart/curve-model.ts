// What the curve chart draws, as plain numbers and days, made from a projection. Pure. Prices become binary fractions
// here and only here, because pixels are all that is made of them; texts come ready from the panel.
import type { InstrumentId, IsoDate } from '../../shared/domain/brands.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import type { CurveProjection } from '../../shared/ui-wire/projections.ts'

export interface CurveMonth {
  readonly instrumentId: InstrumentId
  /** First, middle and last day of delivery. */
  readonly start: IsoDate
  readonly middle: string
  readonly end: IsoDate
  readonly bid: number | undefined
  readonly ask: number | undefined
  readonly mark: number | undefined
  readonly settle: number | undefined
  readonly isLive: boolean
  readonly netQty: number
  readonly tradedQty: number
}

export interface CurveModel {
  /** Every calendar day of the axis in order, so that x is true to time. */
  readonly days: readonly string[]
  readonly months: readonly CurveMonth[]
  readonly spot: { readonly date: IsoDate; readonly value: number } | undefined
  readonly tick: number
  readonly decimals: number
}

/** Undefined until there is something to draw. */
export function curveModel(curve: CurveProjection | undefined): CurveModel | undefined {
  const tickSize = curve?.instrument?.tickSize
  // A contract that has ended is settled to what was; the curve is of what is ahead.
  const points = curve?.points.filter((point) => point.phase !== 'expired') ?? []
  const first = points[0]
  const last = points.at(-1)
  if (curve === undefined || tickSize === undefined || first === undefined || last === undefined)
    return undefined
  const value = (ticks: number | undefined): number | undefined =>
    ticks === undefined ? undefined : plotted(ticks, tickSize)
  const spotDate = curve.fixing?.date
  const from = spotDate !== undefined && spotDate < first.deliveryStart ? spotDate : first.deliveryStart
  return {
    days: daysBetween(from, last.deliveryEnd),
    months: points.map((point) => ({
      instrumentId: point.instrumentId,
      start: point.deliveryStart,
      middle: middleOf(point.deliveryStart, point.deliveryEnd),
      end: point.deliveryEnd,
      bid: value(point.bid),
      ask: value(point.ask),
      mark: point.mark === undefined ? undefined : plotted(point.mark.priceHalfTicks / 2, tickSize),
      settle: value(point.settle?.price),
      isLive: point.state.kind === 'live' && point.mark?.stale !== true,
      netQty: point.netQty,
      tradedQty: point.tradedQty,
    })),
    spot: curve.fixing === undefined ? undefined : spotOf(curve.fixing.date, curve.fixing.value),
    tick: plotted(1, tickSize),
    decimals: tickSize.scale,
  }
}

function spotOf(date: IsoDate, text: string): CurveModel['spot'] {
  const value = Number(text)
  return Number.isFinite(value) ? { date, value } : undefined
}

function plotted(ticks: number, tickSize: Decimal): number {
  return (ticks * tickSize.mantissa) / 10 ** tickSize.scale
}

const DAY_MS = 86_400_000

/** Both ends included; never more than ten years. */
export function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = []
  const end = Date.parse(to)
  for (let at = Date.parse(from); at <= end && days.length < 3660; at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10))
  }
  return days
}

function middleOf(start: string, end: string): string {
  const middle = (Date.parse(start) + Date.parse(end)) / 2
  return new Date(middle).toISOString().slice(0, 10)
}

/** The month a day of the axis belongs to; before the first month, none. */
export function monthOfDay(model: CurveModel, day: string | undefined): CurveMonth | undefined {
  return day === undefined ? undefined : model.months.find((month) => month.start <= day && day <= month.end)
}

/** Lowest and highest value of everything drawn, for the price axis. */
export function valueRange(model: CurveModel): { readonly min: number; readonly max: number } | undefined {
  let min = Infinity
  let max = -Infinity
  const take = (value: number | undefined): void => {
    if (value === undefined) return
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  for (const { bid, ask, mark, settle } of model.months) [bid, ask, mark, settle].forEach(take)
  take(model.spot?.value)
  return min <= max ? { min: min - model.tick, max: max + model.tick } : undefined
}
