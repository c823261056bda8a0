// The machine of the exchange: the real exchange behind the real gateway, with a journal that outlasts them as much as the
// end they came to allows, and other traders who have prices and trade. Says what is true: what was reported, what is open,
// what is held.
import { assert } from '../shared/domain/assert.ts'
import type { ClientOrderId, TimeUs } from '../shared/domain/brands.ts'
import type { Side } from '../shared/domain/order.ts'
import { isoDate, timeUs } from '../shared/math/quantities.ts'
import type { ExecutionReport, VenueOrder } from '../shared/venue-wire/order-messages.ts'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'
import { orderFields, type Account } from '../venue/exchange/account.ts'
import type { Exchange } from '../venue/exchange/exchange.ts'
import { SESSION_HOURS } from '../venue/exchange/session/session-hours.ts'
import { Gateway } from '../venue/gateway/gateway.ts'
import type { GatewayMarket, VenueParts } from '../venue/gateway/venue-port.ts'
import { ExchangeRecorder } from '../venue/exchange-recorder.ts'
import type { TradeAmendment } from '../venue/market/exchange-port.ts'
import type { GatewayFault } from '../venue/market/scenario/gateway-fault.ts'
import { recoverExchange } from '../venue/paper-venue.ts'
import { ExchangeLog, type Survival } from './exchange-log.ts'
import { LISTINGS, TRADED } from './instruments.ts'
import type { Line } from './line.ts'
import type { Network } from './network.ts'
import type { VirtualTime } from './virtual-time.ts'

const TICK_MS = 100
/** House accounts of the other traders. */
const [BUYER, SELLER] = [1, 2]
/** How far from the middle their prices are, and how far through it a trade goes. */
const [QUOTE_AWAY, TRADE_THROUGH] = [3, 30]
const QUOTE_QTY = 40
const REPORTS_MAX = 5_000
const KEYS = new Map<string, string>([[PAPER_KEY.keyId, PAPER_KEY.secret]])

export interface HostOptions {
  readonly time: VirtualTime
  readonly network: () => Network
  /** An order of the terminal's account was reported. */
  readonly reported: (report: ExecutionReport) => void
}

/** An order of the other traders. */
interface OthersOrder {
  readonly side: Side
  readonly qty: number
  /** Ticks that it pays up or sells down from the middle. */
  readonly through: number
  readonly timeInForce: 'ioc' | 'gtc'
}

/** One life of the program; void once it has ended. */
interface Life {
  readonly gateway: Gateway
  readonly exchange: Exchange
  isOver: boolean
}

export class ExchangeHost {
  /** Reports of runs of the exchange that nobody remembers any more. */
  readonly forgotten: (readonly ExecutionReport[])[] = []
  readonly #options: HostOptions
  readonly #log = new ExchangeLog()
  readonly #startUs: TimeUs
  #run = 1
  #life: Life | undefined
  /** Their refs: fewer in a run than are kept for agents. */
  #othersOrders = 0
  #endInCommit:
    { readonly survival: Survival; readonly downMs: number; readonly isWritten: boolean } | undefined

  constructor(options: HostOptions) {
    this.#options = options
    this.#startUs = timeUs(options.time.nowUs)
    this.#start()
  }

  get isUp(): boolean {
    return this.#life !== undefined
  }

  /** True once an exchange came back without memory. */
  get hasForgotten(): boolean {
    return this.forgotten.length > 0
  }

