// Surveillance as the core runs it: fed by what is journalled, told as a notice, never in the way of an order.
import { beforeEach, describe, expect, it } from 'vitest'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import type { ExecType, Order, Side } from '../../shared/domain/order.ts'
import { execId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { Notice } from '../../shared/ui-wire/projections.ts'
import { H100F27, instrument, snapshot } from '../marketdata/market-events.testing.ts'
import { parseOrderRecord, type OrderRecord } from '../order/order-records.ts'
import { CoreLoop } from './core-loop.ts'
import { DeskState } from './desk-state.ts'
import { replay } from './order-desk.ts'

const none = () => undefined
const venue = { venueName: 'T', environment: 'paper', instanceId: 'i', evidence: 'chain' } as const

/** A desk on a market of 210 to 212, and a venue that says what it is told to. */
class Rig {
  readonly state: DeskState
  readonly loop: CoreLoop
  readonly records: OrderRecord[] = []
  readonly happened: string[] = []
  nowUs = 1_000_000
  seq = 0

  constructor(past: readonly OrderRecord[] = [], runName = 'run') {
    this.state = new DeskState({ runName, nowUs: timeUs(this.nowUs) })
    for (const entry of past) replay(this.state, entry)
    this.loop = new CoreLoop(this.state, {
      clock: { nowUs: () => timeUs(this.nowUs), random: () => 0.5, setTimer: () => ({ cancel: none }) },
      log: {
        info: none,
        warn: (text) => this.happened.push(text),
        error: (text) => this.happened.push(text),
      },
      append: (records) => {
        this.records.push(...records)
        for (const { kind } of records) this.happened.push(`durable ${kind}`)
      },
      remember: none,
      changed: none,
    })
    this.loop.use({
      market: { start: none, subscribe: none, resync: none, reconnect: none, stop: none },
      orders: { start: none, send: ({ kind }) => this.happened.push(`sent ${kind}`) > 0, stop: none },
    })
    if (past.length > 0) this.loop.recovered()
  }

  open(lastSeq = 0): void {
    this.seq = lastSeq
    this.loop.marketEvents([{ kind: 'welcome', ...venue }], timeUs(this.nowUs))
    this.loop.marketEvents([{ kind: 'definitions', instruments: [instrument()] }], timeUs(this.nowUs))
    this.loop.marketEvents([snapshot(7)], timeUs(this.nowUs))
    const login = { kind: 'loggedIn', account: 'a', instanceId: 'i', lastSeq, resumed: true } as const
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
      ...{ kind: 'placeOrder', instrumentId: H100F27, side, orderType: 'limit', timeInForce: 'day' },
      ...{ limitPrice: priceTicks(price), orderQty: qtyLots(qty), origin: 'test' },
    })
    const id = placed.ok ? placed.clientOrderIds[0] : undefined
    if (id === undefined) throw new Error('not placed')
    this.says(id, 'new')
    return id
  }

  cancels(id: ClientOrderId): void {
    this.loop.command({ kind: 'cancelOrder', clientOrderId: id, origin: 'test' })
    this.says(id, 'canceled')
  }

  /** An execution report; a trade is of all that is left. */
  says(id: ClientOrderId, execType: ExecType & ('new' | 'trade' | 'canceled'), seq = ++this.seq): void {
    const order = this.order(id)
    const { instrumentId, side, orderType, timeInForce, limitPrice, orderQty } = order
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
      ...{ execId: execId(`E-${seq}`), cumQty: done, leavesQty: execType === 'new' ? orderQty : qtyLots(0) },
      ordStatus: ({ new: 'working', trade: 'filled', canceled: 'canceled' } as const)[execType],
      ...(execType === 'trade' ? { lastFill } : {}),
      venueReason: { code: execType === 'canceled' ? 'userRequested' : 'none', text: '' },
      venueTimeUs: timeUs(this.nowUs),
    }
    this.loop.orderEvents([{ kind: 'report', report }], timeUs(this.nowUs))
  }

  order(id: ClientOrderId): Order {
    const order = this.state.orders.order(id)
    if (order === undefined) throw new Error(`no order ${id}`)
    return order
  }

  get alerts(): readonly Notice[] {
    return this.state.notices.newestFirst().filter(({ kind }) => kind === 'surveillance')
  }
}

