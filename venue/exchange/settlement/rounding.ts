// The two ways in which settlement prices are rounded to whole numbers, exact for any size. Called in this folder only;
// money that is split rounds otherwise (shared/math/money.ts).
import { assert } from '../../../shared/domain/assert.ts'

/** a ÷ b to the nearest whole number, halves away from zero. b > 0. */
export function divideHalfAway(a: bigint, b: bigint): bigint {
  return a < 0n ? -divideHalfUp(-a, b) : divideHalfUp(a, b)
}

/** a ÷ b to the nearest whole number, halves up (towards plus infinity). b > 0. */
export function divideHalfUp(a: bigint, b: bigint): bigint {
  assert(b > 0n, 'divisor is positive')
  const [twice, by] = [2n * a + b, 2n * b]
  const quotient = twice / by
  // bigint division rounds towards zero; the floor is wanted.
  return twice < 0n && twice % by !== 0n ? quotient - 1n : quotient
}
