import { expect, test } from 'vitest'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import { trade } from './market-events.testing.ts'
import { TradeTape } from './trade-tape.ts'

test('accumulates while the price stays and starts anew when it changes', () => {
  const tape = new TradeTape()
  const prices = [5, 5, 6, 5]
  const accumulated = prices.map((price, nth) => {
    tape.add(trade(`t${nth}`, { price: priceTicks(price) }))
    return tape.last?.accumulatedQty
  })
  expect(accumulated).toEqual([2, 4, 2, 2])
})

test('drops the price farthest from the last trade when there are too many, and keeps the total', () => {
  const tape = new TradeTape(3)
  for (const price of [10, 11, 40, 12]) tape.add(trade(`t${price}`, { price: priceTicks(price) }))
  expect([...tape.tradedByPrice()]).toEqual([10, 2, 0, 0, 11, 2, 0, 0, 12, 2, 0, 0])
  expect(tape.tradedQty).toBe(8)
})

test('stops at the largest quantity a column can hold', () => {
  const tape = new TradeTape()
  for (const nth of [1, 2, 3]) tape.add(trade(`t${nth}`, { qty: qtyLots(1_000_000_000) }))
  expect([...tape.tradedByPrice()]).toEqual([211, 2_147_483_647, 0, 0])
  expect(tape.tradedAt(priceTicks(211))?.boughtQty).toBe(3_000_000_000)
})

test('gives what an auction traded to nobody', () => {
  const tape = new TradeTape()
  tape.add(trade('t1', { aggressorSide: 'none' }))
  tape.add(trade('t2', { aggressorSide: 'sell' }))
  expect([...tape.tradedByPrice()]).toEqual([211, 0, 2, 2])
  expect(tape.tradedQty).toBe(4)
})

test('loses no lot between two looks, however many trades there were', () => {
  const tape = new TradeTape(2)
  const sides = ['buy', 'sell', 'none'] as const
  for (let nth = 0; nth < 3_000; nth++) {
    tape.add(trade(`t${nth}`, { price: priceTicks(nth % 7), aggressorSide: sides[nth % 3]! }))
  }
  expect(tape.totals).toEqual({ count: 3_000, boughtQty: 2_000, soldQty: 2_000, auctionQty: 2_000 })
  expect(tape.tradedQty).toBe(6_000)
})
