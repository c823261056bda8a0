// Every day from the first day of the first contract to the last of the last, with its weight and shape, and the pieces
// between the days on which contracts begin or have ended. Gaps between contracts are pieces like any other.
import { dateOfDayNumber } from '../../domain/civil-day.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import {
  CONTRACTS_MAX,
  CURVE_DAYS_MAX,
  type CurveContract,
  type CurveError,
  type CurveTerms,
} from './curve-terms.ts'

export interface DayTable {
  readonly firstDay: number
  readonly days: number
  readonly weights: Float64Array
  readonly multipliers: Float64Array
  /** The prior under the multiplier, and the addend: the price where the spline is 0. */
  readonly offsets: Float64Array
  /** Days, counted from `firstDay`, on which pieces begin; the last is the day after the curve. */
  readonly breaks: readonly number[]
  /** Sum of the weights of each contract's days. */
  readonly contractWeights: readonly number[]
}

export function dayTable({ contracts, weightOf, shape = {} }: CurveTerms): Result<DayTable, CurveError> {
  const wrong = wrongPeriod(contracts)
  if (wrong !== undefined) return err(wrong)
  const firstDay = Math.min(...contracts.map((contract) => contract.firstDay))
  const days = Math.max(...contracts.map((contract) => contract.lastDay)) + 1 - firstDay
  if (days > CURVE_DAYS_MAX) {
    return err({
      kind: 'tooLong',
      message: `The contracts span ${days} days; a curve has ${CURVE_DAYS_MAX} at most. Leave out the farthest.`,
      contracts: [],
    })
  }
  const weights = new Float64Array(days)
  const multipliers = new Float64Array(days)
  const offsets = new Float64Array(days)
  for (let nth = 0; nth < days; nth++) {
    const day = firstDay + nth
    const [weight, multiplier] = [weightOf(day), shape.multiplier?.(day) ?? 1]
    const offset = multiplier * (shape.prior?.(day) ?? 0) + (shape.addend?.(day) ?? 0)
    if (!(weight >= 0 && weight < Infinity)) return err(badDay('badWeight', 'weight', { day, value: weight }))
    if (!(multiplier > 0 && multiplier < Infinity))
      return err(badDay('badShape', 'multiplier', { day, value: multiplier }))
    if (!Number.isFinite(offset)) return err(badDay('badShape', 'prior and addend', { day, value: offset }))
    weights[nth] = weight
    multipliers[nth] = multiplier
    offsets[nth] = offset
  }
  const contractWeights = contracts.map(({ firstDay: from, lastDay: to }) =>
    weights.subarray(from - firstDay, to + 1 - firstDay).reduce((sum, weight) => sum + weight, 0),
  )
  const weightless = contracts.filter((_, nth) => contractWeights[nth] === 0)
  if (weightless.length > 0) {
    return err({
      kind: 'noWeight',
      message: `No day of ${namesOf(weightless)} counts, so that a mean of its days says nothing.`,
      contracts: weightless.map(({ name }) => name),
    })
  }
  const edges = contracts.flatMap(({ firstDay: from, lastDay: to }) => [from - firstDay, to + 1 - firstDay])
  const breaks = [...new Set(edges)].sort((a, b) => a - b)
  return ok({ firstDay, days, weights, multipliers, offsets, breaks, contractWeights })
}

export function namesOf(contracts: readonly { readonly name: string }[]): string {
  return contracts.map(({ name }) => name).join(', ')
}

function wrongPeriod(contracts: readonly CurveContract[]): CurveError | undefined {
  if (contracts.length === 0)
    return { kind: 'noContracts', message: 'A curve needs a contract at least.', contracts: [] }
  if (contracts.length > CONTRACTS_MAX) {
    const message = `There are ${contracts.length} contracts; a curve takes ${CONTRACTS_MAX} at most.`
    return { kind: 'tooManyContracts', message, contracts: [] }
  }
  const wrong = contracts.filter(
    ({ firstDay, lastDay }) =>
      !(Number.isSafeInteger(firstDay) && Number.isSafeInteger(lastDay) && firstDay <= lastDay),
  )
  if (wrong.length === 0) return undefined
  return {
    kind: 'badPeriod',
    message: `${namesOf(wrong)} would end before it starts. Put the first day first.`,
    contracts: wrong.map(({ name }) => name),
  }
}

function badDay(
  kind: 'badWeight' | 'badShape',
  what: string,
  { day, value }: { readonly day: number; readonly value: number },
): CurveError {
  const least = what === 'weight' ? '0 or above' : what === 'multiplier' ? 'above 0' : 'a number'
  return {
    kind,
    message: `The ${what} of ${dateOfDayNumber(day)} is ${value}; it has to be ${least}.`,
    contracts: [],
  }
}
