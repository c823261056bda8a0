// Serves a recording as the venue would: the market channel of the native protocol on loopback, for any number of clients,
// with what was lost then lost again. Called by `tenor replay` and by the desktop's replay. It has no order channel: a
// client's orders must never meet a venue that knows nothing of them.
// Time stands still until the first client subscribes; each begin (start or seek) is a new run of the venue.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { timeUs } from '../../../shared/math/quantities.ts'
import { marketClientBinary } from '../../../shared/venue-wire/binary-frame.ts'
import { marketClientFrames, marketVenueFrames } from '../../../shared/venue-wire/frame.ts'
import {
  BINARY_SUBPROTOCOL,
  JSON_SUBPROTOCOL,
  MARKET_PATH,
  WIRE_LIMITS,
} from '../../../shared/venue-wire/limits.ts'
import type { MarketVenueMessage } from '../../../shared/venue-wire/market-messages.ts'
import { refusalCodes } from '../../../shared/venue-wire/session-messages.ts'
import type { EdgeClock } from '../venue-contract.ts'
import { MarketImage } from './market-image.ts'
import type { RecordingEntry } from './recording-lines.ts'
import type { Recording } from './recording-reader.ts'
import { Replay } from './replay.ts'
import { ReplayClient, type ClientParsers } from './replay-client.ts'

export interface ReplayServerOptions {
  readonly recording: Recording
  readonly clock: EdgeClock
  readonly speed: number
  /** 0 takes any free port. */
  readonly port: number
}

const HOST = '127.0.0.1'
const CLIENTS_MAX = 64
const HEARTBEAT_MS = 1_000
/** RFC 6455: come back. */
const SERVICE_RESTART = 1012

export class ReplayServer {
  readonly replay: Replay
  readonly url: string
  readonly #clock: EdgeClock
  readonly #server: Server
  readonly #sockets: WebSocketServer
  readonly #clients = new Set<ReplayClient>()
  readonly #readFrame = marketVenueFrames()
  #image = new MarketImage()
  /** What the venue's clock showed beside the recorder's. */
  #clockOffsetUs = 0
  #run = 0
  /** From a lost connection to the definitions of the next one nobody knows what the venue would have said. */
  #isAway = false
  #wasAsked = false
  #beating: { cancel(): void } | undefined

  /** Rejects with Node's error where the port cannot be had. */
  static async listen(options: ReplayServerOptions): Promise<ReplayServer> {
    const server = createServer((_request, response) => response.writeHead(404).end())
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(options.port, HOST, resolve)
    })
    return new ReplayServer(options, server)
  }

  private constructor({ recording, clock, speed }: ReplayServerOptions, server: Server) {
    this.#clock = clock
    this.#server = server
    this.url = `ws://${HOST}:${(server.address() as AddressInfo).port}`
    this.#sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: WIRE_LIMITS.readBytesMax,
      handleProtocols: (asked) =>
        [...asked].find((name) => name === JSON_SUBPROTOCOL || name === BINARY_SUBPROTOCOL) ?? false,
    })
    this.#serveUpgrades()
    this.replay = new Replay({
      ...{ recording, clock, speed },
      listener: {
        began: () => {
          this.#begin()
        },
        entry: (entry) => {
          this.#take(entry)
        },
        isReady: () => this.#image.definitions.length > 0,
      },
    })
    this.#beat()
  }

  /** Ends all connections and frees the port. */
  async close(): Promise<void> {
    this.replay.stop()
    this.#beating?.cancel()
    this.#beating = undefined
    for (const client of this.#clients) client.terminate()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #serveUpgrades(): void {
    const parsers: ClientParsers = { text: marketClientFrames(), binary: marketClientBinary() }
    this.#server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      const refuse = (status: string, code: keyof typeof refusalCodes) => {
        const body = JSON.stringify({ type: 'refused', code, text: refusalCodes[code] })
        socket.end(`HTTP/1.1 ${status}\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n${body}`)
      }
      if (request.headers.origin !== undefined) refuse('403 Forbidden', 'browserRefused')
      else if ((request.url ?? '').split('?', 1)[0] !== MARKET_PATH) refuse('403 Forbidden', 'replay')
      else if (this.#clients.size >= CLIENTS_MAX) refuse('503 Service Unavailable', 'tooManyConnections')
      else if (this.#isAway) refuse('503 Service Unavailable', 'disconnected')
      else this.#sockets.handleUpgrade(request, socket, head, (client) => this.#serve(client, parsers))
    })
  }

  #serve(socket: WebSocket, parsers: ClientParsers): void {
    const client = new ReplayClient(socket, {
      parsers,
      image: () => this.#image,
      venueTimeUs: () => this.#venueTimeUs(),
      onSubscribed: () => {
        if (this.#wasAsked) return
        this.#wasAsked = true
        this.replay.play()
      },
      onEnd: () => {
        this.#clients.delete(client)
      },
    })
    this.#clients.add(client)
    const welcome = this.#image.welcome
    // A recording in which the venue never greeted has nothing to serve.
    if (welcome === undefined) {
      client.close(SERVICE_RESTART, 'the recording holds no greeting')
      return
    }
    const instanceId = `replay-${this.#run}`
    client.send({ ...welcome, environment: 'replay', instanceId, venueTimeUs: this.#venueTimeUs() })
  }

  #begin(): void {
    this.#run += 1
    this.#image = new MarketImage()
    this.#isAway = false
    this.#disconnectAll('the replay begins anew')
  }

  #take(entry: RecordingEntry): void {
    if ('frame' in entry) {
      this.#frame(entry.frame, entry.timeUs)
    } else if ('down' in entry) {
      this.#isAway = true
      this.#disconnectAll('the connection was lost here')
    } else if (this.#image.definitions.length === 0) {
      // While it follows the stream it knows what the image says.
      for (const text of entry.image) this.#frame(text, entry.timeUs)
    }
  }

  #frame(text: string, receivedUs: number): void {
    const parsed = this.#readFrame(text)
    if (!parsed.ok) {
      for (const client of this.#clients) client.pass(text)
      return
    }
    for (const message of parsed.value) this.#note(message, receivedUs)
    for (const client of this.#clients) client.publish(parsed.value, text)
  }

  #note(message: MarketVenueMessage, receivedUs: number): void {
    if (message.type === 'heartbeat' || message.type === 'welcome')
      this.#clockOffsetUs = message.venueTimeUs - receivedUs
    if (message.type === 'definitions') this.#isAway = false
    this.#image.take(message)
  }

  #disconnectAll(why: string): void {
    for (const client of this.#clients) client.close(SERVICE_RESTART, why)
  }

  #venueTimeUs(): ReturnType<typeof timeUs> {
    return timeUs(Math.max(0, this.replay.atUs + this.#clockOffsetUs))
  }

  #beat(): void {
    this.#beating = this.#clock.setTimer(HEARTBEAT_MS, () => {
      for (const client of this.#clients) client.send({ type: 'heartbeat', venueTimeUs: this.#venueTimeUs() })
      if (this.#beating !== undefined) this.#beat()
    })
  }
}
