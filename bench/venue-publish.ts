// What publishing market data costs: from books that orders have changed, through deltas, encoding and feeds, to the
// sockets of fifty clients, beside the bare limit, a corked `ws` server that sends frames of the same sizes, made before,
// to as many clients. The `turn` benches count the orders too: checks, matching, clearing and reports. A process of its
// own receives; the figure is by processor time of this process, socket and garbage collection included. Before a round
// counts, every byte that was sent must have arrived, no client may have lagged, and the commands must have been carried
// out.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { createInterface, type Interface } from 'node:readline'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { assert } from '../shared/domain/assert.ts'
import { encodeBinary } from '../shared/venue-wire/binary-frame.ts'
import { BINARY_SUBPROTOCOL, JSON_SUBPROTOCOL, MARKET_PATH } from '../shared/venue-wire/limits.ts'
import type { Exchange } from '../venue/exchange/exchange.ts'
import { startVenueServer, type VenueServer } from '../venue/gateway/server.ts'
import { type BenchEntry, type BenchSides, defineBench, processorTimeMs } from './harness.ts'
import { openPublishVenue, OrderFlow, PUBLISH_START_US, publishInstruments } from './venue-publish-flow.ts'
import { receivingProgram } from './venue-publish-receiver.ts'

const CLIENTS = 50
const TURNS = 1_500
/** 20,000 order messages a second in turns of a millisecond. */
const COMMANDS_PER_TURN = 20
/** More than this waits for no client, so that none lags. */
const UNSENT_BYTES_MAX = 200_000

type Encoding = 'json' | 'binary'

interface Subject {
  readonly encoding: Encoding
  /** Whether the time of the orders that change the books is counted. */
  readonly withOrders: boolean
}

export const venuePublishJson = publishBench('venue.publishJson', { encoding: 'json', withOrders: false })
export const venuePublishBinary = publishBench('venue.publishBinary', {
  encoding: 'binary',
  withOrders: false,
})
export const venueTurnJson = publishBench('venue.turnJson', { encoding: 'json', withOrders: true })
export const venueTurnBinary = publishBench('venue.turnBinary', { encoding: 'binary', withOrders: true })

function publishBench(name: string, subject: Subject): BenchEntry {
  return defineBench({
    name,
    unit: 'messages/s',
    peerName: 'ws 8.23.0, corked',
    warmupRounds: 2,
    prepare: () => prepare(subject),
  })
}

async function prepare({ encoding, withOrders }: Subject): Promise<BenchSides> {
  const receiver = new Receiver()
  const publisher = await Publisher.start(receiver, encoding)
  const sender = await BareSender.start(receiver, encoding)
  let last: Round | undefined
  return {
    ours: async () => {
      last = await publisher.round({ withOrders })
      return last.figure
    },
    peer: () => {
      assert(last !== undefined, 'the first round is ours: the peer sends frames of its sizes')
      return sender.round(last)
    },
    dispose: async () => {
      await publisher.close()
      sender.close()
      await receiver.end()
    },
  }
}

interface Round {
  /** Messages per second of processor time. */
  readonly figure: number
  readonly messages: number
  /** Of the frames that one client was sent. */
  readonly sizes: readonly number[]
}

/** The paper exchange and its gateway, as they run in the venue. */
class Publisher {
  readonly #venue: VenueServer
  readonly #flow: OrderFlow
  readonly #receiver: Receiver
  readonly #encoding: Encoding
  /** Processor time that the orders took. */
  #ordersMs = 0

  private constructor(
    venue: VenueServer,
    exchange: Exchange,
    to: { receiver: Receiver; encoding: Encoding },
  ) {
    this.#venue = venue
    this.#flow = new OrderFlow(exchange, 20_261_123)
    this.#receiver = to.receiver
    this.#encoding = to.encoding
  }

