// A core on a market of 210 to 212 and a venue that says what it is told to, for the tests of what the core does by itself.
import type { AlertNotification } from '../../shared/domain/alert.ts'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import type { ExecType, ExecutionReport, Order, Side } from '../../shared/domain/order.ts'
import { clientOrderId, execId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { H100F27, instrument, snapshot } from '../marketdata/market-events.testing.ts'
import type { AlertLogLine } from '../alert/alert-log.ts'
import { CoreLoop } from './core-loop.ts'
import { DeskState } from './desk-state.ts'
import { journalCodec, type JournalRecord } from './journal-records.ts'
import { replay, replayed } from './order-desk.ts'

const none = () => undefined
const venue = { venueName: 'T', environment: 'paper', instanceId: 'i', evidence: 'chain' } as const

export class ScriptedDesk {
  readonly state: DeskState
  readonly loop: CoreLoop
  readonly records: JournalRecord[] = []
  readonly happened: string[] = []
  readonly told: AlertNotification[] = []
  readonly kept: AlertLogLine[] = []
  nowUs = 1_000_000
  seq = 0
  #journalFails = false

  constructor(past: readonly JournalRecord[] = [], runName = 'run') {
    this.state = new DeskState({ runName, user: 'ada', nowUs: timeUs(this.nowUs) })
    for (const entry of past) replay(this.state, entry)
    replayed(this.state)
    this.loop = new CoreLoop(this.state, {
      clock: { nowUs: () => timeUs(this.nowUs), random: () => 0.5, setTimer: () => ({ cancel: none }) },
      log: {
        info: none,
        warn: (text) => this.happened.push(text),
        error: (text) => this.happened.push(text),
      },
      append: (records) => {
        if (this.#journalFails) throw new Error('disk full')
        this.records.push(...records)
        for (const { kind } of records) this.happened.push(`durable ${kind}`)
      },
      remember: none,
      changed: none,
      alerts: { keep: (lines) => this.kept.push(...lines), notify: (told) => this.told.push(told) },
    })
    this.loop.use({
      market: { start: none, subscribe: none, resync: none, reconnect: none, stop: none },
      orders: {
        start: none,
        send: ({ kind }) => this.happened.push(`sent ${kind}`) > 0,
        reconnect: ({ code }) => this.happened.push(`orders reconnect ${code}`),
        stop: none,
      },
    })
    if (past.length > 0) this.loop.recovered()
  }

  open(lastSeq = 0): void {
    this.seq = lastSeq
    this.loop.marketEvents([{ kind: 'welcome', ...venue }], timeUs(this.nowUs))
    this.loop.marketEvents([{ kind: 'definitions', instruments: [instrument()] }], timeUs(this.nowUs))
    this.loop.marketEvents([snapshot(7)], timeUs(this.nowUs))
    const as = { account: 'a', instanceId: 'i', lastSeq, resumed: true, cancelsOnDisconnect: false }
    const login = { kind: 'loggedIn', ...as } as const
    this.loop.orderEvents([login], timeUs(this.nowUs))
  }

  /** Time passes with both sessions heard and the loop ticking ten times a second. */
  wait(ms: number): void {
    for (let passed = 0; passed < ms; passed += 100) {
      this.nowUs += 100_000
      const heard = { kind: 'heard', bytes: 9, messages: 1 } as const
      const answered = { kind: 'roundTrip', roundTripUs: 5_000, clockOffsetUs: 0 } as const
      this.loop.marketEvents([heard, answered], timeUs(this.nowUs))
      this.loop.orderEvents([heard, answered], timeUs(this.nowUs))
      this.loop.tick()
    }
  }

  rests(side: Side, qty: number, price: number): ClientOrderId {
    const placed = this.loop.command({
      ...{
        kind: 'placeOrder',
        instrumentId: H100F27,
        side,
        orderType: 'limit' as const,
        timeInForce: 'day' as const,
      },
      ...{ limitPrice: priceTicks(price), orderQty: qtyLots(qty), origin: 'test' },
    })
    const id = placed.ok ? placed.clientOrderIds[0] : undefined
    if (id === undefined) throw new Error('not placed')
    this.says(id, 'new')
    return id
  }

  /** An order of the same account that this terminal did not place. */
  restsElsewhere(side: Side, qty: number, price: number): ClientOrderId {
    const id = clientOrderId('other-1')
    this.seq += 1
    const report: ExecutionReport = {
      ...{
        clientOrderId: id,
        instrumentId: H100F27,
        side,
        orderType: 'limit' as const,
        timeInForce: 'day' as const,
      },
      ...{
        limitPrice: priceTicks(price),
        orderQty: qtyLots(qty),
        cumQty: qtyLots(0),
        leavesQty: qtyLots(qty),
      },
      ...{ seq: this.seq, execId: execId(`E-${this.seq}`) },
      ...{ venueReason: { code: 'none', text: '' }, venueTimeUs: timeUs(this.nowUs) },
      execType: 'new',
      ordStatus: 'working',
    }
    this.loop.orderEvents([{ kind: 'report', report }], timeUs(this.nowUs))
    return id
  }

  cancels(id: ClientOrderId): void {
    this.loop.command({ kind: 'cancelOrder', clientOrderId: id, origin: 'test' })
    this.says(id, 'canceled')
  }

  /** From here on nothing can be written. */
  breakJournal(): void {
    this.#journalFails = true
  }

  /** The journal as another run reads it. */
  written(): readonly JournalRecord[] {
    return this.records.map((entry) => {
      const read = journalCodec.parse(JSON.parse(JSON.stringify(journalCodec.encode(entry))))
      if (!read.ok) throw new Error(read.error)
      return read.value
    })
  }

  /** An execution report; a trade is of all that is left. */
  says(
    id: ClientOrderId,
    execType: ExecType & ('new' | 'trade' | 'canceled'),
    seq = ++this.seq,
    why = execType === 'canceled' ? 'userRequested' : 'none',
  ): void {
    const order = this.order(id)
    const { instrumentId, side, orderType, timeInForce, limitPrice, terms, orderQty } = order
    const lastFill = {
      lastQty: order.leavesQty,
      lastPrice: limitPrice ?? priceTicks(0),
      liquidity: 'maker' as const,
      feeMinor: 0,
    }
    const done = { new: order.cumQty, trade: orderQty, canceled: order.cumQty }[execType]
    const report = {
      ...{ clientOrderId: id, instrumentId, side, orderType, timeInForce, orderQty, execType, seq },
      ...(limitPrice === undefined ? {} : { limitPrice }),
      ...(terms === undefined ? {} : { terms }),
      ...{ execId: execId(`E-${seq}`), cumQty: done, leavesQty: execType === 'new' ? orderQty : qtyLots(0) },
      ordStatus: ({ new: 'working', trade: 'filled', canceled: 'canceled' } as const)[execType],
      ...(execType === 'trade' ? { lastFill } : {}),
      venueReason: { code: why, text: '' },
      venueTimeUs: timeUs(this.nowUs),
    }
    this.loop.orderEvents([{ kind: 'report', report }], timeUs(this.nowUs))
  }

  /** So much of the order trades at this price; what is left of one that trades at once or not at all is canceled. */
  fills(id: ClientOrderId, qty: number, price: number): void {
    const { instrumentId, side, orderType, timeInForce, limitPrice, orderQty, cumQty } = this.order(id)
    const done = qtyLots(cumQty + qty)
    const seq = ++this.seq
    const trade: ExecutionReport = {
      ...{ clientOrderId: id, instrumentId, side, orderType, timeInForce, orderQty, seq },
      ...(limitPrice === undefined ? {} : { limitPrice }),
      ...{ execId: execId(`E-${seq}`), execType: 'trade', cumQty: done, leavesQty: qtyLots(orderQty - done) },
      ordStatus: done === orderQty ? 'filled' : 'partiallyFilled',
      lastFill: { lastQty: qtyLots(qty), lastPrice: priceTicks(price), liquidity: 'taker', feeMinor: 0 },
      ...{ venueReason: { code: 'none', text: '' }, venueTimeUs: timeUs(this.nowUs) },
    }
    this.loop.orderEvents([{ kind: 'report', report: trade }], timeUs(this.nowUs))
    if (timeInForce === 'ioc' && done < orderQty) this.says(id, 'canceled')
  }

  /** The newest order sent. */
  get newest(): Order {
    const entry = this.records.findLast(({ kind }) => kind === 'orderPlaced')
    if (entry?.kind !== 'orderPlaced') throw new Error('no order was placed')
    return this.order(entry.clientOrderId)
  }

  order(id: ClientOrderId): Order {
    const order = this.state.orders.order(id)
    if (order === undefined) throw new Error(`no order ${id}`)
    return order
  }
}
