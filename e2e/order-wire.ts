// The wire between a terminal and the exchange, in the hands of a story: a request waits on its way, both ends fall silent
// at one, the link is cut and mended. Ends know nothing of it: the terminal is given its address as the exchange's.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer, type RawData } from 'ws'

const ORDER_REQUESTS = ['newOrder', 'replaceOrder', 'cancelOrder'] as const
type OrderRequest = (typeof ORDER_REQUESTS)[number]

export class OrderWire {
  readonly #server: WebSocketServer
  readonly #sent: OrderRequest[] = []
  readonly #waiting: (() => void)[] = []
  #holds: OrderRequest | undefined
  #silentAt: { readonly request: OrderRequest; readonly passesIt: boolean } | undefined
  #isSilent = false
  #isCut = false

  private constructor(venueUrl: string) {
    this.#server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    this.#server.on('connection', (client, { url }) => {
      if (this.#isCut) client.terminate()
      else this.#join(client, `${venueUrl}${url ?? ''}`)
    })
  }

  static async open(venueUrl: string): Promise<OrderWire> {
    const wire = new OrderWire(venueUrl)
    await once(wire.#server, 'listening')
    return wire
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** How many such requests the terminal has sent, whatever became of them. */
  sent(request: OrderRequest): number {
    return this.#sent.filter((one) => one === request).length
  }

  /** Such requests wait here from now on. */
  hold(request: OrderRequest): void {
    this.#holds = request
  }

  /** What waited goes on its way. */
  letGo(): void {
    this.#holds = undefined
    for (const go of this.#waiting.splice(0)) go()
  }

  /** From the next such request on nothing is heard in either direction; the request itself arrives if it may. */
  fallSilentAt(request: OrderRequest, { passesIt }: { readonly passesIt: boolean }): void {
    this.#silentAt = { request, passesIt }
  }

  /** Every link ends, and none comes about until it is mended. */
  cut(): void {
    this.#isCut = true
    this.#endLinks()
  }

  mend(): void {
    this.#isCut = false
    this.#isSilent = false
    this.#silentAt = undefined
  }

  async close(): Promise<void> {
    this.#endLinks()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #endLinks(): void {
    for (const client of this.#server.clients) client.terminate()
  }

  #join(client: WebSocket, address: string): void {
    const upstream = new WebSocket(address, client.protocol)
    const opened = once(upstream, 'open')
    client.on('message', (data, isBinary) => {
      const passOn = (): void => void opened.then(() => upstream.send(data, { binary: isBinary }))
      this.#fromTerminal(requestIn(data), passOn)
    })
    upstream.on('message', (data, isBinary) => {
      if (!this.#isSilent) client.send(data, { binary: isBinary })
    })
    client.on('close', () => upstream.terminate())
    upstream.on('close', () => client.terminate())
    upstream.on('error', () => client.terminate())
  }

  #fromTerminal(request: OrderRequest | undefined, passOn: () => void): void {
    if (request !== undefined) this.#sent.push(request)
    if (request !== undefined && request === this.#silentAt?.request) {
      this.#isSilent = true
      if (this.#silentAt.passesIt) passOn()
    } else if (request !== undefined && request === this.#holds) this.#waiting.push(passOn)
    else if (!this.#isSilent) passOn()
  }
}

/** Undefined for what is about no order. The terminal's frames are JSON, its messages flat. */
function requestIn(frame: RawData): OrderRequest | undefined {
  const text = Buffer.isBuffer(frame) ? frame.toString() : ''
  return ORDER_REQUESTS.find((request) => text.includes(`"${request}"`))
}