  serve(line: Line): boolean {
    if (this.#life === undefined) return false
    line.farEnd.open()
    const { gateway } = this.#life
    if (line.session === 'market') gateway.serveMarket(line.farEnd.link)
    else gateway.serveOrders(line.farEnd.link)
    return true
  }

  fault(fault: GatewayFault): void {
    this.#life?.gateway.fault(fault)
  }

  /** Trading stands still for so long, then an auction opens it again. */
  halt(nth: number, seconds: number): void {
    const traded = TRADED[nth % TRADED.length]
    if (this.#life === undefined || traded === undefined) return
    const { exchange, gateway } = this.#life
    const halt = { instruments: [traded.instrumentId], reason: 'Halted by the simulation.', seconds }
    exchange.halt(halt, gateway.bringUpToDate())
  }

  /** Trades of the last so many seconds do not stand, or not as they were. */
  amend(nth: number, { seconds, change }: Pick<TradeAmendment, 'seconds' | 'change'>): void {
    const traded = TRADED[nth % TRADED.length]
    if (this.#life === undefined || traded === undefined) return
    const { exchange, gateway } = this.#life
    const instruments = [traded.instrumentId]
    exchange.amendTrades(
      { instruments, seconds, change, reason: 'Amended by the simulation.' },
      gateway.bringUpToDate(),
    )
  }

  /** Others trade `qty` lots against whatever rests on the other side. */
  trade(nth: number, side: Side, qty: number): void {
    this.#submit(nth, { side, qty, through: TRADE_THROUGH, timeInForce: 'ioc' })
  }

  /** Others show `qty` lots at a price. */
  quote(nth: number, side: Side, qty: number): void {
    this.#submit(nth, { side, qty, through: -QUOTE_AWAY, timeInForce: 'gtc' })
  }

  /** Ends the program and starts it again later; in the midst of its next commit where `inCommit` says so. */
  end(how: {
    readonly survival: Survival
    readonly downMs: number
    readonly inCommit?: 'before' | 'after' | undefined
  }): void {
    if (this.#life === undefined) return
    const { inCommit } = how
    if (inCommit === undefined) this.#end(how)
    else this.#endInCommit = { ...how, isWritten: inCommit === 'after' }
  }

  /** It runs, and nothing is to befall it. */
  heal(): void {
    this.#endInCommit = undefined
    if (this.#life === undefined) this.#start()
  }

  /** Every report of this run of the exchange, oldest first. */
  reports(): readonly ExecutionReport[] {
    const kept = this.#account()?.reportsAfter(0, REPORTS_MAX)
    return kept?.ok === true ? kept.value.map(({ text }) => JSON.parse(text) as ExecutionReport) : []
  }

  order(id: ClientOrderId): VenueOrder | undefined {
    const order = this.#account()?.order(id)
    return order && orderFields(order)
  }

  openOrders(): readonly VenueOrder[] {
    return [...(this.#account()?.open.values() ?? [])].map(orderFields)
  }

  /** Net lots by instrument. */
  positions(): ReadonlyMap<string, number> {
    const account = this.#account()
    const held = account === undefined ? [] : (this.#life?.exchange.accountOf(account).positions ?? [])
    return new Map(held.map(({ instrument, netQty }) => [instrument, netQty]))
  }

  #account(): Account | undefined {
    return this.#life?.exchange.accounts.get(PAPER_KEY.keyId)
  }

  #submit(nth: number, { side, qty, through, timeInForce }: OthersOrder): void {
    const traded = TRADED[nth % TRADED.length]
    if (this.#life === undefined || traded === undefined) return
    const { exchange, gateway } = this.#life
    exchange.agentsAct(traded.instrumentId, gateway.bringUpToDate(), (book) => {
      book.submit({
        orderRef: ++this.#othersOrders,
        account: side === 'buy' ? BUYER : SELLER,
        side,
        orderType: 'limit',
        timeInForce,
        limitPrice: traded.middle + (side === 'buy' ? through : -through),
        orderQty: qty,
      })
    })
  }

  #end({ survival, downMs }: { readonly survival: Survival; readonly downMs: number }): void {
    const life = this.#life
    if (life === undefined) return
    const reports = this.reports()
    life.isOver = true
    this.#life = undefined
    // After a power failure the network says nothing.
    this.#options.network().lost('far', { kept: () => REPORTS_MAX, isSilent: survival === 'durable' })
    this.#log.survive(survival)
    if (this.#log.isFresh) {
      this.forgotten.push(reports)
      this.#run += 1
    }
    this.#options.time.after(downMs * 1_000, this, () => {
      if (this.#life === undefined) this.#start()
    })
  }

  #start(): void {
    const { time, reported } = this.#options
    const instanceId = `sim-${this.#run}`
    const life: { isOver: boolean; parts?: VenueParts & { readonly exchange: Exchange } } = { isOver: false }
    const guarded =
      (work: () => void): (() => void) =>
      () => {
        if (!life.isOver) work()
      }
    const gateway = new Gateway({
      open: (listener) => {
        const recorder = new ExchangeRecorder(
          {
            published: (message) => listener.published(message),
            reported: (account, report) => {
              listener.reported(account, report)
              reported(report)
            },
          },
          this.#log,
        )
        const exchange = recoverExchange(
          { startUs: this.#startUs, hours: SESSION_HOURS.exchange, run: instanceId, listener: recorder },
          { state: { generation: 0, snapshot: undefined, records: this.#log.records(), lastNumber: 0 } },
        )
        recorder.isRecording = true
        if (exchange.books.length === 0) this.#list(exchange)
        life.parts = { exchange, market: marketOf(exchange, time), commit: () => this.#commit(recorder) }
        return life.parts
      },
      speed: 1,
      startUs: timeUs(time.nowUs),
      keys: KEYS,
      instanceId,
      nowMs: () => time.nowUs / 1_000,
      loop: {
        afterTurn: (work) => {
          time.after(0, this, guarded(work))
        },
        afterMs: (ms, work) => time.after(ms * 1_000, this, guarded(work)),
      },
    })
    assert(life.parts !== undefined, 'the gateway opens the exchange')
    const started: Life = Object.assign(life, { gateway, exchange: life.parts.exchange })
    this.#life = started
    const tick = (): void => {
      gateway.tick()
      time.after(TICK_MS * 1_000, this, guarded(tick))
    }
    tick()
    if (this.#log.isFresh) this.#showPrices()
  }

  #list(exchange: Exchange): void {
    const nowUs = timeUs(this.#options.time.nowUs)
    exchange.list(LISTINGS, nowUs)
    exchange.publishRate({ date: isoDate('2026-11-20'), value: '7.1000', source: 'simulation' }, nowUs)
  }

  #showPrices(): void {
    for (const nth of TRADED.keys()) {
      this.quote(nth, 'buy', QUOTE_QTY)
      this.quote(nth, 'sell', QUOTE_QTY)
    }
  }

  #commit(recorder: ExchangeRecorder): void {
    const kill = this.#endInCommit
    this.#endInCommit = undefined
    if (kill !== undefined && !kill.isWritten) return this.#end(kill)
    this.#log.commit({ durable: recorder.takeConcernsClients() })
    if (kill !== undefined) this.#end(kill)
  }
}

function marketOf(exchange: Exchange, time: VirtualTime): GatewayMarket {
  const market = {
    nowUs: timeUs(Math.max(time.nowUs, exchange.nowUs)),
    advanceTo: (nowUs: GatewayMarket['nowUs']) => {
      if (nowUs <= market.nowUs) return
      market.nowUs = nowUs
      exchange.advanceTo(nowUs)
    },
    fixings: () => undefined,
    latestFixings: () => [],
    rate: () => ({
      type: 'rate' as const,
      base: 'USD' as const,
      quote: 'CNY' as const,
      date: isoDate('2026-11-20'),
      value: '7.1000',
      source: 'simulation',
      venueTimeUs: market.nowUs,
    }),
  }
  return market
}
