// The change of a month against its settlement in ticks: of the last trade, or of the mark where nothing traded. The
// half tick of a middle is no price and is left out, so that a column has one number of digits.
import type { QuotePoint } from '../../../shared/ui-wire/projections.ts'

export function boardChange(point: Pick<QuotePoint, 'last' | 'mark' | 'settle'>): number | undefined {
  const { last, mark, settle } = point
  if (settle === undefined) return undefined
  if (last !== undefined) return last - settle.price
  // Adding zero takes the sign from a truncated −0.
  return mark === undefined ? undefined : Math.trunc(mark.priceHalfTicks / 2 - settle.price) + 0
}
