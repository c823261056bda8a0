// The venue on the network: an HTTP server on loopback that turns two paths into WebSockets and refuses the rest with
// a sentence, and the one timer that drives the gateway. Called by venue/main.ts, by tests and by benches.
// Compression stays off: it costs fifteen times the work for frames that never leave the machine.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { MARKET_PATH, ORDERS_PATH, WIRE_LIMITS } from '../../shared/venue-wire/limits.ts'
import { refusalCodes, type RefusalCode } from '../../shared/venue-wire/session-messages.ts'
import { Gateway, type GatewayOptions } from './gateway.ts'

export const HOST = '127.0.0.1'
const TICK_MS = 50
const CONNECTIONS_MAX = 64
/** Time for the closing handshakes when the venue stops. */
const CLOSE_WAIT_MS = 500

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
}

/** Starts the venue; rejects with Node's error when the port cannot be had. */
export async function startVenueServer(options: VenueServerOptions): Promise<VenueServer> {
  const gateway = new Gateway(options)
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: WIRE_LIMITS.readBytesMax,
  })
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000 }, (request, response) => {
    const isChannel = channelOf(request) !== undefined
    const text = isChannel ? 'This address speaks WebSocket.' : wrongPathText()
    response.writeHead(isChannel ? 426 : 404, { 'content-type': 'application/json', connection: 'close' })
    response.end(refusal('wrongPath', text))
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const channel = channelOf(request)
    if (channel === undefined)
      return refuseUpgrade(socket, '404 Not Found', refusal('wrongPath', wrongPathText()))
    if (request.headers.origin !== undefined) {
      return refuseUpgrade(socket, '403 Forbidden', refusal('browserRefused'))
    }
    if (gateway.connectionCount >= CONNECTIONS_MAX) {
      return refuseUpgrade(socket, '503 Service Unavailable', refusal('tooManyConnections'))
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => gateway[channel](webSocket))
  })
  await listen(server, options.port)
  const timer = setInterval(() => gateway.tick(), TICK_MS)
  const { port } = server.address() as AddressInfo
  return {
    gateway,
    port,
    url: `ws://${HOST}:${port}`,
    close: () => {
      clearInterval(timer)
      gateway.close()
      return closed(server, gateway)
    },
  }
}

function channelOf(request: IncomingMessage): 'serveMarket' | 'serveOrders' | undefined {
  const path = (request.url ?? '').split('?', 1)[0]
  if (path === MARKET_PATH) return 'serveMarket'
  return path === ORDERS_PATH ? 'serveOrders' : undefined
}

function wrongPathText(): string {
  return `There is no channel at this address; market data is at ${MARKET_PATH}, orders at ${ORDERS_PATH}.`
}

function refusal(code: RefusalCode, text: string = refusalCodes[code]): string {
  return JSON.stringify({ type: 'refused', code, text })
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
