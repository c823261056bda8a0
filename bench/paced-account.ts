// The order channel of the paced venue: one account whose orders rest, or are filled at once where they cannot rest, until they
// are cancelled. Answers all requests of a turn of the event loop in one frame, as the paper exchange does.
import { WebSocket } from 'ws'
import { orderClientFrames } from '../shared/venue-wire/frame.ts'
import { PROTOCOL_VERSION, WIRE_LIMITS } from '../shared/venue-wire/limits.ts'
import type { NewOrderMessage, OrderClientMessage } from '../shared/venue-wire/order-messages.ts'
import type { FlowMessage } from './market-flow.ts'

const INSTANCE = 'bench-orders'

export class PacedAccount {
  readonly #nowUs: () => number
  readonly #open = new Map<string, FlowMessage>()
  #orders = 0
  #seq = 0

  constructor(nowUs: () => number) {
    this.#nowUs = nowUs
  }

  serve(socket: WebSocket): void {
    const read = orderClientFrames()
    let answers: FlowMessage[] = []
    const flush = (): void => {
      const waiting = answers
      answers = []
      for (let at = 0; at < waiting.length; at += WIRE_LIMITS.messagesPerFrameMax) {
        const frame = waiting.slice(at, at + WIRE_LIMITS.messagesPerFrameMax)
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
      }
    }
    socket.on('message', (bytes: Buffer) => {
      const parsed = read(bytes.toString())
      if (!parsed.ok) throw new Error(`The venue of the benches cannot read this: ${parsed.error.text}`)
      if (answers.length === 0) setImmediate(flush)
      for (const message of parsed.value) answers.push(...this.#answer(message))
    })
    const greeting = { type: 'challenge', protocol: PROTOCOL_VERSION, instanceId: INSTANCE }
    socket.send(JSON.stringify({ ...greeting, nonce: 'n'.repeat(32), venueTimeUs: this.#nowUs() }))
  }

  #answer(message: OrderClientMessage): readonly FlowMessage[] {
    const { requestId } = message
    const at = { requestId, venueTimeUs: this.#nowUs() }
    const lastSeq = this.#seq
    switch (message.type) {
      case 'login': {
        const session = { account: 'bench', instanceId: INSTANCE, lastSeq, resumed: false }
        return [{ type: 'loggedIn', ...at, ...session, cancelOnDisconnect: false }]
      }
      case 'newOrder':
        return this.#taken(message)
      case 'cancelOrder':
        return this.#canceled(message.clientOrderId)
      case 'massCancel': {
        const names = [...this.#open.keys()]
        const reports = names.flatMap((name) => this.#canceled(name))
        return [...reports, { type: 'massCancelDone', ...at, canceled: names.length }]
      }
      case 'requestOpenOrders':
        return [{ type: 'openOrders', ...at, orders: [...this.#open.values()], lastSeq }]
      case 'orderStatus': {
        const order = this.#open.get(message.clientOrderId)
        const held = order === undefined ? {} : { order }
        return [{ type: 'orderState', ...at, clientOrderId: message.clientOrderId, ...held, lastSeq }]
      }
      // What it holds is not kept: positions are compared when a person asks.
      case 'requestAccount':
        return [{ type: 'account', ...at, currencies: [], positions: [], marginModel: 'none', lastSeq }]
      case 'ping':
        return [{ type: 'pong', ...at }]
      default:
        throw new Error(`The venue of the benches has no answer to ${message.type}.`)
    }
  }

  #taken({
    clientOrderId,
    instrument,
    side,
    orderType,
    timeInForce,
    ...terms
  }: NewOrderMessage): FlowMessage[] {
    const { priceTicks, orderQty } = terms
    this.#orders += 1
    const order = {
      ...{ type: 'executionReport', clientOrderId, venueOrderId: `B-${this.#orders}` },
      ...{ instrument, side, orderType, timeInForce, priceTicks, orderQty },
    }
    const rests = { ...order, cumQty: 0, leavesQty: orderQty, ordStatus: 'working' }
    const taken = this.#report(rests, { execType: 'new' })
    if (timeInForce !== 'ioc') {
      const { type: _, ...held } = rests
      this.#open.set(clientOrderId, held as unknown as FlowMessage)
      return [taken]
    }
    const fill = { lastQty: orderQty, lastPriceTicks: priceTicks, liquidity: 'taker', feeMinor: 50 }
    const filled = { ...order, cumQty: orderQty, leavesQty: 0, ordStatus: 'filled' }
    return [taken, this.#report(filled, { execType: 'trade', ...fill })]
  }

  #canceled(clientOrderId: string): FlowMessage[] {
    const held = this.#open.get(clientOrderId)
    if (held === undefined) return []
    this.#open.delete(clientOrderId)
    const order = { ...held, type: 'executionReport', leavesQty: 0, ordStatus: 'canceled' }
    return [this.#report(order, { execType: 'canceled' })]
  }

  #report(order: FlowMessage, what: object): FlowMessage {
    this.#seq += 1
    const told = { seq: this.#seq, execId: `E-${this.#seq}`, reason: 'none', text: '' }
    return { ...order, ...what, ...told, venueTimeUs: this.#nowUs() }
  }
}
