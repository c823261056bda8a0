// The running venue: market, clock and clients. Its owner (venue/gateway/server.ts, or a test) gives it sockets and
// calls `tick` often; the channels ask it for the market and for commands.
// A turn: frames that arrive together are all acted on, then what they did is published once, reports and answers follow,
// and every connection writes what it has in one piece.
// Invariants: a snapshot is taken after everything before it was published, so none overtakes a delta; one account has
// one session that sends orders; a connection that ended is out of every list but the one of those still closing.
import { randomBytes } from 'node:crypto'
import type { InstrumentId, IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { PROTOCOL_VERSION, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { FixingMessage, RateMessage } from '../../shared/venue-wire/index-messages.ts'
import type { InstrumentDefinition, MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import type { OrderVenueMessage } from '../../shared/venue-wire/order-messages.ts'
import type { PublishedMessage } from '../exchange/exchange-events.ts'
import { Connection, type ConnectionContext, type Link } from './connection.ts'
import { definitionOf } from '../exchange/instrument-definition.ts'
import type { GatewayFault } from '../market/scenario/gateway-fault.ts'
import { Faults } from './faults.ts'
import { frameReaders } from './frame-reader.ts'
import type { Keys } from './keys.ts'
import { MarketBoard } from './market-board.ts'
import { MarketChannel, type MarketView } from './market-channel.ts'
import { MarketFeeds } from './market-feeds.ts'
import { OrderChannel, type OrderDesk } from './order-channel.ts'
import { Outgoing } from './outgoing.ts'
import { Traffic } from './traffic.ts'
import { machineLoop, TurnEnd, type EventLoop } from './turn-end.ts'
import { VenueClock } from './venue-clock.ts'
import type { GatewayExchange, GatewayListener, GatewayMarket, VenueParts } from './venue-port.ts'

export const VENUE_NAME = 'Tenor paper exchange'
/** Venue time simulated in one piece before the gateway looks at what that cost. */
const SLICE_US = 1_000_000
/** Real time that one tick may spend on the market before clients get their turn. */
const TICK_BUDGET_MS = 40
const GOING_AWAY = 1001
/** Service restart: the client is asked to come back. */
const COME_BACK = 1012

export interface GatewayOptions {
  /** Builds the exchange and its market, which tell the listener what happens. */
  readonly open: (listener: GatewayListener) => VenueParts
  /** Venue seconds per real second. */
  readonly speed: number
  readonly startUs: TimeUs
  readonly keys: Keys
  /** Names this run; unique, at most 24 letters, digits and dashes. */
  readonly instanceId: string
  /** The machine's monotonic clock in milliseconds. */
  readonly nowMs: () => number
  /** What runs the gateway's turns, where it is another than the machine's. */
  readonly loop?: EventLoop
}

/** What the gateway needs of either kind of connection. */
type AnyConnection = Pick<Connection<never>, 'send' | 'flush' | 'cut' | 'sweep' | 'drop'>

export class Gateway implements MarketView, OrderDesk {
  readonly exchange: GatewayExchange
  readonly market: GatewayMarket
  readonly keys: Keys
  readonly instanceId: string
  readonly traffic = new Traffic()
  readonly board = new MarketBoard()
  readonly startedMs: number
  private readonly commit: () => void
  private readonly clock: VenueClock
  private readonly nowMs: () => number
  private readonly readers = frameReaders()
  private readonly faults = new Faults()
  private readonly feeds: MarketFeeds
  private readonly turnEnd: TurnEnd
  private readonly context: ConnectionContext
  private readonly marketChannels = new Set<MarketChannel>()
  private readonly orderChannels = new Set<OrderChannel>()
  private readonly sessions = new Map<string, OrderChannel>()
  private readonly dropCopies = new Set<OrderChannel>()
  private readonly connections = new Set<AnyConnection>()
  private batch: PublishedMessage[] = []
  private isOpen = false
  /** Whether the market was brought up to this turn. */
  private isUpToDate = false
  private heartbeatDueMs: number

  constructor({ open, speed, startUs, keys, instanceId, nowMs, loop = machineLoop }: GatewayOptions) {
    this.keys = keys
    this.instanceId = instanceId
    this.nowMs = nowMs
    this.startedMs = nowMs()
    this.clock = new VenueClock(startUs, speed, nowMs())
    this.heartbeatDueMs = nowMs() + WIRE_LIMITS.heartbeatMs
    const turnEnd = new TurnEnd({ work: () => this.endTurn(), loop, nowMs })
    this.turnEnd = turnEnd
    const { traffic, faults } = this
    this.context = {
      nowMs,
      faults,
      traffic,
      wake: () => turnEnd.wake(),
      wakeIn: (delayMs) => turnEnd.wakeIn(delayMs),
    }
    const parts = open({
      // What happens while the venue opens is what everyone starts with.
      published: (message) => {
        if (this.isOpen) this.note(message)
      },
      // Sessions read their account's log at the end of the turn.
      reported: (_accountId, { execType }) => traffic.reported(execType),
    })
    this.exchange = parts.exchange
    this.commit = parts.commit ?? (() => undefined)
    this.market = parts.market
    this.feeds = new MarketFeeds({
      bookOf: (instrument) => this.exchange.book(instrument),
      faults,
      traffic,
    })
    this.isOpen = true
    for (const { instrumentId } of this.exchange.instruments()) this.noteStart(instrumentId)
  }

  get nowUs(): TimeUs {
    return this.market.nowUs
  }

  /** Connections that are open or still closing. */
  get connectionCount(): number {
    return this.connections.size
  }

  /** The market-data channels that are open. */
  get marketClients(): ReadonlySet<MarketChannel> {
    return this.marketChannels
  }

  /** The order channels that are open, logged in or not. */
  get orderClients(): ReadonlySet<OrderChannel> {
    return this.orderChannels
  }

  get dropCopyCount(): number {
    return this.dropCopies.size
  }

  /** Venue time that the market is behind its clock, in microseconds. */
  get lagUs(): number {
    return Math.max(0, this.clock.at(this.nowMs()) - this.market.nowUs)
  }

  /** Serves a client that connected to the market-data path. */
  serveMarket(link: Link): void {
    const connection = new Connection(link, this.readers.market(link.encoding), this.context)
    const { feeds, nowMs } = this
    const channel = new MarketChannel(connection, { view: this, feeds, nowMs })
    this.connections.add(connection)
    this.marketChannels.add(channel)
    connection.listen({
      onMessage: (message) => {
        channel.act(message)
        this.turnEnd.wake()
      },
      onEnd: () => {
        this.marketChannels.delete(channel)
        channel.end()
      },
    })
    const welcome: MarketVenueMessage = {
      type: 'welcome',
      protocol: PROTOCOL_VERSION,
      venue: VENUE_NAME,
      environment: 'paper',
      instanceId: this.instanceId,
      venueTimeUs: this.bringUpToDate(),
      heartbeatMs: WIRE_LIMITS.heartbeatMs,
    }
    connection.send([new Outgoing(welcome)])
  }

  /** Serves a client that connected to the order path. */
  serveOrders(link: Link): void {
    const nonce = randomBytes(24).toString('hex')
    const connection = new Connection(link, this.readers.orders(link.encoding), this.context)
    const channel = new OrderChannel(connection, this, nonce)
    this.connections.add(connection)
    this.orderChannels.add(channel)
    connection.listen({
      onMessage: (message) => {
        channel.act(message)
        this.turnEnd.wake()
      },
      onEnd: () => {
        this.orderChannels.delete(channel)
        this.dropCopies.delete(channel)
        const { accountId } = channel
        if (accountId !== undefined && this.sessions.get(accountId) === channel) {
          this.sessions.delete(accountId)
        }
        channel.end()
        this.turnEnd.wake()
      },
    })
    const challenge: OrderVenueMessage = {
      type: 'challenge',
      protocol: PROTOCOL_VERSION,
      instanceId: this.instanceId,
      nonce,
      venueTimeUs: this.bringUpToDate(),
    }
    connection.send([new Outgoing(challenge)])
  }

  /** Runs the market up to now, sends what happened, and looks after the connections. Call every few milliseconds. */
  tick(): void {
    const startedMs = this.nowMs()
    const targetUs = this.clock.at(startedMs)
    let settleMs = startedMs
    while (this.market.nowUs < targetUs) {
      this.market.advanceTo(timeUs(Math.min(targetUs, this.market.nowUs + SLICE_US)))
      this.endTurn()
      if (this.nowMs() - startedMs < TICK_BUDGET_MS) continue
      if (this.market.nowUs < targetUs) settleMs = this.nowMs()
      break
    }
    this.clock.settle(this.market.nowUs, settleMs)
    if (startedMs >= this.heartbeatDueMs) this.beat(startedMs)
    for (const connection of this.connections) {
      if (connection.sweep(startedMs) === 'gone') this.connections.delete(connection)
    }
    this.endTurn()
  }

  /** Ends a turn: publishes what it did, then sends reports and answers, then writes. Happens by itself. */
  endTurn(): void {
    this.isUpToDate = false
    this.exchange.publishChanges()
    this.commit()
    const { batch } = this
    this.batch = []
    for (const message of batch) if (message.type === 'listed') this.noteStart(message.definition.instrument)
    this.feeds.distribute(batch)
    for (const channel of this.marketChannels) channel.pump()
    for (const channel of this.sessions.values()) channel.pump()
    for (const channel of this.dropCopies) channel.pump()
    const nowMs = this.nowMs()
    for (const connection of this.connections) connection.flush(nowMs)
  }

  /** Does what a scenario asks for. */
  fault(fault: GatewayFault): void {
    if (fault.kind !== 'disconnect') return this.faults.begin(fault, this.nowMs())
    const market = fault.channel === 'orders' ? [] : [...this.marketChannels]
    const orders = fault.channel === 'market' ? [] : [...this.orderChannels]
    for (const { connection } of [...market, ...orders]) connection.cut('disconnected', COME_BACK)
  }

  /** Tells every client that the venue closes, and closes. */
  close(): void {
    for (const connection of this.connections) connection.cut('venueClosing', GOING_AWAY)
  }

  /** Drops whoever has not answered the close. */
  drop(): void {
    for (const connection of this.connections) connection.drop()
  }

  bringUpToDate(): TimeUs {
    if (!this.isUpToDate) {
      this.market.advanceTo(this.clock.at(this.nowMs()))
      this.isUpToDate = true
      this.turnEnd.wake()
    }
    return this.market.nowUs
  }

  takeOver(accountId: string, channel: OrderChannel): void {
    this.sessions.get(accountId)?.connection.cut('sessionTaken')
    this.sessions.set(accountId, channel)
  }

  listenIn(channel: OrderChannel): void {
    this.dropCopies.add(channel)
  }

  rootOf(instrument: InstrumentId): string | undefined {
    return this.exchange.book(instrument)?.instrument.root
  }

  definitions(): readonly InstrumentDefinition[] {
    return this.exchange.instruments().map(definitionOf)
  }

  rate(): RateMessage {
    return this.market.rate()
  }

  latestFixings(): readonly FixingMessage[] {
    return this.market.latestFixings()
  }

  fixings(root: string, from: IsoDate, to: IsoDate): readonly FixingMessage[] | undefined {
    return this.market.fixings(root, from, to)
  }

  private note(message: PublishedMessage): void {
    this.batch.push(message)
    this.board.note(message)
    if (message.type === 'trade') this.traffic.trades += 1
  }

  private noteStart(instrument: InstrumentId): void {
    for (const message of this.exchange.book(instrument)?.start() ?? []) this.board.note(message)
  }

  private beat(nowMs: number): void {
    this.heartbeatDueMs = nowMs + WIRE_LIMITS.heartbeatMs
    if (!this.faults.isSilent(nowMs)) {
      const heartbeat = new Outgoing({ type: 'heartbeat', venueTimeUs: this.market.nowUs })
      for (const connection of this.connections) connection.send([heartbeat])
    }
    for (const { connection } of this.orderChannels) {
      if (connection.silentMs(nowMs) > WIRE_LIMITS.silenceMs) connection.cut('silent')
    }
  }
}
