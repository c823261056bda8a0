// A client and a venue for the gateway's tests: real sockets on loopback, a clock the test can push forward, and a
// book rebuilt the way the protocol tells clients to.
import { createHmac } from 'node:crypto'
import WebSocket from 'ws'
import type { Result } from '../../shared/domain/result.ts'
import { bookChecksum } from '../../shared/math/book-checksum.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { marketVenueFrames, orderVenueFrames, type FrameError } from '../../shared/venue-wire/frame.ts'
import { MARKET_PATH, ORDERS_PATH } from '../../shared/venue-wire/limits.ts'
import type { MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import { loginSigningText, type OrderVenueMessage } from '../../shared/venue-wire/order-messages.ts'
import { PAPER_KEY } from '../../shared/venue-wire/paper-key.ts'
import { startVenueServer, type VenueServer } from './server.ts'

export const START_US = timeUs(Date.parse('2026-11-23T14:00:00Z') * 1_000)

export interface TestVenue extends VenueServer {
  /** Lets `ms` of real time pass for the venue at once. */
  readonly skip: (ms: number) => void
}

export async function startTestVenue(
  options: { readonly speed?: number; readonly seed?: number; readonly instanceId?: string } = {},
): Promise<TestVenue> {
  let skippedMs = 0
  const server = await startVenueServer({
    port: 0,
    seed: options.seed ?? 7,
    speed: options.speed ?? 1,
    startUs: START_US,
    keys: new Map<string, string>([
      [PAPER_KEY.keyId, PAPER_KEY.secret],
      ['second', 'another-secret'],
    ]),
    instanceId: options.instanceId ?? 'testrun',
    nowMs: () => performance.now() + skippedMs,
  })
  return { ...server, skip: (ms) => (skippedMs += ms) }
}

type AnyMessage = { readonly type: string }

export class TestClient<M extends AnyMessage> {
  readonly received: M[] = []
  readonly socket: WebSocket
  /** Resolves to the close code. */
  readonly closed: Promise<number>
  private readonly wakers = new Set<() => void>()

  constructor(url: string, parse: (text: string) => Result<readonly M[], FrameError>) {
    this.socket = new WebSocket(url, { perMessageDeflate: false })
    this.socket.on('message', (data: Buffer) => {
      const frame = parse(data.toString('utf8'))
      if (!frame.ok) throw new Error(`the venue broke its own schema: ${frame.error.text}`)
      this.received.push(...frame.value)
      for (const wake of this.wakers) wake()
    })
    this.socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => this.socket.on('close', (code) => resolve(code)))
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  /** The first message from place `from` on that fits; waits for it at most five seconds. */
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
      }, 5_000)
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

export async function connectMarket(venue: VenueServer): Promise<MarketClient> {
  const client = new TestClient(`${venue.url}${MARKET_PATH}`, marketVenueFrames())
  await client.find('welcome')
  return client
}

export async function connectOrders(venue: VenueServer): Promise<OrderClient> {
  const client = new TestClient(`${venue.url}${ORDERS_PATH}`, orderVenueFrames())
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

export async function logIn(venue: VenueServer, more: object = {}): Promise<OrderClient> {
  const client = await connectOrders(venue)
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
