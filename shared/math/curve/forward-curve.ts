// The forward curve of a set of contracts, day by day, by one of two methods: the smoothest curve that gives every contract
// its price, or steps that say no more than the contracts do. Redundant and contradictory contracts are refused with their
// names and how far they are apart. Pure; called by the core for live curves and by `tenor curve`.
import {
  addMonths,
  dateOfDayNumber,
  firstDayNumber,
  lastDayNumber,
  monthOfDayNumber,
} from '../../domain/civil-day.ts'
import type { YearMonth } from '../../domain/civil-day.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { ContractNetwork } from './contract-network.ts'
import { PRICE_MAX, type CurveContract, type CurveError, type CurveTerms } from './curve-terms.ts'
import { dayTable, namesOf, type DayTable } from './day-table.ts'
import { SmoothFit } from './smooth-fit.ts'

export type CurveMethod = 'maximum-smoothness' | 'bootstrap'

/** Contracts are given back this closely, measured against the larger of 1 and the largest price. */
const REPRICED_WITHIN = 1e-10

/** From the first to the last day, both included. */
export interface Days {
  readonly firstDay: number
  readonly lastDay: number
}

export interface ForwardCurve {
  readonly method: CurveMethod
  readonly firstDay: number
  /** The price of each day from `firstDay` on; NaN where the method says nothing. */
  readonly prices: Float64Array
  /** What the curve makes of each contract, in their order. */
  readonly repriced: readonly number[]
  /** ∫(f″)² of the spline, time in years of 365 days; undefined for steps. */
  readonly roughness: number | undefined
  /** What a reader should know before trusting the curve: gaps, an open slope. */
  readonly warnings: readonly CurveWarning[]
}

export type CurveWarning =
  | { readonly kind: 'gap'; readonly fromDay: number; readonly toDay: number; readonly isFilled: boolean }
  | { readonly kind: 'openSlope' }
  | { readonly kind: 'weightlessDays'; readonly fromDay: number; readonly toDay: number }

/** Makes curves of the same contracts for changing prices. Only the first one pays for the equations. */
export class CurveMaker {
  readonly #terms: CurveTerms
  readonly #table: DayTable
  readonly #network: ContractNetwork
  #smooth: SmoothFit | undefined

  static of(terms: CurveTerms): Result<CurveMaker, CurveError> {
    const { tension = 0, startSlope = 0, endSlope = 0 } = terms
    if (!(tension >= 0 && tension < PRICE_MAX))
      return err(badSetting(`Tension is ${tension}; it has to be 0 or above.`))
    if (!(Math.abs(startSlope) < PRICE_MAX && Math.abs(endSlope) < PRICE_MAX))
      return err(badSetting('A slope at an end has to be a number per year.'))
    const table = dayTable(terms)
    return table.ok ? ok(new CurveMaker(terms, table.value)) : table
  }

  private constructor(terms: CurveTerms, table: DayTable) {
    this.#terms = terms
    this.#table = table
    this.#network = new ContractNetwork(terms.contracts, table)
  }

  /** About the condition number of the equations; known once a smooth curve was made. */
  get condition(): number | undefined {
    return this.#smooth?.condition
  }

  /** `prices`: one of each contract in their order, in the contracts' own unit. */
  make(method: CurveMethod, prices: readonly number[]): Result<ForwardCurve, CurveError> {
    const { contracts } = this.#terms
    const bad = contracts.filter((_, nth) => !(Math.abs(prices[nth] ?? NaN) <= PRICE_MAX))
    if (bad.length > 0) {
      const message = `The price of ${namesOf(bad)} is no number from −${PRICE_MAX} to ${PRICE_MAX}.`
      return err({ kind: 'badPrice', message, contracts: bad.map(({ name }) => name) })
    }
    const conflict = this.#network.conflict(prices)
    if (conflict !== undefined) return err(conflict)
    return method === 'bootstrap' ? this.#steps(prices) : this.#smoothest(prices)
  }

