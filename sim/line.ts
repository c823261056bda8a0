// One connection between the terminal and the exchange, with a stand-in for the library's WebSocket at either end: the real
// sessions and the real gateway take them for sockets. Frames are JSON text, the encoding both sides like best.
import { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { Link } from '../venue/gateway/connection.ts'
import { jsonEncoding } from '../venue/gateway/outgoing.ts'
import { Pipe, type Arrival, type PipeOptions } from './pipe.ts'
import type { Owner, VirtualTime } from './virtual-time.ts'

export type SessionName = 'market' | 'orders'
export type Direction = 'up' | 'down'

/** The program at the near end. What it says and hears passes through it, so that a planted bug can change it. */
export interface NearPeer extends Owner {
  readonly isDead: boolean
  /** The frames that leave in the place of this one. */
  leaving(session: SessionName, text: string): readonly string[]
  /** It has been handed to the network, whatever comes of it. */
  hasLeft(session: SessionName, text: string): void
  /** The frames that are heard in the place of this one. */
  arriving(session: SessionName, text: string): readonly string[]
}

export interface LineOptions {
  readonly session: SessionName
  readonly time: VirtualTime
  readonly latencyUs: () => number
  readonly near: NearPeer
  /** The exchange takes the connection; false where nobody listens. */
  readonly serve: (line: Line) => boolean
}

/** What either end has of a WebSocket. */
class LineSocket extends EventEmitter {
  readonly CONNECTING = WebSocket.CONNECTING
  readonly OPEN = WebSocket.OPEN
  readonly CLOSING = WebSocket.CLOSING
  readonly CLOSED = WebSocket.CLOSED
  readonly bufferedAmount = 0
  readonly protocol = jsonEncoding.subprotocol
  readyState: number = WebSocket.CONNECTING

  /** As the code under test takes it. */
  get webSocket(): WebSocket {
    return this as unknown as WebSocket
  }

  heardClose(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CLOSED
    this.emit('close', code, Buffer.from(reason))
  }
}

const BROKEN = { kind: 'closed', code: 1006, reason: '' } as const

export class Line {
  readonly session: SessionName
  readonly up: Pipe
  readonly down: Pipe
  readonly nearEnd: NearEnd
  readonly farEnd: FarEnd
  readonly #options: LineOptions

  constructor(options: LineOptions) {
    const { session, time, latencyUs, near } = options
    this.#options = options
    this.session = session
    const pipe = (owner: Owner, arrive: PipeOptions['arrive']): Pipe =>
      new Pipe({ time, owner, latencyUs, arrive })
    this.up = pipe(this, (arrival) => this.#arriveUp(arrival))
    this.down = pipe(near, (arrival) => {
      if (!near.isDead) this.nearEnd.arrive(arrival)
    })
    this.nearEnd = new NearEnd(this, near)
    this.farEnd = new FarEnd(this)
    this.up.put({ kind: 'open' })
  }

  /** Both ends know that it is over. */
  get isOver(): boolean {
    return this.nearEnd.readyState === WebSocket.CLOSED && this.farEnd.readyState === WebSocket.CLOSED
  }

  /** Breaks: so many frames of each direction still arrive, then those who are told hear that it is over. */
  cut(how: {
    readonly upKept: number
    readonly downKept: number
    readonly tells: 'both' | 'near' | 'far'
  }): void {
    this.up.sever(how.upKept, how.tells === 'near' ? undefined : BROKEN)
    this.down.sever(how.downKept, how.tells === 'far' ? undefined : BROKEN)
  }

  #arriveUp(arrival: Arrival): void {
    if (arrival.kind !== 'open') return this.farEnd.arrive(arrival)
    if (this.#options.serve(this)) return
    this.farEnd.readyState = WebSocket.CLOSED
    this.down.sever(0, BROKEN)
  }
}

/** The terminal's end. */
class NearEnd extends LineSocket {
  readonly #line: Line
  readonly #near: NearPeer

  constructor(line: Line, near: NearPeer) {
    super()
    this.#line = line
    this.#near = near
  }

  send(frame: string): void {
    for (const text of this.#near.leaving(this.#line.session, frame)) {
      this.#line.up.put({ kind: 'frame', text })
    }
    if (!this.#near.isDead) this.#near.hasLeft(this.#line.session, frame)
  }

  /** Says goodbye and waits for the answer. */
  close(code: number): void {
    if (this.readyState === this.CLOSED || this.#near.isDead) return
    this.readyState = this.CLOSING
    this.#line.up.put({ kind: 'closed', code, reason: '' })
  }

  /** Lets go at once; what was written is on its way all the same. */
  terminate(): void {
    if (this.readyState === this.CLOSED || this.#near.isDead) return
    this.readyState = this.CLOSED
    this.#line.up.put(BROKEN)
    this.#line.down.sever(0)
  }

  hear(text: string): void {
    this.emit('message', Buffer.from(text), false)
  }

  arrive(arrival: Arrival): void {
    if (this.readyState === this.CLOSED) return
    switch (arrival.kind) {
      case 'open':
        this.readyState = this.OPEN
        this.emit('open')
        return
      case 'frame':
        for (const text of this.#near.arriving(this.#line.session, arrival.text)) this.hear(text)
        return
      case 'closed':
        this.#line.up.put(arrival)
        this.heardClose(arrival.code, arrival.reason)
    }
  }
}

/** The exchange's end: frames are written to the stream below the socket, as the gateway does. */
class FarEnd extends LineSocket {
  readonly #line: Line

  constructor(line: Line) {
    super()
    this.#line = line
  }

  /** As the gateway takes a client. */
  get link(): Link {
    const stream = {
      cork: () => undefined,
      uncork: () => undefined,
      write: (frame: Buffer) => {
        this.#line.down.put({ kind: 'frame', text: textOf(frame) })
        return true
      },
    }
    return { socket: this.webSocket, stream: stream as unknown as Duplex, encoding: jsonEncoding }
  }

  open(): void {
    this.readyState = this.OPEN
    this.#line.down.put({ kind: 'open' })
  }

  close(code: number, reason: string): void {
    if (this.readyState !== this.OPEN) return
    this.readyState = this.CLOSING
    this.#line.down.put({ kind: 'closed', code, reason })
  }

  terminate(): void {
    if (this.readyState === this.CLOSED) return
    this.#line.down.put(BROKEN)
    this.heardClose(BROKEN.code, '')
  }

  arrive(arrival: Arrival): void {
    if (arrival.kind === 'frame' && this.readyState !== this.CLOSED)
      this.emit('message', Buffer.from(arrival.text), false)
    else if (arrival.kind === 'closed') {
      if (this.readyState === this.OPEN) this.#line.down.put(arrival)
      this.heardClose(arrival.code, arrival.reason)
    }
  }
}

/** The payload of an unmasked frame of a server (RFC 6455, section 5.2). */
function textOf(frame: Buffer): string {
  const length = (frame[1] ?? 0) & 0x7f
  return frame.toString('utf8', length < 126 ? 2 : length === 126 ? 4 : 10)
}
