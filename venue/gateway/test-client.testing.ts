// A client and a venue for the gateway's tests: real sockets on loopback, a clock the test can push forward, and a
// book rebuilt the way the protocol tells clients to.
import { createHmac } from 'node:crypto'
import WebSocket from 'ws'
import { assert } from '../../shared/domain/assert.ts'
import type { Result } from '../../shared/domain/result.ts'
import { bookChecksum } from '../../shared/math/book-checksum.ts'
import {
  encodeBinary,
  joinBinary,
  marketVenueBinary,
  orderVenueBinary,
} from '../../shared/venue-wire/binary-frame.ts'
import { marketVenueFrames, orderVenueFrames, type FrameError } from '../../shared/venue-wire/frame.ts'
import {
  BINARY_SUBPROTOCOL,
  JSON_SUBPROTOCOL,
  MARKET_PATH,
  ORDERS_PATH,
} from '../../shared/venue-wire/limits.ts'
import type { MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import { loginSigningText, type OrderVenueMessage } from '../../shared/venue-wire/order-messages.ts'
import { PAPER_KEY } from '../../shared/venue-wire/paper-key.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { NewListing } from '../market/exchange-port.ts'
import { startVenueServer, type VenueServer } from './server.ts'
import { openSmallVenue, START_US } from './small-venue.testing.ts'

export { SETTLEMENT, START_US } from './small-venue.testing.ts'

export interface TestVenue extends VenueServer {
  readonly exchange: Exchange
  /** Lets `ms` of real time pass for the venue at once. */
  readonly skip: (ms: number) => void
}

export interface TestVenueOptions {
  readonly speed?: number
  readonly seed?: number
  readonly instanceId?: string
  /** Orders that agents send to each book per 50 ms of venue time; none unless given. */
  readonly ordersPerStep?: number
  readonly listings?: readonly NewListing[]
}

export const TEST_EPOCH_MS = 1_795_442_400_000

export async function startTestVenue(options: TestVenueOptions = {}): Promise<TestVenue> {
  let skippedMs = 0
  const { seed = 7, speed = 1, instanceId = 'testrun', ordersPerStep = 0, listings } = options
  const opened: Exchange[] = []
  const server = await startVenueServer({
    port: 0,
    open: (listener) => {
      const parts = openSmallVenue({ seed, instanceId, ordersPerStep }, listener, listings)
      opened.push(parts.exchange)
      return parts
    },
    speed,
    startUs: START_US,
    keys: new Map<string, string>([
      [PAPER_KEY.keyId, PAPER_KEY.secret],
      ['second', 'another-secret'],
    ]),
    instanceId,
    nowMs: () => performance.now() + skippedMs,
    epochMs: () => TEST_EPOCH_MS,
  })
  const [exchange] = opened
  assert(exchange !== undefined, 'the venue opens its exchange')
  return { ...server, exchange, skip: (ms) => (skippedMs += ms) }
}

type AnyMessage = { readonly type: string }
export type EncodingName = 'json' | 'binary'

interface ClientWire<M> {
  readonly encoding: EncodingName
  readonly subprotocols: readonly string[]
  readonly parse: (payload: Buffer) => Result<readonly M[], FrameError>
}

function packed(message: unknown): Uint8Array {
  return Array.isArray(message)
    ? joinBinary(message.map((one) => encodeBinary(one as AnyMessage)))
    : encodeBinary(message as AnyMessage)
}

function wireOf<M>(
  encoding: EncodingName,
  text: (text: string) => Result<readonly M[], FrameError>,
  binary: (bytes: Uint8Array) => Result<readonly M[], FrameError>,
): ClientWire<M> {
  if (encoding === 'binary') return { encoding, subprotocols: [BINARY_SUBPROTOCOL], parse: binary }
  return { encoding, subprotocols: [JSON_SUBPROTOCOL], parse: (payload) => text(payload.toString('utf8')) }
}

export class TestClient<M extends AnyMessage> {
  readonly received: M[] = []
  readonly socket: WebSocket
  readonly encoding: EncodingName
  /** Resolves to the close code. */
  readonly closed: Promise<number>
  private readonly wakers = new Set<() => void>()

  constructor(url: string, wire: ClientWire<M>) {
    this.encoding = wire.encoding
    this.socket = new WebSocket(url, [...wire.subprotocols], { perMessageDeflate: false })
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary !== (wire.encoding === 'binary')) throw new Error('the venue mixed up its encodings')
      const frame = wire.parse(data)
      if (!frame.ok) throw new Error(`the venue broke its own schema: ${frame.error.text}`)
      this.received.push(...frame.value)
      for (const wake of this.wakers) wake()
    })
    this.socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => this.socket.on('close', (code) => resolve(code)))
  }

  /** Sends a message, several as one frame, or bytes and text as they are. */
  send(message: unknown): void {
    if (typeof message === 'string' || message instanceof Uint8Array) this.socket.send(message)
    else this.socket.send(this.encoding === 'binary' ? packed(message) : JSON.stringify(message))
  }

  /** The first message from place `from` on that fits; waits for it at most fifteen seconds. */
  async find<T extends M['type']>(
    type: T,
    fits: (message: Extract<M, { type: T }>) => boolean = () => true,
    from = 0,
  ): Promise<Extract<M, { type: T }>> {
    const look = (): Extract<M, { type: T }> | undefined =>
      this.received
        .slice(from)
        .filter((message): message is Extract<M, { type: T }> => message.type === type)
        .find(fits)
    return new Promise((resolve, reject) => {
      const finish = (found: Extract<M, { type: T }>): void => {
        clearTimeout(timer)
        this.wakers.delete(wake)
        resolve(found)
      }
      const wake = (): void => {
        const found = look()
        if (found !== undefined) finish(found)
      }
      const timer = setTimeout(() => {
        this.wakers.delete(wake)
        reject(new Error(`no ${type} came; last: ${JSON.stringify(this.received.slice(-3))}`))
      }, 15_000)
      this.wakers.add(wake)
      wake()
    })
  }

  /** Every message of a type so far. */
  all<T extends M['type']>(type: T): Extract<M, { type: T }>[] {
    return this.received.filter((message): message is Extract<M, { type: T }> => message.type === type)
  }

  async close(): Promise<void> {
    this.socket.close()
    await this.closed
  }
}

