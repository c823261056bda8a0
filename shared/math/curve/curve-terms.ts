// What a forward curve is made from: contracts that settle on the mean price of their days, and how much each day counts.
// Days are whole numbers as in shared/domain/civil-day.ts. Prices are binary fractions in the contracts' own unit and
// currency: a curve is an estimate between prices, never money.

export interface CurveContract {
  readonly name: string
  readonly firstDay: number
  /** Inclusive. */
  readonly lastDay: number
}

/** How prices lie about the curve day by day: `price = multiplier × (prior + spline) + addend`. */
export interface DayShape {
  /** Above 0. */
  readonly multiplier?: (day: number) => number
  readonly addend?: (day: number) => number
  /** What the curve would be without contracts; the spline is what they add to it. */
  readonly prior?: (day: number) => number
}

export interface CurveTerms {
  readonly contracts: readonly CurveContract[]
  /** How much a day counts in the mean of its contract; 0 or above. */
  readonly weightOf: (day: number) => number
  readonly shape?: DayShape
  /** Weight of ∫(f′)² beside ∫(f″)²; 0 where left out. */
  readonly tension?: number
  /** Slope per year at the first day, and at the day after the last; free where left out. */
  readonly startSlope?: number
  readonly endSlope?: number
}

/** Why there is no curve: a sentence with amounts, and the contracts it is about. */
export interface CurveError {
  readonly kind:
    | 'noContracts'
    | 'tooManyContracts'
    | 'tooLong'
    | 'badPeriod'
    | 'badPrice'
    | 'badWeight'
    | 'badShape'
    | 'badSetting'
    | 'noWeight'
    | 'redundant'
    | 'contradiction'
    | 'undetermined'
    | 'expired'
    | 'inexact'
  readonly message: string
  readonly contracts: readonly string[]
}

export const CONTRACTS_MAX = 400
export const CURVE_DAYS_MAX = 36_600
export const PRICE_MAX = 1e9
export const DAYS_PER_YEAR = 365
