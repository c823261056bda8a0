// Promises about entering orders that trade nothing: every type and time in force at prices far from the market, and
// every rejection with its reason.
import { ORDER_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { OrderReasonCode } from '../../shared/venue-wire/order-messages.ts'
import { expectFields, expectThat, NotTested } from '../broken-promise.ts'
import type { ProtocolPromise } from '../protocol-promise.ts'
import type { Stage } from '../stage.ts'
import type { OrderWish, Trader } from '../trader.ts'
import { farPrice, type Place } from '../view/market-floor.ts'

interface Desk {
  readonly trader: Trader
  readonly place: Place
  readonly instrument: string
  /** Free prices far from the market. */
  readonly low: number
  readonly high: number
}

async function deskOf(stage: Stage): Promise<Desk> {
  const place = (await stage.floor()).liquid()
  const trader = await stage.logIn()
  const { instrument } = place.definition
  return { trader, place, instrument, low: farPrice(place, 'buy'), high: farPrice(place, 'sell') }
}

/** Enters an order that must rest as wished, then cancels it. */
async function rests(
  trader: Trader,
  wish: OrderWish,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const order = await trader.rest(wish)
  const { clientOrderId, requestId } = order
  const qty = wish.orderQty ?? 1
  const state = { ordStatus: 'working', orderQty: qty, cumQty: 0, leavesQty: qty, reason: 'none' }
  expectFields(order.report, { clientOrderId, requestId, ...wish, ...state, ...more })
  expectThat(order.report.venueOrderId !== undefined, { expected: 'a venueOrderId', received: order.report })
  const cancel = trader.request('cancelOrder', order)
  const canceled = await trader.report(cancel, 'canceled')
  expectFields(canceled, {
    requestId: cancel.requestId,
    ordStatus: 'canceled',
    leavesQty: 0,
    cumQty: 0,
    reason: 'userRequested',
  })
}

async function rejects(
  trader: Trader,
  wish: OrderWish,
  ...reasons: readonly OrderReasonCode[]
): Promise<void> {
  const entered = trader.enter(wish)
  const report = await trader.report(entered, 'rejected')
  const { requestId, clientOrderId } = entered
  expectFields(report, { requestId, clientOrderId, ordStatus: 'rejected', cumQty: 0, leavesQty: 0 })
  expectThat(reasons.includes(report.reason), {
    expected: `rejected for ${reasons.join(' or ')}`,
    received: report,
  })
}

/** Enters an order that is taken and must then end by itself, untraded. */
async function ends(trader: Trader, wish: OrderWish, reason: OrderReasonCode): Promise<void> {
  const entered = trader.enter(wish)
  const report = await trader.outcome(entered)
  expectFields(report, { execType: 'canceled', reason, ordStatus: 'canceled', cumQty: 0, leavesQty: 0 })
  const kinds = trader.reportsOf(entered).map(({ execType }) => execType)
  expectThat(kinds.join(' ') === 'new canceled', { expected: 'the reports new canceled', received: kinds })
}

const limit: ProtocolPromise = {
  name: 'orders.limit',
  section: 'Orders',
  says: 'A limit order (day, gtc) rests and is reported `new`; its cancel is reported `canceled`, both with their requestId.',
  needs: 'account',
  check: async (stage) => {
    const { trader, instrument, low, high } = await deskOf(stage)
    await rests(trader, { instrument, side: 'buy', orderType: 'limit', priceTicks: low, timeInForce: 'day' })
    await rests(trader, { instrument, side: 'sell', priceTicks: high, orderQty: 3, timeInForce: 'gtc' })
  },
}

const gtd: ProtocolPromise = {
  name: 'orders.gtd',
  section: 'Orders',
  says: 'A gtd order rests until its expireDate; without one, or with a past one, it is rejected `expireDateMissing`.',
  needs: 'account',
  check: async (stage) => {
    const { trader, instrument, low, place } = await deskOf(stage)
    const gtdOrder = { instrument, priceTicks: low, timeInForce: 'gtd' } as const
    await rests(trader, { ...gtdOrder, expireDate: place.definition.lastTradingDay })
    await rejects(trader, gtdOrder, 'expireDateMissing')
    await rejects(trader, { ...gtdOrder, expireDate: '2001-01-02' }, 'expireDateMissing')
    const day = { instrument, priceTicks: low, expireDate: place.definition.lastTradingDay }
    await rejects(trader, day, 'expireDateMissing', 'optionNotAllowed')
  },
}

const immediate: ProtocolPromise = {
  name: 'orders.immediate',
  section: 'Orders',
  says: 'An ioc or fok order that meets nothing is reported `new`, then `canceled` with noLiquidity or fokNotFilled.',
  needs: 'account',
  check: async (stage) => {
    const { trader, instrument, low } = await deskOf(stage)
    await ends(trader, { instrument, priceTicks: low, timeInForce: 'ioc' }, 'noLiquidity')
    await ends(trader, { instrument, priceTicks: low, timeInForce: 'fok' }, 'fokNotFilled')
  },
}

const minQty: ProtocolPromise = {
  name: 'orders.minQty',
  section: 'Orders',
  says: 'An order whose minimum quantity cannot trade at once ends whole with minQtyNotFilled; one above its quantity is rejected.',
  needs: 'account',
  check: async (stage) => {
    const { trader, instrument, low } = await deskOf(stage)
    const order = { instrument, priceTicks: low, orderQty: 5 }
    await ends(trader, { ...order, minQty: 2 }, 'minQtyNotFilled')
    await rejects(trader, { ...order, minQty: 6 }, 'minQtyOutOfRange')
  },
}

const postOnly: ProtocolPromise = {
  name: 'orders.postOnly',
  section: 'Orders',
  says: 'A post-only order rests where it would not trade, and is rejected `wouldTrade` where it would.',
  needs: 'account',
  check: async (stage) => {
    const { trader, instrument, low, place } = await deskOf(stage)
    await rests(trader, { instrument, priceTicks: low, postOnly: true })
    await rejects(
      trader,
      { instrument, orderType: 'market', timeInForce: 'ioc', postOnly: true },
      'optionNotAllowed',
    )
    const ask = place.book.best('sell')
    if (ask === undefined) throw new NotTested('there is no offer to meet now')
    const priceTicks = Math.min(ask + 3, place.limits?.highTicks ?? ask + 3)
    await rejects(trader, { instrument, priceTicks, postOnly: true }, 'wouldTrade')
  },
}

const stops: ProtocolPromise = {
  name: 'orders.stop',
  section: 'Orders',
  says: 'Stop and stop-limit orders wait outside the book, untriggered, and can be replaced and canceled.',
  needs: 'account',
  check: async (stage) => {
    const { trader, instrument, low, high, place } = await deskOf(stage)
    const stop = { instrument, side: 'buy', orderType: 'stop', stopPriceTicks: high } as const
    await rests(trader, stop)
    const stopLimit = { ...stop, orderType: 'stopLimit', priceTicks: low } as const
    const order = await trader.rest(stopLimit)
    const other = farPrice(place, 'sell', 1)
    const change = trader.request('replaceOrder', order, {
      priceTicks: low,
      stopPriceTicks: other,
      orderQty: 2,
    })
    const replaced = await trader.report(change, 'replaced')
    expectFields(replaced, { stopPriceTicks: other, priceTicks: low, orderQty: 2, leavesQty: 2 })
    expectThat(replaced.triggered !== true, { expected: 'an untriggered stop', received: replaced })
    await trader.report(trader.request('cancelOrder', order), 'canceled')
    await rejects(trader, { instrument, orderType: 'stop' }, 'stopPriceMissing')
    await rejects(
      trader,
      { instrument, priceTicks: place.book.best('buy') ?? 1, stopPriceTicks: high },
      'stopPriceMissing',
    )
  },
}

const missingPrice: ProtocolPromise = {
  name: 'orders.priceMissing',
  section: 'Reason codes of execution reports',
  says: 'A limit order without a price, or a market order with one, is rejected `priceMissing`.',
  needs: 'account',
  check: async (stage) => {
    const { trader, instrument, low } = await deskOf(stage)
    await rejects(trader, { instrument }, 'priceMissing')
    const market = { instrument, orderType: 'market', timeInForce: 'ioc', priceTicks: low } as const
    await rejects(trader, market, 'priceMissing')
  },
}

const ranges: ProtocolPromise = {
  name: 'orders.ranges',
  section: 'Limits',
  says: 'Quantities and prices outside what the venue takes are rejected with their reason.',
  needs: 'account',
  check: async (stage) => {
    const { trader, instrument, low } = await deskOf(stage)
    await rejects(
      trader,
      { instrument, priceTicks: low, orderQty: ORDER_LIMITS.orderQtyMax + 1 },
      'qtyOutOfRange',
    )
    const above = ORDER_LIMITS.priceTicksMax + 1
    const outside = ['priceOutOfRange', 'priceOutsideLimit', 'priceOutsideBand'] as const
    await rejects(trader, { instrument, side: 'sell', priceTicks: above }, ...outside)
    const below = ORDER_LIMITS.outrightPriceTicksMin - 1
    await rejects(trader, { instrument, priceTicks: below }, ...outside)
    const displayed = { instrument, priceTicks: low, orderQty: 2, displayQty: 3 }
    await rejects(trader, displayed, 'displayQtyOutOfRange')
  },
}

const bands: ProtocolPromise = {
  name: 'orders.bands',
  section: 'limits',
  says: 'A price beyond the daily limits is rejected `priceOutsideLimit`, a buy above the band `priceOutsideBand`.',
  needs: 'account',
  check: async (stage) => {
    const { trader, instrument, place } = await deskOf(stage)
    const { limits } = place
    if (limits === undefined) throw new NotTested(`${instrument} has told no limits`)
    const { dailyLowTicks, dailyHighTicks, lowTicks, highTicks } = limits
    if (dailyLowTicks > ORDER_LIMITS.outrightPriceTicksMin) {
      await rejects(trader, { instrument, priceTicks: dailyLowTicks - 1 }, 'priceOutsideLimit')
    }
    await rejects(trader, { instrument, side: 'sell', priceTicks: dailyHighTicks + 1 }, 'priceOutsideLimit')
    // The band may have moved by a quarter of its width since it was told.
    const beyond = highTicks + Math.ceil((highTicks - lowTicks) / 4) + 1
    if (beyond > dailyHighTicks) throw new NotTested(`the band of ${instrument} reaches its daily limit`)
    await rejects(trader, { instrument, priceTicks: beyond, postOnly: true }, 'priceOutsideBand')
  },
}

const notListed: ProtocolPromise = {
  name: 'orders.unknownInstrument',
  section: 'Reason codes of execution reports',
  says: 'An order in an instrument that is not listed is reported `rejected` with unknownInstrument.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    await rejects(trader, { instrument: 'NOSUCH-1', priceTicks: 100 }, 'unknownInstrument')
  },
}

