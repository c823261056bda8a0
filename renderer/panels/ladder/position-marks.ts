// Where a position stands in the ladder: its average price, and where the day would come to nothing. Exact, because a mark that
// is a tick off is a loss taken for a gain. Pure.
import { divideHalfEven } from '../../../shared/math/money.ts'
import type { PositionRow } from '../../../shared/ui-wire/projections.ts'

/** In ticks. */
export interface PositionMarks {
  /** The nearest to what the open lots cost. */
  readonly average?: number
  /** The first at which closing all would leave the day without a loss, before fees; absent without a mark. */
  readonly breakEven?: number
}

const NONE: PositionMarks = {}

export function positionMarks(position: PositionRow | undefined): PositionMarks {
  if (position === undefined || position.netQty === 0) return NONE
  const { netQty, openCostMinor, mark, dayMinor, instrument } = position
  const perTick = BigInt(netQty) * BigInt(instrument.tickValueMinor)
  // Of a short position both are below zero.
  const average = Number(divideHalfEven(openCostMinor * sign(perTick), perTick * sign(perTick)))
  if (mark === undefined || dayMinor === undefined) return { average }
  // The day's result moves by `perTick` a tick from where the mark stands.
  const breakEven = quotient(
    BigInt(mark.priceHalfTicks) * perTick - 2n * dayMinor,
    2n * perTick,
    netQty > 0 ? 'up' : 'down',
  )
  return { average, breakEven: Number(breakEven) }
}

function quotient(dividend: bigint, divisor: bigint, towards: 'up' | 'down'): bigint {
  const [over, under] = [dividend * sign(divisor), divisor * sign(divisor)]
  const truncated = over / under
  if (over % under === 0n) return truncated
  if (towards === 'up') return over > 0n ? truncated + 1n : truncated
  return over < 0n ? truncated - 1n : truncated
}

function sign(value: bigint): bigint {
  return value < 0n ? -1n : 1n
}
