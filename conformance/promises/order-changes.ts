// Promises about orders that rest: what replaces, cancels and questions are answered, and how the order stands in the
// books by price and by order.
import type { MarketLink } from '../link/link.ts'
import { expectFields, expectThat } from '../broken-promise.ts'
import type { ProtocolPromise } from '../protocol-promise.ts'
import type { Stage } from '../stage.ts'
import type { Trader } from '../trader.ts'
import { farPrice } from '../view/market-floor.ts'
import { OrderRows } from '../view/order-rows.ts'
import { PriceBook } from '../view/price-book.ts'
import { expectNoForeignOrders, restFar, statusOf } from './logins.ts'
import { pause } from './liveness.ts'

const SHOWN_MS = 1_500

const replace: ProtocolPromise = {
  name: 'orders.replace',
  section: 'Orders',
  says: 'A replace gives a new price and a new total quantity, reported `replaced` with its requestId.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    const place = (await stage.floor()).liquid()
    const order = await restFar(stage, trader)
    const priceTicks = farPrice(place, 'buy', 2)
    const change = trader.request('replaceOrder', order, { priceTicks, orderQty: 4 })
    expectFields(await trader.report(change, 'replaced'), {
      requestId: change.requestId,
      priceTicks,
      orderQty: 4,
      cumQty: 0,
      leavesQty: 4,
      ordStatus: 'working',
    })
  },
}

const rejectedChanges: ProtocolPromise = {
  name: 'orders.changeRejected',
  section: 'Orders',
  says: 'A replace or cancel of a done order is reported with orderNotOpen; of a name never used it is refused `unknownOrder`.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    const order = await restFar(stage, trader)
    const tooMuch = trader.request('replaceOrder', order, { priceTicks: 100, orderQty: 1_000_000 })
    expectFields(await trader.report(tooMuch, 'replaceRejected'), {
      reason: 'qtyOutOfRange',
      ordStatus: 'working',
      orderQty: 1,
    })
    await trader.report(trader.request('cancelOrder', order), 'canceled')
    const cancel = trader.request('cancelOrder', order)
    expectFields(await trader.report(cancel, 'cancelRejected'), {
      reason: 'orderNotOpen',
      requestId: cancel.requestId,
      ordStatus: 'canceled',
    })
    const change = trader.request('replaceOrder', order, { priceTicks: 100, orderQty: 1 })
    expectFields(await trader.report(change, 'replaceRejected'), {
      reason: 'orderNotOpen',
      requestId: change.requestId,
      ordStatus: 'canceled',
    })
    for (const type of ['cancelOrder', 'replaceOrder'] as const) {
      const clientOrderId = `never-${order.clientOrderId}`
      const more = type === 'cancelOrder' ? {} : { priceTicks: 100, orderQty: 1 }
      const { requestId } = trader.request(type, { clientOrderId }, more)
      const refused = await trader.link.find('refused', (message) => message.requestId === requestId)
      expectFields(refused, { code: 'unknownOrder', clientOrderId })
    }
  },
}

const status: ProtocolPromise = {
  name: 'orders.status',
  section: 'orderStatus',
  says: '`orderState` shows the order as the venue holds it; without `order` the venue never took one of that name.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    const order = await restFar(stage, trader)
    const state = await trader.query(statusOf(order.clientOrderId), 'orderState')
    const [report] = trader.reportsOf(order)
    expectFields(state, { clientOrderId: order.clientOrderId, lastSeq: report?.seq })
    expectFields(state.order ?? {}, {
      clientOrderId: order.clientOrderId,
      venueOrderId: report?.venueOrderId,
      ordStatus: 'working',
      priceTicks: report?.priceTicks,
      leavesQty: 1,
    })
    const nothing = await trader.query(statusOf(`never-${order.clientOrderId}`), 'orderState')
    expectThat(nothing.order === undefined, { expected: 'no order', received: nothing })
  },
}

const openOrders: ProtocolPromise = {
  name: 'orders.openOrders',
  section: 'requestOpenOrders',
  says: '`openOrders` lists exactly the open orders, after every report that came before it.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    const orders = [
      await restFar(stage, trader),
      await restFar(stage, trader, 1),
      await restFar(stage, trader, 2),
    ]
    const [gone, ...left] = orders
    if (gone === undefined) return
    const cancel = trader.request('cancelOrder', gone)
    const answer = await trader.query({ type: 'requestOpenOrders' }, 'openOrders')
    const canceled = await trader.report(cancel, 'canceled')
    expectThat(trader.link.received.indexOf(canceled) < trader.link.received.indexOf(answer), {
      expected: 'the report before the answer',
      received: 'the answer first',
    })
    expectThat(answer.lastSeq === canceled.seq, {
      expected: `lastSeq ${canceled.seq}`,
      received: answer.lastSeq,
    })
    const names = answer.orders.map(({ clientOrderId }) => String(clientOrderId))
    const fits =
      left.every(({ clientOrderId }) => names.includes(clientOrderId)) && !names.includes(gone.clientOrderId)
    expectThat(fits, {
      expected: `${left.map(({ clientOrderId }) => clientOrderId).join(' ')} only`,
      received: names,
    })
  },
}