const duplicate: ProtocolPromise = {
  name: 'orders.duplicate',
  section: 'Orders',
  says: 'A clientOrderId is used up for ever; a second order of the name is rejected and shows the untouched first.',
  needs: 'account',
  check: async (stage) => {
    const { trader, instrument, low } = await deskOf(stage)
    const first = await trader.rest({ instrument, priceTicks: low, orderQty: 2, timeInForce: 'gtc' })
    const { clientOrderId } = first
    const again = trader.enter({ instrument, priceTicks: low, orderQty: 7, clientOrderId })
    const refused = await trader.report(again, 'rejected')
    expectFields(refused, {
      reason: 'duplicateClientOrderId',
      requestId: again.requestId,
      ordStatus: 'working',
      orderQty: 2,
      priceTicks: low,
    })
    await trader.report(trader.request('cancelOrder', first), 'canceled')
    const once = trader.enter({ instrument, priceTicks: low, clientOrderId })
    expectFields(await trader.report(once, 'rejected'), {
      reason: 'duplicateClientOrderId',
      ordStatus: 'canceled',
    })
    const rejected = trader.enter({ instrument: 'NOSUCH-1', priceTicks: 1 })
    await trader.report(rejected, 'rejected')
    const reused = trader.enter({ instrument, priceTicks: low, clientOrderId: rejected.clientOrderId })
    expectFields(await trader.report(reused, 'rejected'), {
      reason: 'duplicateClientOrderId',
      ordStatus: 'rejected',
    })
  },
}

const combinations: ProtocolPromise = {
  name: 'orders.combination',
  section: 'Orders',
  says: 'Orders rest in combinations as in outrights, at prices that may be zero or below.',
  needs: 'account',
  check: async (stage) => {
    const [place] = (await stage.floor()).open({ combinations: true })
    if (place === undefined)
      throw new NotTested('no combination is in continuous trading with bids and offers now')
    const trader = await stage.logIn()
    const { instrument } = place.definition
    await rests(trader, { instrument, side: 'buy', priceTicks: farPrice(place, 'buy') })
    await rests(trader, { instrument, side: 'sell', priceTicks: farPrice(place, 'sell') })
  },
}

export const orderEntry: readonly ProtocolPromise[] = [
  limit,
  gtd,
  immediate,
  minQty,
  postOnly,
  stops,
  missingPrice,
  ranges,
  bands,
  notListed,
  duplicate,
  combinations,
]
