// An account's lots in one root in the shape that the margin is reckoned on: a line per outright, an entry per
// combination that works. Made by RootAccount when the exact figures are asked for, and dropped with the next change.
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { Side } from '../../../shared/domain/order.ts'
import type { MarginLine, MarginPortfolio } from '../../../shared/math/margin.ts'
import type { ClearedOutright, ClearedRoot } from './clearing-contract.ts'

export interface WorkingChange {
  readonly instrument: InstrumentId
  readonly side: Side
  /** Lots that come to work, or negative, that no longer do. */
  readonly qty: number
}

interface Working {
  openBuyQty: number
  openSellQty: number
}

interface OutrightLine extends MarginLine, Working {
  readonly contract: ClearedOutright
  netQty: number
  openBuyQty: number
  openSellQty: number
}

interface CombinationLine extends Working {
  readonly legs: readonly { readonly line: number; readonly ratio: number }[]
}

export class RootLines implements MarginPortfolio {
  readonly lines: OutrightLine[] = []
  readonly combinations: CombinationLine[] = []
  private readonly root: ClearedRoot
  private readonly places = new Map<InstrumentId, number>()
  private readonly workingOf = new Map<InstrumentId, Working>()
  private readonly weights: number[] = []

  constructor(root: ClearedRoot) {
    this.root = root
  }

  addNet(instrument: InstrumentId, qty: number): void {
    const line = this.lines[this.placeOf(instrument)]
    if (line !== undefined) line.netQty += qty
  }

  addWorking({ instrument, side, qty }: WorkingChange): void {
    const working = this.workingOf.get(instrument) ?? this.open(instrument)
    if (side === 'buy') working.openBuyQty += qty
    else working.openSellQty += qty
  }

  /** A weight of one for every line. */
  ones(): readonly number[] {
    return this.weights
  }

  private open(instrument: InstrumentId): Working {
    const legs = this.root.combinations.get(instrument)?.combination?.legs
    if (legs === undefined) return this.openLine(instrument)
    const combination: CombinationLine = {
      openBuyQty: 0,
      openSellQty: 0,
      legs: legs.map((leg) => ({ line: this.placeOf(leg.instrumentId), ratio: leg.ratio })),
    }
    this.combinations.push(combination)
    this.workingOf.set(instrument, combination)
    return combination
  }

  private placeOf(instrument: InstrumentId): number {
    const place = this.places.get(instrument)
    if (place !== undefined) return place
    this.openLine(instrument)
    return this.lines.length - 1
  }

  private openLine(instrument: InstrumentId): OutrightLine {
    const contract = this.root.outright(instrument)
    const { remaining, days } = contract.progress
    const { isInDelivery } = contract
    const line = { contract, netQty: 0, openBuyQty: 0, openSellQty: 0, remaining, days, isInDelivery }
    this.places.set(instrument, this.lines.length)
    this.workingOf.set(instrument, line)
    this.lines.push(line)
    this.weights.push(1)
    return line
  }
}