const massCancel: ProtocolPromise = {
  name: 'orders.massCancel',
  section: 'massCancel',
  says: 'A mass cancel covers the named instrument and side only, or everything; every cancel is reported before `massCancelDone`.',
  needs: 'account',
  check: async (stage) => {
    const trader = await stage.logIn()
    await expectNoForeignOrders(trader)
    const floor = await stage.floor()
    const [here, there] = [floor.liquid(0), floor.liquid(1)]
    const enter = async (place: typeof here, side: 'buy' | 'sell'): Promise<string> => {
      const { instrument } = place.definition
      const priceTicks = farPrice(place, side)
      return (await trader.rest({ instrument, side, priceTicks })).clientOrderId
    }
    const buy = await enter(here, 'buy')
    const sell = await enter(here, 'sell')
    const elsewhere = await enter(there, 'buy')
    const canceledBy = async (more: object): Promise<readonly string[]> => {
      const from = trader.link.mark()
      const done = await trader.query({ type: 'massCancel', ...more }, 'massCancelDone')
      const before = trader.link.received.slice(from, trader.link.received.indexOf(done))
      const reports = before.filter((message) => message.type === 'executionReport')
      for (const report of reports) {
        expectFields(report, { execType: 'canceled', reason: 'massCanceled', requestId: done.requestId })
      }
      expectThat(done.canceled === reports.length, { expected: `canceled ${reports.length}`, received: done })
      return reports.map(({ clientOrderId }) => String(clientOrderId))
    }
    const { instrument } = here.definition
    const bySide = await canceledBy({ instrument, side: 'sell' })
    expectThat(bySide.join() === sell, { expected: `a cancel of ${sell} only`, received: bySide })
    const byInstrument = await canceledBy({ instrument })
    expectThat(byInstrument.join() === buy, { expected: `a cancel of ${buy} only`, received: byInstrument })
    const everything = await canceledBy({})
    expectThat(everything.join() === elsewhere, {
      expected: `a cancel of ${elsewhere} only`,
      received: everything,
    })
    const requestId = trader.link.requestId()
    trader.link.send({ type: 'massCancel', requestId, instrument: 'NOSUCH-1' })
    const refused = await trader.link.find('refused', (message) => message.requestId === requestId)
    expectThat(refused.code === 'unknownInstrument', {
      expected: 'refused unknownInstrument',
      received: refused,
    })
  },
}

/** A market link that keeps the book of one instrument. */
async function bookOf(
  stage: Stage,
  instrument: string,
): Promise<{ readonly book: PriceBook; readonly link: MarketLink }> {
  const link = await stage.market()
  const book = new PriceBook()
  link.onMessage((message) => {
    if (message.type === 'snapshot' || message.type === 'delta') book.apply(message)
  })
  link.send({ type: 'subscribe', requestId: link.requestId(), instruments: [instrument] })
  await link.find('snapshot')
  return { book, link }
}

/** Waits until the book shows what it should, at most a moment. */
async function showsSoon(shows: () => boolean): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < SHOWN_MS; waitedMs += 20) {
    if (shows()) return true
    await pause(20)
  }
  return shows()
}

const shown: ProtocolPromise = {
  name: 'orders.shownInBook',
  section: 'Market data',
  says: 'A resting order stands in the book at its price with its quantity, changes with it and leaves with it.',
  needs: 'account',
  check: async (stage) => {
    const place = (await stage.floor()).liquid(2)
    const { instrument } = place.definition
    const { book } = await bookOf(stage, instrument)
    const trader = await stage.logIn()
    const priceTicks = farPrice(place, 'buy')
    const order = await trader.rest({ instrument, priceTicks, orderQty: 5 })
    const stands = async (qty: number): Promise<void> =>
      expectThat(await showsSoon(() => book.qtyAt('buy', priceTicks) === qty), {
        expected: `${qty} lots at ${priceTicks} in the book of ${instrument}`,
        received: book.qtyAt('buy', priceTicks),
      })
    await stands(5)
    await trader.report(trader.request('replaceOrder', order, { priceTicks, orderQty: 3 }), 'replaced')
    await stands(3)
    await trader.report(trader.request('cancelOrder', order), 'canceled')
    await stands(0)
  },
}

