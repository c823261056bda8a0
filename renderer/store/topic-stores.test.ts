import { expect, it } from 'vitest'
import { priceTicks } from '../../shared/math/quantities.ts'
import { quoteColumns, writeQuote } from '../../shared/ui-wire/quote-columns.ts'
import { F27, G27, desk, health, ladder } from './projections.testing.ts'
import {
  applyProjection,
  applyUpdate,
  combinationsStore,
  curveStore,
  deskStore,
  forgetUnwatched,
  healthStore,
  ladderStore,
} from './topic-stores.ts'

it('puts each projection into the store of its topic', () => {
  applyProjection(desk({ workingCount: 3 }))
  applyProjection(ladder({ changeId: 9 }))
  applyProjection({ topic: 'curve:H100', root: 'H100', points: [] })
  expect(deskStore.getState().projection?.workingCount).toBe(3)
  expect(ladderStore(F27).getState().projection?.changeId).toBe(9)
  expect(ladderStore(G27).getState().projection).toBeUndefined()
  expect(curveStore('H100').getState().projection?.root).toBe('H100')
})

it('forgets what is no longer watched, so that it cannot pass for live later', () => {
  applyProjection(health())
  forgetUnwatched(['desk', 'health'])
  expect(healthStore.getState().projection).toBeDefined()
  applyProjection(ladder())
  applyProjection({ topic: 'curve:H100', root: 'H100', points: [] })
  forgetUnwatched(['desk', 'curve:H100', `ladder:${G27}`])
  expect(ladderStore(F27).getState().projection).toBeUndefined()
  expect(curveStore('H100').getState().projection).toBeDefined()
  expect(healthStore.getState().projection).toBeUndefined()
})

it('keeps the list of contracts the same object until another is sent', () => {
  applyUpdate(desk())
  const before = deskStore.getState().projection?.roots
  const { roots: _, ...unchanged } = desk({ workingCount: 1 })
  applyUpdate(unchanged)
  expect(deskStore.getState().projection).toMatchObject({ workingCount: 1 })
  expect(deskStore.getState().projection?.roots).toBe(before)
  applyUpdate(desk({ roots: [] }))
  expect(deskStore.getState().projection?.roots).toEqual([])
})

it('puts quotes that come alone beside the terms that came before, and none where nothing came', () => {
  const terms = { instrumentId: F27, state: { kind: 'live' } } as const
  const quotes = quoteColumns(1)
  const update = { topic: 'combinations:H100', combinationsOf: 'H100', quotes } as const
  writeQuote(quotes, 0, { bid: priceTicks(-3), ask: priceTicks(0), tradedQty: 7, netQty: 0 })
  applyUpdate(update)
  expect(combinationsStore('H100').getState().projection).toBeUndefined()
  applyUpdate({ ...update, terms: [terms] })
  const later = quoteColumns(1)
  writeQuote(later, 0, { ask: priceTicks(0), tradedQty: 8, netQty: 0 })
  applyUpdate({ ...update, quotes: later })
  expect(combinationsStore('H100').getState().projection?.points).toEqual([
    { ...terms, ask: 0, tradedQty: 8, netQty: 0 },
  ])
})
