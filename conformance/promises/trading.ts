// Promises about trades: with the market as it stands, between two accounts, and never with oneself. Each needs a
// price at which the check can be alone or a market to meet; where the market moves away first, the check tries
// another book, and is skipped when none serves. What was bought is sold again when the run ends.
import type { ExecutionReport } from '../../shared/venue-wire/order-messages.ts'
import { expectFields, expectThat, NotTested } from '../broken-promise.ts'
import type { ProtocolPromise } from '../protocol-promise.ts'
import type { Stage } from '../stage.ts'
import type { Entered, Trader } from '../trader.ts'
import { farPrice, touch, type Place } from '../view/market-floor.ts'

const TRIES = 6

/** The trades of an order; fees, sums and legs of each are as the definition says. */
function tradesOf(trader: Trader, entered: Entered, { definition }: Place): readonly ExecutionReport[] {
  const trades = trader.reportsOf(entered).filter(({ execType }) => execType === 'trade')
  let cumQty = 0
  for (const trade of trades) {
    const lastQty = trade.lastQty ?? 0
    cumQty += lastQty
    expectFields(trade, { cumQty, feeMinor: lastQty * definition.feeMinorPerLot, reason: 'none' })
    expectLegs(trade, definition)
  }
  return trades
}

function expectLegs(trade: ExecutionReport, definition: Place['definition']): void {
  const { combination } = definition
  if (combination === undefined) {
    expectThat(trade.legs === undefined, { expected: 'no legs in an outright', received: trade })
    return
  }
  const booked = trade.legs ?? []
  expectThat(booked.length === combination.legs.length, { expected: 'every leg booked', received: trade })
  let sum = 0
  for (const [at, { instrument, ratio, priceWeight }] of combination.legs.entries()) {
    const leg = booked[at]
    const bought = ratio > 0 === (trade.side === 'buy')
    const expected = {
      instrument,
      side: bought ? 'buy' : 'sell',
      lastQty: (trade.lastQty ?? 0) * Math.abs(ratio),
    }
    expectFields(leg ?? {}, expected)
    sum += priceWeight * (leg?.lastPriceTicks ?? 0)
  }
  const difference = Math.abs(sum / combination.priceDivisor - (trade.lastPriceTicks ?? 0))
  const isExact = combination.priceDivisor === 1
  expectThat(isExact ? difference === 0 : difference < 1, {
    expected: `legs that add up to ${trade.lastPriceTicks ?? 0}${isExact ? '' : ' within a tick'}`,
    received: trade,
  })
}

const market: ProtocolPromise = {
  name: 'trading.market',
  section: 'Orders',
  says: 'A market order is reported `new`, then `trade` until it is filled or `canceled` with its rest; each trade carries its fee. One to limit is told the limit it got, at which it first trades.',
  needs: 'account',
  check: async (stage) => {
    const floor = await stage.floor()
    const trader = await stage.logIn()
    const place = floor.liquid()
    const { instrument } = place.definition
    for (const [orderType, side] of [
      ['market', 'buy'],
      ['market', 'sell'],
      ['marketToLimit', 'buy'],
      ['marketToLimit', 'sell'],
    ] as const) {
      const entered = trader.enter({ instrument, side, orderType, timeInForce: 'day' })
      const report = await trader.report(entered, 'new')
      const done = await trader.outcome(entered)
      const trades = tradesOf(trader, entered, place)
      if (trades.length === 0) {
        expectFields(done, { execType: 'canceled', reason: 'noLiquidity', cumQty: 0 })
        throw new NotTested(`${instrument} had nothing to meet a ${orderType} order`)
      }
      const limit = orderType === 'market' ? undefined : trades[0]?.lastPriceTicks
      const expected = limit === undefined ? 'no price' : `the limit ${limit}`
      expectThat(report.priceTicks === limit, { expected, received: report })
      expectFields(done, {
        execType: 'trade',
        ordStatus: 'filled',
        cumQty: 1,
        leavesQty: 0,
        liquidity: 'taker',
      })
    }
  },
}

const combination: ProtocolPromise = {
  name: 'trading.combination',
  section: 'executionReport',
  says: 'A fill of a combination names the legs that it books, at prices that add up to its own.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    let traded = 0
    for (const place of (await stage.floor()).open({ combinations: true }).slice(0, TRIES)) {
      for (const side of ['buy', 'sell'] as const) {
        const { instrument } = place.definition
        const entered = trader.enter({ instrument, side, orderType: 'market', timeInForce: 'ioc' })
        await trader.outcome(entered)
        traded += tradesOf(trader, entered, place).length
      }
    }
    if (traded === 0) throw new NotTested('no combination had anything to trade with now')
  },
}

