// A venue of one book for the tests of the kit: just enough of the protocol, written for them alone, and able to break
// one promise at a time. It keeps every promise that `keptPromises` names while it has no fault.
import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { bookChecksum } from '../shared/math/book-checksum.ts'
import { marketClientFrames, orderClientFrames, type FrameError } from '../shared/venue-wire/frame.ts'
import type { MarketClientMessage } from '../shared/venue-wire/market-messages.ts'
import { loginSigningText, type OrderClientMessage } from '../shared/venue-wire/order-messages.ts'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'

export type Fault =
  | 'pong without the right requestId'
  | 'one nonce for all'
  | 'a delta left out'
  | 'a wrong checksum'
  | 'a crossed book'
  | 'no snapshot for a second subscribe'
  | 'a field left out of the definitions'
  | 'half a frame acted on'
  | 'a closed session for a bad frame'
  | 'any signature taken'
  | 'a cancel without its requestId'
  | 'a report number left out'
  | 'a name taken twice'
  | 'a session that stays when taken over'
  | 'silence'

const NAME = 'H100F27'
const definition = {
  instrument: NAME,
  root: 'H100',
  description: 'scripted',
  tickSize: '0.01',
  multiplier: 730,
  unit: 'GPU-hour',
  currency: 'USD',
  tickValueMinor: 730,
  deliveryStart: '2027-01-01',
  deliveryEnd: '2027-01-31',
  lastTradingDay: '2027-01-29',
  feeMinorPerLot: 50,
  source: 'for tests',
}

type Order = { fields: Record<string, unknown>; open: boolean }

export class ScriptedVenue {
  readonly url: string
  readonly #server: WebSocketServer
  readonly #fault: Fault | undefined
  readonly #bids = new Map([[300, 5]])
  readonly #asks = new Map([[305, 5]])
  readonly #subscribers = new Set<WebSocket>()
  readonly #orders = new Map<string, Order>()
  readonly #moves: NodeJS.Timeout
  #session: WebSocket | undefined
  #changeId = 1
  #seq = 0
  #nonce = randomBytes(16).toString('hex')

  constructor(server: WebSocketServer, fault: Fault | undefined) {
    this.#server = server
    this.#fault = fault
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('connection', (socket, request) => {
      if (request.url === '/v1/market') this.#serveMarket(socket)
      else this.#serveOrders(socket)
    })
    this.#moves = setInterval(() => this.#move(), 30)
  }

