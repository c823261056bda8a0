// One account in one root: its positions, its working orders, the margin they need and the limits they are held to.
// Owned by ClearingAccount. Nearly every order is far from any of these bounds, so that each change moves bounds of the
// exact figures along (`bounds`), and the figures themselves are reckoned only where the bounds do not settle it.
// Invariant: bounds and lines follow from `positions` and `working`; they are no state of their own and in no snapshot.
import { assert } from '../../../shared/domain/assert.ts'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import { furthestLots, largestNet, rootMargin } from '../../../shared/math/margin.ts'
import type { ClearedRoot } from './clearing-contract.ts'
import type { PositionLimitRefusal } from './order-refusal.ts'
import { addFill, flatPosition, netQty, removeFill, type Position, type PositionFill } from './position.ts'
import { RootBounds, type MarkRangeOf } from './root-bounds.ts'
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
  readonly bounds: RootBounds
  private keptLines: RootLines | undefined
  private keptMargin: bigint | undefined

  constructor(root: ClearedRoot) {
    this.root = root
    this.bounds = new RootBounds(root)
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
    this.bounds.noteFill(contract, fill)
    this.forgetFigures()
  }

  /** Takes back a fill of the trading day that runs. */
  unfill(instrument: InstrumentId, fill: PositionFill): void {
    const contract = this.root.outright(instrument)
    const position = this.positions.get(instrument)
    assert(position !== undefined, 'what is taken back was booked')
    const longBefore = Math.max(netQty(position), 0)
    removeFill(position, fill)
    assert(position.boughtQty >= 0 && position.soldQty >= 0, 'no more lots are taken back than were traded')
    contract.openInterest += Math.max(netQty(position), 0) - longBefore
    this.reckonAnew()
  }

  changeWorking(change: WorkingChange): void {
    const { instrument, side, qty } = change
    let lots = this.working.get(instrument)
    if (lots === undefined) {
      assert(this.root.lists(instrument), 'what works is listed')
      lots = { buyQty: 0, sellQty: 0 }
      this.working.set(instrument, lots)
    }
    if (side === 'buy') lots.buyQty += qty
    else lots.sellQty += qty
    assert(lots.buyQty >= 0 && lots.sellQty >= 0, 'no more lots stop working than worked')
    if (lots.buyQty === 0 && lots.sellQty === 0) this.working.delete(instrument)
    this.bounds.noteWorking(qty * this.root.legLots(instrument))
    this.forgetFigures()
  }

  /** Positions, contracts or rates have changed: a new day, a new listing. */
  reckonAnew(): void {
    this.bounds.forget()
    this.forgetFigures()
  }

  /** Brings the bounds as near to the exact figures as they get. */
  tighten(markRangeOf: MarkRangeOf): void {
    this.bounds.tighten(this, markRangeOf)
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

  private forgetFigures(): void {
    this.keptLines = undefined
    this.keptMargin = undefined
  }
}
