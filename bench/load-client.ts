// One client of the load test: an account that trades a few books with inserts, replaces and cancels that stay inside
// the venue's limits, and keeps account of every answer. Owned by load-worker.ts, which says when it sends.
// It parses what comes and checks no schemas: at this rate the generator must not become the thing that is measured.
import { createHmac } from 'node:crypto'
import { WebSocket } from 'ws'
import { MARKET_PATH, ORDERS_PATH, WIRE_LIMITS } from '../shared/venue-wire/limits.ts'
import {
  loginSigningText,
  type ExecutionReport,
  type OrderVenueMessage,
} from '../shared/venue-wire/order-messages.ts'
import type { MarketVenueMessage } from '../shared/venue-wire/market-messages.ts'
import { LoadBook, type TradedInstrument } from './load-book.ts'
import { LoadTally } from './load-tally.ts'

/** Open orders a client keeps at most, and from which on it replaces and cancels. */
const OPEN_MAX = 40
const OPEN_MIN = 10
/** Lots in one book beyond which a client trades back. */
const POSITION_MAX = 20
/** How far from the touch passive orders stand at most, in ticks. */
const DISTANCE_MAX = 6

interface Working {
  readonly clientOrderId: string
  readonly book: LoadBook
  readonly side: 'buy' | 'sell'
  /** A request about it has no answer yet. */
  pending: boolean
}

export interface LoadClientOptions {
  readonly venueUrl: string
  readonly keyId: string
  readonly secret: string
  readonly instruments: readonly TradedInstrument[]
  /** Uniform in [0, 1). */
  readonly random: () => number
}

export class LoadClient {
  readonly tally = new LoadTally()
  readonly #options: LoadClientOptions
  readonly #books: readonly LoadBook[]
  readonly #byName: ReadonlyMap<string, LoadBook>
  readonly #open = new Map<string, Working>()
  #market: WebSocket | undefined
  #orders: WebSocket | undefined
  #nextId = 1
  #answered: (() => void) | undefined

  constructor(options: LoadClientOptions) {
    this.#options = options
    this.#books = options.instruments.map((instrument) => new LoadBook(instrument))
    this.#byName = new Map(this.#books.map((book) => [book.instrument, book]))
  }

