// One instrument on the exchange: its matching book, what is published of it, and the way from the book's events to
// those who sent the orders. Clients' orders and agents' orders meet here; clients' refs start at FIRST_CLIENT_REF,
// agents use the fixed refs below it, so that an agent's order needs no record.
// No side can have more levels than a snapshot holds: the book takes no more orders than that.
// Invariants: changeId rises by one per published delta; every trade is published before the delta that shows it.
import type { InstrumentId, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import type { AggressorSide, Side } from '../../shared/domain/order.ts'
import { bookChecksum, CHECKSUM_LEVELS } from '../../shared/math/book-checksum.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import type {
  DeltaMessage,
  ImpliedMessage,
  IndicativeMessage,
  LimitsMessage,
  MarketVenueMessage,
  OpenInterestMessage,
  OrderDeltaMessage,
  OrderSnapshotMessage,
  SettlementMessage,
  SnapshotMessage,
  StatusMessage,
} from '../../shared/venue-wire/market-messages.ts'
import { WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { AgentBook, AgentListener } from '../market/exchange-port.ts'
import type { BookImage } from '../matching/book-image.ts'
import type { RestingOrder } from '../matching/book-queries.ts'
import type { MassCancel, MatchingCommand, NewOrder, ReplaceOrder } from '../matching/matching-commands.ts'
import type {
  CancelReason,
  MatchingSink,
  RejectedCommand,
  RejectReason,
} from '../matching/matching-events.ts'
import { OrderBook } from '../matching/order-book.ts'
import type { PublishedMessage } from './exchange-events.ts'
import type { ProtectionLimits } from './protection/halt.ts'
import { InstrumentProtection, type ProtectionImage } from './protection/instrument-protection.ts'

/** Refs below this belong to the agents of the instrument, from here on to clients' orders. */
export const FIRST_CLIENT_REF = 1_000
/** A delta carries a checksum this often. */
const CHECKSUM_EVERY = 20
/** The band is published when an edge has moved by this share of its width. */
const BAND_STEP = 4

/** What one order traded in its own book or in a match over several. */
export interface OrderFill {
  readonly orderRef: number
  readonly price: number
  readonly qty: number
  readonly leavesQty: number
  readonly liquidity: 'maker' | 'taker'
}

/** Two orders of one book that traded with each other; in an auction the maker is the buyer. */
export interface DirectTrade {
  readonly makerRef: number
  readonly takerRef: number
  readonly price: number
  readonly qty: number
  readonly makerLeavesQty: number
  readonly takerLeavesQty: number
  readonly aggressorSide: AggressorSide
}

/** Where the book's events go. Called in the middle of a command. */
export interface BookOwner {
  readonly publish: (message: PublishedMessage) => void
  /** Something of the book changed: it is to be asked for its changes. */
  touched(book: InstrumentBook): void
  traded(book: InstrumentBook, trade: DirectTrade): void
  /** One order's part of a match over several books. */
  filled(book: InstrumentBook, fill: OrderFill): void
  clients: ClientOrderEvents
}

/** What happens to clients' orders apart from fills. */
export interface ClientOrderEvents {
  accepted(orderRef: number): void
  triggered(orderRef: number): void
  canceled(orderRef: number, canceledQty: number, reason: CancelReason): void
  replaced(orderRef: number, price: number, orderQty: number, leavesQty: number): void
  rejected(orderRef: number, command: RejectedCommand, reason: RejectReason): void
}

type PhaseNews = Pick<StatusMessage, 'phase' | 'reasonCode' | 'reason' | 'nextPhase' | 'nextPhaseUs'>

export interface BookStart {
  readonly instrument: Instrument
  readonly nowUs: TimeUs
  readonly protection: InstrumentProtection
  readonly status: PhaseNews
}

/** Everything of a book that decides what happens next, as plain data. */
export interface InstrumentBookImage {
  readonly instrument: Instrument
  readonly timeUs: TimeUs
  readonly orders: BookImage
  readonly protection: ProtectionImage
  readonly status: PhaseNews
  readonly settled: SettlementMessage | null
  readonly openInterest: OpenInterestMessage | null
  /** House account of each agents’ reference that was ever used: `[ref, account]`. */
  readonly agentAccounts: readonly (readonly [number, number])[]
}

export class InstrumentBook implements MatchingSink, AgentBook {
  readonly instrument: Instrument
  /** Its place in listing order, from 0; given by ListedBooks. */
  place = -1
  readonly protection: InstrumentProtection
  /** Read by the exchange for commands of clients; agents come through this class. */
  book: OrderBook
  settled: SettlementMessage | undefined
  openInterest: OpenInterestMessage | undefined
  private readonly owner: BookOwner
  private readonly agentAccounts = new Int32Array(FIRST_CLIENT_REF)
  private agents: AgentListener | undefined
  private recorded: MatchingCommand[] | undefined
  private news: PhaseNews
  private lastChangeId = 0
  private lastOrderChangeId = 0
  private tracksOrders = false
  private nowUs: TimeUs
  private told: LimitsMessage | undefined
  /** The limits that were last compared with those told. */
  private weighed: ProtectionLimits | undefined
  private indicated: IndicativeMessage | undefined
  private implied: Partial<Pick<ImpliedMessage, 'bid' | 'ask'>> = {}
  private bidChanges: BookLevel[] = []
  private askChanges: BookLevel[] = []
  private bidOrders: OrderDeltaMessage['bids'][number][] = []
  private askOrders: OrderDeltaMessage['asks'][number][] = []

  constructor({ instrument, nowUs, protection, status }: BookStart, owner: BookOwner) {
    this.instrument = instrument
    this.nowUs = nowUs
    this.protection = protection
    this.news = status
    this.owner = owner
    this.book = new OrderBook(this, { maxOpenOrders: WIRE_LIMITS.levelsPerSideMax })
  }

  static restore(image: InstrumentBookImage, owner: BookOwner): InstrumentBook {
    const { instrument, timeUs: nowUs, status } = image
    const protection = InstrumentProtection.restore(image.protection)
    const book = new InstrumentBook({ instrument, nowUs, protection, status }, owner)
    book.book = OrderBook.restore(book, image.orders, { maxOpenOrders: WIRE_LIMITS.levelsPerSideMax })
    book.settled = image.settled ?? undefined
    book.openInterest = image.openInterest ?? undefined
    for (const [ref, account] of image.agentAccounts) book.agentAccounts[ref] = account
    return book
  }

  capture(): InstrumentBookImage {
    const accounts = [...this.agentAccounts.entries()].filter(([, account]) => account !== 0)
    return {
      instrument: this.instrument,
      timeUs: this.nowUs,
      orders: this.book.capture(),
      protection: this.protection.capture(),
      status: this.news,
      settled: this.settled ?? null,
      openInterest: this.openInterest ?? null,
      agentAccounts: accounts,
    }
  }

  get instrumentId(): InstrumentId {
    return this.instrument.instrumentId
  }

  get phase(): TradingPhase {
    return this.news.phase
  }

  get changeId(): number {
    return this.lastChangeId
  }

  /** Time of the newest command. */
  get timeUs(): TimeUs {
    return this.nowUs
  }

  get limits(): { readonly low: PriceTicks; readonly high: PriceTicks } {
    return this.protection.limits()
  }

  get settlement(): PriceTicks | undefined {
    return this.settled?.priceTicks
  }

  /** The matching account of an order that rests or trades here, when agents sent it. */
  agentAccount(orderRef: number): number {
    return this.agentAccounts[orderRef] ?? 0
  }

  // What agents do. Their commands are noted for the journal while they act.

  listenAsAgents(listener: AgentListener): void {
    this.agents = listener
  }

  bestPrice(side: Side): number | undefined {
    return this.book.bestPrice(side)
  }

  order(orderRef: number): RestingOrder | undefined {
    return this.book.order(orderRef)
  }

  submit(order: NewOrder): void {
    this.asAgent({ kind: 'new', order })
  }

  cancel(orderRef: number): void {
    this.asAgent({ kind: 'cancel', orderRef })
  }

  replace(change: ReplaceOrder): void {
    this.asAgent({ kind: 'replace', change })
  }

  massCancel(massCancel: MassCancel): void {
    this.asAgent({ kind: 'massCancel', massCancel })
  }

  /** Notes what agents do from here on; `takeRecorded` ends it. */
  record(): void {
    this.recorded = []
  }

  takeRecorded(): readonly MatchingCommand[] {
    const recorded = this.recorded ?? []
    this.recorded = undefined
    return recorded
  }

  /** A command of agents, live or replayed: refused where the phase or the limits refuse a client's. */
  asAgent(command: MatchingCommand): void {
    this.recorded?.push(command)
    if (command.kind === 'new') {
      const { orderRef, account, limitPrice, side } = command.order
      if (!this.takesOrders || (limitPrice !== undefined && this.isOutside(side, limitPrice))) {
        this.agents?.ended(orderRef)
        return
      }
      this.agentAccounts[orderRef] = account
    }
    if (command.kind === 'replace') {
      const { orderRef, limitPrice } = command.change
      const side = this.book.order(orderRef)?.side
      const isOutside = side !== undefined && limitPrice !== undefined && this.isOutside(side, limitPrice)
      if (!this.takesOrders || isOutside) return
    }
    this.owner.touched(this)
    this.book.apply(command)
  }

  /** Whether new orders and replaces are taken. */
  get takesOrders(): boolean {
    return this.phase === 'continuous' || this.phase === 'preOpen' || this.phase === 'auction'
  }

  private isOutside(side: Side, price: number): boolean {
    return this.protection.checkPrice(side, priceTicks(price)) !== undefined
  }

  // What is published.

  /** Sets the time that trades of the commands to follow carry. */
  at(nowUs: TimeUs): void {
    this.nowUs = nowUs
  }

  /** What an auction did to the book is published before the phase that it opens. */
  changePhase(news: PhaseNews): void {
    this.publishChanges()
    this.news = news
    this.owner.publish(this.status())
    this.owner.touched(this)
  }

  /** Publishes what the commands since the last call changed, as one delta; nothing when nothing changed. */
  publishChanges(): void {
    this.publishLevels()
    if (this.tracksOrders) this.publishOrders()
    this.publishLimits()
    this.publishIndicative()
  }

  publishSettlement(settlement: SettlementMessage): void {
    this.settled = settlement
    this.owner.publish(settlement)
  }

  publishOpenInterest(openInterest: OpenInterestMessage): void {
    this.openInterest = openInterest
    this.owner.publish(openInterest)
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
    this.owner.publish(this.impliedNow())
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

  /** Every order of the book; deltas follow it while `trackOrders` is on. */
  orderSnapshot(): OrderSnapshotMessage {
    return {
      type: 'orderSnapshot',
      instrument: this.instrumentId,
      changeId: this.lastOrderChangeId,
      bids: this.orderRows('buy'),
      asks: this.orderRows('sell'),
      phase: this.phase,
      venueTimeUs: this.nowUs,
    }
  }

  /** While on, `publishChanges` tells changed orders too. */
  trackOrders(isOn: boolean): void {
    this.tracksOrders = isOn
    this.book.trackOrders(isOn)
  }

  /** What a client needs beside the snapshot to start with this instrument. */
  start(): readonly MarketVenueMessage[] {
    const messages: MarketVenueMessage[] = [this.status(), this.limitsNow()]
    if (this.settled !== undefined) messages.push(this.settled)
    if (this.openInterest !== undefined) messages.push(this.openInterest)
    if (this.implied.bid !== undefined || this.implied.ask !== undefined) messages.push(this.impliedNow())
    if (this.indicated !== undefined && this.isBeforeAuction) messages.push(this.indicated)
    return messages
  }

  status(): StatusMessage {
    return { type: 'status', instrument: this.instrumentId, ...this.news, venueTimeUs: this.nowUs }
  }

  // What the matching book says.

  accepted(orderRef: number): void {
    if (orderRef >= FIRST_CLIENT_REF) this.owner.clients.accepted(orderRef)
  }

  triggered(orderRef: number): void {
    this.owner.touched(this)
    if (orderRef >= FIRST_CLIENT_REF) this.owner.clients.triggered(orderRef)
  }

  trade(
    makerRef: number,
    takerRef: number,
    price: number,
    qty: number,
    makerLeavesQty: number,
    takerLeavesQty: number,
    aggressorSide: AggressorSide,
  ): void {
    this.owner.traded(this, {
      makerRef,
      takerRef,
      price,
      qty,
      makerLeavesQty,
      takerLeavesQty,
      aggressorSide,
    })
  }

  filled(
    orderRef: number,
    price: number,
    qty: number,
    leavesQty: number,
    liquidity: 'maker' | 'taker',
  ): void {
    this.owner.touched(this)
    this.owner.filled(this, { orderRef, price, qty, leavesQty, liquidity })
  }

  canceled(orderRef: number, canceledQty: number, reason: CancelReason): void {
    this.owner.touched(this)
    if (orderRef >= FIRST_CLIENT_REF) this.owner.clients.canceled(orderRef, canceledQty, reason)
    else this.agents?.ended(orderRef)
  }

  replaced(orderRef: number, price: number, orderQty: number, leavesQty: number): void {
    if (orderRef >= FIRST_CLIENT_REF) this.owner.clients.replaced(orderRef, price, orderQty, leavesQty)
    else this.agents?.replaced(orderRef, price, orderQty, leavesQty)
  }

  rejected(orderRef: number, command: RejectedCommand, reason: RejectReason): void {
    if (orderRef >= FIRST_CLIENT_REF) this.owner.clients.rejected(orderRef, command, reason)
    else if (command === 'new') this.agents?.ended(orderRef)
  }

  /** Tells the agents of this book that one of their orders traded. */
  tellAgents({ orderRef, price, qty, leavesQty }: OrderFill): void {
    this.agents?.traded(orderRef, price, qty, leavesQty)
  }

  private get isBeforeAuction(): boolean {
    return this.phase === 'preOpen' || this.phase === 'auction'
  }

  private publishLevels(): void {
    this.book.drainChangedLevels(this.noteLevel)
    if (this.bidChanges.length === 0 && this.askChanges.length === 0) return
    const prevChangeId = this.lastChangeId
    this.lastChangeId += 1
    const bids = this.bidChanges.reverse()
    const asks = this.askChanges
    this.bidChanges = []
    this.askChanges = []
    const delta: DeltaMessage = {
      type: 'delta',
      instrument: this.instrumentId,
      prevChangeId,
      changeId: this.lastChangeId,
      bids,
      asks,
      venueTimeUs: this.nowUs,
    }
    if (this.lastChangeId % CHECKSUM_EVERY === 0) delta.checksum = this.checksum()
    this.owner.publish(delta)
  }

  private publishOrders(): void {
    this.book.drainChangedOrders(this.noteOrder)
    if (this.bidOrders.length === 0 && this.askOrders.length === 0) return
    const prevChangeId = this.lastOrderChangeId
    this.lastOrderChangeId += 1
    const [bids, asks] = [this.bidOrders, this.askOrders]
    this.bidOrders = []
    this.askOrders = []
    this.owner.publish({
      type: 'orderDelta',
      instrument: this.instrumentId,
      prevChangeId,
      changeId: this.lastOrderChangeId,
      bids,
      asks,
      venueTimeUs: this.nowUs,
    })
  }

  private publishLimits(): void {
    const { told } = this
    const now = this.protection.limits()
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
    this.owner.publish(this.told)
  }

  private limitsNow(): LimitsMessage {
    const { low, high, dailyLow, dailyHigh } = this.protection.limits()
    return {
      type: 'limits',
      instrument: this.instrumentId,
      lowTicks: low,
      highTicks: high,
      dailyLowTicks: dailyLow,
      dailyHighTicks: dailyHigh,
      venueTimeUs: this.nowUs,
    }
  }

  private publishIndicative(): void {
    if (!this.isBeforeAuction) {
      this.indicated = undefined
      return
    }
    const result = this.book.indicative(this.protection.limits().reference)
    const { indicated } = this
    const qty = result?.qty ?? 0
    const imbalance = result?.imbalanceQty ?? 0
    const isSame =
      indicated?.priceTicks === result?.price && indicated?.qty === qty && indicated.imbalance === imbalance
    if (isSame) return
    this.indicated = {
      type: 'indicative',
      instrument: this.instrumentId,
      ...(result === undefined ? {} : { priceTicks: priceTicks(result.price) }),
      qty: qtyLots(qty),
      imbalance,
      venueTimeUs: this.nowUs,
    }
    this.owner.publish(this.indicated)
  }

  private impliedNow(): ImpliedMessage {
    return {
      type: 'implied',
      instrument: this.instrumentId,
      ...this.implied,
      venueTimeUs: this.nowUs,
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
    return this.book.orders(side).map(([number, price, qty, priority]) => [number, price, qty, priority])
  }

  private side(side: Side, maxLevels: number): BookLevel[] {
    return this.book.levels(side, maxLevels).map(([price, qty]) => [priceTicks(price), qtyLots(qty)])
  }

  private checksum(): number {
    return bookChecksum(this.side('buy', CHECKSUM_LEVELS), this.side('sell', CHECKSUM_LEVELS))
  }
}
