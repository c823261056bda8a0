// One WebSocket to the venue under test: sends anything, keeps what came, and waits for what should come. Knows no
// rules of the protocol but the form of its messages: a frame that fits no schema is noted in `violations`, and
// message types that it does not know are passed over, as the protocol asks of clients.
import { WebSocket } from 'ws'
import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { marketVenueMessages, type MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import { orderVenueMessages, type OrderVenueMessage } from '../../shared/venue-wire/order-messages.ts'
import { MARKET_PATH, ORDERS_PATH, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import { BrokenPromise, short } from '../broken-promise.ts'
import type { Channel, Encoding, Sent } from './encoding.ts'

/** A venue on the same machine answers in milliseconds; one that has not by then does not. */
export const WAIT_MS = 2_500
const VIOLATIONS_MAX = 20

export interface Ending {
  readonly code: number
  readonly reason: string
}

interface AnyMessage {
  readonly type: string
}
export type MarketLink = Link<MarketVenueMessage>
export type OrderLink = Link<OrderVenueMessage>

type Of<M extends AnyMessage, T extends M['type']> = Extract<M, { readonly type: T }>

/** Where to look: from which place among the messages that came, and for how long. */
export interface Search {
  readonly from?: number
  readonly withinMs?: number
}

export class Link<M extends AnyMessage> {
  readonly channel: Channel
  readonly received: M[] = []
  /** When each of `received` came, by this machine's clock. */
  readonly receivedMs: number[] = []
  /** Frames and messages that the schemas do not allow. */
  readonly violations: string[] = []
  readonly ended: Promise<Ending>
  hasEnded = false
  readonly #socket: WebSocket
  readonly #encoding: Encoding
  readonly #wakers = new Set<() => void>()
  readonly #listeners = new Set<(message: M) => void>()
  #nextRequestId = 1

  constructor(socket: WebSocket, channel: Channel, encoding: Encoding) {
    this.#socket = socket
    this.#encoding = encoding
    this.channel = channel
    socket.on('message', (data: Buffer, isBinary) => this.#read(data, isBinary))
    this.ended = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        this.hasEnded = true
        resolve({ code, reason: reason.toString('utf8') })
        this.#wake()
      })
    })
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  /** The subprotocol that the venue chose; empty for none. */
  get subprotocol(): string {
    return this.#socket.protocol
  }

  requestId(): number {
    return this.#nextRequestId++
  }

  /** The place after everything that came so far. */
  mark(): number {
    return this.received.length
  }

  /** Sends messages as one frame. */
  send(...messages: readonly Sent[]): void {
    this.sendRaw(this.#encoding.encode(messages))
  }

  /** Sends one frame as it stands. */
  sendRaw(frame: string | Buffer): void {
    if (this.isOpen) this.#socket.send(frame)
  }

  /** Called for every message from now on, when it comes. */
  onMessage(listener: (message: M) => void): void {
    this.#listeners.add(listener)
  }

  /** The first message of a type that fits; a broken promise when none comes in time. */
  async find<T extends M['type']>(
    type: T,
    fits: (message: Of<M, T>) => boolean = () => true,
    search: Search = {},
  ): Promise<Of<M, T>> {
    const from = search.from ?? 0
    const found = await this.findOrNothing(type, fits, search)
    if (found !== undefined) return found
    const rest = this.received.slice(from).filter((message) => message.type !== 'heartbeat')
    throw new BrokenPromise(
      `a message ${type} that fits within ${search.withinMs ?? WAIT_MS} ms`,
      rest.length === 0 ? 'nothing' : `${rest.length} others, last ${short(rest.slice(-2))}`,
    )
  }

  /** As `find`, with undefined when none comes in time. */
  async findOrNothing<T extends M['type']>(
    type: T,
    fits: (message: Of<M, T>) => boolean = () => true,
    search: Search = {},
  ): Promise<Of<M, T> | undefined> {
    const found = await this.search((message) => message.type === type && fits(message as Of<M, T>), search)
    return found as Of<M, T> | undefined
  }

  /** The first message of any type that fits; undefined when none comes in time or the link ends first. */
  async search(
    fits: (message: M) => boolean,
    { from = 0, withinMs = WAIT_MS }: Search = {},
  ): Promise<M | undefined> {
    let place = from
    const look = (): M | undefined => {
      for (; place < this.received.length; place++) {
        const message = this.received[place]
        if (message !== undefined && fits(message)) return message
      }
      return undefined
    }
    return new Promise((resolve) => {
      const finish = (found: M | undefined): void => {
        clearTimeout(timer)
        this.#wakers.delete(wake)
        resolve(found)
      }
      const wake = (): void => {
        const found = look()
        if (found !== undefined || this.hasEnded) finish(found)
      }
      const timer = setTimeout(() => finish(look()), withinMs)
      this.#wakers.add(wake)
      wake()
    })
  }

  /** Sends a ping and waits for its pong: everything sent before it was then acted on. Milliseconds it took. */
  async roundTrip(): Promise<number> {
    const requestId = this.requestId()
    const from = this.mark()
    const sentMs = performance.now()
    this.send({ type: 'ping', requestId })
    await this.find('pong', (message) => (message as { requestId?: unknown }).requestId === requestId, {
      from,
    })
    return performance.now() - sentMs
  }

  /** Every message of a type from a place on. */
  all<T extends M['type']>(type: T, from = 0): Of<M, T>[] {
    return this.received.slice(from).filter((message): message is Of<M, T> => message.type === type)
  }

  /** How the venue ended the connection; a broken promise when it did not in time. */
  async ending(withinMs: number = WAIT_MS): Promise<Ending> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, withinMs, undefined)
    })
    const ending = await Promise.race([this.ended, late])
    clearTimeout(timer)
    if (ending === undefined)
      throw new BrokenPromise(`the venue to close within ${withinMs} ms`, 'an open session')
    return ending
  }

  async close(): Promise<void> {
    this.#socket.close(1000)
    const drop = setTimeout(() => this.#socket.terminate(), 500)
    await this.ended
    clearTimeout(drop)
  }

  #read(data: Buffer, isBinary: boolean): void {
    const nowMs = performance.now()
    if (data.length > WIRE_LIMITS.venueFrameBytesMax) this.#note(`a frame of ${data.length} bytes`)
    let messages: readonly unknown[]
    try {
      messages = this.#encoding.decode(this.channel, data, isBinary)
    } catch (error) {
      this.#note(`a frame that cannot be read: ${error instanceof Error ? error.message : String(error)}`)
      return
    }
    if (messages.length > WIRE_LIMITS.messagesPerFrameMax)
      this.#note(`${messages.length} messages in a frame`)
    for (const message of messages) {
      const checked = checkMessage(this.channel, message)
      if (checked === 'unknown') continue
      if (checked !== 'fits') {
        this.#note(checked)
        continue
      }
      this.received.push(message as M)
      this.receivedMs.push(nowMs)
      for (const listener of this.#listeners) listener(message as M)
    }
    this.#wake()
  }

  #note(violation: string): void {
    if (this.violations.length < VIOLATIONS_MAX) this.violations.push(violation)
  }

  #wake(): void {
    for (const wake of this.#wakers) wake()
  }
}

