// The USD/CNY rate of the paper exchange: one published figure, then a simulated path that depends on the seed and the
// day only, so that any day's rate can be computed again. Read by the simulated market, which publishes it daily.
// Volatility is our assumption: 0.1 % a day; the real parity may be traded within 2 % of itself on a day.
import { dateOfDayNumber, dayNumberOf } from '../../shared/domain/civil-day.ts'
import { isoDate } from '../../shared/math/quantities.ts'
import type { CurrencyRate } from './exchange-port.ts'
import { createRandom } from './random.ts'

/** China Foreign Exchange Trade System, central parity of Monday 2025-08-25: one US dollar is 7.1161 yuan. */
export const PUBLISHED_RATE: CurrencyRate = {
  date: isoDate('2025-08-25'),
  value: '7.1161',
  source:
    'China Foreign Exchange Trade System, central parity of 2025-08-25; held until the simulated path begins',
}

const SIMULATED_SOURCE =
  'Simulated: moved from the central parity 7.1161 of 2025-08-25 by 0.1 % a day, our assumption'
/** The same day on which the indices go on simulated. */
const FIRST_SIMULATED_DAY = dayNumberOf(2026, 8, 23)
const DAILY_VOLATILITY = 0.001
/** A move away from the published figure halves in this many days. */
const HALF_LIFE_DAYS = 180
const STREAM = 900_001

export class UsdCnyPath {
  private readonly seed: number
  private day = FIRST_SIMULATED_DAY - 1
  /** Logarithm of the rate over the published figure on `day`. */
  private move = 0

  constructor(seed: number) {
    this.seed = seed
  }

  /** The rate of a day; days must not fall. */
  on(day: number): CurrencyRate {
    if (day < FIRST_SIMULATED_DAY) return PUBLISHED_RATE
    const keep = Math.exp(-Math.LN2 / HALF_LIFE_DAYS)
    while (this.day < day) {
      this.day++
      const draw = createRandom(this.seed, STREAM + this.day).normal()
      this.move = this.move * keep + draw * DAILY_VOLATILITY
    }
    const value = Number(PUBLISHED_RATE.value) * Math.exp(this.move)
    return { date: dateOfDayNumber(day), value: value.toFixed(4), source: SIMULATED_SOURCE }
  }
}
