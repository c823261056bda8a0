import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import type { ExecutionReport } from '../../shared/domain/order.ts'
import { reason } from '../../shared/domain/reason.ts'
import {
  clientOrderId,
  execId,
  instrumentId,
  isoDate,
  priceTicks,
  qtyLots,
  timeUs,
} from '../../shared/math/quantities.ts'
import { january, withLimits } from '../risk/risk.testing.ts'
import type { OrderRequest } from '../session/venue-contract.ts'
import { accountMargin } from './account-margin.ts'
import { CoreLoop } from './core-loop.ts'
import type { DeskCommand } from './desk-commands.ts'
import { DeskState } from './desk-state.ts'
import type { JournalRecord } from './journal-records.ts'
import { replay } from './order-desk.ts'
import { riskContext } from './risk-view.ts'

const JAN = january.instrumentId
const TOK = instrumentId('TOKF27')
const tokens = { ...january, instrumentId: TOK, root: 'TOK', currency: 'CNY', tickValueMinor: 100 } as const

const buy: Extract<DeskCommand, { kind: 'placeOrder' }> = {
  kind: 'placeOrder',
  instrumentId: JAN,
  side: 'buy',
  orderType: 'limit',
  limitPrice: priceTicks(299),
  orderQty: qtyLots(1),
  timeInForce: 'day',
  origin: 'test',
}

/** A desk on a live market of two roots, H100 at 3.00 and TOK at 3.00 in CNY. */
class Desk {
  readonly state: DeskState
  readonly records: JournalRecord[] = []
  readonly sent: OrderRequest[] = []
  nowUs = 1_000_000
  #reports = 0
  readonly loop: CoreLoop

  constructor(runName = 'run') {
    this.state = new DeskState({ runName, user: 'tester', nowUs: timeUs(1_000_000) })
    this.loop = new CoreLoop(this.state, {
      clock: {
        nowUs: () => timeUs(this.nowUs),
        random: () => 0.5,
        setTimer: () => ({ cancel: () => undefined }),
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      append: (records) => this.records.push(...records),
      remember: () => undefined,
      changed: () => undefined,
    })
    this.loop.use({
      market: {
        start: () => undefined,
        subscribe: () => undefined,
        resync: () => undefined,
        reconnect: () => undefined,
        stop: () => undefined,
      },
      orders: {
        start: () => undefined,
        send: (request) => this.sent.push(request) > 0,
        reconnect: () => undefined,
        stop: () => undefined,
      },
    })
    const at = timeUs(this.nowUs)
    const welcome = {
      kind: 'welcome',
      venueName: 'T',
      environment: 'paper',
      instanceId: 'i',
      evidence: 'chain',
    } as const
    this.loop.marketEvents([welcome], at)
    this.loop.marketEvents([{ kind: 'definitions', instruments: [january, tokens] }], at)
    for (const id of [JAN, TOK]) {
      const snapshot = {
        ...{ instrumentId: id, changeId: 1, venueTimeUs: at },
        bids: [[priceTicks(299), qtyLots(10)]] as const,
        asks: [[priceTicks(301), qtyLots(10)]] as const,
      }
      this.loop.marketEvents([{ kind: 'snapshot', phase: 'continuous', snapshot }], at)
    }
    this.loop.orderEvents(
      [
        {
          kind: 'loggedIn',
          account: 'a',
          instanceId: 'i',
          lastSeq: 0,
          resumed: false,
          cancelsOnDisconnect: false,
        },
      ],
      at,
    )
    this.sent.length = 0
    this.records.length = 0
  }

  place(change: Partial<typeof buy> = {}) {
    return this.loop.command({ ...buy, ...change })
  }

  /** The exchange fills the order whole at 3.00. */
  fill(id: ClientOrderId): void {
    this.#says(id, 'trade')
  }

  cancelled(id: ClientOrderId): void {
    this.#says(id, 'canceled')
  }

  #says(id: ClientOrderId, execType: 'trade' | 'canceled'): void {
    const order = this.state.orders.order(id)
    if (order === undefined) throw new Error('the order is known')
    this.#reports += 1
    const { instrumentId, side, orderType, timeInForce, orderQty } = order
    const lastFill = {
      lastQty: orderQty,
      lastPrice: priceTicks(300),
      liquidity: 'taker',
      feeMinor: 0,
    } as const
    const report: ExecutionReport = {
      ...{ clientOrderId: id, instrumentId, side, orderType, timeInForce, orderQty, execType },
      ...{ cumQty: qtyLots(execType === 'trade' ? orderQty : 0), leavesQty: qtyLots(0) },
      ...{ seq: this.#reports, execId: execId(`E-${this.#reports}`) },
      ordStatus: execType === 'trade' ? 'filled' : 'canceled',
      ...{ venueReason: { code: execType, text: '' }, venueTimeUs: timeUs(this.nowUs) },
      ...(execType === 'trade' ? { lastFill } : {}),
    }
    this.loop.orderEvents([{ kind: 'report', report }], timeUs(this.nowUs))
  }

  settle(price: number): void {
    const settlement = {
      instrumentId: JAN,
      date: isoDate('2026-11-20'),
      kind: 'daily',
      rule: 'test',
    } as const
    this.loop.marketEvents(
      [{ kind: 'settlement', settlement: { ...settlement, price: priceTicks(price) } }],
      timeUs(this.nowUs),
    )
  }

  /** Without when requests were handed to the socket. */
  kinds(): readonly string[] {
    return this.records.map(({ kind }) => kind).filter((kind) => kind !== 'requestSent')
  }
}

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})

