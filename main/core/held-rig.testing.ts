// A desk with a venue that keeps orders, for the stories of held orders: everything between the command and the wire is the
// real one. Requests and answers wait in queues until they are let through, so that a test decides who is faster; nothing
// happens by itself. The journal is text, and a restart reads it back.
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import type { HeldOrder, HeldTerms } from '../../shared/domain/held-order.ts'
import { isTerminal, type ExecType, type ExecutionReport, type Order } from '../../shared/domain/order.ts'
import type { TradingPhase } from '../../shared/domain/instrument.ts'
import { execId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { H100F27, instrument, levels, snapshot, trade } from '../marketdata/market-events.testing.ts'
import type { OrderRequest, OrderSessionEvent } from '../session/venue-contract.ts'
import { CoreLoop } from './core-loop.ts'
import type { DeskCommand } from './desk-commands.ts'
import { journalCodec } from './journal-records.ts'
import { DeskState } from './desk-state.ts'
import { replay, replayed } from './order-desk.ts'
import { heldProjection } from './projections/held.ts'

type VenueOrder = Omit<
  ExecutionReport,
  'seq' | 'execId' | 'execType' | 'lastFill' | 'venueReason' | 'venueTimeUs'
>

export class HeldRig {
  readonly journal: string[] = []
  /** Every request that reached the wire, oldest first. */
  readonly sent: OrderRequest[] = []
  /** The venue answers every replace with a refusal. */
  refusesChanges = false
  readonly #orders = new Map<ClientOrderId, VenueOrder>()
  readonly #reports: ExecutionReport[] = []
  #toVenue: OrderRequest[] = []
  #toUs: OrderSessionEvent[] = []
  #linkIsUp = false
  #nowUs = 1_000_000
  #changeId = 0
  #trades = 0
  #runs = 0
  state!: DeskState
  loop!: CoreLoop

  constructor() {
    this.#begin()
    this.connect()
  }

  // --- the person

  command(command: DeskCommand): UiCommandResult {
    return this.loop.command(command)
  }

  place(terms: HeldTerms): HeldOrder {
    const answer = this.command({ kind: 'placeHeld', terms, origin: 'test' })
    if (!answer.ok) throw new Error(`not placed: ${JSON.stringify(answer)}`)
    return this.held()
  }

  resume(): UiCommandResult {
    return this.command({ kind: 'resumeHeld', heldId: this.held().heldId, origin: 'test' })
  }

  /** The newest held order, as windows see it. */
  held(): HeldOrder {
    const { held } = heldProjection(this.state, timeUs(this.#nowUs))
    const newest = [...held].sort((a, b) => b.createdTimeUs - a.createdTimeUs)[0]
    if (newest === undefined) throw new Error('nothing is held')
    return newest
  }

  /** Its orders as `stop sell 5 @ 205 working`, open ones only unless all are asked for. */
  children(all = false): readonly string[] {
    return this.childOrders()
      .filter(({ status }) => all || !isTerminal(status))
      .map(words)
  }

  childOrders(): readonly Order[] {
    return this.held().childIds.flatMap((id) => this.state.orders.order(id) ?? [])
  }

  /** The newest child at this price, limit or stop. */
  child(price: number): ClientOrderId {
    const found = this.childOrders().findLast((order) => priceOf(order) === price)
    if (found === undefined) throw new Error(`no child at ${price}: ${this.children(true).join(', ')}`)
    return found.clientOrderId
  }

  // --- the market

  quote(bid: number | undefined, ask: number | undefined, phase: TradingPhase = 'continuous'): void {
    this.#changeId += 1
    const bids = bid === undefined ? [] : levels([bid, 50])
    const asks = ask === undefined ? [] : levels([ask, 50])
    const event = snapshot(this.#changeId, { bids, asks })
    this.loop.marketEvents([event.kind === 'snapshot' ? { ...event, phase } : event], timeUs(this.#nowUs))
  }

  marketTrades(qty: number): void {
    this.#trades += 1
    const one = trade(`t${this.#trades}`, { qty: qtyLots(qty) })
    this.loop.marketEvents([{ kind: 'trade', trade: one }], timeUs(this.#nowUs))
  }

  /** Time passes on two live sessions; on a silent market only the orders speak. */
  wait(ms: number, market: 'live' | 'silent' = 'live'): void {
    for (let left = ms; left > 0; left -= 1_000) {
      this.#nowUs += Math.min(left, 1_000) * 1_000
      const now = timeUs(this.#nowUs)
      const heard = { kind: 'heard', bytes: 9, messages: 1 } as const
      const answered = { kind: 'roundTrip', roundTripUs: 5_000, clockOffsetUs: 0 } as const
      if (market === 'live') this.loop.marketEvents([heard, answered], now)
      if (this.#linkIsUp) this.loop.orderEvents([heard, answered], now)
      this.loop.tick()
    }
  }

  get nowUs(): number {
    return this.#nowUs
  }

  // --- the venue

  /** Lets everything through until nothing is on its way. */
  settle(): void {
    for (let turns = 0; this.#toVenue.length + this.#toUs.length > 0; turns++) {
      if (turns > 200) throw new Error('It never comes to rest.')
      this.venueTakes()
      this.deliver()
    }
  }

  /** The venue acts on what it was sent; its words are on their way. */
  venueTakes(): void {
    for (const request of this.#toVenue.splice(0)) this.#take(request)
  }

  deliver(): void {
    const events = this.#toUs.splice(0)
    if (events.length > 0) this.loop.orderEvents(events, timeUs(this.#nowUs))
  }

  /** Somebody trades with the order; the report is on its way. */
  fills(id: ClientOrderId, qty: number): void {
    const order = this.#orders.get(id)
    if (order === undefined || isTerminal(order.ordStatus)) return
    const lastQty = Math.min(qty, order.leavesQty)
    if (lastQty === 0) return
    const leavesQty = qtyLots(order.leavesQty - lastQty)
    this.#tell(
      'trade',
      {
        ...order,
        cumQty: qtyLots(order.cumQty + lastQty),
        leavesQty,
        ordStatus: leavesQty === 0 ? 'filled' : 'partiallyFilled',
      },
      lastQty,
    )
  }

  expires(id: ClientOrderId): void {
    const order = this.#orders.get(id)
    if (order !== undefined && !isTerminal(order.ordStatus)) {
      this.#tell('expired', { ...order, ordStatus: 'expired', leavesQty: qtyLots(0) })
    }
  }

  /** Lots that open orders at the venue may still trade. */
  restingQty(): number {
    return [...this.#orders.values()].reduce((sum, { leavesQty }) => sum + leavesQty, 0)
  }

  filledQty(): number {
    return [...this.#orders.values()].reduce((sum, { cumQty }) => sum + cumQty, 0)
  }

  /** The link breaks: what was on its way to us is told again later, what was on its way to the venue is gone. */
  drop(): void {
    this.#linkIsUp = false
    this.#toVenue = []
    this.#toUs = []
    const why = { code: 'linkClosed', params: { text: 'cut' } } as const
    this.loop.orderEvents([{ kind: 'down', reason: why, retryInMs: 100 }], timeUs(this.#nowUs))
  }

  reconnect(): void {
    const after = this.state.orders.resumePoint?.lastSeq ?? 0
    this.#linkIsUp = true
    const lastSeq = this.#reports.length
    const login: OrderSessionEvent = {
      ...{ kind: 'loggedIn', account: 'a', instanceId: 'run', lastSeq, resumed: after > 0 },
      cancelsOnDisconnect: false,
    }
    this.#toUs = [login, ...this.#reports.slice(after).map((report) => ({ kind: 'report', report }) as const)]
    this.settle()
  }

  /** Tenor is killed and starts again on its journal. The venue lives on. */
  restart(): void {
    this.#linkIsUp = false
    this.#toVenue = []
    this.#toUs = []
    this.#nowUs += 1_000_000
    this.#begin()
    const records = this.journal.map((text) => {
      const parsed = journalCodec.parse(JSON.parse(text))
      if (!parsed.ok) throw new Error(parsed.error)
      return parsed.value
    })
    for (const entry of records) replay(this.state, entry)
    replayed(this.state)
    this.loop.recovered()
    this.connect()
  }

  /** Both sessions stand, and the book is 210 to 212. */
  connect(): void {
    const now = timeUs(this.#nowUs)
    this.loop.marketEvents(
      [
        { kind: 'welcome', venueName: 'T', environment: 'paper', instanceId: 'i', evidence: 'chain' },
        { kind: 'definitions', instruments: [instrument(H100F27)] },
      ],
      now,
    )
    this.quote(210, 212)
    this.reconnect()
  }

  #begin(): void {
    this.#runs += 1
    this.#changeId = 0
    this.state = new DeskState({ runName: `run${this.#runs}`, user: 'ada', nowUs: timeUs(this.#nowUs) })
    this.loop = new CoreLoop(this.state, {
      clock: {
        nowUs: () => timeUs(this.#nowUs),
        random: () => 0.5,
        setTimer: () => ({ cancel: () => undefined }),
      },
      log: { info: () => undefined, warn: () => undefined, error: (text, fields) => fail(text, fields) },
      append: (records) => {
        for (const one of records) this.journal.push(JSON.stringify(one))
      },
      remember: () => undefined,
      changed: () => undefined,
    })
    const nothing = (): void => undefined
    this.loop.use({
      market: { start: nothing, subscribe: nothing, resync: nothing, reconnect: nothing, stop: nothing },
      orders: {
        start: nothing,
        stop: nothing,
        reconnect: nothing,
        send: (request) => {
          if (!this.#linkIsUp) return false
          this.#toVenue.push(request)
          this.sent.push(request)
          return true
        },
      },
    })
  }

  #take(request: OrderRequest): void {
    const lastSeq = this.#reports.length
    switch (request.kind) {
      case 'newOrder': {
        const { kind: _, ...asked } = request
        const amounts = { cumQty: qtyLots(0), leavesQty: asked.orderQty, ordStatus: 'working' } as const
        this.#tell('new', { ...asked, ...amounts })
        return
      }
      case 'replaceOrder':
        this.#replace(request)
        return
      case 'cancelOrder':
        this.#cancel(request.clientOrderId)
        return
      case 'massCancel':
        for (const [id, { ordStatus }] of this.#orders) if (!isTerminal(ordStatus)) this.#cancel(id)
        return
      case 'orderStatus': {
        const order = this.#orders.get(request.clientOrderId)
        const found = order === undefined ? {} : { order }
        this.#toUs.push({
          kind: 'orderState',
          clientOrderId: request.clientOrderId,
          ...found,
          lastSeq,
        })
        return
      }
      case 'requestOpenOrders': {
        const orders = [...this.#orders.values()].filter(({ ordStatus }) => !isTerminal(ordStatus))
        this.#toUs.push({ kind: 'openOrders', orders, lastSeq })
        return
      }
      // Positions are no matter of held orders: this venue leaves that question open.
      case 'requestPositions':
        return
    }
  }

  #replace({ clientOrderId, limitPrice, orderQty }: OrderRequest & { kind: 'replaceOrder' }): void {
    const order = this.#orders.get(clientOrderId)
    if (order === undefined) return
    if (isTerminal(order.ordStatus) || this.refusesChanges) {
      this.#tell('replaceRejected', order)
      return
    }
    if (orderQty <= order.cumQty) {
      this.#cancel(clientOrderId)
      return
    }
    const price = limitPrice === undefined ? {} : { limitPrice }
    this.#tell('replaced', { ...order, ...price, orderQty, leavesQty: qtyLots(orderQty - order.cumQty) })
  }

  #cancel(id: ClientOrderId): void {
    const order = this.#orders.get(id)
    if (order === undefined) return
    if (isTerminal(order.ordStatus)) this.#tell('cancelRejected', order)
    else this.#tell('canceled', { ...order, ordStatus: 'canceled', leavesQty: qtyLots(0) })
  }

  #tell(execType: ExecType, order: VenueOrder, lastQty?: number): void {
    this.#orders.set(order.clientOrderId, order)
    const seq = this.#reports.length + 1
    const lastFill =
      lastQty === undefined
        ? {}
        : {
            lastFill: {
              lastQty: qtyLots(lastQty),
              lastPrice: order.limitPrice ?? order.terms?.stopPrice ?? priceTicks(211),
              liquidity: 'maker' as const,
              feeMinor: 0,
            },
          }
    const report: ExecutionReport = {
      ...order,
      ...lastFill,
      ...{ seq, execId: execId(`e${seq}`), execType, venueTimeUs: timeUs(this.#nowUs) },
      venueReason: { code: 'none', text: '' },
    }
    this.#reports.push(report)
    if (this.#linkIsUp) this.#toUs.push({ kind: 'report', report })
  }
}

function fail(text: string, fields: unknown): never {
  throw new Error(`${text}: ${JSON.stringify(fields)}`)
}

function priceOf({ limitPrice, terms }: Order): number | undefined {
  return terms?.stopPrice ?? limitPrice
}

function words(order: Order): string {
  const { orderType, side, leavesQty, orderQty, status } = order
  const qty = isTerminal(status) ? orderQty : leavesQty
  return `${orderType} ${side} ${qty} @ ${priceOf(order)} ${status}`
}
