// The four compute roots the paper exchange lists: their words, where their forward curves stand relative to spot, and
// how busy they are. Everything the simulated market assumes about a root is here, with where it comes from.
import type { IndexRoot } from './gpu-index.ts'

export interface RootTerms {
  readonly root: IndexRoot
  readonly product: string
  /** Forward price ÷ spot at whole months ahead, rising months from 0; between them the logarithm is linear. */
  readonly termShape: readonly (readonly [months: number, ratio: number])[]
  /** Roll per month beyond the last point, as a logarithm: −0.01 is one per cent down a month. */
  readonly rollBeyond: number
  /** How busy the root is relative to H100. */
  readonly activity: number
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

export const ROOTS: readonly RootTerms[] = [
  { root: 'H100', product: 'NVIDIA H100 GPU-hour', ...assumedRoll(0.01), activity: 1 },
  { root: 'H200', product: 'NVIDIA H200 GPU-hour', ...assumedRoll(0.011), activity: 0.8 },
  {
    root: 'B200',
    product: 'NVIDIA B200 GPU-hour',
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
  { root: 'A100', product: 'NVIDIA A100 GPU-hour', ...assumedRoll(0.008), activity: 0.6 },
]

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