  static async start(receiver: Receiver, encoding: Encoding): Promise<Publisher> {
    const opened: Exchange[] = []
    const venue = await startVenueServer({
      port: 0,
      open: (listener) => {
        const parts = openPublishVenue(listener)
        opened.push(parts.exchange)
        return parts
      },
      speed: 1,
      startUs: PUBLISH_START_US,
      keys: new Map(),
      instanceId: 'bench',
      nowMs: () => performance.now(),
      epochMs: () => Date.now(),
    })
    const [exchange] = opened
    assert(exchange !== undefined, 'the venue opened its exchange')
    const publisher = new Publisher(venue, exchange, { receiver, encoding })
    // Books as deep as they stay.
    publisher.#turns(600)
    return publisher
  }

  async round({ withOrders }: Pick<Subject, 'withOrders'>): Promise<Round> {
    const { gateway } = this.#venue
    const subscribe = { type: 'subscribe', requestId: 1, instruments: publishInstruments }
    const isBinary = this.#encoding === 'binary'
    const sentBefore = gateway.traffic.bytesOut
    const snapshots = this.#messages('snapshot') + CLIENTS * publishInstruments.length
    const hello = isBinary ? encodeBinary(subscribe) : JSON.stringify(subscribe)
    await this.#receiver.connect({
      url: this.#venue.url + MARKET_PATH,
      protocols: [isBinary ? BINARY_SUBPROTOCOL : JSON_SUBPROTOCOL],
      hello: Buffer.from(hello).toString('base64'),
      binary: isBinary,
    })
    while (this.#messages('snapshot') < snapshots) await pause(20)
    await pause(100)
    await this.#receiver.received(() => gateway.traffic.bytesOut - sentBefore)
    const messagesBefore = this.#messages()
    const answersBefore = this.#answers()
    this.#ordersMs = 0
    const startedMs = processorTimeMs()
    for (let turn = 0; turn < TURNS; turn++) {
      this.#turns(1)
      while (this.#unsent() > UNSENT_BYTES_MAX) await nextTurn()
      if (turn % 4 === 0) await nextTurn()
    }
    while (this.#unsent() > 0) await nextTurn()
    const turnsMs = processorTimeMs() - startedMs
    const spentMs = withOrders ? turnsMs : turnsMs - this.#ordersMs
    const messages = this.#messages() - messagesBefore
    const sizes = await this.#receiver.received(() => gateway.traffic.bytesOut - sentBefore)
    assert(this.#answers() - answersBefore >= TURNS * COMMANDS_PER_TURN, 'every command was reported')
    assert(!gateway.traffic.reports.has('rejected'), 'no order is rejected')
    assert(messages > TURNS * CLIENTS, 'the clients were told')
    await this.#receiver.close()
    while (gateway.marketClients.size > 0) await pause(20)
    return { figure: (messages * 1_000) / spentMs, messages, sizes }
  }

  close(): Promise<void> {
    return this.#venue.close()
  }

  #turns(count: number): void {
    const { gateway } = this.#venue
    for (let turn = 0; turn < count; turn++) {
      const startedMs = processorTimeMs()
      const nowUs = gateway.bringUpToDate()
      for (let nth = 0; nth < COMMANDS_PER_TURN; nth++) this.#flow.send(nowUs)
      this.#ordersMs += processorTimeMs() - startedMs
      gateway.endTurn()
    }
  }

  #messages(type?: string): number {
    const { messagesOut } = this.#venue.gateway.traffic
    if (type !== undefined) return messagesOut.get(type) ?? 0
    return [...messagesOut.values()].reduce((sum, count) => sum + count, 0)
  }

  /** One report at least for each command: those that one order causes for another come on top. */
  #answers(): number {
    const { reports } = this.#venue.gateway.traffic
    const answers = ['new', 'canceled', 'cancelRejected']
    return answers.reduce((sum, execType) => sum + (reports.get(execType) ?? 0), 0)
  }

  #unsent(): number {
    const clients = [...this.#venue.gateway.marketClients]
    assert(
      clients.every((client) => !client.isLagging),
      'no client lags',
    )
    return Math.max(0, ...clients.map(({ connection }) => connection.bufferedBytes))
  }
}

