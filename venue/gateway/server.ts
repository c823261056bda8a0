// The venue on the network: an HTTP server on loopback that turns two paths into WebSockets, answers a few others and
// refuses the rest with a sentence, and the one timer that drives the gateway. Called by venue/main.ts, by tests and by
// benches.
// Compression stays off: it costs fifteen times the work for frames that never leave the machine.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { MARKET_PATH, ORDERS_PATH, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import { EventLoopDelay } from './event-loop-delay.ts'
import { Gateway, type GatewayOptions } from './gateway.ts'
import { answerHttp, refusalBody, wrongPathText } from './http-endpoint.ts'
import { binaryEncoding, jsonEncoding, type WireEncoding } from './outgoing.ts'

export const HOST = '127.0.0.1'
const TICK_MS = 50
const CONNECTIONS_MAX = 256
/** With those that ask over HTTP or are being refused. */
const SOCKETS_MAX = CONNECTIONS_MAX + 64
/** Time for the closing handshakes when the venue stops. */
const CLOSE_WAIT_MS = 500
const ENCODINGS: readonly WireEncoding[] = [jsonEncoding, binaryEncoding]

export interface VenueServer {
  readonly gateway: Gateway
  readonly port: number
  readonly url: string
  /** Ends all sessions and frees the port. */
  close(): Promise<void>
}

export interface VenueServerOptions extends GatewayOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** The machine's wall clock, milliseconds since 1970-01-01 UTC. */
  readonly epochMs: () => number
  /** The port is taken: clients may connect, and are answered once the venue has opened. */
  readonly onListening?: (address: { readonly port: number; readonly url: string }) => void
}

/** Takes the port, then opens the venue; rejects with Node's error when the port cannot be had. */
export async function startVenueServer(options: VenueServerOptions): Promise<VenueServer> {
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000 })
  server.maxConnections = SOCKETS_MAX
  await listen(server, options.port)
  const { port } = server.address() as AddressInfo
  const url = `ws://${HOST}:${port}`
  options.onListening?.({ port, url })
  // Nothing is awaited until the server answers: clients that connect meanwhile wait in the queue of the port.
  const gateway = openGateway(options, server)
  const delay = new EventLoopDelay()
  const { nowMs, epochMs } = options
  server.on('request', (request, response) => {
    answerHttp(request, response, { gateway, delay, nowMs, epochMs })
  })
  serveUpgrades(server, gateway)
  const timer = setInterval(() => gateway.tick(), TICK_MS)
  delay.start()
  return {
    gateway,
    port,
    url,
    close: () => {
      clearInterval(timer)
      delay.stop()
      gateway.close()
      return closed(server, gateway)
    },
  }
}

function openGateway(options: GatewayOptions, server: Server): Gateway {
  try {
    return new Gateway(options)
  } catch (error) {
    server.close()
    throw error
  }
}

function serveUpgrades(server: Server, gateway: Gateway): void {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: WIRE_LIMITS.readBytesMax,
    handleProtocols: (_protocols, request) => encodingOf(request)?.subprotocol ?? false,
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const channel = channelOf(request)
    if (channel === undefined)
      return refuseUpgrade(socket, '404 Not Found', refusalBody('wrongPath', wrongPathText()))
    if (request.headers.origin !== undefined) {
      return refuseUpgrade(socket, '403 Forbidden', refusalBody('browserRefused'))
    }
    const encoding = encodingOf(request)
    if (encoding === undefined) {
      const known = ENCODINGS.map(({ subprotocol }) => subprotocol).join(' and ')
      const text = `None of the subprotocols that were asked for is spoken here; ${known} are.`
      return refuseUpgrade(socket, '400 Bad Request', refusalBody('unknownSubprotocol', text))
    }
    if (gateway.connectionCount >= CONNECTIONS_MAX) {
      return refuseUpgrade(socket, '503 Service Unavailable', refusalBody('tooManyConnections'))
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      gateway[channel]({ socket: webSocket, stream: socket, encoding }),
    )
  })
}

/** The first subprotocol of the client's list that is known; JSON where it asks for none. */
function encodingOf(request: IncomingMessage): WireEncoding | undefined {
  const asked = request.headers['sec-websocket-protocol']
  if (asked === undefined) return jsonEncoding
  const names = asked.split(',').map((name) => name.trim())
  const known = names.map((name) => ENCODINGS.find(({ subprotocol }) => subprotocol === name))
  return known.find((encoding) => encoding !== undefined)
}

function channelOf(request: IncomingMessage): 'serveMarket' | 'serveOrders' | undefined {
  const path = (request.url ?? '').split('?', 1)[0]
  if (path === MARKET_PATH) return 'serveMarket'
  return path === ORDERS_PATH ? 'serveOrders' : undefined
}

function refuseUpgrade(socket: Duplex, status: string, body: string): void {
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\nconnection: close\r\n`
  socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function closed(server: Server, gateway: Gateway): Promise<void> {
  return new Promise((resolve) => {
    const stop = setTimeout(() => {
      gateway.drop()
      server.closeAllConnections()
    }, CLOSE_WAIT_MS)
    server.close(() => {
      clearTimeout(stop)
      resolve()
    })
  })
}