const triggered: ProtocolPromise = {
  name: 'trading.stopTriggered',
  section: 'Orders',
  says: 'A stop order whose price the last trade has reached is reported `new`, then `triggered`, and goes on as a limit or market order.',
  needs: 'account',
  check: async (stage) => {
    const place = (await stage.floor()).liquid()
    const { instrument } = place.definition
    const trader = await stage.logIn()
    // A trade of our own, so that there is a last price.
    const first = trader.enter({ instrument, orderType: 'market', timeInForce: 'ioc' })
    await trader.outcome(first)
    const [bought] = tradesOf(trader, first, place)
    if (bought?.lastPriceTicks === undefined) throw new NotTested(`${instrument} had nothing to trade with`)
    const price = farPrice(place, 'buy')
    const entered = trader.enter({
      instrument,
      orderType: 'stopLimit',
      stopPriceTicks: price,
      priceTicks: price,
    })
    const report = await trader.report(entered, 'triggered')
    expectFields(report, { triggered: true, ordStatus: 'working', leavesQty: 1 })
    const kinds = trader.reportsOf(entered).map(({ execType }) => execType)
    expectThat(kinds.join(' ') === 'new triggered', {
      expected: 'the reports new triggered',
      received: kinds,
    })
    const stop = trader.enter({
      instrument,
      side: 'sell',
      orderType: 'stop',
      stopPriceTicks: bought.lastPriceTicks + 2,
    })
    const done = await trader.outcome(stop)
    const order = trader.reportsOf(stop).map(({ execType }) => execType)
    expectThat(order[0] === 'new' && order[1] === 'triggered', {
      expected: 'new triggered first',
      received: order,
    })
    expectThat(done.execType === 'trade' || done.reason === 'noLiquidity', {
      expected: 'a market order’s end',
      received: done,
    })
  },
}

/** Rests alone at the best offer of a book with room, until `work` says that it was not disturbed. */
async function alone(
  stage: Stage,
  {
    combinations,
    work,
  }: { readonly combinations: boolean; readonly work: (place: Place, price: number) => Promise<boolean> },
): Promise<void> {
  const places = (await stage.floor()).roomy({ combinations }).slice(0, TRIES)
  for (const place of places) {
    const { bid, ask } = touch(place)
    if (ask - bid < 2) continue
    if (await work(place, ask - 1)) return
  }
  const what = combinations ? 'combination' : 'outright'
  throw new NotTested(
    places.length === 0
      ? `no ${what} has room between bid and offer now`
      : `the market came first in ${places.length} books`,
  )
}

const selfTrade: ProtocolPromise = {
  name: 'trading.selfTrade',
  section: 'Orders',
  says: 'An account never trades with itself: by `selfTrade` the resting order ends (the default), the incoming one, or both.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    for (const [mode, restingEnds, incomingEnds] of [
      [undefined, true, false],
      ['cancelOldest', true, false],
      ['cancelNewest', false, true],
      ['cancelBoth', true, true],
    ] as const) {
      await alone(stage, {
        combinations: false,
        work: async ({ definition: { instrument } }, priceTicks) => {
          const resting = await trader.rest({ instrument, side: 'sell', priceTicks, orderQty: 2 })
          const wish = { instrument, priceTicks, orderQty: 1, timeInForce: 'ioc' } as const
          const incoming = trader.enter(mode === undefined ? wish : { ...wish, selfTrade: mode })
          const end = await trader.outcome(incoming)
          const cleanUp = trader.request('cancelOrder', resting)
          await trader.link.find('executionReport', ({ requestId }) => requestId === cleanUp.requestId)
          const reports = trader.reportsOf(resting)
          const own = [...reports, ...trader.reportsOf(incoming)].filter(
            ({ execType }) => execType === 'trade',
          )
          const [maker, taker] = [own.find(isMaker), own.find((trade) => !isMaker(trade))]
          expectThat(maker === undefined || taker === undefined, {
            expected: 'no trade of the account with itself',
            received: [maker, taker],
          })
          if (own.length > 0) return false
          const restingEnded = reports.some(({ reason }) => reason === 'selfTradePrevented')
          // The offer was beaten by a better one before ours arrived at it.
          if (!restingEnded && end.reason !== 'selfTradePrevented') return false
          const expected = `${mode ?? 'no mode'} to end the ${restingEnds ? 'resting ' : ''}${incomingEnds ? 'incoming ' : ''}order`
          expectThat(restingEnded === restingEnds, { expected, received: reports.at(-1) })
          expectThat((end.reason === 'selfTradePrevented') === incomingEnds, { expected, received: end })
          return true
        },
      })
    }
  },
}