const iceberg: ProtocolPromise = {
  name: 'orders.iceberg',
  section: 'Orders',
  says: 'An iceberg shows its displayQty in the book, never the whole.',
  needs: 'account',
  check: async (stage) => {
    const place = (await stage.floor()).liquid(3)
    const { instrument } = place.definition
    const { book } = await bookOf(stage, instrument)
    const trader = await stage.logIn()
    const priceTicks = farPrice(place, 'buy')
    const { report } = await trader.rest({ instrument, priceTicks, orderQty: 10, displayQty: 3 })
    expectFields(report, { orderQty: 10, leavesQty: 10, displayQty: 3 })
    expectThat(await showsSoon(() => book.qtyAt('buy', priceTicks) === 3), {
      expected: `3 lots at ${priceTicks}`,
      received: book.qtyAt('buy', priceTicks),
    })
  },
}

const hiddenStops: ProtocolPromise = {
  name: 'orders.stopHidden',
  section: 'Orders',
  says: 'A waiting stop order does not stand in the book.',
  needs: 'account',
  check: async (stage) => {
    const place = (await stage.floor()).liquid(3)
    const { instrument } = place.definition
    const { book, link } = await bookOf(stage, instrument)
    const trader = await stage.logIn()
    const price = farPrice(place, 'buy')
    const stopPriceTicks = farPrice(place, 'sell')
    await trader.rest({ instrument, orderType: 'stopLimit', stopPriceTicks, priceTicks: price })
    await pause(300)
    await link.roundTrip()
    const qty = book.qtyAt('buy', price)
    expectThat(qty === 0, { expected: `nothing bid at ${price}`, received: `${qty} lots` })
  },
}

const number: ProtocolPromise = {
  name: 'orders.numberInBook',
  section: 'Orders',
  says: 'The orderNumber of a report is that of the order’s row in the book by order, wherever it moves.',
  needs: 'account',
  check: async (stage) => {
    const place = (await stage.floor()).liquid(4)
    const { instrument } = place.definition
    const rows = new OrderRows()
    const link = await stage.market()
    link.onMessage((message) => {
      if (message.type === 'orderSnapshot' || message.type === 'orderDelta') rows.apply(message)
    })
    link.send({ type: 'subscribe', requestId: 5, instruments: [instrument], depth: 'orders' })
    await link.find('orderSnapshot')
    const trader = await stage.logIn()
    const priceTicks = farPrice(place, 'buy')
    const order = await trader.rest({ instrument, priceTicks, orderQty: 4 })
    const { orderNumber } = order.report
    const stands = async (qty: number): Promise<void> => {
      const isThere = () =>
        rows.at('buy', priceTicks).some((row) => row.orderNumber === orderNumber && row.qty === qty)
      expectThat(await showsSoon(isThere), {
        expected: `order ${orderNumber} with ${qty} lots at ${priceTicks}`,
        received: rows.at('buy', priceTicks),
      })
    }
    await stands(4)
    const moved = await trader.report(
      trader.request('replaceOrder', order, { priceTicks, orderQty: 6 }),
      'replaced',
    )
    expectFields(moved, { orderNumber })
    await stands(6)
  },
}

const priority: ProtocolPromise = {
  name: 'orders.priority',
  section: 'Orders',
  says: 'A replace keeps the place in the queue only when the price stays and the quantity goes down.',
  needs: 'account',
  check: async (stage) => {
    const place = (await stage.floor()).liquid(4)
    const { instrument } = place.definition
    const link = await stage.market()
    const rows = new OrderRows()
    link.onMessage((message) => {
      if (message.type === 'orderSnapshot' || message.type === 'orderDelta') rows.apply(message)
    })
    link.send({ type: 'subscribe', requestId: 5, instruments: [instrument], depth: 'orders' })
    await link.find('orderSnapshot')
    const trader = await stage.logIn()
    const priceTicks = farPrice(place, 'buy')
    const [first, second] = [await rest(trader, 4), await rest(trader, 7)]
    await expectQueue('two orders in the order in which they came', [4, 7])
    await change(first, 3)
    await expectQueue('a smaller order to keep its place', [3, 7])
    await change(first, 5)
    await expectQueue('a larger order to go to the back', [7, 5])
    await change(second, 6)
    await expectQueue('a smaller order to keep its place', [6, 5])

    function rest(by: Trader, orderQty: number): Promise<{ readonly clientOrderId: string }> {
      return by.rest({ instrument, priceTicks, orderQty })
    }
    async function change(order: { readonly clientOrderId: string }, orderQty: number): Promise<void> {
      await trader.report(trader.request('replaceOrder', order, { priceTicks, orderQty }), 'replaced')
    }
    async function expectQueue(expected: string, quantities: readonly number[]): Promise<void> {
      const queue = (): string =>
        rows
          .at('buy', priceTicks)
          .map(({ qty }) => qty)
          .join(' ')
      expectThat(await showsSoon(() => queue() === quantities.join(' ')), {
        expected: `${expected}: ${quantities.join(' ')} lots`,
        received: queue(),
      })
    }
  },
}

export const orderChanges: readonly ProtocolPromise[] = [
  replace,
  rejectedChanges,
  status,
  openOrders,
  massCancel,
  shown,
  iceberg,
  hiddenStops,
  number,
  priority,
]
