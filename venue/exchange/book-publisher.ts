// What the market is told of one book: levels, orders, limits, what an auction would do, implied prices, each when it
// changes, and the whole of it for those who begin. Owned by the book, which is asked for its state; changes nothing.
// Invariants: change ids rise by one per published delta, by price and by order each in a chain of their own.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { TradingPhase } from '../../shared/domain/instrument.ts'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import type { Side } from '../../shared/domain/order.ts'
import { bookChecksum, CHECKSUM_LEVELS } from '../../shared/math/book-checksum.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import type {
  DeltaMessage,
  ImpliedMessage,
  IndicativeMessage,
  LimitsMessage,
  MarketVenueMessage,
  OrderDeltaMessage,
  OrderSnapshotMessage,
  SnapshotMessage,
} from '../../shared/venue-wire/market-messages.ts'
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { OrderBook } from '../matching/order-book.ts'
import type { PublishedMessage } from './exchange-events.ts'
import type { ProtectionLimits } from './protection/halt.ts'
import type { InstrumentProtection } from './protection/instrument-protection.ts'

/** A delta carries a checksum this often, at every depth: often enough to notice a wrong book soon. */
export const CHECKSUM_EVERY = 20
/** The band is published when an edge has moved by this share of its width. */
const BAND_STEP = 4

/** The state that is told. */
export interface PublishedBook {
  readonly instrumentId: InstrumentId
  readonly book: OrderBook
  readonly protection: InstrumentProtection
  readonly phase: TradingPhase
  /** Time of the newest command. */
  readonly timeUs: TimeUs
}

export class BookPublisher {
  private readonly of: PublishedBook
  private readonly publish: (message: PublishedMessage) => void
  private lastChangeId = 0
  private lastOrderChangeId = 0
  private tracksOrders = false
  private told: LimitsMessage | undefined
  /** The limits that were last compared with those told. */
  private weighed: ProtectionLimits | undefined
  private indicated: IndicativeMessage | undefined
  private implied: Partial<Pick<ImpliedMessage, 'bid' | 'ask'>> = {}
  private bidChanges: BookLevel[] = []
  private askChanges: BookLevel[] = []
  private bidOrders: OrderDeltaMessage['bids'][number][] = []
  private askOrders: OrderDeltaMessage['asks'][number][] = []

  constructor(of: PublishedBook, publish: (message: PublishedMessage) => void) {
    this.of = of
    this.publish = publish
  }

  get changeId(): number {
    return this.lastChangeId
  }

  /** Publishes what the commands since the last call changed, as one delta; nothing when nothing changed. */
  publishChanges(): void {
    this.publishLevels()
    if (this.tracksOrders) this.publishOrders()
    this.publishLimits()
    this.publishIndicative()
  }

  /** The implied prices as the combination market has them now. */
  publishImplied(side: Side, top: readonly [price: number, qty: number] | undefined): void {
    const { bid, ask } = this.implied
    const level = top === undefined ? undefined : ([priceTicks(top[0]), qtyLots(top[1])] as const)
    const now = side === 'buy' ? { bid: level, ask } : { bid, ask: level }
    this.implied = {
      ...(now.bid === undefined ? {} : { bid: [now.bid[0], now.bid[1]] }),
      ...(now.ask === undefined ? {} : { ask: [now.ask[0], now.ask[1]] }),
    }
    this.publish(this.impliedNow())
  }

  /** The whole book as clients know it after the last published delta. */
  snapshot(): SnapshotMessage {
    return {
      type: 'snapshot',
      instrument: this.of.instrumentId,
      changeId: this.lastChangeId,
      bids: this.side('buy', WIRE_LIMITS.levelsPerSideMax),
      asks: this.side('sell', WIRE_LIMITS.levelsPerSideMax),
      phase: this.of.phase,
      venueTimeUs: this.of.timeUs,
    }
  }

  /** Every order of the book; deltas follow it while `trackOrders` is on. */
  orderSnapshot(): OrderSnapshotMessage {
    return {
      type: 'orderSnapshot',
      instrument: this.of.instrumentId,
      changeId: this.lastOrderChangeId,
      bids: this.orderRows('buy'),
      asks: this.orderRows('sell'),
      phase: this.of.phase,
      venueTimeUs: this.of.timeUs,
    }
  }

  /** While on, `publishChanges` tells changed orders too. */
  trackOrders(isOn: boolean): void {
    this.tracksOrders = isOn
    this.of.book.trackOrders(isOn)
  }

  /** What a client needs beside the snapshot and what the book itself knows. */
  start(): readonly MarketVenueMessage[] {
    const messages: MarketVenueMessage[] = [this.limitsNow()]
    if (this.implied.bid !== undefined || this.implied.ask !== undefined) messages.push(this.impliedNow())
    if (this.indicated !== undefined && this.isBeforeAuction) messages.push(this.indicated)
    return messages
  }