describe('the throttle of a desk', () => {
  const throttled = reason('throttled', { what: 'orders', burst: 2, perSecond: 1 })
  beforeEach(() => {
    const limits = withLimits({ orderBurst: 2, ordersPerSecond: 1, duplicateWindowMs: 0 })
    desk.state.riskSettings = { limits }
  })

  it('trips on the order that would be too fast, on record, and stays shut however long one waits', () => {
    const results = [desk.place(), desk.place(), desk.place()]
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false])
    expect(desk.kinds()).toEqual(['orderPlaced', 'orderPlaced', 'orderDenied', 'throttleTripped'])
    desk.nowUs += 2_900_000
    expect(desk.place()).toMatchObject({ ok: false, reason: throttled })
    expect(desk.kinds().filter((kind) => kind === 'throttleTripped')).toHaveLength(1)
    expect(desk.sent).toHaveLength(2)
  })

  it('is not moved by orders that never leave', () => {
    for (let n = 0; n < 9; n++) desk.place({ orderQty: qtyLots(101) })
    expect(desk.place().ok).toBe(true)
  })

  it('lets cancels out while it is shut, and orders again once a person has armed it', () => {
    desk.place()
    desk.place()
    desk.place()
    expect(desk.loop.command({ kind: 'cancelAll', origin: 'test' })).toMatchObject({ ok: true })
    const id = clientOrderId('run-1')
    expect(desk.loop.command({ kind: 'cancelOrder', clientOrderId: id, origin: 'test' }).ok).toBe(true)
    expect(desk.loop.command({ kind: 'rearmThrottle', origin: 'desk bar' }).ok).toBe(true)
    expect(desk.records.at(-1)).toMatchObject({
      kind: 'throttleRearmed',
      who: 'tester',
      origin: 'desk bar',
    })
    expect(desk.place().ok).toBe(true)
    expect(desk.loop.command({ kind: 'rearmThrottle', origin: 'desk bar' })).toMatchObject({
      reason: { code: 'throttleNotTripped' },
    })
  })

  it('lets out what flattens on a person’s word, whatever else limits orders', () => {
    const first = desk.place({ side: 'sell', limitPrice: priceTicks(300), orderQty: qtyLots(3) })
    if (first.ok && first.clientOrderIds[0] !== undefined) desk.fill(first.clientOrderIds[0])
    desk.place()
    desk.place()
    expect(desk.state.throttle.tripped).toBeDefined()
    const tight = {
      permittedRoots: [],
      maxOrderValueUsd: 0,
      maxMarginUsd: 0,
      maxDailyLossUsd: 0,
      maxOpenOrders: 0,
    }
    desk.state.riskSettings = { limits: withLimits(tight) }
    expect(desk.loop.command({ kind: 'cancelAll', origin: 'test' }).ok).toBe(true)
    const working = desk.state.orders.openOrders()[0]
    if (working === undefined) throw new Error('an order works')
    desk.cancelled(working.clientOrderId)
    expect(desk.loop.command({ kind: 'flatten', origin: 'test' }).ok).toBe(true)
    expect(desk.sent.at(-1)).toMatchObject({
      kind: 'newOrder',
      side: 'buy',
      orderQty: 3,
      orderType: 'market',
    })
  })

  it('is as it was after a restart', () => {
    desk.place()
    desk.place()
    desk.place()
    const next = new Desk('second')
    for (const entry of desk.records) replay(next.state, entry)
    expect(next.place({ limitPrice: priceTicks(298) })).toMatchObject({ ok: false, reason: throttled })
    next.loop.command({ kind: 'rearmThrottle', origin: 'test' })
    const third = new Desk('third')
    const rearmed = next.records.filter(({ kind }) => kind === 'throttleRearmed')
    for (const entry of [...desk.records, ...rearmed]) replay(third.state, entry)
    expect(third.state.throttle.tripped).toBeUndefined()
  })
})

