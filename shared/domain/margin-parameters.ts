// The figures of the initial margin estimate as data, versioned. Read by shared/math/margin.ts and whoever shows a
// requirement, which shows `label` beside it.
// Origin: ours. No exchange publishes margin for compute futures. The scan range of 12 % covers a move of two days at
// nearly three times a daily standard deviation of 3 % (√2 × 2.8 × 3 %); the AWS spot price of A100 moved by 2–3 % a
// day in October 2024 (E. Pauley, "AWS Spot Price History", Zenodo 23082767, CC BY 4.0). The two charges are
// assumptions.

export const MARGIN_LABEL = 'estimate, not exchange margin'

/** Shares of the root's reference price in hundredths of a per cent, per lot. */
export interface MarginParameters {
  readonly version: string
  readonly label: typeof MARGIN_LABEL
  /** Largest move that the margin covers. */
  readonly scanRangeBp: number
  /** For each lot held long in one month against a lot short in another. */
  readonly interMonthBp: number
  /** On top of the rest, for each lot in its delivery month, shrinking as its mean is fixed. */
  readonly deliveryMonthBp: number
}

export const MARGIN_PARAMETERS: MarginParameters = {
  version: '2026-11-1',
  label: MARGIN_LABEL,
  scanRangeBp: 1_200,
  interMonthBp: 300,
  deliveryMonthBp: 200,
}