  #smoothest(prices: readonly number[]): Result<ForwardCurve, CurveError> {
    if (this.#smooth === undefined) {
      const prepared = SmoothFit.prepare(this.#terms, this.#table)
      if (!prepared.ok) return prepared
      this.#smooth = prepared.value
    }
    const smooth = this.#smooth
    const { coefficients, roughness } = smooth.fit(prices)
    const daily = Float64Array.from({ length: this.#table.days }, (_, day) =>
      smooth.priceOn(day, coefficients),
    )
    const repriced = this.#repriced(daily)
    const inexact = this.#inexact(prices, repriced)
    if (inexact !== undefined) return err(inexact)
    const open: readonly CurveWarning[] = smooth.isSlopeOpen ? [{ kind: 'openSlope' }] : []
    return ok({
      method: 'maximum-smoothness',
      firstDay: this.#table.firstDay,
      prices: daily,
      repriced,
      roughness,
      warnings: [...open, ...this.#gaps(true)],
    })
  }

  /** A level for each piece between the days on which contracts begin or have ended, as far as contracts say it. */
  #steps(prices: readonly number[]): Result<ForwardCurve, CurveError> {
    const { breaks, days, firstDay, weights, multipliers, offsets } = this.#table
    const daily = new Float64Array(days).fill(NaN)
    const weightless: CurveWarning[] = []
    for (const [nth, from] of breaks.slice(0, -1).entries()) {
      const to = breaks[nth + 1] ?? days
      let [scale, offset] = [0, 0]
      for (let day = from; day < to; day++) {
        scale += (weights[day] ?? 0) * (multipliers[day] ?? 1)
        offset += (weights[day] ?? 0) * (offsets[day] ?? 0)
      }
      const covering = this.#terms.contracts.filter(
        (contract) => contract.firstDay <= firstDay + from && contract.lastDay >= firstDay + to - 1,
      )
      if (covering.length === 0) continue
      if (scale === 0) {
        weightless.push({ kind: 'weightlessDays', fromDay: firstDay + from, toDay: firstDay + to - 1 })
        continue
      }
      const sum = this.#network.between(from, to, prices)
      if (sum === undefined) {
        return err(this.#openStep(covering, { firstDay: firstDay + from, lastDay: firstDay + to - 1 }))
      }
      const level = (sum - offset) / scale
      for (let day = from; day < to; day++) daily[day] = level * (multipliers[day] ?? 1) + (offsets[day] ?? 0)
    }
    return ok({
      method: 'bootstrap',
      firstDay,
      prices: daily,
      repriced: this.#repriced(daily),
      roughness: undefined,
      warnings: [...weightless, ...this.#gaps(false)],
    })
  }

  #openStep(covering: readonly CurveContract[], { firstDay, lastDay }: Days): CurveError {
    const overlapping = this.#terms.contracts.filter((one) =>
      covering.some((other) => one.firstDay <= other.lastDay && one.lastDay >= other.firstDay),
    )
    const span = `${dateOfDayNumber(firstDay)} to ${dateOfDayNumber(lastDay)}`
    const message =
      `${namesOf(overlapping)} overlap so that no step follows for ${span}. ` +
      'Add a contract that begins or ends there, or leave one out.'
    return { kind: 'undetermined', message, contracts: overlapping.map(({ name }) => name) }
  }

  #repriced(daily: Float64Array): readonly number[] {
    return this.#terms.contracts.map(
      ({ firstDay, lastDay }) => meanPrice(this.#table, daily, { firstDay, lastDay }) ?? NaN,
    )
  }

  #inexact(prices: readonly number[], repriced: readonly number[]): CurveError | undefined {
    const scale = Math.max(1, ...prices.map((price) => Math.abs(price)))
    const off = this.#terms.contracts.filter(
      (_, nth) => !(Math.abs((repriced[nth] ?? NaN) - (prices[nth] ?? NaN)) <= REPRICED_WITHIN * scale),
    )
    if (off.length === 0) return undefined
    const message = `The curve cannot be computed closely enough: it does not give back the price of ${namesOf(off)}. Leave out contracts of a day or two beside ones of years.`
    return { kind: 'inexact', message, contracts: off.map(({ name }) => name) }
  }

  #gaps(isFilled: boolean): readonly CurveWarning[] {
    const { breaks, firstDay } = this.#table
    return breaks.slice(0, -1).flatMap((from, nth): readonly CurveWarning[] => {
      const [fromDay, toDay] = [firstDay + from, firstDay + (breaks[nth + 1] ?? from) - 1]
      const isCovered = this.#terms.contracts.some(
        (contract) => contract.firstDay <= fromDay && contract.lastDay >= toDay,
      )
      return isCovered ? [] : [{ kind: 'gap', fromDay, toDay, isFilled }]
    })
  }

  /**
   * The mean price of a span of days of a curve, each day weighed as its contracts weigh it; undefined where the curve does
   * not reach over the whole span, has a hole in it, or no day of it counts: what is incomplete stays so.
   */
  mean(curve: ForwardCurve, span: Days): number | undefined {
    return meanPrice(this.#table, curve.prices, span)
  }

  /** Calendar months that lie wholly inside the curve, with their mean price. */
  months(curve: ForwardCurve): readonly { readonly month: YearMonth; readonly price: number | undefined }[] {
    const { firstDay, days } = this.#table
    const end = firstDay + days - 1
    const found: { month: YearMonth; price: number | undefined }[] = []
    for (let month = monthOfDayNumber(firstDay); lastDayNumber(month) <= end; month = addMonths(month, 1)) {
      const span = { firstDay: firstDayNumber(month), lastDay: lastDayNumber(month) }
      if (span.firstDay >= firstDay) found.push({ month, price: this.mean(curve, span) })
    }
    return found
  }
}

function meanPrice(table: DayTable, daily: Float64Array, { firstDay, lastDay }: Days): number | undefined {
  const [from, to] = [firstDay - table.firstDay, lastDay - table.firstDay]
  if (from < 0 || to >= table.days || from > to) return undefined
  let [sum, weights] = [0, 0]
  for (let day = from; day <= to; day++) {
    const weight = table.weights[day] ?? 0
    if (weight === 0) continue
    sum += weight * (daily[day] ?? NaN)
    weights += weight
  }
  const mean = sum / weights
  return Number.isNaN(mean) ? undefined : mean
}

function badSetting(message: string): CurveError {
  return { kind: 'badSetting', message, contracts: [] }
}