  async close(): Promise<void> {
    clearInterval(this.#moves)
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #has(fault: Fault): boolean {
    return this.#fault === fault
  }

  /** The best bid's quantity changes; the delta carries a checksum. */
  #move(): void {
    this.#bids.set(300, (this.#bids.get(300) ?? 0) === 5 ? 6 : 5)
    if (this.#has('a crossed book')) this.#bids.set(305, 1)
    this.#changed([...this.#bids])
    if (this.#has('a delta left out')) this.#changeId += 1
  }

  #changed(bids: readonly (readonly [number, number])[]): void {
    const prevChangeId = this.#changeId
    this.#changeId += 1
    const best = [...this.#bids].filter(([, qty]) => qty > 0).sort(([a], [b]) => b - a)
    const checksum = bookChecksum(best, [...this.#asks]) + (this.#has('a wrong checksum') ? 1 : 0)
    const ids = { instrument: NAME, prevChangeId, changeId: this.#changeId }
    const delta = { type: 'delta', ...ids, bids, asks: [], venueTimeUs: now(), checksum: checksum >>> 0 }
    for (const socket of this.#subscribers) send(socket, delta)
  }

  #serveMarket(socket: WebSocket): void {
    const start = {
      protocol: 'tenor.v1',
      venue: 'scripted',
      environment: 'paper',
      instanceId: 'scripted',
      heartbeatMs: 1_000,
    }
    if (!this.#has('silence')) send(socket, { type: 'welcome', ...start, venueTimeUs: now() })
    const parse = marketClientFrames()
    socket.on('close', () => this.#subscribers.delete(socket))
    socket.on('message', (data: Buffer) => {
      const frame = parse(data.toString('utf8'))
      if (frame.ok) for (const message of frame.value) this.#actMarket(socket, message)
      else this.#refuse(socket, frame.error, data)
    })
  }

  #actMarket(socket: WebSocket, message: MarketClientMessage): void {
    const { requestId } = message
    if (message.type === 'ping') return this.#pong(socket, requestId)
    if (message.type === 'requestDefinitions') {
      const { tickSize, ...rest } = definition
      const shown = this.#has('a field left out of the definitions') ? rest : { ...rest, tickSize }
      return send(socket, { type: 'definitions', requestId, instruments: [shown] })
    }
    if (message.type !== 'subscribe') return
    send(socket, { type: 'subscribed', requestId, instruments: message.instruments })
    const isSecond = this.#subscribers.has(socket)
    if (isSecond && this.#has('no snapshot for a second subscribe')) return
    this.#subscribers.add(socket)
    const bids = [...this.#bids].filter(([, qty]) => qty > 0).sort(([a], [b]) => b - a)
    const book = { bids, asks: [...this.#asks], phase: 'continuous' }
    send(socket, {
      type: 'snapshot',
      instrument: NAME,
      changeId: this.#changeId,
      ...book,
      venueTimeUs: now(),
    })
  }

  #serveOrders(socket: WebSocket): void {
    if (!this.#has('one nonce for all')) this.#nonce = randomBytes(16).toString('hex')
    const nonce = this.#nonce
    send(socket, {
      type: 'challenge',
      protocol: 'tenor.v1',
      instanceId: 'scripted',
      nonce,
      venueTimeUs: now(),
    })
    const parse = orderClientFrames()
    socket.on('message', (data: Buffer) => {
      const frame = parse(data.toString('utf8'))
      if (!frame.ok) return this.#refuse(socket, frame.error, data)
      for (const message of frame.value) this.#actOrders(socket, message, nonce)
    })
  }

  #actOrders(socket: WebSocket, message: OrderClientMessage, nonce: string): void {
    const { requestId } = message
    if (message.type === 'ping') return this.#pong(socket, requestId)
    if (message.type === 'login') {
      const text = loginSigningText(nonce, message.keyId)
      const signature = createHmac('sha256', PAPER_KEY.secret).update(text).digest('hex')
      if (message.keyId !== PAPER_KEY.keyId) return refuse(socket, 'unknownKey', requestId)
      if (signature !== message.signature && !this.#has('any signature taken')) {
        return refuse(socket, 'badSignature', requestId)
      }
      if (this.#session !== undefined && !this.#has('a session that stays when taken over')) {
        refuse(this.#session, 'sessionTaken')
        this.#session.close(1008)
      }
      this.#session = socket
      const state = { account: message.keyId, instanceId: 'scripted', lastSeq: this.#seq, resumed: false }
      return send(socket, {
        type: 'loggedIn',
        requestId,
        ...state,
        cancelOnDisconnect: false,
        venueTimeUs: now(),
      })
    }
    if (message.type === 'newOrder') return this.#enter(socket, message)
    if (message.type === 'cancelOrder') return this.#cancel(socket, message)
    if (message.type !== 'orderStatus') return
    const order = this.#orders.get(message.clientOrderId)?.fields
    const found = order === undefined ? {} : { order }
    const { clientOrderId } = message
    send(socket, {
      type: 'orderState',
      requestId,
      clientOrderId,
      ...found,
      lastSeq: this.#seq,
      venueTimeUs: now(),
    })
  }

  #enter(
    socket: WebSocket,
    { type: _, requestId, ...wish }: Extract<OrderClientMessage, { type: 'newOrder' }>,
  ): void {
    const earlier = this.#orders.get(wish.clientOrderId)
    if (earlier !== undefined && !this.#has('a name taken twice')) {
      return this.#report(socket, earlier.fields, {
        execType: 'rejected',
        reason: 'duplicateClientOrderId',
        requestId,
      })
    }
    const unlisted = wish.instrument !== NAME
    const amounts = {
      cumQty: 0,
      leavesQty: unlisted ? 0 : wish.orderQty,
      ordStatus: unlisted ? 'rejected' : 'working',
    }
    const fields = { ...wish, ...amounts, ...(unlisted ? {} : { venueOrderId: `V${this.#seq}` }) }
    this.#orders.set(wish.clientOrderId, { fields, open: !unlisted })
    if (unlisted)
      return this.#report(socket, fields, { execType: 'rejected', reason: 'unknownInstrument', requestId })
    this.#report(socket, fields, { execType: 'new', reason: 'none', requestId })
    this.#show(wish, wish.orderQty)
  }

  #cancel(
    socket: WebSocket,
    { clientOrderId, requestId }: Extract<OrderClientMessage, { type: 'cancelOrder' }>,
  ): void {
    const order = this.#orders.get(clientOrderId)
    if (order === undefined) return refuse(socket, 'unknownOrder', requestId)
    if (!order.open)
      return this.#report(socket, order.fields, {
        execType: 'cancelRejected',
        reason: 'orderNotOpen',
        requestId,
      })
    order.open = false
    Object.assign(order.fields, { leavesQty: 0, ordStatus: 'canceled' })
    const asked = this.#has('a cancel without its requestId') ? {} : { requestId }
    this.#report(socket, order.fields, { execType: 'canceled', reason: 'userRequested', ...asked })
    this.#show(order.fields, 0)
  }

  #show({ side, priceTicks }: Record<string, unknown>, qty: number): void {
    if (side !== 'buy') return
    this.#bids.set(Number(priceTicks), qty)
    this.#changed([[Number(priceTicks), qty]])
    if (qty === 0) this.#bids.delete(Number(priceTicks))
  }

  #report(socket: WebSocket, order: object, what: object): void {
    this.#seq += this.#has('a report number left out') && this.#seq === 3 ? 2 : 1
    const ids = { seq: this.#seq, execId: `E${this.#seq}` }
    send(socket, { type: 'executionReport', ...ids, ...order, ...what, text: '', venueTimeUs: now() })
  }

  #pong(socket: WebSocket, requestId: number): void {
    const answered = this.#has('pong without the right requestId') ? requestId + 1 : requestId
    send(socket, { type: 'pong', requestId: answered, venueTimeUs: now() })
  }

  #refuse(socket: WebSocket, error: FrameError, data: Buffer): void {
    if (this.#has('a closed session for a bad frame')) return socket.close(1008)
    refuse(socket, error.kind, error.requestId)
    if (!this.#has('half a frame acted on') || error.index === 0) return
    const [first] = JSON.parse(data.toString('utf8')) as { requestId: number }[]
    this.#pong(socket, first?.requestId ?? 0)
  }
}

export async function startScriptedVenue(fault?: Fault): Promise<ScriptedVenue> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  return new ScriptedVenue(server, fault)
}

function send(socket: WebSocket, message: object): void {
  socket.send(JSON.stringify(message))
}

function refuse(socket: WebSocket, code: string, requestId?: number): void {
  send(socket, { type: 'refused', code, text: code, ...(requestId === undefined ? {} : { requestId }) })
}

function now(): number {
  return Date.now() * 1_000
}
