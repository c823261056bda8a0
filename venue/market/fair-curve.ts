// What the agents believe each contract is worth: level of the index × term shape × moves of level, slope and near end,
// and in the delivery month the fixings that are known. Stepped by the simulated market; never reads a clock.
// Volatility: 2.5 % a day for the level. AWS spot moved A100 from 1.35 to 1.22 in ten days of October 2024, a daily
// standard deviation near 2–3 % (E. Pauley, "AWS Spot Price History", Zenodo 23082767, CC BY 4.0); list prices are
// too sticky to take it from. Shares, slope volatility and half-lives are assumptions of ours, so that a long run
// neither dies nor explodes.
import { DAILY_INDEX_VOLATILITY, INDEX_ROOTS, type IndexRoot } from './index-path.ts'
import type { IndexHistory, RealisedPart } from './index-history.ts'
import type { Outright } from './listed-contract.ts'
import type { Mood } from './mood.ts'
import type { Random } from './random.ts'
import { rootTerms, termRatio, type RootTerms } from './roots.ts'

/** Extra move of a contract one year out against the front. */
export const DAILY_SLOPE_VOLATILITY = 0.01
/** A move of level or slope away from the anchor halves in this many days. */
const HALF_LIFE_DAYS = 30
/** A shortage or glut of the near end passes faster. */
const NEAR_HALF_LIFE_DAYS = 5
/** The near move falls to a third after this many months. */
const NEAR_MONTHS = 4
const SECONDS_PER_DAY = 86_400
const DAYS_PER_MONTH = 365.25 / 12
/** Below this a book of ten levels would not fit above zero. */
export const MIN_FAIR_TICKS = 40

/** Moves as logarithms: of all months, of a month one year out against the front, of the near end. */
export interface CurveMove {
  readonly level?: number
  readonly slope?: number
  readonly near?: number
}

interface Factors {
  level: number
  slope: number
  near: number
}

/** A root's state: the index level that its curve is anchored on, and the moves since. */
export interface RootCurveImage {
  readonly root: IndexRoot
  readonly anchor: number
  readonly level: number
  readonly slope: number
  readonly near: number
}

export type CurveImage = readonly RootCurveImage[]

export interface FairCurveOptions {
  readonly random: Random
  readonly mood: Mood
  readonly history: IndexHistory
  /** Index levels on `anchorDay`, a fractional day number. */
  readonly anchors: ReadonlyMap<IndexRoot, number>
  readonly anchorDay: number
  /** CNY for one USD. */
  readonly rate: () => number
}

interface RootCurve {
  readonly root: IndexRoot
  readonly terms: RootTerms
  anchor: number
  readonly factors: Factors
}

export class FairCurve {
  private readonly options: FairCurveOptions
  private readonly curves: ReadonlyMap<string, RootCurve>
  private readonly realisedParts = new WeakMap<
    Outright,
    { version: number; part: RealisedPart | undefined }
  >()
  private today: number

  constructor(options: FairCurveOptions) {
    this.options = options
    this.today = options.anchorDay
    this.curves = new Map(
      INDEX_ROOTS.map((root) => {
        const terms = rootTerms(root)
        if (terms === undefined) throw new Error(`Invariant broken: no terms of ${root}`)
        const anchor = options.anchors.get(root) ?? 0
        return [root, { root, terms, anchor, factors: { level: 0, slope: 0, near: 0 } }]
      }),
    )
  }

  /** Moves all factors by `seconds` of venue time. */
  step(seconds: number): void {
    const { random, mood } = this.options
    const days = seconds / SECONDS_PER_DAY
    const keep = Math.exp((-Math.LN2 * days) / HALF_LIFE_DAYS)
    const keepNear = Math.exp((-Math.LN2 * days) / NEAR_HALF_LIFE_DAYS)
    const scale = Math.sqrt(days)
    const common = random.normal()
    for (const { root, terms, factors } of this.curves.values()) {
      const wild = mood.volatility(root) * scale
      const own = common * Math.sqrt(terms.commonShare) + random.normal() * Math.sqrt(1 - terms.commonShare)
      factors.level = factors.level * keep + own * DAILY_INDEX_VOLATILITY * wild + mood.drift(root) * seconds
      factors.slope = factors.slope * keep + random.normal() * DAILY_SLOPE_VOLATILITY * wild
      factors.near *= keepNear
    }
    this.today += days
  }

  /** Moves a root at once; a root that only follows another (TOKC) is left alone. */
  move(root: string, { level = 0, slope = 0, near = 0 }: CurveMove): void {
    const factors = this.curves.get(root)?.factors
    if (factors === undefined) return
    factors.level += level
    factors.slope += slope
    factors.near += near
  }

  /** The level of the index now, in currency per unit. */
  spot(root: IndexRoot): number {
    const curve = this.curves.get(root)
    if (curve === undefined) throw new Error(`Invariant broken: no curve of ${root}`)
    return this.forward(curve, this.today)
  }

  /**
   * Fair price of a contract in ticks, not rounded: the mean over its Business Days, with the fixings so far and the
   * curve for the rest, F = (n·Ā + (N − n)·E[rest]) / N.
   */
  fairTicks(outright: Outright): number {
    const { terms, fixingDays, firstDay, lastDay, instrument } = outright
    const inYuan = terms.root === 'TOKC'
    const curve = this.curves.get(inYuan ? 'TOK' : terms.root)
    if (curve === undefined) throw new Error(`Invariant broken: no curve of ${terms.root}`)
    const from = Math.max(firstDay, Math.min(this.today, lastDay))
    const rest = this.forward(curve, (from + lastDay + 1) / 2) * (inYuan ? this.options.rate() : 1)
    const part = this.today < firstDay ? undefined : this.realised(outright)
    const days = fixingDays.length
    const value = part === undefined ? rest : (part.count * part.mean + (days - part.count) * rest) / days
    const { mantissa, scale } = instrument.tickSize
    return Math.max(MIN_FAIR_TICKS, (value * 10 ** scale) / mantissa)
  }

  capture(): CurveImage {
    return [...this.curves.values()].map(({ root, anchor, factors }) => ({ root, anchor, ...factors }))
  }

  /** Takes the state over; roots that the image does not have keep theirs. */
  restore(image: CurveImage, today: number): void {
    this.today = today
    for (const { root, anchor, level, slope, near } of image) {
      const curve = this.curves.get(root)
      if (curve === undefined) continue
      curve.anchor = anchor
      Object.assign(curve.factors, { level, slope, near })
    }
  }

  /** Price for delivery on `day`, in currency per unit. */
  private forward({ terms, anchor, factors }: RootCurve, day: number): number {
    const { level, slope, near } = factors
    const months = Math.max(0, (day - this.today) / DAYS_PER_MONTH)
    const fromAnchor = Math.max(0, (day - this.options.anchorDay) / DAYS_PER_MONTH)
    const move = level + (slope * months) / 12 + near * Math.exp(-months / NEAR_MONTHS)
    return anchor * termRatio(terms, fromAnchor) * Math.exp(move)
  }

  private realised(outright: Outright): RealisedPart | undefined {
    const { history } = this.options
    const known = this.realisedParts.get(outright)
    if (known?.version === history.version) return known.part
    const part = history.realised(outright.instrument.root, outright.fixingDays)
    this.realisedParts.set(outright, { version: history.version, part })
    return part
  }
}
