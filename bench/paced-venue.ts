// A market at a steady rate, as long as it is wanted: a process of its own (`--paced-venue RATE INSTRUMENTS`), so that its
// work is not counted, which speaks enough of the native protocol for the terminal's market session, and for its order
// session too (paced-account.ts). Started by the benches of the core, of orders and of the screen. Prints the address it
// listens on; ends with standard input.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { assert } from '../shared/domain/assert.ts'
import {
  BINARY_SUBPROTOCOL,
  JSON_SUBPROTOCOL,
  MARKET_PATH,
  ORDERS_PATH,
} from '../shared/venue-wire/limits.ts'
import { marketClientBinary } from '../shared/venue-wire/binary-frame.ts'
import { marketClientFrames } from '../shared/venue-wire/frame.ts'
import type { MarketClientMessage } from '../shared/venue-wire/market-messages.ts'
import { inRoot } from '../tools/paths.mjs'
import { PacedAccount } from './paced-account.ts'
import {
  byOrder,
  definitionsOf,
  encodeFrame,
  lehmer,
  nextDelta,
  nextTrade,
  openMarkets,
  snapshotOf,
  welcomeAt,
  type FlowMessage,
} from './market-flow.ts'

export interface PacedVenue {
  readonly url: string
  stop(): Promise<void>
}

export interface Pace {
  /** Messages a second, of which one in twenty is a trade and the others are deltas. */
  readonly rate: number
  readonly instruments: number
}

/** Orders sent here go to an account of their own, without a login. */
export const BARE_ORDERS_PATH = '/bare-orders'

const SEED = 20_260_101
const TICK_MS = 4
const PER_FRAME = 20
const TRADE_EVERY = 20

/** Starts the process; resolves when it listens. */
export async function startPacedVenue({ rate, instruments }: Pace): Promise<PacedVenue> {
  const program = inRoot('out', 'bench', 'main.js')
  const args = [program, '--paced-venue', String(rate), String(instruments)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return {
    url,
    async stop() {
      const gone = once(child, 'exit')
      child.stdin.end()
      await gone
    },
  }
}

/** The process itself. */
export async function runPacedVenue(rate: number, instruments: number): Promise<void> {
  const nowUs = (): number => Math.floor((performance.timeOrigin + performance.now()) * 1_000)
  const random = lehmer(SEED)
  const markets = openMarkets(instruments, nowUs())
  const byName = new Map(markets.map((market) => [market.instrument, market]))
  const [readText, readBinary] = [marketClientFrames(), marketClientBinary()]
  /** The instruments that a socket was given by order; their deltas go there so too. */
  const subscribed = new Map<WebSocket, Set<string>>()
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    perMessageDeflate: false,
    handleProtocols: (asked) =>
      [...asked].find((name) => name === BINARY_SUBPROTOCOL || name === JSON_SUBPROTOCOL) ?? false,
  })
  const send = (socket: WebSocket, messages: readonly FlowMessage[]): void => {
    const isBinary = socket.protocol === BINARY_SUBPROTOCOL
    socket.send(encodeFrame(messages, isBinary ? 'binary' : 'json'), { binary: isBinary })
  }
  const act = (socket: WebSocket, message: MarketClientMessage): void => {
    const { requestId } = message
    if (message.type === 'ping') send(socket, [{ type: 'pong', requestId, venueTimeUs: nowUs() }])
    if (message.type === 'requestDefinitions') send(socket, [definitionsOf(markets, requestId)])
    if (message.type !== 'subscribe') return
    const ordersOf = subscribed.get(socket) ?? new Set()
    subscribed.set(socket, ordersOf)
    for (const name of message.instruments) {
      const market = byName.get(name)
      if (market === undefined) continue
      if (message.depth === 'orders') ordersOf.add(name)
      else ordersOf.delete(name)
      const snapshot = snapshotOf(market, nowUs())
      send(socket, [ordersOf.has(name) ? byOrder(snapshot) : snapshot])
    }
  }
  const accounts = new Map([ORDERS_PATH, BARE_ORDERS_PATH].map((path) => [path, new PacedAccount(nowUs)]))
  server.on('connection', (socket, request) => {
    socket.on('error', () => undefined)
    accounts.get(request.url ?? '')?.serve(socket)
    if (request.url !== MARKET_PATH) return
    socket.on('close', () => subscribed.delete(socket))
    socket.on('message', (bytes: Buffer, isBinary) => {
      const parsed = isBinary ? readBinary(bytes) : readText(bytes.toString())
      for (const message of parsed.ok ? parsed.value : []) act(socket, message)
    })
    send(socket, [welcomeAt(nowUs())])
  })
  await once(server, 'listening')
  process.stdout.write(`ws://127.0.0.1:${(server.address() as AddressInfo).port}\n`)

  const startedMs = performance.now()
  let sent = 0
  const tick = setInterval(() => {
    const due = Math.floor(((performance.now() - startedMs) * rate) / 1_000)
    while (sent < due) {
      const frame = Array.from({ length: Math.min(PER_FRAME, due - sent) }, (_, nth) => {
        const market = markets[Math.floor(random() * markets.length)]
        assert(market !== undefined, 'there are markets')
        const next = (sent + nth) % TRADE_EVERY === 0 ? nextTrade : nextDelta
        return next(market, random, nowUs())
      })
      sent += frame.length
      for (const [socket, ordersOf] of subscribed) {
        const isByOrder = ({ type, instrument }: FlowMessage): boolean =>
          type === 'delta' && ordersOf.has(String(instrument))
        send(
          socket,
          frame.map((message) => (isByOrder(message) ? byOrder(message) : message)),
        )
      }
    }
  }, TICK_MS)
  const beat = setInterval(() => {
    for (const socket of server.clients) send(socket, [{ type: 'heartbeat', venueTimeUs: nowUs() }])
  }, 1_000)
  process.stdin.resume()
  await once(process.stdin, 'end')
  clearInterval(tick)
  clearInterval(beat)
  for (const socket of server.clients) socket.terminate()
  server.close()
}
