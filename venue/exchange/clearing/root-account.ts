// One account in one root: its positions, its working orders, the margin they need and the limits they are held to.
// Owned by ClearingAccount. Every order asks both questions, so the lines that they are reckoned on are kept and only
// their lots change; both take time in proportion to the instruments of the root that the account is in.
// Invariant: the lines say what `positions` and `working` say; they are no state of their own and in no snapshot.
import { assert } from '../../../shared/domain/assert.ts'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import { furthestLots, largestNet, rootMargin } from '../../../shared/math/margin.ts'
import type { ClearedRoot } from './clearing-contract.ts'
import type { PositionLimitRefusal } from './order-refusal.ts'
import { addFill, flatPosition, netQty, type Position, type PositionFill } from './position.ts'
import { RootLines, type WorkingChange } from './root-lines.ts'

/** Lots of an account's open orders in one instrument. */
export interface WorkingLots {
  buyQty: number
  sellQty: number
}

export class RootAccount {
  readonly root: ClearedRoot
  readonly positions = new Map<InstrumentId, Position>()
  readonly working = new Map<InstrumentId, WorkingLots>()
  private keptLines: RootLines | undefined
  private keptMargin: bigint | undefined

  constructor(root: ClearedRoot) {
    this.root = root
  }

  /** Books a fill of an outright. */
  fill(instrument: InstrumentId, fill: PositionFill): void {
    const contract = this.root.outright(instrument)
    let position = this.positions.get(instrument)
    if (position === undefined) {
      position = flatPosition()
      this.positions.set(instrument, position)
    }
    const longBefore = Math.max(netQty(position), 0)
    addFill(position, fill)
    contract.openInterest += Math.max(netQty(position), 0) - longBefore
    this.keptLines?.addNet(instrument, fill.side === 'buy' ? fill.qty : -fill.qty)
    this.keptMargin = undefined
  }

  changeWorking(change: WorkingChange): void {
    const { instrument, side, qty } = change
    assert(this.root.lists(instrument), `${instrument} is listed`)
    const lots = this.working.get(instrument) ?? { buyQty: 0, sellQty: 0 }
    if (side === 'buy') lots.buyQty += qty
    else lots.sellQty += qty
    assert(lots.buyQty >= 0 && lots.sellQty >= 0, `${instrument}: no more lots stop working than worked`)
    if (lots.buyQty === 0 && lots.sellQty === 0) this.working.delete(instrument)
    else this.working.set(instrument, lots)
    this.keptLines?.addWorking(change)
    this.keptMargin = undefined
  }

  /** A new day: positions, contracts and rates have changed. */
  reckonAnew(): void {
    this.keptLines = undefined
    this.keptMargin = undefined
  }

  /** The rates have changed. */
  forgetMargin(): void {
    this.keptMargin = undefined
  }

  marginMinor(): bigint {
    this.keptMargin ??= rootMargin(this.lines(), this.root.rates).totalMinor
    return this.keptMargin
  }

  /** The margin if `order` worked as well. */
  marginWith(order: WorkingChange): bigint {
    return this.with(order, (lines) => rootMargin(lines, this.root.rates).totalMinor)
  }

  /** A limit that the account would come further beyond by `order`; the months first, in listing order. */
  limitBeyond(order: WorkingChange): PositionLimitRefusal | undefined {
    const after = this.with(order, (lines) => this.overLimit(lines))
    if (after.length === 0) return undefined
    const before = this.overLimit(this.lines())
    return after.find(({ instrument, wouldBe }) => {
      const now = before.find((row) => row.instrument === instrument)
      return now === undefined || wouldBe > now.wouldBe
    })
  }

  private overLimit(rootLines: RootLines): readonly PositionLimitRefusal[] {
    const { limits, root } = this.root
    const over: (PositionLimitRefusal & { readonly rank: number })[] = []
    const { longest, shortest } = furthestLots(rootLines)
    for (const [place, { contract, isInDelivery }] of rootLines.lines.entries()) {
      const wouldBe = Math.max(longest[place] ?? 0, shortest[place] ?? 0)
      const limit = isInDelivery ? limits.spotMonth : limits.singleMonth
      if (wouldBe <= limit) continue
      const scope = isInDelivery ? 'spotMonth' : 'singleMonth'
      const { instrumentId: instrument } = contract.instrument
      over.push({ kind: 'positionLimit', scope, instrument, wouldBe, limit, rank: contract.rank })
    }
    const refusals = over.toSorted((a, b) => a.rank - b.rank).map(({ rank: _rank, ...refusal }) => refusal)
    const net = largestNet(rootLines, rootLines.ones())
    const limit = limits.allMonths
    if (net <= limit) return refusals
    return [...refusals, { kind: 'positionLimit', scope: 'allMonths', instrument: root, wouldBe: net, limit }]
  }

  private with<T>(order: WorkingChange, ask: (lines: RootLines) => T): T {
    const lines = this.lines()
    lines.addWorking(order)
    const answer = ask(lines)
    lines.addWorking({ ...order, qty: -order.qty })
    return answer
  }

  private lines(): RootLines {
    if (this.keptLines !== undefined) return this.keptLines
    const lines = new RootLines(this.root)
    for (const [instrument, position] of this.positions) lines.addNet(instrument, netQty(position))
    for (const [instrument, { buyQty, sellQty }] of this.working) {
      lines.addWorking({ instrument, side: 'buy', qty: buyQty })
      lines.addWorking({ instrument, side: 'sell', qty: sellQty })
    }
    this.keptLines = lines
    return lines
  }
}