  private get isBeforeAuction(): boolean {
    return this.of.phase === 'preOpen' || this.of.phase === 'auction'
  }

  private publishLevels(): void {
    this.of.book.drainChangedLevels(this.noteLevel)
    if (this.bidChanges.length === 0 && this.askChanges.length === 0) return
    const prevChangeId = this.lastChangeId
    this.lastChangeId += 1
    const bids = this.bidChanges.reverse()
    const asks = this.askChanges
    this.bidChanges = []
    this.askChanges = []
    const delta: DeltaMessage = {
      type: 'delta',
      instrument: this.of.instrumentId,
      prevChangeId,
      changeId: this.lastChangeId,
      bids,
      asks,
      venueTimeUs: this.of.timeUs,
    }
    if (this.lastChangeId % CHECKSUM_EVERY === 0) delta.checksum = this.checksum()
    this.publish(delta)
  }

  private publishOrders(): void {
    this.of.book.drainChangedOrders(this.noteOrder)
    if (this.bidOrders.length === 0 && this.askOrders.length === 0) return
    const prevChangeId = this.lastOrderChangeId
    this.lastOrderChangeId += 1
    const [bids, asks] = [this.bidOrders, this.askOrders]
    this.bidOrders = []
    this.askOrders = []
    this.publish({
      type: 'orderDelta',
      instrument: this.of.instrumentId,
      prevChangeId,
      changeId: this.lastOrderChangeId,
      bids,
      asks,
      venueTimeUs: this.of.timeUs,
    })
  }

  private publishLimits(): void {
    const { told } = this
    const now = this.of.protection.limits()
    if (now === this.weighed) return
    this.weighed = now
    const step = Math.max(1, Math.floor((now.high - now.low) / (2 * BAND_STEP)))
    const isNear =
      told !== undefined &&
      Math.abs(told.lowTicks - now.low) < step &&
      Math.abs(told.highTicks - now.high) < step &&
      told.dailyLowTicks === now.dailyLow &&
      told.dailyHighTicks === now.dailyHigh
    if (isNear) return
    this.told = this.limitsNow()
    this.publish(this.told)
  }

  private limitsNow(): LimitsMessage {
    const { low, high, dailyLow, dailyHigh } = this.of.protection.limits()
    return {
      type: 'limits',
      instrument: this.of.instrumentId,
      lowTicks: low,
      highTicks: high,
      dailyLowTicks: dailyLow,
      dailyHighTicks: dailyHigh,
      venueTimeUs: this.of.timeUs,
    }
  }

  private publishIndicative(): void {
    if (!this.isBeforeAuction) {
      this.indicated = undefined
      return
    }
    const result = this.of.book.indicative(this.of.protection.limits().reference)
    const { indicated } = this
    const qty = result?.qty ?? 0
    const imbalance = result?.imbalanceQty ?? 0
    const isSame =
      indicated?.priceTicks === result?.price && indicated?.qty === qty && indicated.imbalance === imbalance
    if (isSame) return
    this.indicated = {
      type: 'indicative',
      instrument: this.of.instrumentId,
      ...(result === undefined ? {} : { priceTicks: priceTicks(result.price) }),
      qty: qtyLots(qty),
      imbalance,
      venueTimeUs: this.of.timeUs,
    }
    this.publish(this.indicated)
  }

  private impliedNow(): ImpliedMessage {
    return {
      type: 'implied',
      instrument: this.of.instrumentId,
      ...this.implied,
      venueTimeUs: this.of.timeUs,
    }
  }

  private readonly noteLevel = (side: Side, price: number, qty: number): void => {
    const level: BookLevel = [priceTicks(price), qtyLots(qty)]
    if (side === 'buy') this.bidChanges.push(level)
    else this.askChanges.push(level)
  }

  private readonly noteOrder = (
    orderNumber: number,
    side: Side,
    price: number,
    qty: number,
    priority: number,
  ): void => {
    const rows = side === 'buy' ? this.bidOrders : this.askOrders
    rows.push([orderNumber, price, qty, priority])
  }

  private orderRows(side: Side): OrderSnapshotMessage['bids'] {
    return this.of.book.orders(side).map(([number, price, qty, priority]) => [number, price, qty, priority])
  }

  private side(side: Side, maxLevels: number): BookLevel[] {
    return this.of.book.levels(side, maxLevels).map(([price, qty]) => [priceTicks(price), qtyLots(qty)])
  }

  private checksum(): number {
    return bookChecksum(this.side('buy', CHECKSUM_LEVELS), this.side('sell', CHECKSUM_LEVELS))
  }
}
