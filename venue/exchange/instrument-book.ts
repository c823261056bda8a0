// One instrument on the exchange: its matching book, what is published of it, and the way from the book's events to
// those who sent the orders. Clients' orders and agents' orders meet here; clients' refs start at FIRST_CLIENT_REF,
// agents use the fixed refs below it, so that an agent's order needs no record.
// No side can have more levels than a snapshot holds: the book takes no more orders than that.
// Invariant: every trade is published before the delta that shows it.
import type { InstrumentId, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument, TradingPhase } from '../../shared/domain/instrument.ts'
import type { AggressorSide, Side } from '../../shared/domain/order.ts'
import { priceTicks } from '../../shared/math/quantities.ts'
import type {
  MarketVenueMessage,
  OpenInterestMessage,
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
import { BookPublisher } from './book-publisher.ts'
import type { PublishedMessage } from './exchange-events.ts'
import { InstrumentProtection, type ProtectionImage } from './protection/instrument-protection.ts'

/** Refs below this belong to the agents of the instrument, from here on to clients' orders. */
export const FIRST_CLIENT_REF = 1_000

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
  accepted(orderRef: number, limitPrice: number | undefined, orderNumber: number): void
  triggered(orderRef: number): void
  canceled(orderRef: number, canceledQty: number, reason: CancelReason): void
  replaced(orderRef: number, price: number, orderQty: number, leavesQty: number): void
  rejected(orderRef: number, command: RejectedCommand, reason: RejectReason): void
}

/** What a change of phase tells besides the instrument and the time. */
export type PhaseNews = Pick<StatusMessage, 'phase' | 'reasonCode' | 'reason' | 'nextPhase' | 'nextPhaseUs'>

export interface BookStart {
  readonly instrument: Instrument
  readonly nowUs: TimeUs
  readonly protection: InstrumentProtection
  readonly status: PhaseNews
  /** What rests and waits already. */
  readonly orders?: BookImage
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
  readonly book: OrderBook
  settled: SettlementMessage | undefined
  openInterest: OpenInterestMessage | undefined
  private readonly owner: BookOwner
  private readonly publisher: BookPublisher
  private readonly agentAccounts = new Int32Array(FIRST_CLIENT_REF)
  private agents: AgentListener | undefined
  private recorded: MatchingCommand[] | undefined
  private news: PhaseNews
  private nowUs: TimeUs

  constructor({ instrument, nowUs, protection, status, orders }: BookStart, owner: BookOwner) {
    this.instrument = instrument
    this.nowUs = nowUs
    this.protection = protection
    this.news = status
    this.owner = owner
    this.publisher = new BookPublisher(this, owner.publish)
    const limits = { maxOpenOrders: WIRE_LIMITS.levelsPerSideMax }
    this.book = orders === undefined ? new OrderBook(this, limits) : OrderBook.restore(this, orders, limits)
  }

  static restore(image: InstrumentBookImage, owner: BookOwner): InstrumentBook {
    const { instrument, timeUs: nowUs, status, orders } = image
    const protection = InstrumentProtection.restore(image.protection)
    const book = new InstrumentBook({ instrument, nowUs, protection, status, orders }, owner)
    book.settled = image.settled ?? undefined
    book.openInterest = image.openInterest ?? undefined
    for (const [ref, account] of image.agentAccounts) book.agentAccounts[ref] = account
    return book
  }

  capture(): InstrumentBookImage {
    const accounts: [ref: number, account: number][] = []
    for (let ref = 0; ref < FIRST_CLIENT_REF; ref++) {
      const account = this.agentAccount(ref)
      if (account !== 0) accounts.push([ref, account])
    }
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
    return this.publisher.changeId
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
    this.publisher.publishChanges()
  }

  /** The implied prices as the combination market has them now. */
  publishImplied(side: Side, top: readonly [price: number, qty: number] | undefined): void {
    this.publisher.publishImplied(side, top)
  }

  snapshot(): SnapshotMessage {
    return this.publisher.snapshot()
  }

  /** Every order of the book; deltas follow it while `trackOrders` is on. */
  orderSnapshot(): OrderSnapshotMessage {
    return this.publisher.orderSnapshot()
  }

  /** While on, `publishChanges` tells changed orders too. */
  trackOrders(isOn: boolean): void {
    this.publisher.trackOrders(isOn)
  }

  /** What a client needs beside the snapshot to start with this instrument. */
  start(): readonly MarketVenueMessage[] {
    const messages: MarketVenueMessage[] = [this.status()]
    if (this.settled !== undefined) messages.push(this.settled)
    if (this.openInterest !== undefined) messages.push(this.openInterest)
    return [...messages, ...this.publisher.start()]
  }

  publishSettlement(settlement: SettlementMessage): void {
    this.settled = settlement
    this.owner.publish(settlement)
  }

  publishOpenInterest(openInterest: OpenInterestMessage): void {
    this.openInterest = openInterest
    this.owner.publish(openInterest)
  }

  status(): StatusMessage {
    return { type: 'status', instrument: this.instrumentId, ...this.news, venueTimeUs: this.nowUs }
  }

  // What the matching book says.

  accepted(orderRef: number, limitPrice: number | undefined, orderNumber: number): void {
    if (orderRef >= FIRST_CLIENT_REF) this.owner.clients.accepted(orderRef, limitPrice, orderNumber)
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
}