function layers(desk: Rig): readonly ClientOrderId[] {
  return [209, 208, 207].map((price) => desk.rests('buy', 10, price))
}

describe('surveillance in the core', () => {
  let desk: Rig
  beforeEach(() => {
    desk = new Rig()
    desk.open()
  })

  it('tells this desk of a layer at once, with its evidence, and leaves a line in the log', () => {
    const orders = layers(desk)
    const sold = desk.rests('sell', 1, 212)
    desk.says(sold, 'trade')
    desk.wait(700)
    for (const id of orders) desk.cancels(id)
    expect(desk.alerts).toMatchObject([
      {
        ...{ kind: 'surveillance', instrumentId: H100F27, timeUs: desk.nowUs },
        alert: { pattern: 'layering', orderIds: [sold, ...orders], evidence: { qty: 30, afterMs: 700 } },
      },
    ])
    expect(desk.happened.filter((what) => what === 'surveillance alert')).toHaveLength(1)
    expect(desk.state.halted).toBeUndefined()
    expect(desk.loop.command({ kind: 'cancelAll', origin: 'test' }).ok).toBe(true)
  })

  it('tells of orders that rest at crossing prices within five seconds, by its ticks alone', () => {
    const crossing = [desk.rests('buy', 5, 212), desk.rests('sell', 5, 211)]
    const crossedUs = desk.nowUs
    desk.wait(10_000)
    expect(desk.alerts).toMatchObject([{ alert: { evidence: { how: 'resting' }, orderIds: crossing } }])
    expect((desk.alerts[0]?.timeUs ?? 0) - crossedUs).toBeLessThan(5_000_000)
  })

  it('looks once the request is on its way', () => {
    const { surveillance } = desk.state
    if (surveillance === undefined) throw new Error('none')
    surveillance.order = () => {
      desk.happened.push('looked')
      return []
    }
    desk.happened.length = 0
    desk.rests('buy', 1, 209)
    expect(desk.happened.slice(0, 3)).toEqual(['durable orderPlaced', 'sent newOrder', 'looked'])
  })

  it('says so when it fails, and orders go on without it', () => {
    const { surveillance } = desk.state
    if (surveillance === undefined) throw new Error('none')
    surveillance.order = () => {
      throw new Error('broken')
    }
    const id = desk.rests('buy', 1, 209)
    expect(desk.order(id).status).toBe('working')
    expect(desk.state.halted).toBeUndefined()
    expect(desk.state.notices.newestFirst()).toMatchObject([
      { kind: 'problem', reason: { code: 'surveillanceFailed', params: { text: 'broken' } } },
    ])
    desk.cancels(id)
    desk.wait(200)
    expect(desk.state.notices.newestFirst()).toHaveLength(2)
  })

  describe('after a restart', () => {
    let orders: readonly ClientOrderId[]
    let sold: ClientOrderId
    let again: Rig

    /** The journal as it is read again, up to the trade in front of a layer. */
    beforeEach(() => {
      orders = layers(desk)
      sold = desk.rests('sell', 1, 212)
      const past = desk.records.map((entry) => {
        const read = parseOrderRecord(JSON.parse(JSON.stringify(entry)))
        if (!read.ok) throw new Error(read.error.text)
        return read.value
      })
      again = new Rig(past, 'later')
      again.nowUs = desk.nowUs + 1_000_000
    })

    it('does not judge what the venue tells of the time before', () => {
      again.open(desk.seq + 4)
      again.says(sold, 'trade', desk.seq + 1)
      for (const [nth, id] of orders.entries()) again.says(id, 'canceled', desk.seq + 2 + nth)
      again.wait(5_000)
      expect(again.state.orders.openCount).toBe(0)
      expect(again.alerts).toEqual([])
    })

    it('judges what happens now, to orders from before as well', () => {
      again.open(desk.seq)
      again.says(sold, 'trade')
      for (const id of orders) again.cancels(id)
      expect(again.alerts).toMatchObject([{ alert: { pattern: 'layering', orderIds: [sold, ...orders] } }])
    })
  })
})
