// The roots the paper exchange lists: their words, the terms of their contracts, where their forward curves stand
// relative to spot, and how busy they are. What the simulated market assumes about a root is here, with its origin.
import type { Decimal } from '../../shared/math/decimal.ts'
import type { Currency } from '../../shared/domain/instrument.ts'

export const ROOT_NAMES = ['H100', 'H200', 'B200', 'A100', 'TOK', 'TOKC'] as const
export type RootName = (typeof ROOT_NAMES)[number]

/** How many combinations of each kind are listed, counted from the front. */
export interface CombinationCounts {
  /** Calendar spreads of consecutive months. */
  readonly spreads: number
  /** Months ahead that the front is spread against, besides. */
  readonly frontAgainst: readonly number[]
  readonly butterflies: number
  readonly quarters: number
}

export interface RootTerms {
  readonly root: RootName
  readonly product: string
  readonly unit: string
  readonly currency: Currency
  readonly tickSize: Decimal
  /** Units in one lot. */
  readonly multiplier: number
  readonly tickValueMinor: number
  /** Our choice: half a unit of the currency, or about that, per lot and side. */
  readonly feeMinorPerLot: number
  /** Where the terms come from, for the screen. */
  readonly source: string
  readonly combinations: CombinationCounts
  /** Forward price ÷ spot at whole months ahead, rising months from 0; between them the logarithm is linear. */
  readonly termShape: readonly (readonly [months: number, ratio: number])[]
  /** Roll per month beyond the last point, as a logarithm: −0.01 is one per cent down a month. */
  readonly rollBeyond: number
  /** Share of the daily variance that the root has in common with all others. Our assumption. */
  readonly commonShare: number
  /** How busy the root is relative to H100. */
  readonly activity: number
}

const GPU_SOURCE =
  'Paper contract of the Tenor venue. Terms modelled on NYMEX GPU1/GPU2 as filed (submission 26-370 of 2026-08-11):' +
  ' 730 GPU-hours, USD 0.01 tick, settled to the index mean over the Business Days of the month. Fee is ours.'
const TOKEN_SOURCE =
  'Paper contract of our own design, modelled on no exchange: 1,000 million tokens of the Standard Inference Token' +
  ' basket, settled to the index mean over the Business Days of the month. See docs/standard-inference-token.md.'

const gpu = {
  unit: 'GPU-hour',
  currency: 'USD',
  tickSize: { mantissa: 1, scale: 2 },
  multiplier: 730,
  tickValueMinor: 730,
  feeMinorPerLot: 50,
  source: GPU_SOURCE,
  combinations: { spreads: 12, frontAgainst: [3, 6, 12], butterflies: 6, quarters: 6 },
  commonShare: 0.6,
} as const

const token = {
  unit: 'million tokens',
  tickSize: { mantissa: 1, scale: 3 },
  multiplier: 1_000,
  tickValueMinor: 100,
  source: TOKEN_SOURCE,
  combinations: { spreads: 6, frontAgainst: [], butterflies: 0, quarters: 4 },
  // Token prices follow models and competition more than GPU rents.
  commonShare: 0.2,
  // Our assumption: list prices per token fall by three per cent a month for a year, then by half of that; the
  // basket's own figures fell by 4 % from July to August 2026.
  ...assumedRoll(0.03),
} as const

export const ROOTS: readonly RootTerms[] = [
  { root: 'H100', product: 'NVIDIA H100 GPU-hour', ...gpu, ...assumedRoll(0.01), activity: 1 },
  { root: 'H200', product: 'NVIDIA H200 GPU-hour', ...gpu, ...assumedRoll(0.011), activity: 0.8 },
  {
    root: 'B200',
    product: 'NVIDIA B200 GPU-hour',
    ...gpu,
    // Silicon Data's published B200 curve of 2026-09-07: spot 5.69, forwards 5.68, 5.41 and 5.03 at 3, 6, 12 months.
    termShape: [
      [0, 1],
      [3, 5.68 / 5.69],
      [6, 5.41 / 5.69],
      [12, 5.03 / 5.69],
    ],
    // Our assumption: after the first year half the roll that its second half shows.
    rollBeyond: Math.log(5.03 / 5.41) / 12,
    activity: 0.9,
  },
  { root: 'A100', product: 'NVIDIA A100 GPU-hour', ...gpu, ...assumedRoll(0.008), activity: 0.6 },
  {
    root: 'TOK',
    product: 'Standard Inference Tokens in USD',
    ...token,
    currency: 'USD',
    feeMinorPerLot: 50,
    activity: 0.4,
  },
  {
    root: 'TOKC',
    product: 'Standard Inference Tokens in CNY',
    ...token,
    currency: 'CNY',
    feeMinorPerLot: 350,
    activity: 0.3,
  },
]

/** The terms of a root by name; undefined when it is not listed here. */
export function rootTerms(root: string): RootTerms | undefined {
  return ROOTS.find((terms) => terms.root === root)
}

/** A roll of `perMonth` for a year; later months roll at half of it. Our assumption, not an observation. */
function assumedRoll(perMonth: number): Pick<RootTerms, 'termShape' | 'rollBeyond'> {
  return {
    termShape: [
      [0, 1],
      [12, Math.exp(-12 * perMonth)],
    ],
    rollBeyond: -perMonth / 2,
  }
}

/** Forward price ÷ spot at `months` ≥ 0 ahead, before any move of the market. */
export function termRatio(terms: RootTerms, months: number): number {
  let [fromMonths, fromRatio] = [0, 1]
  for (const [toMonths, toRatio] of terms.termShape) {
    if (months <= toMonths) {
      const part = toMonths === fromMonths ? 0 : (months - fromMonths) / (toMonths - fromMonths)
      return Math.exp(Math.log(fromRatio) * (1 - part) + Math.log(toRatio) * part)
    }
    ;[fromMonths, fromRatio] = [toMonths, toRatio]
  }
  return fromRatio * Math.exp(terms.rollBeyond * (months - fromMonths))
}