  /** Subscribes and logs in. */
  async connect(): Promise<void> {
    const { venueUrl } = this.#options
    await Promise.all([this.#openMarket(venueUrl + MARKET_PATH), this.#openOrders(venueUrl + ORDERS_PATH)])
  }

  /** Sends one order message. */
  act(nowMs: number): void {
    const { random } = this.#options
    const { size } = this.#open
    const choice = random()
    if (size >= OPEN_MIN && (choice < 0.45 || size >= OPEN_MAX)) {
      const order = this.#anyOpen()
      if (order !== undefined) {
        if (choice < 0.15) this.#replace(order, nowMs)
        else this.#cancel(order, nowMs)
        return
      }
    }
    this.#insert(nowMs, random() < 0.06)
  }

  /** Waits for the last answers, cancels everything, and compares accounts with the venue. */
  async finish(): Promise<void> {
    const { tally } = this
    await this.#until(() => tally.unanswered === 0, 5_000)
    this.#send({ type: 'massCancel', requestId: this.#nextId++ })
    await this.#until(() => tally.massCancels === 1, 5_000)
    this.#send({ type: 'requestOpenOrders', requestId: this.#nextId++ })
    await this.#until(() => tally.closing !== undefined, 5_000)
    this.#market?.close()
    this.#orders?.close()
  }

  /** Keeps the session alive while it sends nothing. */
  ping(): void {
    this.#send({ type: 'ping', requestId: this.#nextId++ })
  }

  #insert(nowMs: number, isAggressive: boolean): void {
    const { random } = this.#options
    const book = this.#books[Math.floor(random() * this.#books.length)]
    if (book === undefined) return
    const wish = random() < 0.5 ? 'buy' : 'sell'
    const side = Math.abs(book.position) < POSITION_MAX ? wish : book.position > 0 ? 'sell' : 'buy'
    const price = isAggressive ? book.touching(side) : book.passive(side, Math.floor(random() * DISTANCE_MAX))
    if (price === undefined) return
    const requestId = this.#nextId++
    const clientOrderId = `${this.#options.keyId}-${requestId}`
    if (!isAggressive) this.#open.set(clientOrderId, { clientOrderId, book, side, pending: true })
    this.#ask(nowMs, 'newOrder', {
      type: 'newOrder',
      requestId,
      clientOrderId,
      instrument: book.instrument,
      side,
      orderType: 'limit',
      priceTicks: price,
      orderQty: isAggressive ? 1 : 1 + Math.floor(random() * 5),
      timeInForce: isAggressive ? 'ioc' : 'day',
    })
  }

  #replace(order: Working, nowMs: number): void {
    const { random } = this.#options
    const priceTicks = order.book.passive(order.side, Math.floor(random() * DISTANCE_MAX))
    if (priceTicks === undefined) return this.#cancel(order, nowMs)
    order.pending = true
    const { clientOrderId } = order
    const requestId = this.#nextId++
    const orderQty = 1 + Math.floor(random() * 5)
    this.#ask(nowMs, 'replaceOrder', { type: 'replaceOrder', requestId, clientOrderId, priceTicks, orderQty })
  }

  #cancel(order: Working, nowMs: number): void {
    order.pending = true
    const { clientOrderId } = order
    this.#ask(nowMs, 'cancelOrder', { type: 'cancelOrder', requestId: this.#nextId++, clientOrderId })
  }

  /** The oldest order without a request under way, of the first few. */
  #anyOpen(): Working | undefined {
    let looked = 0
    for (const order of this.#open.values()) {
      if (!order.pending) return order
      if (++looked === OPEN_MAX) return undefined
    }
    return undefined
  }

  #ask(
    nowMs: number,
    kind: 'newOrder' | 'replaceOrder' | 'cancelOrder',
    message: { readonly type: string; readonly requestId: number; readonly [field: string]: unknown },
  ): void {
    this.tally.sent(message.requestId, kind, nowMs)
    this.#send(message)
  }

  #send(message: object): void {
    if (this.#orders?.readyState === WebSocket.OPEN) this.#orders.send(JSON.stringify(message))
  }

  #takeReport(report: ExecutionReport): void {
    this.tally.report(report, performance.now())
    const book = this.#byName.get(report.instrument)
    if (report.execType === 'trade' && book !== undefined) {
      book.position += (report.side === 'buy' ? 1 : -1) * Number(report.lastQty ?? 0)
    }
    const order = this.#open.get(report.clientOrderId)
    if (order === undefined) return
    if (report.ordStatus !== 'working' && report.ordStatus !== 'partiallyFilled') {
      this.#open.delete(report.clientOrderId)
    } else if (report.requestId !== undefined) order.pending = false
  }

  /** A request that the venue did not act on: a new order never came to be, any other one is as it was. */
  #takeRefusal({ code, requestId, clientOrderId }: Extract<OrderVenueMessage, { type: 'refused' }>): void {
    const wasNew = this.tally.refused(code, requestId) === 'newOrder'
    const order = clientOrderId === undefined ? undefined : this.#open.get(clientOrderId)
    if (order === undefined) return
    order.pending = false
    if (wasNew) this.#open.delete(order.clientOrderId)
  }

  #openMarket(url: string): Promise<void> {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    this.#market = socket
    const waiting = new Set(this.#byName.keys())
    return new Promise((resolve, reject) => {
      socket.on('error', reject)
      socket.on('open', () => {
        const instruments = [...waiting]
        socket.send(JSON.stringify({ type: 'subscribe', requestId: 1, instruments, depth: 10 }))
      })
      socket.on('message', (data: Buffer) => {
        for (const message of messagesOf(data) as readonly MarketVenueMessage[]) {
          if (message.type === 'refused') this.tally.refused(message.code, undefined)
          if (!('instrument' in message)) continue
          this.#byName.get(message.instrument)?.take(message)
          if (message.type === 'snapshot' && waiting.delete(message.instrument) && waiting.size === 0)
            resolve()
        }
      })
    })
  }

  #openOrders(url: string): Promise<void> {
    const { keyId, secret } = this.#options
    const socket = new WebSocket(url, { perMessageDeflate: false })
    this.#orders = socket
    return new Promise((resolve, reject) => {
      socket.on('error', reject)
      socket.on('close', () => this.tally.ended())
      socket.on('message', (data: Buffer) => {
        for (const message of messagesOf(data) as readonly OrderVenueMessage[]) {
          if (message.type === 'executionReport') this.#takeReport(message)
          else if (message.type === 'challenge') {
            const text = loginSigningText(message.nonce, keyId)
            const signature = createHmac('sha256', secret).update(text).digest('hex')
            this.#send({
              type: 'login',
              requestId: this.#nextId++,
              keyId,
              signature,
              cancelOnDisconnect: true,
            })
          } else if (message.type === 'loggedIn') {
            this.tally.begin(message.lastSeq)
            resolve()
          } else if (message.type === 'refused') this.#takeRefusal(message)
          else if (message.type === 'massCancelDone') this.tally.massCancels += 1
          else if (message.type === 'openOrders') {
            this.tally.closing = { openOrders: message.orders.length, lastSeq: message.lastSeq }
          }
        }
        this.#answered?.()
      })
    })
  }

  #until(holds: () => boolean, msMax: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(late)
        clearInterval(alive)
        this.#answered = undefined
        resolve()
      }
      const late = setTimeout(finish, msMax)
      const alive = setInterval(() => this.ping(), WIRE_LIMITS.silenceMs / 4)
      this.#answered = () => {
        if (holds()) finish()
      }
      this.#answered()
    })
  }
}

function messagesOf(data: Buffer): readonly unknown[] {
  const parsed: unknown = JSON.parse(data.toString('utf8'))
  return Array.isArray(parsed) ? (parsed as readonly unknown[]) : [parsed]
}
