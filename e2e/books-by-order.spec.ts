// Books by order of the real exchange over real sockets, without a window: the same book as by price, and the true place
// of orders, which a desk tells of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import type { ClientOrderId } from '../shared/domain/brands.ts'
import { clientOrderId, instrumentId, priceTicks } from '../shared/math/quantities.ts'
import { startDesk, type HeadlessDesk } from './headless-desk.ts'
import { followBook, type IndependentBook } from './independent-book.ts'
import { startVenue, type RunningVenue } from './venue-process.ts'

const INSTRUMENT = instrumentId('H100F27')
const MOMENTS = 12

let venue: RunningVenue
let byOrder: IndependentBook

test.beforeEach(async () => {
  venue = await startVenue({ seed: 3 })
  byOrder = await followBook(venue.url, INSTRUMENT)
})

test.afterEach(async () => {
  byOrder.stop()
  await venue.kill()
})

test('by order and by price it is one book, whenever the exchange stands still', async () => {
  const byPrice = await followBook(venue.url, INSTRUMENT, 'levels')
  const [orders, prices] = [byOrder.feed(), byPrice.feed()]
  const first = orders.book.changeId
  let compared = 0
  for (let moment = 0; moment < MOMENTS; moment++) {
    await pause(200)
    venue.freeze()
    await pause(100)
    expect([orders.sync.kind, prices.sync.kind]).toEqual(['live', 'live'])
    // It may have been stopped between its two sockets.
    if (orders.book.venueTimeUs === prices.book.venueTimeUs) {
      for (const side of ['bids', 'asks'] as const) {
        expect(orders.book[side].topRows(5_000)).toEqual(prices.book[side].topRows(5_000))
      }
      compared += 1
    }
    venue.thaw()
  }
  byPrice.stop()
  expect(orders.book.changeId).toBeGreaterThan(first ?? 0)
  expect(compared).toBeGreaterThan(MOMENTS / 3)
})

test.describe('the place in a queue', () => {
  let profileDir: string
  let desk: HeadlessDesk

  test.beforeEach(async () => {
    profileDir = mkdtempSync(path.join(tmpdir(), 'tenor-queue-'))
    desk = startDesk({ profileDir, venueUrl: venue.url, also: [`ladder:${INSTRUMENT}`] })
    await desk.until('desk', (bar) => bar.orders.state === 'live' && bar.market.state === 'live')
  })

  test.afterEach(async () => {
    await desk.stop()
    rmSync(profileDir, { recursive: true, force: true })
  })

  function buy(limitPrice: number, orderQty: number): ClientOrderId {
    const order = { side: 'buy', orderType: 'limit', limitPrice, orderQty, timeInForce: 'day' } as const
    const result = desk.core.command({
      kind: 'placeOrder',
      instrumentId: INSTRUMENT,
      origin: 'story',
      ...order,
    })
    if (!result.ok) throw new Error(JSON.stringify(result))
    return clientOrderId(result.clientOrderIds[0] ?? '')
  }

  test('comes forward when an order ahead goes, and not when one comes behind', async () => {
    const side = () => byOrder.feed().bookByOrder!.bidOrders
    // Far from the market, where nobody else rests.
    let price = priceTicks((side().levels.bestPrice() ?? 0) - 40)
    while (side().levels.qtyAt(price) > 0) price = priceTicks(price - 1)
    const queue = () =>
      side()
        .ordersAt(price)
        .map(([, , qty]) => qty)
    const shows = (quantities: readonly number[]) => expect.poll(queue).toEqual(quantities)

    const ahead = buy(price, 5)
    await shows([5])
    expect(side().aheadOfNew(price)).toEqual({ lotsAhead: 5, ordersAhead: 1 })
    const mine = buy(price, 3)
    await shows([5, 3])
    const [, own = [0]] = side().ordersAt(price)
    const place = () => side().aheadOf(own[0])
    // What the ladder of a desk that knows its own orders by their numbers says of the same order.
    const inLadder = async (lots: number) => {
      const { queueAhead } = await desk.until(
        `ladder:${INSTRUMENT}`,
        (ladder) => ladder.queueAhead[mine]?.isExact === true && ladder.queueAhead[mine].lots === lots,
      )
      expect(queueAhead[mine]).toEqual({ lots, isExact: true })
    }
    expect(place()).toEqual({ lotsAhead: 5, ordersAhead: 1 })
    await inLadder(5)
    expect(desk.core.order(mine)?.orderNumber).toBe(own[0])
    buy(price, 7)
    await shows([5, 3, 7])
    expect(place()).toEqual({ lotsAhead: 5, ordersAhead: 1 })
    desk.core.command({
      kind: 'replaceOrder',
      clientOrderId: ahead,
      limitPrice: price,
      orderQty: 2,
      origin: 'story',
    })
    await shows([2, 3, 7])
    expect(place()).toEqual({ lotsAhead: 2, ordersAhead: 1 })
    await inLadder(2)
    // A larger order goes to the back of its queue.
    desk.core.command({
      kind: 'replaceOrder',
      clientOrderId: ahead,
      limitPrice: price,
      orderQty: 9,
      origin: 'story',
    })
    await shows([3, 7, 9])
    expect(place()).toEqual({ lotsAhead: 0, ordersAhead: 0 })
    await inLadder(0)
  })
})
