// Looks instruments up in the projections: tick sizes, roots and neighbouring contracts by symbol.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Currency, Instrument } from '../../shared/domain/instrument.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import type { ListedMonth, RootSummary } from '../../shared/ui-wire/projections.ts'
import { deskStore, positionsStore } from './topic-stores.ts'
import { combinationKinds } from './board-tab.ts'

const NO_ROOTS: readonly RootSummary[] = []

export function roots(): readonly RootSummary[] {
  return deskStore.getState().projection?.roots ?? NO_ROOTS
}

export function rootOf(instrumentId: InstrumentId): RootSummary | undefined {
  return listingOf(instrumentId)?.root
}

interface Listing {
  readonly root: RootSummary
  readonly tickSize: Decimal
  /** Its own kind along the root, itself included: months, or combinations of one kind. */
  readonly alike: readonly ListedMonth[]
}

let listings = new Map<InstrumentId, Listing>()
let listingsOf: readonly RootSummary[] | undefined

/** Tables ask for every cell, so the lists are gone through once for each set of them. */
function listingOf(instrumentId: InstrumentId): Listing | undefined {
  const all = roots()
  if (all !== listingsOf) {
    listings = new Map(all.flatMap((root) => [...monthListings(root), ...combinationListings(root)]))
    listingsOf = all
  }
  return listings.get(instrumentId)
}

function monthListings(root: RootSummary): readonly (readonly [InstrumentId, Listing])[] {
  const { months: alike, tickSize } = root
  return alike.map(({ instrumentId }) => [instrumentId, { root, tickSize, alike }])
}

function combinationListings(root: RootSummary): readonly (readonly [InstrumentId, Listing])[] {
  return combinationKinds.flatMap((kind) => {
    const alike = root.combinations.filter((combination) => combination.kind === kind)
    return alike.map(({ instrumentId, tickSize }) => [instrumentId, { root, tickSize, alike }] as const)
  })
}

/** Where no root lists the instrument any more, a position still knows it. */
function heldInstrument(instrumentId: InstrumentId): Instrument | undefined {
  const rows = positionsStore.getState().projection?.rows ?? []
  return rows.find((row) => row.instrument.instrumentId === instrumentId)?.instrument
}

export function tickSizeOf(instrumentId: InstrumentId | undefined): Decimal | undefined {
  if (instrumentId === undefined) return undefined
  return listingOf(instrumentId)?.tickSize ?? heldInstrument(instrumentId)?.tickSize
}

export function currencyOf(instrumentId: InstrumentId): Currency | undefined {
  return rootOf(instrumentId)?.currency ?? heldInstrument(instrumentId)?.currency
}

/** The contract `step` places along its own kind in the same root: month to month, spread to spread. */
export function neighbouringMonth(instrumentId: InstrumentId, step: number): InstrumentId | undefined {
  const alike = listingOf(instrumentId)?.alike ?? []
  const at = alike.findIndex((listed) => listed.instrumentId === instrumentId)
  return at < 0 ? undefined : alike[at + step]?.instrumentId
}

/** The root `step` places along, around the ends. */
export function neighbouringRoot(root: string | undefined, step: number): string | undefined {
  const all = roots()
  const at = all.findIndex((one) => one.root === root)
  return all[(Math.max(0, at) + step + all.length) % Math.max(1, all.length)]?.root
}

/** What a first start shows: the first month that has not begun to settle yet. */
export function firstChoice(root: RootSummary, todayIso: string): InstrumentId | undefined {
  const ahead = root.months.find((month) => month.deliveryStart > todayIso)
  return (ahead ?? root.months[0])?.instrumentId
}
