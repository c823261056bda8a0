import { beforeEach, describe, expect, it } from 'vitest'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { ExecutionReport, VenueOrderState } from '../../shared/domain/order.ts'
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
import type { UiCommand } from '../../shared/ui-wire/commands.ts'
import { wholeOf } from '../../shared/ui-wire/projection-updates.ts'
import type { Projection, Topic } from '../../shared/ui-wire/projections.ts'
import type { OrderRequest, OrderSessionEvent } from '../session/venue-contract.ts'
import { ordersAtStake } from './core-figures.ts'
import { CoreLoop } from './core-loop.ts'
import type { DeskCommand } from './desk-commands.ts'
import { DeskState } from './desk-state.ts'
import { journalCodec, type JournalRecord } from './journal-records.ts'
import { isReconciled } from './order-desk.ts'
import { projectionSource } from './projections/projection-source.ts'
import { riskContext } from './risk-view.ts'

const JAN = instrumentId('H100F27')
const instrument: Instrument = {
  instrumentId: JAN,
  root: 'H100',
  description: 'H100 January 2027',
  tickSize: { mantissa: 1, scale: 2 },
  multiplier: 730,
  unit: 'GPU-hour',
  currency: 'USD',
  tickValueMinor: 730,
  deliveryStart: isoDate('2027-01-01'),
  deliveryEnd: isoDate('2027-01-31'),
  lastTradingDay: isoDate('2027-01-29'),
  feeMinorPerLot: 50,
  source: 'test',
}
const buy: UiCommand = {
  kind: 'placeOrder',
  instrumentId: JAN,
  side: 'buy',
  orderType: 'limit',
  limitPrice: priceTicks(318),
  orderQty: qtyLots(5),
  timeInForce: 'day',
  origin: 'test',
}

/** That order as the venue holds it. */
const working = {
  instrumentId: JAN,
  side: 'buy',
  orderType: 'limit',
  timeInForce: 'day',
  limitPrice: priceTicks(318),
  orderQty: qtyLots(5),
  cumQty: qtyLots(0),
  leavesQty: qtyLots(5),
  ordStatus: 'working',
} as const

/** What a window that knows nothing yet makes of a topic. */
function whole(desk: ReturnType<typeof rig>, topic: Topic): Projection | undefined {
  const built = projectionSource(desk.state).build(topic, desk.at(), undefined)
  return built?.update === undefined ? undefined : wholeOf(built.update, undefined)
}

/** A desk whose sessions and journal write into one list, so that the order of things can be read off it. */
function rig() {
  let nowUs = 1_000_000
  let journalFails = false
  let linkUp = true
  const happened: string[] = []
  const kept: JournalRecord[] = []
  const state = new DeskState({ runName: 'run', user: 'ada', nowUs: timeUs(nowUs) })
  const loop = new CoreLoop(state, {
    clock: { nowUs: () => timeUs(nowUs), random: () => 0.5, setTimer: () => ({ cancel: () => undefined }) },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    append: (records) => {
      if (journalFails) throw new Error('disk full')
      kept.push(...records)
      for (const { kind } of records) happened.push(`durable ${kind}`)
    },
    remember: () => undefined,
    changed: () => undefined,
  })
  loop.use({
    market: {
      start: () => undefined,
      subscribe: () => undefined,
      resync: (id) => happened.push(`resync ${id}`),
      reconnect: ({ code }) => happened.push(`reconnect ${code}`),
      stop: () => undefined,
    },
    orders: {
      start: () => undefined,
      send: (request: OrderRequest) => {
        if (linkUp) happened.push(`sent ${request.kind}`)
        return linkUp
      },
      reconnect: ({ code }) => happened.push(`orders reconnect ${code}`),
      stop: () => happened.push('orders stopped'),
    },
  })
  const at = (): TimeUs => timeUs(nowUs)
  return {
    loop,
    state,
    happened,
    records: kept,
    at,
    advance: (us: number) => (nowUs += us),
    breakJournal: () => (journalFails = true),
    cutLink: () => (linkUp = false),
    open() {
      loop.marketEvents(
        [{ kind: 'welcome', venueName: 'T', environment: 'paper', instanceId: 'i', evidence: 'chain' }],
        at(),
      )
      loop.marketEvents([{ kind: 'definitions', instruments: [instrument] }], at())
      loop.marketEvents(
        [
          {
            kind: 'snapshot',
            phase: 'continuous',
            snapshot: {
              instrumentId: JAN,
              changeId: 1,
              bids: [[priceTicks(317), qtyLots(10)]],
              asks: [[priceTicks(319), qtyLots(10)]],
              venueTimeUs: at(),
            },
          },
        ],
        at(),
      )
      loop.orderEvents(
        [
          {
            ...{ kind: 'loggedIn', account: 'a', instanceId: 'i', lastSeq: 0, resumed: false },
            cancelsOnDisconnect: false,
          },
        ],
        at(),
      )
      happened.length = 0
      kept.length = 0
    },
  }
}

