// The running venue: market, clock and clients. Its owner (venue/gateway/server.ts, or a test) gives it sockets and
// calls `tick` often; the channels ask it for the market and for commands.
// Invariants: what a command did is sent before the next command is read, so a snapshot never overtakes a delta; one
// account has one session; a connection that ended is out of every list but the one of those still closing.
import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { marketClientFrames, orderClientFrames } from '../../shared/venue-wire/frame.ts'
import { PROTOCOL_VERSION, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { FixingMessage, MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import type { OrderVenueMessage } from '../../shared/venue-wire/order-messages.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { SimulatedMarket } from '../market/simulated-market.ts'
import { Connection } from './connection.ts'
import { definitionOf } from './definitions.ts'
import type { Keys } from './keys.ts'
import { MarketChannel, type MarketView, type Outgoing } from './market-channel.ts'
import { OrderChannel, type OrderDesk } from './order-channel.ts'
import { VenueClock } from './venue-clock.ts'

const VENUE_NAME = 'Tenor paper exchange'
/** Venue time simulated in one piece before the gateway looks at what that cost. */
const SLICE_US = 1_000_000
/** Real time that one tick may spend on the market before clients get their turn. */
const TICK_BUDGET_MS = 40
const GOING_AWAY = 1001

export interface GatewayOptions {
  readonly seed: number
  /** Venue seconds per real second. */
  readonly speed: number
  readonly startUs: TimeUs
  readonly keys: Keys
  /** Names this run; unique, at most 24 letters, digits and dashes. */
  readonly instanceId: string
  /** The machine's monotonic clock in milliseconds. */
  readonly nowMs: () => number
}

/** What the gateway needs of either kind of connection. */
type AnyConnection = Pick<Connection<never>, 'send' | 'cut' | 'sweep' | 'drop'>

export class Gateway implements MarketView, OrderDesk {
  readonly market: SimulatedMarket
  readonly keys: Keys
  readonly instanceId: string
  private readonly clock: VenueClock
  private readonly nowMs: () => number
  private readonly parseMarket = marketClientFrames()
  private readonly parseOrders = orderClientFrames()
  private readonly marketChannels = new Set<MarketChannel>()
  private readonly orderChannels = new Set<OrderChannel>()
  private readonly sessions = new Map<string, OrderChannel>()
  private readonly connections = new Set<AnyConnection>()
  private batch: Outgoing[] = []
  private heartbeatDueMs: number

  constructor({ seed, speed, startUs, keys, instanceId, nowMs }: GatewayOptions) {
    this.keys = keys
    this.instanceId = instanceId
    this.nowMs = nowMs
    this.clock = new VenueClock(startUs, speed, nowMs())
    this.heartbeatDueMs = nowMs() + WIRE_LIMITS.heartbeatMs
    this.market = new SimulatedMarket({
      seed,
      startUs,
      run: instanceId,
      listener: {
        published: (message) => this.batch.push({ message, text: JSON.stringify(message) }),
        // Sessions read their account's log when the command is done.
        reported: () => undefined,
      },
    })
    this.batch = []
  }

  get exchange(): Exchange {
    return this.market.exchange
  }

  /** Connections that are open or still closing. */
  get connectionCount(): number {
    return this.connections.size
  }

  /** The market-data channels that are open. */
  get marketClients(): ReadonlySet<MarketChannel> {
    return this.marketChannels
  }

  /** Serves a client that connected to the market-data path. */
  serveMarket(socket: WebSocket): void {
    const connection = new Connection(socket, this.parseMarket, this.nowMs)
    const channel = new MarketChannel(connection, this, this.nowMs)
    this.connections.add(connection)
    this.marketChannels.add(channel)
    connection.listen({
      onMessage: (message) => channel.act(message),
      onEnd: () => this.marketChannels.delete(channel),
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
    connection.send([JSON.stringify(welcome)])
    this.flush()
  }

  /** Serves a client that connected to the order path. */
  serveOrders(socket: WebSocket): void {
    const nonce = randomBytes(24).toString('hex')
    const connection = new Connection(socket, this.parseOrders, this.nowMs)
    const channel = new OrderChannel(connection, this, nonce)
    this.connections.add(connection)
    this.orderChannels.add(channel)
    connection.listen({
      onMessage: (message) => channel.act(message),
      onEnd: () => {
        this.orderChannels.delete(channel)
        const { accountId } = channel
        if (accountId !== undefined) this.sessions.delete(accountId)
        channel.end()
      },
    })
    const challenge: OrderVenueMessage = {
      type: 'challenge',
      protocol: PROTOCOL_VERSION,
      instanceId: this.instanceId,
      nonce,
      venueTimeUs: this.bringUpToDate(),
    }
    connection.send([JSON.stringify(challenge)])
    this.flush()
  }

  /** Runs the market up to now, sends what happened, and looks after the connections. Call every few milliseconds. */
  tick(): void {
    const startedMs = this.nowMs()
    const targetUs = this.clock.at(startedMs)
    let settleMs = startedMs
    while (this.market.nowUs < targetUs) {
      this.market.advanceTo(timeUs(Math.min(targetUs, this.market.nowUs + SLICE_US)))
      this.flush()
      if (this.nowMs() - startedMs < TICK_BUDGET_MS) continue
      if (this.market.nowUs < targetUs) settleMs = this.nowMs()
      break
    }
    this.clock.settle(this.market.nowUs, settleMs)
    if (startedMs >= this.heartbeatDueMs) this.beat(startedMs)
    for (const connection of this.connections) {
      if (connection.sweep(startedMs) === 'gone') this.connections.delete(connection)
    }
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
    this.market.advanceTo(this.clock.at(this.nowMs()))
    return this.market.nowUs
  }

  flush(): void {
    const { batch } = this
    this.batch = []
    for (const channel of this.marketChannels) channel.publish(batch)
    for (const channel of this.sessions.values()) channel.pump()
  }

  takeOver(accountId: string, channel: OrderChannel): void {
    this.sessions.get(accountId)?.connection.cut('sessionTaken')
    this.sessions.set(accountId, channel)
  }

  isListed(instrument: InstrumentId): boolean {
    return this.exchange.book(instrument) !== undefined
  }

  startOf(instrument: InstrumentId): readonly MarketVenueMessage[] {
    const snapshot = this.exchange.book(instrument)?.snapshot()
    const settlement = this.market.settlementOf(instrument)
    return [snapshot, settlement].filter((message) => message !== undefined)
  }

  fixingFor(instrument: InstrumentId): FixingMessage | undefined {
    const root = this.exchange.book(instrument)?.instrument.root
    return root === undefined ? undefined : this.market.fixingOf(root)
  }

  definitions(requestId: number): MarketVenueMessage {
    const instruments = this.market.listings.map((listing) => definitionOf(listing.instrument))
    return { type: 'definitions', requestId, instruments }
  }

  pong(requestId: number): MarketVenueMessage {
    return { type: 'pong', requestId, venueTimeUs: this.clock.at(this.nowMs()) }
  }

  private beat(nowMs: number): void {
    this.heartbeatDueMs = nowMs + WIRE_LIMITS.heartbeatMs
    const heartbeat: MarketVenueMessage = { type: 'heartbeat', venueTimeUs: this.market.nowUs }
    const texts = [JSON.stringify(heartbeat)]
    for (const connection of this.connections) connection.send(texts)
    for (const { connection } of this.orderChannels) {
      if (connection.silentMs(nowMs) > WIRE_LIMITS.silenceMs) connection.cut('silent')
    }
  }
}
