// A small venue for the clearing's tests: three months of H100 with a spread and a butterfly, and two months of TOKC.
import type { InstrumentId, IsoDate, PriceTicks } from '../../../shared/domain/brands.ts'
import type { CombinationKind, Currency } from '../../../shared/domain/instrument.ts'
import { instrumentId, isoDate, priceTicks } from '../../../shared/math/quantities.ts'
import type { ClearedInstrument } from './clearing-contract.ts'
import { Clearing } from './clearing.ts'
import type { MarkRange } from './root-bounds.ts'

export const F27 = instrumentId('H100F27')
export const G27 = instrumentId('H100G27')
export const H27 = instrumentId('H100H27')
export const SPREAD = instrumentId('H100F27-H100G27')
export const FLY = instrumentId('H100F27-2H100G27+H100H27')
export const TOKC_F = instrumentId('TOKCF27')
export const TOKC_G = instrumentId('TOKCG27')
export const OUTRIGHTS = [F27, G27, H27, TOKC_F, TOKC_G]

/** Two Business Days before the year ends: January begins to be fixed on 2027-01-04. */
export const FIRST_SETTLED = isoDate('2026-12-30')

function outright(id: InstrumentId, deliveryStart: string): ClearedInstrument {
  const isToken = id.startsWith('TOKC')
  const currency: Currency = isToken ? 'CNY' : 'USD'
  return {
    instrumentId: id,
    root: isToken ? 'TOKC' : 'H100',
    currency,
    tickValueMinor: isToken ? 100 : 730,
    deliveryStart: isoDate(deliveryStart),
  }
}

function combination(
  id: InstrumentId,
  kind: CombinationKind,
  legs: readonly (readonly [InstrumentId, number])[],
): ClearedInstrument {
  return {
    ...outright(id, '2027-01-01'),
    combination: {
      kind,
      legs: legs.map(([leg, ratio]) => ({ instrumentId: leg, ratio, priceWeight: ratio })),
      priceDivisor: 1,
    },
  }
}

/** Settled at 325, 320 and 318 ticks, the tokens at 21,000 and 20,900. Marks come from `marks`, when given. */
export function smallVenue(
  marks: ReadonlyMap<InstrumentId, PriceTicks> = new Map(),
  ranges: ReadonlyMap<InstrumentId, MarkRange> = new Map(),
): Clearing {
  const clearing = new Clearing(FIRST_SETTLED, {
    markOf: (instrument) => marks.get(instrument),
    markRangeOf: (instrument) => ranges.get(instrument),
  })
  clearing.list(outright(F27, '2027-01-01'), priceTicks(325))
  clearing.list(outright(G27, '2027-02-01'), priceTicks(320))
  clearing.list(outright(H27, '2027-03-01'), priceTicks(318))
  clearing.listCombination(
    combination(SPREAD, 'calendarSpread', [
      [F27, 1],
      [G27, -1],
    ]),
  )
  clearing.listCombination(
    combination(FLY, 'butterfly', [
      [F27, 1],
      [G27, -2],
      [H27, 1],
    ]),
  )
  clearing.list(outright(TOKC_F, '2027-01-01'), priceTicks(21_000))
  clearing.list(outright(TOKC_G, '2027-02-01'), priceTicks(20_900))
  return clearing
}

/**
 * The same accounts in a clearing that knows no range of any mark: it has no bounds to go by, and adds up every position
 * and every margin for each order. Slow and plain; the bounds are held to it.
 */
export function withoutBounds(clearing: Clearing, marks: ReadonlyMap<InstrumentId, PriceTicks>): Clearing {
  return Clearing.restore(clearing.capture(), { markOf: (instrument) => marks.get(instrument) })
}

export interface Crossing {
  readonly buyer: number
  readonly seller: number
  readonly instrument: InstrumentId
  readonly qty: number
  readonly price: number
}

/** Books both sides of a trade; the buyer pays 50 a lot, the seller nothing. */
export function cross(clearing: Clearing, { buyer, seller, instrument, qty, price }: Crossing): void {
  const fill = { instrument, qty, price: priceTicks(price) }
  clearing.bookFill({ ...fill, account: buyer, side: 'buy', feeMinor: 50 * qty })
  clearing.bookFill({ ...fill, account: seller, side: 'sell', feeMinor: 0 })
}

/** Settles a day at the prices given, in the order of `OUTRIGHTS`; `finals` end. */
export function settleAt(
  clearing: Clearing,
  date: IsoDate,
  { prices, finals = [] }: { readonly prices: readonly number[]; readonly finals?: readonly InstrumentId[] },
): void {
  clearing.settleDay({
    date,
    prices: OUTRIGHTS.map((instrument, place) => ({
      instrument,
      price: priceTicks(prices[place] ?? 0),
      isFinal: finals.includes(instrument),
    })),
  })
}