const twoSides: ProtocolPromise = {
  name: 'trading.twoSides',
  section: 'Execution reports and resume',
  says: 'A trade is reported to maker and taker with the same price and quantity, and told once to the market before the book changes.',
  needs: 'twoAccounts',
  check: async (stage) => {
    const [maker, taker] = [await stage.logIn({}, 0), await stage.logIn({}, 1)]
    await alone(stage, {
      combinations: false,
      work: async (place, priceTicks) => {
        const { instrument } = place.definition
        const link = await stage.market()
        link.send({ type: 'subscribe', requestId: link.requestId(), instruments: [instrument] })
        await link.find('snapshot')
        const resting = await maker.rest({ instrument, side: 'sell', priceTicks, orderQty: 3 })
        const showsQty =
          (qty: number) => (delta: { readonly asks: readonly (readonly [number, number])[] }) =>
            delta.asks.some(([price, lots]) => price === priceTicks && lots === qty)
        const appeared = await link.findOrNothing('delta', showsQty(3))
        const from = link.mark()
        const incoming = taker.enter({ instrument, priceTicks, orderQty: 2, timeInForce: 'ioc' })
        const [bought] = [await taker.outcome(incoming)]
        const sold = await maker.link.findOrNothing(
          'executionReport',
          ({ clientOrderId, execType }) => clientOrderId === resting.clientOrderId && execType === 'trade',
        )
        // Someone else stood at the price, or took ours first.
        if (appeared === undefined || sold?.lastQty !== 2 || bought.cumQty !== 2) return false
        expectFields(sold, {
          lastPriceTicks: priceTicks,
          liquidity: 'maker',
          ordStatus: 'partiallyFilled',
          cumQty: 2,
          leavesQty: 1,
        })
        expectThat(sold.requestId === undefined, {
          expected: 'no requestId in a resting order’s fill',
          received: sold,
        })
        expectFields(bought, {
          execType: 'trade',
          lastPriceTicks: priceTicks,
          lastQty: 2,
          liquidity: 'taker',
          ordStatus: 'filled',
        })
        tradesOf(maker, resting, place)
        tradesOf(taker, incoming, place)
        const trade = await link.find('trade', (told) => told.priceTicks === priceTicks && told.qty === 2, {
          from,
        })
        expectFields(trade, { aggressorSide: 'buy' })
        const delta = await link.find('delta', showsQty(1), { from })
        const inOrder = link.received.indexOf(trade) < link.received.indexOf(delta)
        expectThat(inOrder, {
          expected: 'the trade before the delta that shows it',
          received: 'the delta first',
        })
        return true
      },
    })
  },
}

const combinationSides: ProtocolPromise = {
  name: 'trading.combinationSides',
  section: 'executionReport',
  says: 'Two combination orders that trade with each other book the same legs at the same prices, on opposite sides.',
  needs: 'twoAccounts',
  check: async (stage) => {
    const [maker, taker] = [await stage.logIn({}, 0), await stage.logIn({}, 1)]
    await alone(stage, {
      combinations: true,
      work: async (place, priceTicks) => {
        const { instrument } = place.definition
        const resting = await maker.rest({ instrument, side: 'sell', priceTicks })
        const incoming = taker.enter({ instrument, priceTicks, timeInForce: 'ioc' })
        await taker.outcome(incoming)
        await maker.link.findOrNothing('executionReport', isTradeOf(resting), { withinMs: 500 })
        const [sold] = tradesOf(maker, resting, place)
        const [bought] = tradesOf(taker, incoming, place)
        if (sold === undefined || bought === undefined) return false
        const legs = (report: ExecutionReport): string =>
          JSON.stringify(
            report.legs?.map(({ instrument: leg, lastQty, lastPriceTicks }) => [
              leg,
              lastQty,
              lastPriceTicks,
            ]),
          )
        // Another taker or maker may have come between.
        if (sold.venueTimeUs !== bought.venueTimeUs) return false
        expectThat(legs(sold) === legs(bought), { expected: legs(sold), received: legs(bought) })
        return true
      },
    })
  },
}

function isMaker({ liquidity }: ExecutionReport): boolean {
  return liquidity === 'maker'
}

function isTradeOf(order: { readonly clientOrderId: string }): (report: ExecutionReport) => boolean {
  return ({ clientOrderId, execType }) => clientOrderId === order.clientOrderId && execType === 'trade'
}

export const trading: readonly ProtocolPromise[] = [
  market,
  combination,
  triggered,
  selfTrade,
  twoSides,
  combinationSides,
]