describe('core loop', () => {
  let desk: ReturnType<typeof rig>
  beforeEach(() => {
    desk = rig()
    desk.open()
  })

  it('makes an intent durable before it is sent', () => {
    expect(desk.loop.command(buy).ok).toBe(true)
    expect(desk.happened).toEqual(['durable orderPlaced', 'sent newOrder'])
  })

  it('keeps who decided on what market, and when the request left, for the audit trail', () => {
    const placed = desk.loop.command(buy)
    const [id] = placed.ok ? placed.clientOrderIds : []
    if (id === undefined) throw new Error('not placed')
    const change = {
      kind: 'replaceOrder',
      clientOrderId: id,
      limitPrice: priceTicks(1),
      origin: 'test',
    } as const
    desk.advance(2_000)
    expect(desk.loop.command({ ...change, orderQty: qtyLots(5) }).ok).toBe(false)
    const market = {
      state: 'live',
      bid: [317, 10],
      ask: [319, 10],
      phase: 'continuous',
      tickSize: { scale: 2 },
    }
    expect(desk.records).toMatchObject([
      { kind: 'orderPlaced', user: 'ada', origin: 'test', market: { ...market, ageMs: 0 } },
      { kind: 'requestSent', request: 'new', timeUs: 1_000_000 },
      {
        kind: 'replaceDenied',
        user: 'ada',
        market: { ...market, ageMs: 2 },
        reason: { code: 'changeInFlight' },
      },
    ])
    for (const one of desk.records) expect(journalCodec.parse(JSON.parse(JSON.stringify(one))).ok).toBe(true)
    const unknown = { ...change, clientOrderId: clientOrderId('none'), orderQty: qtyLots(5) }
    expect(desk.loop.command(unknown)).toMatchObject({ ok: false, reason: { code: 'orderNotOpen' } })
    expect(desk.records.at(-1)).toMatchObject({ kind: 'replaceDenied', clientOrderId: 'none', user: 'ada' })
  })

  it('writes down when the last request left before it ends', () => {
    desk.loop.command(buy)
    desk.loop.disconnect()
    expect(desk.records.at(-1)).toMatchObject({ kind: 'requestSent' })
  })

  it('makes several commands durable in one write, judges each as the ones before left things, then sends them', () => {
    const lots = (qty: number): typeof buy => ({ ...buy, orderQty: qtyLots(qty) })
    const [first, second, third] = desk.loop.commands([lots(5), lots(5), lots(4)])
    expect([first?.ok, second?.ok, third?.ok]).toEqual([true, false, true])
    expect(desk.happened).toEqual([
      ...['durable orderPlaced', 'durable orderDenied', 'durable orderPlaced'],
      ...['sent newOrder', 'sent newOrder'],
    ])
    desk.breakJournal()
    desk.happened.length = 0
    for (const result of desk.loop.commands([lots(3), lots(2)]))
      expect(result).toMatchObject({ ok: false, reason: { code: 'tradingHalted' } })
    expect(desk.happened).toEqual([])
  })

  it('sends nothing and halts trading when the journal cannot be written', () => {
    desk.breakJournal()
    expect(desk.loop.command(buy)).toMatchObject({ ok: false, reason: { code: 'tradingHalted' } })
    expect(desk.happened).toEqual([])
    expect(desk.state.orders.openCount).toBe(0)
    expect(desk.loop.command(buy)).toMatchObject({ ok: false, reason: { code: 'tradingHalted' } })
  })

  it.each(['cancelOrder', 'replaceOrder', 'cancelAll'] as const)(
    'does not say yes to a %s that could not be made durable',
    (kind) => {
      const placed = desk.loop.command(buy)
      if (!placed.ok || placed.clientOrderIds[0] === undefined) throw new Error('the order was placed')
      const [clientOrderId] = placed.clientOrderIds
      const state = { ...working, clientOrderId }
      desk.loop.orderEvents([{ kind: 'orderState', clientOrderId, order: state, lastSeq: 0 }], desk.at())
      desk.breakJournal()
      desk.happened.length = 0
      const to = { limitPrice: priceTicks(317), orderQty: qtyLots(4), origin: 'test' }
      const commands = {
        cancelOrder: { kind, clientOrderId, origin: 'test' } as DeskCommand,
        replaceOrder: { kind, clientOrderId, ...to } as DeskCommand,
        cancelAll: { kind, origin: 'test' } as DeskCommand,
      }
      expect(desk.loop.command(commands[kind])).toMatchObject({
        ok: false,
        reason: { code: 'tradingHalted' },
      })
      expect(desk.happened).toEqual([])
      expect(desk.state.orders.order(clientOrderId)?.status).toBe('working')
    },
  )

  it('halts trading when an internal check fails, sends nothing of that step, and keeps what it knew', () => {
    desk.state.nextClientOrderId = () => 'same'
    desk.loop.command(buy)
    desk.happened.length = 0
    expect(desk.loop.command(buy)).toMatchObject({ ok: false, reason: { code: 'tradingHalted' } })
    expect(desk.happened).toEqual([])
    expect(desk.state.orders.openCount).toBe(1)
    expect(desk.state.market.feed(JAN)?.book.changeId).toBe(1)
    expect(desk.loop.command({ kind: 'cancelAll', origin: 'test' }).ok).toBe(true)
  })

  it('ends an order as denied when there was no link to send it on, and never sends it later', () => {
    desk.cutLink()
    desk.loop.command(buy)
    expect(desk.state.orders.finishedOrders(1)[0]).toMatchObject({
      status: 'denied',
      reason: { code: 'orderSessionDown' },
    })
    expect(desk.happened).toEqual(['durable orderPlaced', 'durable sendFailed'])
  })

  it('leaves orders as they were when a mass cancel could not be sent', () => {
    const placed = desk.loop.command(buy)
    const [clientOrderId] = placed.ok ? placed.clientOrderIds : []
    if (clientOrderId === undefined) throw new Error('the order was placed')
    const state = { ...working, clientOrderId }
    desk.loop.orderEvents([{ kind: 'orderState', clientOrderId, order: state, lastSeq: 0 }], desk.at())
    desk.cutLink()
    desk.happened.length = 0
    desk.loop.command({ kind: 'cancelAll', origin: 'test' })
    expect(desk.happened).toEqual(['durable cancelRequested', 'durable sendFailed'])
    expect(desk.state.orders.order(clientOrderId)?.status).toBe('working')
  })

  it('takes orders nowhere while what it hears is past', () => {
    const welcome = { kind: 'welcome', venueName: 'V', instanceId: 'r', evidence: 'chain' } as const
    desk.loop.marketEvents([{ ...welcome, environment: 'replay' }], desk.at())
    expect(desk.state.orderLink.view().state).toBe('off')
    expect(desk.happened).toContain('orders stopped')
    expect(desk.loop.command(buy)).toMatchObject({ ok: false, reason: { code: 'replaying' } })
    expect(desk.happened.filter((what) => what.startsWith('sent'))).toEqual([])
  })

  it('marks an unanswered order unknown, asks about it, asks again, and never sends it again', () => {
    desk.loop.command(buy)
    expect(ordersAtStake(desk.state)).toEqual({ working: 1, held: 0, unknown: 0 })
    desk.happened.length = 0
    for (let second = 0; second < 10; second++) {
      desk.advance(1_000_000)
      const answered = { kind: 'roundTrip', roundTripUs: 5_000, clockOffsetUs: 0 } as const
      desk.loop.orderEvents([{ kind: 'heard', bytes: 9, messages: 1 }, answered], desk.at())
      desk.loop.tick()
    }
    expect(desk.state.orders.unknownOrders()).toHaveLength(1)
    expect(ordersAtStake(desk.state)).toEqual({ working: 0, held: 0, unknown: 1 })
    expect(desk.happened.filter((what) => what === 'sent newOrder')).toHaveLength(0)
    expect(desk.happened.filter((what) => what === 'sent orderStatus').length).toBeGreaterThan(1)
  })

  it('counts as reconciled once every question is answered and the missed reports are here, until the link is lost', () => {
    const lists = (lastSeq: number) => ({ kind: 'openOrders', orders: [], lastSeq }) as const
    expect(isReconciled(desk.state)).toBe(false)
    desk.loop.orderEvents([lists(0)], desk.at())
    expect(isReconciled(desk.state)).toBe(true)
    const placed = desk.loop.command(buy)
    const clientOrderId = placed.ok ? placed.clientOrderIds[0] : undefined
    if (clientOrderId === undefined) throw new Error('not placed')
    const working: VenueOrderState = {
      clientOrderId,
      instrumentId: JAN,
      side: 'buy',
      orderType: 'limit',
      timeInForce: 'day',
      limitPrice: priceTicks(318),
      orderQty: qtyLots(5),
      cumQty: qtyLots(0),
      leavesQty: qtyLots(5),
      ordStatus: 'working',
    }
    const report = (seq: number): OrderSessionEvent => {
      const venueReason = { code: 'none', text: '' }
      const told = {
        seq,
        execId: execId(`e${seq}`),
        execType: 'new',
        venueTimeUs: desk.at(),
        venueReason,
      } as const
      return { kind: 'report', report: { ...working, ...told } }
    }
    desk.loop.orderEvents([{ kind: 'down', reason: reason('linkLost', {}), retryInMs: 100 }], desk.at())
    expect(isReconciled(desk.state)).toBe(false)
    const again = {
      kind: 'loggedIn',
      account: 'a',
      instanceId: 'i',
      lastSeq: 2,
      resumed: true,
      cancelsOnDisconnect: false,
    } as const
    desk.loop.orderEvents([again], desk.at())
    desk.loop.orderEvents([lists(2), report(1)], desk.at())
    expect(isReconciled(desk.state)).toBe(false)
    desk.loop.orderEvents([report(2)], desk.at())
    expect(isReconciled(desk.state)).toBe(false)
    for (let asked = 0; asked < 2; asked++)
      desk.loop.orderEvents([{ kind: 'orderState', clientOrderId, order: working, lastSeq: 2 }], desk.at())
    expect(isReconciled(desk.state)).toBe(true)
  })

  it('refuses orders on data that has fallen silent, with its age', () => {
    desk.advance(4_000_000)
    desk.loop.orderEvents([{ kind: 'heard', bytes: 9, messages: 1 }], desk.at())
    expect(desk.loop.command(buy)).toMatchObject({
      ok: false,
      clientOrderId: 'run-1',
      reason: { code: 'staleMarketData', params: { instrument: JAN, ageMs: 4_000 } },
    })
    expect(desk.happened).toEqual(['durable orderDenied'])
  })

  it('lets no book grow younger when a link that fell silent is given up', () => {
    const lastHeard = desk.at()
    const sinceUs = (): number | undefined => {
      const ladder = whole(desk, `ladder:${JAN}`)
      return ladder !== undefined && 'state' in ladder && ladder.state.kind === 'stale'
        ? ladder.state.sinceUs
        : undefined
    }
    desk.advance(3_900_000)
    expect(sinceUs()).toBe(lastHeard)
    desk.advance(100_000)
    const why = reason('silent', { afterMs: 4_000 })
    for (const retryInMs of [100, 200]) {
      desk.loop.marketEvents([{ kind: 'down', reason: why, retryInMs }], desk.at())
      desk.advance(1_000_000)
      expect(sinceUs()).toBe(lastHeard)
    }
  })

  it('cancels everything with one request, whatever the market data say', () => {
    desk.loop.command(buy)
    desk.happened.length = 0
    desk.advance(4_000_000)
    desk.loop.orderEvents([{ kind: 'heard', bytes: 9, messages: 1 }], desk.at())
    expect(desk.loop.command({ kind: 'cancelAll', origin: 'test' }).ok).toBe(true)
    expect(desk.happened).toEqual(['durable requestSent', 'durable cancelRequested', 'sent massCancel'])
  })

  it('says so when a command cannot reach the exchange', () => {
    desk.loop.orderEvents(
      [{ kind: 'down', reason: { code: 'linkLost', params: {} }, retryInMs: 100 }],
      desk.at(),
    )
    expect(desk.loop.command({ kind: 'cancelAll', origin: 'test' })).toMatchObject({
      ok: false,
      reason: { code: 'orderSessionDown' },
    })
  })

  describe('with a spread', () => {
    const FEB = instrumentId('H100G27')
    const SPREAD = instrumentId('H100F27-H100G27')
    const legs = [
      { instrumentId: JAN, side: 'buy', lastQty: qtyLots(5), lastPrice: priceTicks(318) },
      { instrumentId: FEB, side: 'sell', lastQty: qtyLots(5), lastPrice: priceTicks(323) },
    ] as const
    const spread: Instrument = {
      ...instrument,
      instrumentId: SPREAD,
      combination: {
        kind: 'calendarSpread',
        legs: [
          { instrumentId: JAN, ratio: 1, priceWeight: 1 },
          { instrumentId: FEB, ratio: -1, priceWeight: -1 },
        ],
        priceDivisor: 1,
      },
    }
    const buySpread = { ...buy, instrumentId: SPREAD, limitPrice: priceTicks(-5) }

    function quote(id: typeof JAN, bid: number, ask: number): void {
      desk.loop.marketEvents(
        [
          {
            kind: 'snapshot',
            phase: 'continuous',
            snapshot: {
              ...{ instrumentId: id, changeId: 1, venueTimeUs: desk.at() },
              bids: [[priceTicks(bid), qtyLots(10)]],
              asks: [[priceTicks(ask), qtyLots(10)]],
            },
          },
        ],
        desk.at(),
      )
    }

    beforeEach(() => {
      desk.loop.marketEvents(
        [
          { kind: 'listed', instrument: { ...instrument, instrumentId: FEB } },
          { kind: 'listed', instrument: spread },
        ],
        desk.at(),
      )
      quote(FEB, 322, 324)
    })

    it('has no market before its first book, and then a reference from its legs where it has no own', () => {
      expect(desk.loop.command(buySpread)).toMatchObject({ ok: false, reason: { code: 'noMarketData' } })
      desk.loop.marketEvents(
        [
          {
            kind: 'snapshot',
            phase: 'continuous',
            snapshot: { instrumentId: SPREAD, changeId: 1, bids: [], asks: [], venueTimeUs: desk.at() },
          },
        ],
        desk.at(),
      )
      expect(desk.loop.command(buySpread)).toMatchObject({ ok: true })
      const far = { ...buySpread, limitPrice: priceTicks(318) }
      expect(desk.loop.command(far)).toMatchObject({
        ok: false,
        reason: { code: 'priceCollarExceeded', params: { reference: '-0.05' } },
      })
    })

    it('books a fill in the legs, and the position is theirs until the exchange cancels the trade', () => {
      quote(SPREAD, -6, -4)
      const placed = desk.loop.command(buySpread)
      const id = placed.ok ? placed.clientOrderIds[0] : undefined
      if (id === undefined) throw new Error('not placed')
      const [filled, none] = [qtyLots(5), qtyLots(0)]
      const lastFill = {
        lastQty: filled,
        lastPrice: priceTicks(-5),
        liquidity: 'maker',
        feeMinor: 10,
        legs,
      } as const
      const trade: ExecutionReport = {
        ...{ clientOrderId: id, instrumentId: SPREAD, side: 'buy', orderType: 'limit', timeInForce: 'day' },
        ...{ limitPrice: priceTicks(-5), orderQty: filled, cumQty: filled, leavesQty: none },
        ...{ ordStatus: 'filled', seq: 1, execId: execId('e1'), execType: 'trade', venueTimeUs: desk.at() },
        ...{ venueReason: { code: 'none', text: '' }, lastFill },
      }
      desk.loop.orderEvents([{ kind: 'report', report: trade }], desk.at())
      const { positions } = desk.state
      expect([positions.netQty(JAN), positions.netQty(FEB), positions.netQty(SPREAD)]).toEqual([5, -5, 0])
      expect(whole(desk, `ladder:${SPREAD}`)).toMatchObject({
        legPositions: [
          { instrumentId: JAN, ratio: 1, netQty: 5 },
          { instrumentId: FEB, ratio: -1, netQty: -5 },
        ],
      })
      expect(whole(desk, 'fills')).toMatchObject({ fills: [{ instrumentId: SPREAD, legs }] })
      const about = { seq: 2, execId: execId('e2'), execRefId: execId('e1'), cumQty: none } as const
      const bust: ExecutionReport = { ...trade, ...about, execType: 'tradeCancel' }
      desk.loop.orderEvents([{ kind: 'report', report: bust }], desk.at())
      expect([desk.state.positions.netQty(JAN), desk.state.positions.netQty(FEB)]).toEqual([0, 0])
      expect(whole(desk, 'fills')).toMatchObject({ fills: [{ amendment: { kind: 'canceled' } }] })
      expect(desk.state.notices.newestFirst()[0]).toMatchObject({
        kind: 'amended',
        reason: { code: 'tradeCanceled', params: { trade: 'e1', wasQty: 5, price: '-0.05' } },
      })
    })

    it('counts working spreads in the months of their legs and not in the root', () => {
      quote(SPREAD, -6, -4)
      desk.loop.command(buySpread)
      desk.loop.command({ ...buySpread, side: 'sell', limitPrice: priceTicks(-4), orderQty: qtyLots(2) })
      const context = riskContext(desk.state, SPREAD, desk.at())
      expect(context.rootExposure).toEqual({ netQty: 0, workingBuyQty: 0, workingSellQty: 0 })
      expect(context.legs.map((leg) => leg.exposure)).toEqual([
        { netQty: 0, workingBuyQty: 5, workingSellQty: 2 },
        { netQty: 0, workingBuyQty: 2, workingSellQty: 5 },
      ])
    })

    it('is on the board of combinations and not on the curve', () => {
      const source = projectionSource(desk.state)
      expect(whole(desk, 'curve:H100')).toMatchObject({
        points: [{ instrumentId: JAN }, { instrumentId: FEB }],
      })
      const before = source.version('combinations:H100')
      const implied = { instrumentId: SPREAD, bid: [priceTicks(0), qtyLots(2)] } as const
      desk.loop.marketEvents([{ kind: 'implied', implied }], desk.at())
      expect(source.version('combinations:H100')).toBeGreaterThan(before)
      expect(whole(desk, 'combinations:H100')).toMatchObject({
        points: [{ instrumentId: SPREAD, impliedBid: 0 }],
      })
    })
  })
})
