// A WebSocket server on the loopback that does only what a test tells it: takes connections, records what they send,
// sends what the test writes. Not the product's venue.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

type Json = Readonly<Record<string, unknown>>

export class ScriptedConnection {
  readonly socket: WebSocket
  readonly path: string
  readonly origin: string | undefined
  readonly seen: Json[] = []
  #waiting: { type: string; resolve: (message: Json) => void } | undefined

  constructor(socket: WebSocket, path: string, origin: string | undefined) {
    this.socket = socket
    this.path = path
    this.origin = origin
    socket.on('message', (data) => {
      this.seen.push(JSON.parse((data as Buffer).toString()) as Json)
      this.#serve()
    })
    socket.on('error', () => {})
  }

  /** Sends text as it is, anything else as JSON. */
  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  /** The next message of this type; those before it are dropped. */
  async next(type: string): Promise<Json> {
    const message = new Promise<Json>((resolve) => (this.#waiting = { type, resolve }))
    this.#serve()
    return message
  }

  #serve(): void {
    const index = this.seen.findIndex((message) => message['type'] === this.#waiting?.type)
    if (this.#waiting === undefined || index < 0) return
    const { resolve } = this.#waiting
    this.#waiting = undefined
    const message = this.seen[index]!
    this.seen.splice(0, index + 1)
    resolve(message)
  }
}

export class ScriptedVenue {
  readonly url: string
  readonly #server: WebSocketServer
  readonly #connections: ScriptedConnection[] = []
  #waiting: ((connection: ScriptedConnection) => void) | undefined

  private constructor(server: WebSocketServer) {
    this.#server = server
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('connection', (socket, request) => {
      const connection = new ScriptedConnection(socket, request.url ?? '', request.headers.origin)
      if (this.#waiting === undefined) this.#connections.push(connection)
      else this.#waiting(connection)
      this.#waiting = undefined
    })
  }

  static async listen(): Promise<ScriptedVenue> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols })
    await once(server, 'listening')
    return new ScriptedVenue(server)
  }

  async connection(): Promise<ScriptedConnection> {
    const ready = this.#connections.shift()
    return ready ?? new Promise((resolve) => (this.#waiting = resolve))
  }

  async close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** A script is written in JSON: of what a session offers it takes that. */
function handleProtocols(offered: ReadonlySet<string>): string | false {
  return [...offered].find((name) => name.endsWith('json')) ?? false
}

/** Collects what a session says, and waits until it has said something. */
export class Heard<E extends { readonly kind: string }> {
  readonly events: E[] = []
  #waiting: (() => void)[] = []

  readonly listener = (events: readonly E[]): void => {
    this.events.push(...events)
    for (const wake of this.#waiting.splice(0)) wake()
  }

  /** The `nth` event of this kind so far, from 1. */
  async nth<K extends E['kind']>(kind: K, nth = 1): Promise<Extract<E, { kind: K }>> {
    for (;;) {
      const found = this.of(kind)[nth - 1]
      if (found !== undefined) return found
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  of<K extends E['kind']>(kind: K): Extract<E, { kind: K }>[] {
    return this.events.filter((event): event is Extract<E, { kind: K }> => event.kind === kind)
  }
}