describe('the same order twice', () => {
  it('is asked about, and sent once a person means it, which is on record', () => {
    const first = desk.place()
    expect(desk.place()).toMatchObject({
      reason: { code: 'duplicateOrder', params: { clientOrderId: first.ok ? first.clientOrderIds[0] : '' } },
    })
    expect(desk.place({ confirmDuplicate: true }).ok).toBe(true)
    expect(desk.records.at(-1)).toMatchObject({ kind: 'orderPlaced', confirmDuplicate: true })
    expect(desk.sent.at(-1)).not.toHaveProperty('confirmDuplicate')
    desk.nowUs += 1_000_000
    expect(desk.place().ok).toBe(true)
  })

  it('is asked about after the first has filled as well', () => {
    const first = desk.place()
    if (first.ok && first.clientOrderIds[0] !== undefined) desk.fill(first.clientOrderIds[0])
    expect(desk.state.orders.openCount).toBe(0)
    expect(desk.place()).toMatchObject({ reason: { code: 'duplicateOrder' } })
  })
})

describe('what the gate looks at', () => {
  function hold(qty: number, instrument = JAN): void {
    const side = qty > 0 ? 'buy' : 'sell'
    const placed = desk.place({
      instrumentId: instrument,
      side,
      limitPrice: priceTicks(300),
      orderQty: qtyLots(Math.abs(qty)),
    })
    if (placed.ok && placed.clientOrderIds[0] !== undefined) desk.fill(placed.clientOrderIds[0])
  }

  it('is the day’s result of each currency, by the mark', () => {
    hold(10)
    hold(-5, TOK)
    // The mark is 3.00, where both were traded: a day of nothing.
    expect(riskContext(desk.state, JAN, timeUs(desk.nowUs)).dayResults).toEqual([
      { currency: 'USD', dayMinor: 0n },
      { currency: 'CNY', dayMinor: 0n },
    ])
  })

  it('makes a desk that has lost its day only reduce', () => {
    hold(10)
    desk.state.riskSettings = { limits: withLimits({ maxDailyLossUsd: 0 }) }
    expect(desk.place()).toMatchObject({ reason: { code: 'dailyLossLimitHit' } })
    expect(desk.place({ side: 'sell', limitPrice: priceTicks(301), orderQty: qtyLots(10) }).ok).toBe(true)
    expect(desk.place({ side: 'sell', limitPrice: priceTicks(302) })).toMatchObject({
      reason: { code: 'dailyLossLimitHit' },
    })
  })

  it('is the worst case of the other roots', () => {
    hold(7, TOK)
    desk.place({ instrumentId: TOK, orderQty: qtyLots(3) })
    desk.place({ instrumentId: TOK, side: 'sell', limitPrice: priceTicks(301), orderQty: qtyLots(20) })
    expect(riskContext(desk.state, JAN, timeUs(desk.nowUs)).otherRootsQty).toBe(13)
    expect(riskContext(desk.state, TOK, timeUs(desk.nowUs)).otherRootsQty).toBe(0)
  })

  it('is how far a market order would reach into the book', () => {
    const { marketReach } = riskContext(desk.state, JAN, timeUs(desk.nowUs))
    expect([marketReach('buy', 10), marketReach('sell', 10), marketReach('buy', 11)]).toEqual([
      301,
      299,
      undefined,
    ])
  })

  it('stops a sale that would meet an own bid, and names it', () => {
    const bid = desk.place()
    expect(desk.place({ side: 'sell', limitPrice: priceTicks(299) })).toMatchObject({
      reason: {
        code: 'selfTrade',
        params: { clientOrderId: bid.ok ? bid.clientOrderIds[0] : '', otherPrice: '2.99' },
      },
    })
  })

  it('is the exchange’s band once it is told', () => {
    const limits = {
      low: priceTicks(295),
      high: priceTicks(300),
      dailyLow: priceTicks(290),
      dailyHigh: priceTicks(310),
    }
    desk.loop.marketEvents([{ kind: 'limits', limits: { instrumentId: JAN, ...limits } }], timeUs(desk.nowUs))
    expect(desk.place({ limitPrice: priceTicks(301) })).toMatchObject({
      reason: { code: 'priceOutsideBand' },
    })
  })
})

