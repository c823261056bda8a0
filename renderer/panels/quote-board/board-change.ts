// The change of a month against its settlement, in half ticks: the last trade, or the mark where nothing traded.
import type { QuotePoint } from '../../../shared/ui-wire/projections.ts'

export function boardChange(point: Pick<QuotePoint, 'last' | 'mark' | 'settle'>): number | undefined {
  const { last, mark, settle } = point
  if (settle === undefined) return undefined
  const nowHalfTicks = last === undefined ? mark?.priceHalfTicks : last * 2
  return nowHalfTicks === undefined ? undefined : nowHalfTicks - settle.price * 2
}
