import { expect, it } from 'vitest'
import { ChangedPrices } from './changed-prices.ts'

it('gives each price once, rising, and nothing after it is cleared', () => {
  const changed = new ChangedPrices()
  for (const price of [5, -3, 5, 0, -3]) changed.add(price)
  expect([...changed.distinct()]).toEqual([-3, 0, 5])
  changed.add(1)
  expect([...changed.distinct()]).toEqual([-3, 0, 1, 5])
  changed.clear()
  expect([...changed.distinct()]).toEqual([])
})

it('keeps every distinct price when nobody clears it', () => {
  const changed = new ChangedPrices()
  for (let count = 0; count < 50_000; count++) changed.add((count * 7) % 1_000)
  expect([...changed.distinct()]).toEqual(Array.from({ length: 1_000 }, (_, price) => price))
})
