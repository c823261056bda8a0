// The calendar spreads, butterflies and strips listed over a root's outright months. Called by listing.ts.
// A spread's or butterfly's tick is worth one leg's tick. A strip's price is the mean of its months by Business Days,
// so one tick of it is worth a tick of every month. A combination ends with the first of its legs.
import {
  butterflySymbol,
  spreadSymbol,
  stripMonths,
  stripSymbol,
  type ContractMonth,
  type StripPeriod,
} from '../../shared/domain/contract-month.ts'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Combination, CombinationKind, CombinationLeg } from '../../shared/domain/instrument.ts'
import type { CombinationListing, Outright } from './listed-contract.ts'
import type { RootTerms } from './roots.ts'

interface Shape {
  readonly symbol: InstrumentId
  readonly kind: CombinationKind
  readonly words: string
  readonly legs: readonly Outright[]
  readonly ratios: readonly number[]
}

/** The combinations of a root over its listed months, front first. */
export function combinationsOf(
  terms: RootTerms,
  outrights: readonly Outright[],
): readonly CombinationListing[] {
  const { spreads, frontAgainst, butterflies } = terms.combinations
  const shapes: Shape[] = []
  for (let near = 0; near < spreads; near++) shapes.push(...spread(outrights, near, near + 1))
  for (const ahead of frontAgainst) shapes.push(...spread(outrights, 0, ahead))
  for (let near = 0; near < butterflies; near++) shapes.push(...butterfly(outrights, near))
  shapes.push(...quarterStrips(terms, outrights), ...yearStrips(terms, outrights))
  return shapes.map((shape) => listing(terms, shape))
}

function monthOf(outright: Outright): ContractMonth {
  return { root: outright.terms.root, ...outright.month }
}

function spread(outrights: readonly Outright[], near: number, far: number): readonly Shape[] {
  const [front, back] = [outrights[near], outrights[far]]
  if (front === undefined || back === undefined) return []
  const symbol = spreadSymbol([monthOf(front), monthOf(back)])
  return [{ symbol, kind: 'calendarSpread', words: 'calendar spread', legs: [front, back], ratios: [1, -1] }]
}

function butterfly(outrights: readonly Outright[], near: number): readonly Shape[] {
  const [front, middle, back] = outrights.slice(near, near + 3)
  if (front === undefined || middle === undefined || back === undefined) return []
  const symbol = butterflySymbol([monthOf(front), monthOf(middle), monthOf(back)])
  const legs = [front, middle, back]
  return [{ symbol, kind: 'butterfly', words: 'butterfly', legs, ratios: [1, -2, 1] }]
}

/** The next quarters whose three months are all listed. */
function quarterStrips(terms: RootTerms, outrights: readonly Outright[]): readonly Shape[] {
  const periods = distinctYears(outrights).flatMap((year) =>
    [1, 2, 3, 4].map((quarter) => ({ root: terms.root, year, quarter })),
  )
  return periods.flatMap((period) => strip(outrights, period)).slice(0, terms.combinations.quarters)
}

function yearStrips(terms: RootTerms, outrights: readonly Outright[]): readonly Shape[] {
  return distinctYears(outrights).flatMap((year) => strip(outrights, { root: terms.root, year }))
}

function distinctYears(outrights: readonly Outright[]): readonly number[] {
  return [...new Set(outrights.map(({ month }) => month.year))]
}

/** The strip, or nothing when one of its months is not listed. */
function strip(outrights: readonly Outright[], period: StripPeriod): readonly Shape[] {
  const legs = stripMonths(period).flatMap(({ year, month }) =>
    outrights.filter((outright) => outright.month.year === year && outright.month.month === month),
  )
  if (legs.length !== (period.quarter === undefined ? 12 : 3)) return []
  const words = period.quarter === undefined ? `strip of ${period.year}` : 'quarter strip'
  return [{ symbol: stripSymbol(period), kind: 'strip', words, legs, ratios: legs.map(() => 1) }]
}

function listing(terms: RootTerms, shape: Shape): CombinationListing {
  const combination = combinationOf(shape)
  const lots = shape.ratios.reduce((sum, ratio) => sum + Math.abs(ratio), 0)
  const moving = shape.kind === 'strip' ? lots : 1
  const [first, last] = [shape.legs[0], shape.legs.at(-1)]
  if (first === undefined || last === undefined) throw new Error('Invariant broken: a combination has legs')
  return {
    kind: 'combination',
    instrument: {
      instrumentId: shape.symbol,
      root: terms.root,
      description: `${terms.product}, ${shape.words}`,
      tickSize: terms.tickSize,
      multiplier: terms.multiplier * moving,
      unit: terms.unit,
      currency: terms.currency,
      tickValueMinor: terms.tickValueMinor * moving,
      deliveryStart: first.instrument.deliveryStart,
      deliveryEnd: last.instrument.deliveryEnd,
      lastTradingDay: first.instrument.lastTradingDay,
      feeMinorPerLot: terms.feeMinorPerLot * lots,
      source: terms.source,
      combination,
    },
    terms,
    legs: combination.legs.map((leg) => ({ instrumentId: leg.instrumentId, weight: leg.priceWeight })),
    divisor: combination.priceDivisor,
  }
}

function combinationOf({ kind, legs, ratios }: Shape): Combination {
  const own: readonly CombinationLeg[] = legs.map((leg, place) => {
    const ratio = ratios[place] ?? 0
    const priceWeight = kind === 'strip' ? leg.fixingDays.length : ratio
    return { instrumentId: leg.instrument.instrumentId, ratio, priceWeight }
  })
  const priceDivisor = kind === 'strip' ? own.reduce((sum, leg) => sum + leg.priceWeight, 0) : 1
  return { kind, legs: own, priceDivisor }
}