export type MarketClient = TestClient<MarketVenueMessage>
export type OrderClient = TestClient<OrderVenueMessage>

export async function connectMarket(
  venue: Pick<VenueServer, 'url'>,
  encoding: EncodingName = 'json',
): Promise<MarketClient> {
  const wire = wireOf(encoding, marketVenueFrames(), marketVenueBinary())
  const client = new TestClient(`${venue.url}${MARKET_PATH}`, wire)
  await client.find('welcome')
  return client
}

export async function connectOrders(
  venue: Pick<VenueServer, 'url'>,
  encoding: EncodingName = 'json',
): Promise<OrderClient> {
  const wire = wireOf(encoding, orderVenueFrames(), orderVenueBinary())
  const client = new TestClient(`${venue.url}${ORDERS_PATH}`, wire)
  await client.find('challenge')
  return client
}

/** The login message for the challenge that a client was given. */
export async function loginFor(client: OrderClient, more: object = {}): Promise<object> {
  const { nonce } = await client.find('challenge')
  const { keyId, secret } = PAPER_KEY
  const signature = createHmac('sha256', secret).update(loginSigningText(nonce, keyId)).digest('hex')
  return { type: 'login', requestId: 1, keyId, signature, cancelOnDisconnect: false, ...more }
}

export async function logIn(
  venue: Pick<VenueServer, 'url'>,
  more: object = {},
  encoding: EncodingName = 'json',
): Promise<OrderClient> {
  const client = await connectOrders(venue, encoding)
  client.send(await loginFor(client, more))
  await client.find('loggedIn')
  return client
}

/** A book kept as the protocol says: snapshot, then deltas that chain; throws when one does not. */
export class ClientBook {
  readonly bids = new Map<number, number>()
  readonly asks = new Map<number, number>()
  changeId = -1
  checksums = 0

  apply(message: MarketVenueMessage): void {
    if (message.type === 'snapshot') {
      this.bids.clear()
      this.asks.clear()
    } else if (message.type !== 'delta') {
      return
    } else if (message.prevChangeId !== this.changeId) {
      throw new Error(`gap: at ${this.changeId}, got a delta after ${message.prevChangeId}`)
    }
    this.changeId = message.changeId
    for (const [side, levels] of [
      [this.bids, message.bids],
      [this.asks, message.asks],
    ] as const) {
      for (const [price, qty] of levels) {
        if (qty === 0) side.delete(price)
        else side.set(price, qty)
      }
    }
    if (message.type !== 'delta' || message.checksum === undefined) return
    this.checksums += 1
    const { bids, asks } = this.levels()
    if (bookChecksum(bids, asks) !== message.checksum) throw new Error(`checksum differs at ${this.changeId}`)
  }

  /** Best first. */
  levels(): { readonly bids: [number, number][]; readonly asks: [number, number][] } {
    return {
      bids: [...this.bids].sort(([a], [b]) => b - a),
      asks: [...this.asks].sort(([a], [b]) => a - b),
    }
  }
}
