// Bounds of what one account has and needs in one root, in plain numbers: moved along with every change in a few
// additions, brought back to the exact figures (`tighten`) when they have drifted too far to settle an order. Owned by
// RootAccount.
// Invariants, until `forget`: the margin is at most `marginMinor`; no count of lots that a limit looks at is above `lots`;
// the positions have gained, less fees, at least `gainMinor` at any marks within their ranges. A bound that is not known,
// or that no number holds exactly, is infinite on the side where it settles nothing.
import type { InstrumentId, PriceTicks } from '../../../shared/domain/brands.ts'
import type { ClearedOutright, ClearedRoot } from './clearing-contract.ts'
import { netQty, variationAt, type Position, type PositionFill } from './position.ts'

/** The lowest and highest price that an outright can be marked at today; undefined: not known. */
export type MarkRangeOf = (contract: ClearedOutright) => MarkRange | undefined

export interface MarkRange {
  readonly low: PriceTicks
  readonly high: PriceTicks
}

/** What bounds are taken of. */
interface RootHoldings {
  readonly root: ClearedRoot
  readonly positions: ReadonlyMap<InstrumentId, Position>
  readonly working: ReadonlyMap<InstrumentId, { readonly buyQty: number; readonly sellQty: number }>
  marginMinor(): bigint
}

/** Sums of a few numbers below this are exact. */
const EXACT_MAX = 2 ** 48

export class RootBounds {
  marginMinor = Number.POSITIVE_INFINITY
  lots = Number.POSITIVE_INFINITY
  gainMinor = Number.NEGATIVE_INFINITY
  private readonly root: ClearedRoot
  private markRangeOf: MarkRangeOf = () => undefined

  constructor(root: ClearedRoot) {
    this.root = root
  }

  /** So many lots more, counted in lots of outrights, may fill. Working orders that end need no margin of their own. */
  noteWorking(lots: number): void {
    this.lots += lots
    if (lots > 0) this.marginMinor = atMost(this.marginMinor + lots * this.root.lotMinor)
  }

  /** The lots that the fill takes from a working order are noted apart. */
  noteFill(contract: ClearedOutright, { side, qty, price, feeMinor }: PositionFill): void {
    this.lots += qty
    this.marginMinor = atMost(this.marginMinor + qty * this.root.lotMinor)
    const range = this.markRangeOf(contract)
    if (range === undefined) {
      this.gainMinor = Number.NEGATIVE_INFINITY
      return
    }
    const worstTicks = side === 'buy' ? range.low - price : price - range.high
    const worstMinor = worstTicks * qty * contract.instrument.tickValueMinor - feeMinor
    this.gainMinor = atLeast(this.gainMinor + worstMinor)
  }

  forget(): void {
    this.marginMinor = Number.POSITIVE_INFINITY
    this.lots = Number.POSITIVE_INFINITY
    this.gainMinor = Number.NEGATIVE_INFINITY
  }

  tighten(holdings: RootHoldings, markRangeOf: MarkRangeOf): void {
    this.markRangeOf = markRangeOf
    this.marginMinor = atMost(Number(holdings.marginMinor()))
    this.lots = 0
    for (const position of holdings.positions.values()) this.lots += Math.abs(netQty(position))
    for (const [instrument, { buyQty, sellQty }] of holdings.working)
      this.lots += (buyQty + sellQty) * this.root.legLots(instrument)
    this.gainMinor = 0
    for (const [instrument, position] of holdings.positions)
      this.gainMinor = atLeast(this.gainMinor + this.leastGain(instrument, position))
  }

  private leastGain(instrument: InstrumentId, position: Position): number {
    const contract = this.root.outright(instrument)
    const range = this.markRangeOf(contract)
    if (range === undefined) return Number.NEGATIVE_INFINITY
    const worstMark = netQty(position) >= 0 ? range.low : range.high
    const { tickValueMinor } = contract.instrument
    const { positionMinor, tradesMinor } = variationAt(position, worstMark, tickValueMinor)
    return Number(positionMinor + tradesMinor - position.feesMinor)
  }
}

function atMost(minor: number): number {
  return Math.abs(minor) <= EXACT_MAX ? minor : Number.POSITIVE_INFINITY
}

function atLeast(minor: number): number {
  return Math.abs(minor) <= EXACT_MAX ? minor : Number.NEGATIVE_INFINITY
}
