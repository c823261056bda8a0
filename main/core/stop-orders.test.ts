// Stop orders that a person places and moves: what is recorded before it is sent, and what the exchange is told.
import { beforeEach, expect, it } from 'vitest'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import type { OrderRequest } from '../session/venue-contract.ts'
import { H100F27 } from '../marketdata/market-events.testing.ts'
import { ScriptedDesk } from './scripted-desk.testing.ts'

let desk: ScriptedDesk
let requests: OrderRequest[]
beforeEach(() => {
  desk = new ScriptedDesk()
  requests = []
  desk.loop.use({
    market: {
      ...{ start: () => undefined, subscribe: () => undefined, resync: () => undefined },
      ...{ reconnect: () => undefined, stop: () => undefined },
    },
    orders: {
      send: (request) => requests.push(request) > 0,
      ...{ start: () => undefined, reconnect: () => undefined, stop: () => undefined },
    },
  })
  desk.open()
})

function places(stopPrice: number, limitPrice?: number): ClientOrderId {
  const answer = desk.loop.command({
    ...{ kind: 'placeOrder', instrumentId: H100F27, side: 'sell', timeInForce: 'day', origin: 'test' },
    ...{ stopPrice: priceTicks(stopPrice), orderQty: qtyLots(5) },
    ...(limitPrice === undefined
      ? { orderType: 'stop' }
      : { orderType: 'stopLimit', limitPrice: priceTicks(limitPrice) }),
  })
  const id = answer.ok ? answer.clientOrderIds[0] : undefined
  if (id === undefined) throw new Error('not placed')
  desk.says(id, 'new')
  return id
}

it('a stop is sent with what wakes it, and stands in the journal so', () => {
  const id = places(206)
  expect(requests.at(-1)).toMatchObject({ kind: 'newOrder', orderType: 'stop', terms: { stopPrice: 206 } })
  expect(requests.at(-1)).not.toHaveProperty('limitPrice')
  expect(desk.written().find(({ kind }) => kind === 'orderPlaced')).toMatchObject({
    ...{ clientOrderId: id, orderType: 'stop', terms: { stopPrice: 206 } },
  })
})

it('a new stop price is recorded, sent, and shown as asked for until the exchange answers', () => {
  const id = places(206)
  const change = { stopPrice: priceTicks(204), orderQty: qtyLots(5) }
  expect(desk.loop.command({ kind: 'replaceOrder', clientOrderId: id, ...change, origin: 'test' }).ok).toBe(
    true,
  )
  expect(requests.at(-1)).toEqual({ kind: 'replaceOrder', clientOrderId: id, ...change })
  expect(desk.order(id)).toMatchObject({ status: 'pendingReplace', pendingReplace: change })
  expect(desk.order(id).terms).toEqual({ stopPrice: 206 })
  const again = new ScriptedDesk(desk.written(), 'later')
  expect(again.order(id).pendingReplace).toEqual(change)
})

it('a change of its lots alone tells the exchange the stop price that stays', () => {
  const id = places(206, 203)
  const change = { limitPrice: priceTicks(203), orderQty: qtyLots(3) }
  desk.loop.command({ kind: 'replaceOrder', clientOrderId: id, ...change, origin: 'test' })
  expect(requests.at(-1)).toEqual({ kind: 'replaceOrder', clientOrderId: id, stopPrice: 206, ...change })
})

it('while trading is stopped its lots may lessen, and its stop price may not move', () => {
  const id = places(206)
  desk.loop.command({ kind: 'stopTrading', origin: 'menu' })
  const ask = (change: { readonly stopPrice?: number; readonly qty: number }) =>
    desk.loop.command({
      ...{ kind: 'replaceOrder', clientOrderId: id, orderQty: qtyLots(change.qty), origin: 'test' },
      ...(change.stopPrice === undefined ? {} : { stopPrice: priceTicks(change.stopPrice) }),
    })
  expect(ask({ stopPrice: 204, qty: 5 })).toMatchObject({ ok: false, reason: { code: 'tradingStopped' } })
  expect(ask({ qty: 3 }).ok).toBe(true)
})