describe('the margin of the account', () => {
  const margin = (side: 'buy' | 'sell', qty: number, instrument = january) =>
    accountMargin(desk.state, { instrument, side, qty }, timeUs(desk.nowUs))

  it('is the scan range on what is held and works, by the settlement, else the mark', () => {
    // 12 % of 300 ticks × 7.30 USD is 262.80 USD a lot.
    expect(margin('buy', 0)).toBe(0n)
    expect(margin('buy', 5)).toBe(5n * 26_280n)
    desk.place()
    expect(margin('buy', 5)).toBe(6n * 26_280n)
    expect(margin('sell', 5)).toBe(5n * 26_280n)
    desk.settle(400)
    expect(margin('buy', 5)).toBe(6n * 35_040n)
  })

  it('counts each currency for itself', () => {
    desk.place({ instrumentId: TOK })
    expect(margin('buy', 0)).toBe(0n)
    expect(margin('buy', 0, tokens)).toBe(3_600n)
  })

  it('holds an order against its limit', () => {
    desk.state.riskSettings = { limits: withLimits({ maxMarginUsd: 1_314 }) }
    expect(desk.place({ orderQty: qtyLots(6) })).toMatchObject({
      reason: { code: 'marginLimitExceeded', params: { required: '1576.80', maxMargin: '1314.00' } },
    })
    expect(desk.place({ orderQty: qtyLots(5) }).ok).toBe(true)
  })
})

describe('a cancel', () => {
  it('passes whatever the limits, the throttle, the day and the market say', () => {
    const tight = {
      maxOrderQty: 0,
      maxOrderValueUsd: 0,
      maxMarginUsd: 0,
      maxDailyLossUsd: 0,
      maxOpenOrders: 0,
    }
    const trouble = fc.record({
      limits: fc.constantFrom({}, tight, { ...tight, permittedRoots: [], orderBurst: 1, messageBurst: 1 }),
      isTripped: fc.boolean(),
      isHalted: fc.boolean(),
      phase: fc.constantFrom('continuous' as const, 'halted' as const, 'closed' as const),
      isSilent: fc.boolean(),
      withAll: fc.boolean(),
    })
    fc.assert(
      fc.property(trouble, ({ limits, isTripped, isHalted, phase, isSilent, withAll }) => {
        const troubled = new Desk()
        const placed = troubled.place()
        const id = placed.ok ? placed.clientOrderIds[0] : undefined
        if (id === undefined) throw new Error('the order was taken')
        troubled.state.riskSettings = { limits: withLimits(limits) }
        if (isTripped)
          troubled.state.throttle.trip(reason('throttled', { what: 'orders', burst: 1, perSecond: 1 }))
        if (isHalted) troubled.state.halt('a test', timeUs(troubled.nowUs))
        const status = { phase, code: '', text: '', sinceUs: timeUs(troubled.nowUs) }
        troubled.loop.marketEvents([{ kind: 'status', instrumentId: JAN, status }], timeUs(troubled.nowUs))
        if (isSilent) {
          troubled.nowUs += 4_000_000
          troubled.loop.orderEvents([{ kind: 'heard', bytes: 1, messages: 1 }], timeUs(troubled.nowUs))
        }
        const command: DeskCommand = withAll
          ? { kind: 'cancelAll', origin: 'test' }
          : { kind: 'cancelOrder', clientOrderId: id, origin: 'test' }
        expect(troubled.loop.command(command)).toEqual({ ok: true, clientOrderIds: [id] })
      }),
      { numRuns: 60 },
    )
  })
})
