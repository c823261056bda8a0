// What the agents believe each contract is worth: last index figure × term shape × seeded level and slope moves.
// Stepped by the simulated market at its fixed step; never reads a clock.
// Volatility: 3 % a day for the level. AWS spot moved A100 from 1.35 to 1.22 in ten days of October 2024, a daily
// standard deviation near 2–3 % (E. Pauley, "AWS Spot Price History", Zenodo 23082767, CC BY 4.0); list prices are
// too sticky to take it from. Shares, slope volatility and reversion are assumptions of ours, so that a long run
// neither dies nor explodes.
import type { Random } from './random.ts'
import type { Listing } from './listing.ts'
import { lastIndexFigure } from './gpu-index.ts'
import { ROOTS, termRatio, type RootTerms } from './roots.ts'

export const DAILY_LEVEL_VOLATILITY = 0.03
/** Extra move of a contract one year out against the front. */
export const DAILY_SLOPE_VOLATILITY = 0.01
/** Share of the level's variance that all roots have in common. */
const COMMON_VARIANCE_SHARE = 0.6
/** A move away from the anchor halves in this many days. */
const HALF_LIFE_DAYS = 30
const SECONDS_PER_DAY = 86_400
const DAYS_PER_MONTH = 365.25 / 12
const TICKS_PER_USD = 100

interface RootFactors {
  level: number
  slope: number
}

export class FairCurve {
  private readonly random: Random
  private readonly factors = new Map<RootTerms, RootFactors>(
    ROOTS.map((terms) => [terms, { level: 0, slope: 0 }]),
  )
  private readonly anchors = new Map<RootTerms, number>(
    ROOTS.map((terms) => [terms, Number(lastIndexFigure(terms.root).value)]),
  )

  constructor(random: Random) {
    this.random = random
  }

  /** Moves all factors by `seconds` of venue time. */
  step(seconds: number): void {
    const days = seconds / SECONDS_PER_DAY
    const keep = Math.exp((-Math.LN2 * days) / HALF_LIFE_DAYS)
    const scale = Math.sqrt(days)
    const common = this.random.normal() * Math.sqrt(COMMON_VARIANCE_SHARE)
    for (const factors of this.factors.values()) {
      const own = this.random.normal() * Math.sqrt(1 - COMMON_VARIANCE_SHARE)
      factors.level = factors.level * keep + (common + own) * DAILY_LEVEL_VOLATILITY * scale
      factors.slope = factors.slope * keep + this.random.normal() * DAILY_SLOPE_VOLATILITY * scale
    }
  }

  /** Fair price of a contract in ticks, not rounded, on the venue's day `today` (a fractional day number). */
  fairTicks(listing: Listing, today: number): number {
    const months = Math.max(0, (listing.midDeliveryDay - today) / DAYS_PER_MONTH)
    const { level, slope } = this.factors.get(listing.terms) ?? { level: 0, slope: 0 }
    const move = Math.exp(level + (slope * months) / 12)
    return Math.max(MIN_FAIR_TICKS, this.base(listing.terms, months) * move)
  }

  private base(terms: RootTerms, months: number): number {
    return (this.anchors.get(terms) ?? 0) * TICKS_PER_USD * termRatio(terms, months)
  }
}

/** Below this a book of ten levels would not fit above zero. */
const MIN_FAIR_TICKS = 40