/** What a server can do at best: frames that exist already, written to each client in one piece. */
class BareSender {
  readonly #server: Server
  readonly #receiver: Receiver
  readonly #isBinary: boolean
  readonly #clients = new Set<{ readonly socket: WebSocket; readonly stream: Duplex }>()

  private constructor(server: Server, receiver: Receiver, isBinary: boolean) {
    this.#server = server
    this.#receiver = receiver
    this.#isBinary = isBinary
    const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false })
    server.on('upgrade', (request, stream, head) => {
      sockets.handleUpgrade(request, stream, head, (socket) => {
        const client = { socket, stream }
        this.#clients.add(client)
        socket.on('error', () => undefined)
        socket.on('close', () => this.#clients.delete(client))
      })
    })
  }

  static async start(receiver: Receiver, encoding: Encoding): Promise<BareSender> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new BareSender(server, receiver, encoding === 'binary')
  }

  async round({ sizes, messages }: Round): Promise<number> {
    const { port } = this.#server.address() as AddressInfo
    await this.#receiver.connect({ url: `ws://127.0.0.1:${port}`, protocols: [], hello: '', binary: false })
    while (this.#clients.size < CLIENTS) await pause(20)
    const frames = sizes.map((size) => Buffer.alloc(size, 'x'))
    const options = { binary: this.#isBinary }
    const startedMs = processorTimeMs()
    for (const [nth, frame] of frames.entries()) {
      for (const { socket, stream } of this.#clients) {
        stream.cork()
        socket.send(frame, options)
        stream.uncork()
      }
      while (this.#unsent() > UNSENT_BYTES_MAX) await nextTurn()
      if (nth % 4 === 0) await nextTurn()
    }
    while (this.#unsent() > 0) await nextTurn()
    const spentMs = processorTimeMs() - startedMs
    const bytes = frames.reduce((sum, { length }) => sum + length + headerBytes(length), 0) * CLIENTS
    await this.#receiver.received(() => bytes)
    await this.#receiver.close()
    while (this.#clients.size > 0) await pause(20)
    return (messages * 1_000) / spentMs
  }

  close(): void {
    this.#server.close()
  }

  #unsent(): number {
    return Math.max(0, ...[...this.#clients].map(({ socket }) => socket.bufferedAmount))
  }
}

interface Connect {
  readonly url: string
  readonly protocols: readonly string[]
  /** Base64; nothing is sent when it is empty. */
  readonly hello: string
  readonly binary: boolean
}

/** The process that holds the clients. */
class Receiver {
  readonly #process: ChildProcess
  readonly #lines: Interface

  constructor() {
    const ws = createRequire(import.meta.url).resolve('ws')
    const child = spawn(process.execPath, ['-e', receivingProgram, ws], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#process = child
    this.#lines = createInterface({ input: child.stdout })
  }

  async connect(connect: Connect): Promise<void> {
    await this.#ask({ connect: { ...connect, clients: CLIENTS } })
  }

  /** Waits until all that was sent has arrived; sizes of the frames of one client since the last call. */
  async received(sentBytes: () => number): Promise<readonly number[]> {
    const sizes: number[] = []
    for (let tries = 0; tries < 1_000; tries++) {
      const answer = (await this.#ask({})) as { readonly bytes: number; readonly sizes: readonly number[] }
      sizes.push(...answer.sizes)
      if (answer.bytes === sentBytes()) return sizes
      await pause(20)
    }
    throw new Error('The publishing bench lost bytes: not all that was sent has arrived.')
  }

  async close(): Promise<void> {
    await this.#ask({ close: true })
  }

  async end(): Promise<void> {
    this.#lines.close()
    this.#process.kill()
    await once(this.#process, 'exit')
  }

  async #ask(question: object): Promise<unknown> {
    const answered = once(this.#lines, 'line') as Promise<[string]>
    this.#process.stdin?.write(`${JSON.stringify(question)}\n`)
    const [line] = await answered
    return JSON.parse(line)
  }
}

/** Of the WebSocket frame of a payload. */
function headerBytes(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