/** Opens a link; a broken promise when the venue refuses it. */
export async function openLink<M extends AnyMessage>(
  venueUrl: string,
  channel: Channel,
  encoding: Encoding,
): Promise<Link<M>> {
  const path = channel === 'market' ? MARKET_PATH : ORDERS_PATH
  const socket = new WebSocket(`${venueUrl}${path}`, [encoding.subprotocol], {
    perMessageDeflate: false,
    handshakeTimeout: WAIT_MS,
  })
  const link = new Link<M>(socket, channel, encoding)
  await new Promise<void>((resolve, reject) => {
    socket.on('error', (error) => reject(new BrokenPromise(`a WebSocket at ${path}`, error.message)))
    socket.once('open', resolve)
  })
  return link
}

const validators = new Map<string, Validator>()
for (const [channel, schemas] of Object.entries({
  market: marketVenueMessages,
  orders: orderVenueMessages,
})) {
  for (const [type, schema] of Object.entries<TSchema>(schemas)) {
    validators.set(`${channel} ${type}`, Compile(schema))
  }
}

/** `fits`, `unknown` for a type that the kit does not know, else a sentence about what is wrong. */
function checkMessage(channel: Channel, message: unknown): string {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    return `a message that is no object: ${short(message)}`
  }
  const { type } = message as { type?: unknown }
  if (typeof type !== 'string') return `a message without a type: ${short(message)}`
  const validator = validators.get(`${channel} ${type}`)
  if (validator === undefined) return 'unknown'
  if (validator.Check(message)) return 'fits'
  const error = validator.Errors(message)[0]
  return `${type}: ${error?.instancePath.slice(1) ?? ''} ${error?.message ?? 'does not fit'} in ${short(message)}`
}
