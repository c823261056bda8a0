// The words the curve's canvas shows, given by the panel so that the chart knows no language.
import type { CurveMonth } from './curve-model.ts'

export interface CurveLabels {
  /** Short month for a narrow column, `Jan`. */
  readonly month: (month: CurveMonth) => string
  /** The same for a column that is narrower still, `J`. */
  readonly initial: (month: CurveMonth) => string
  readonly year: (month: CurveMonth) => string
  readonly net: (netQty: number) => string
  /** At the right end of the settlement line: `settle 20 Nov`. */
  readonly settle: string
  /** Beside the index point: `spot 3.20 · 20 Nov 2026`. */
  readonly spot: string
}
