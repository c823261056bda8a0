// Looks instruments up in the projections: tick sizes, roots and neighbouring months by symbol.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Currency, Instrument } from '../../shared/domain/instrument.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import type { RootSummary } from '../../shared/ui-wire/projections.ts'
import { curveStore, deskStore, ladderStore, positionsStore } from './topic-stores.ts'

export function roots(): readonly RootSummary[] {
  return deskStore.getState().projection?.roots ?? []
}

export function rootOf(instrumentId: InstrumentId): RootSummary | undefined {
  return roots().find((root) => root.months.some((month) => month.instrumentId === instrumentId))
}

/** The instrument itself, or another month of its root: tick size and currency are the same. */
function specimenOf(instrumentId: InstrumentId): Instrument | undefined {
  const ladder = ladderStore(instrumentId).getState().projection?.instrument
  if (ladder !== undefined) return ladder
  const root = rootOf(instrumentId)?.root
  const curve = root === undefined ? undefined : curveStore(root).getState().projection?.instrument
  if (curve !== undefined) return curve
  const rows = positionsStore.getState().projection?.rows ?? []
  return rows.find((row) => row.instrument.instrumentId === instrumentId)?.instrument
}

export function tickSizeOf(instrumentId: InstrumentId | undefined): Decimal | undefined {
  return instrumentId === undefined ? undefined : specimenOf(instrumentId)?.tickSize
}

export function currencyOf(instrumentId: InstrumentId): Currency | undefined {
  return specimenOf(instrumentId)?.currency ?? rootOf(instrumentId)?.currency
}

/** The month `step` places along the same root; undefined at its ends. */
export function neighbouringMonth(instrumentId: InstrumentId, step: number): InstrumentId | undefined {
  const months = rootOf(instrumentId)?.months ?? []
  const at = months.findIndex((month) => month.instrumentId === instrumentId)
  return at < 0 ? undefined : months[at + step]?.instrumentId
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
