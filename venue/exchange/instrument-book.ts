// One instrument on the exchange: its matching book, phase, change ids and what is published of it. Clients' orders
// and agents' orders meet here; clients' refs start at FIRST_CLIENT_REF, agents use the fixed refs below it, so that
// an agent's order needs no record.
// No side can have more levels than a snapshot holds: the book takes no more orders than that.
// Invariants: changeId rises by one per published delta; every trade is published before the delta that shows it.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import type { Side } from '../../shared/domain/order.ts'
import { bookChecksum, CHECKSUM_LEVELS } from '../../shared/math/book-checksum.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import type { SnapshotMessage } from '../../shared/venue-wire/market-messages.ts'
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { CancelReason, MatchingSink } from '../matching/matching-events.ts'
import { OrderBook } from '../matching/order-book.ts'
import type { PublishedMessage } from './exchange-events.ts'

/** Refs below this belong to the agents of the instrument, from here on to clients' orders. */
export const FIRST_CLIENT_REF = 1_000
/** A delta carries a checksum this often. */
const CHECKSUM_EVERY = 20

/** Hears what happens to the orders of one class of refs. */
export type RefListener = Omit<MatchingSink, 'trade'> & {
  /** `ref` is the order of this class in the trade; called once per order of the class. */
  traded(ref: number, price: number, qty: number, leavesQty: number, liquidity: 'maker' | 'taker'): void
}

export interface BookOutlets {
  readonly publish: (message: PublishedMessage) => void
  readonly nextTradeId: () => string
  readonly clients: RefListener
}

export class InstrumentBook implements MatchingSink {
  readonly instrument: Instrument
  readonly book: OrderBook
  phase: TradingPhase = 'continuous'
  private readonly outlets: BookOutlets
  private agents: RefListener | undefined
  private lastChangeId = 0
  private nowUs: TimeUs
  private bidChanges: BookLevel[] = []
  private askChanges: BookLevel[] = []

  constructor(instrument: Instrument, nowUs: TimeUs, outlets: BookOutlets) {
    this.instrument = instrument
    this.nowUs = nowUs
    this.outlets = outlets
    this.book = new OrderBook(this, { maxOpenOrders: WIRE_LIMITS.levelsPerSideMax })
  }

  get instrumentId(): InstrumentId {
    return this.instrument.instrumentId
  }

  get changeId(): number {
    return this.lastChangeId
  }

  /** Time of the newest command. */
  get timeUs(): TimeUs {
    return this.nowUs
  }

  /** The agents that trade this instrument; at most one listener. */
  listenAsAgents(listener: RefListener): void {
    this.agents = listener
  }

  /** Sets the time that trades of the commands to follow carry. */
  at(nowUs: TimeUs): void {
    this.nowUs = nowUs
  }

  /** Publishes what the commands since the last call changed, as one delta; nothing when nothing changed. */
  publishChanges(): void {
    this.book.drainChangedLevels(this.noteChange)
    if (this.bidChanges.length === 0 && this.askChanges.length === 0) return
    const prevChangeId = this.lastChangeId
    this.lastChangeId += 1
    const bids = this.bidChanges.reverse()
    const asks = this.askChanges
    this.bidChanges = []
    this.askChanges = []
    this.outlets.publish({
      type: 'delta',
      instrument: this.instrumentId,
      prevChangeId,
      changeId: this.lastChangeId,
      bids,
      asks,
      venueTimeUs: this.nowUs,
      ...(this.lastChangeId % CHECKSUM_EVERY === 0 ? { checksum: this.checksum() } : {}),
    })
  }

  /** The whole book as clients know it after the last published delta. */
  snapshot(): SnapshotMessage {
    return {
      type: 'snapshot',
      instrument: this.instrumentId,
      changeId: this.lastChangeId,
      bids: this.side('buy', WIRE_LIMITS.levelsPerSideMax),
      asks: this.side('sell', WIRE_LIMITS.levelsPerSideMax),
      phase: this.phase,
      venueTimeUs: this.nowUs,
    }
  }

  changePhase(phase: TradingPhase, reason: string): void {
    this.phase = phase
    const { instrumentId: instrument, nowUs: venueTimeUs } = this
    this.outlets.publish({ type: 'status', instrument, phase, reason, venueTimeUs })
  }

  accepted(orderRef: number): void {
    this.listenerOf(orderRef)?.accepted(orderRef)
  }

  trade(
    makerRef: number,
    takerRef: number,
    price: number,
    qty: number,
    makerLeavesQty: number,
    takerLeavesQty: number,
    aggressorSide: Side,
  ): void {
    this.outlets.publish({
      type: 'trade',
      instrument: this.instrumentId,
      tradeId: this.outlets.nextTradeId(),
      priceTicks: priceTicks(price),
      qty: qtyLots(qty),
      aggressorSide,
      venueTimeUs: this.nowUs,
    })
    this.listenerOf(makerRef)?.traded(makerRef, price, qty, makerLeavesQty, 'maker')
    this.listenerOf(takerRef)?.traded(takerRef, price, qty, takerLeavesQty, 'taker')
  }

  canceled(orderRef: number, canceledQty: number, reason: CancelReason): void {
    this.listenerOf(orderRef)?.canceled(orderRef, canceledQty, reason)
  }

  replaced(
    orderRef: number,
    price: number,
    orderQty: number,
    leavesQty: number,
    priorityKept: boolean,
  ): void {
    this.listenerOf(orderRef)?.replaced(orderRef, price, orderQty, leavesQty, priorityKept)
  }

  rejected(...[orderRef, command, reason]: Parameters<MatchingSink['rejected']>): void {
    this.listenerOf(orderRef)?.rejected(orderRef, command, reason)
  }

  private listenerOf(orderRef: number): RefListener | undefined {
    return orderRef >= FIRST_CLIENT_REF ? this.outlets.clients : this.agents
  }

  private readonly noteChange = (side: Side, price: number, qty: number): void => {
    const level: BookLevel = [priceTicks(price), qtyLots(qty)]
    if (side === 'buy') this.bidChanges.push(level)
    else this.askChanges.push(level)
  }

  private side(side: Side, maxLevels: number): BookLevel[] {
    return this.book.levels(side, maxLevels).map(([price, qty]) => [priceTicks(price), qtyLots(qty)])
  }

  private checksum(): number {
    return bookChecksum(this.side('buy', CHECKSUM_LEVELS), this.side('sell', CHECKSUM_LEVELS))
  }
}
