import { expect, it } from 'vitest'
import { F27, G27, desk, h100Root, health, ladder } from './projections.testing.ts'
import {
  applyProjection,
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

it('keeps the list of contracts the same object while it says the same', () => {
  applyProjection(desk())
  const before = deskStore.getState().projection?.roots
  applyProjection(desk({ workingCount: 1, roots: structuredClone([h100Root]) }))
  expect(deskStore.getState().projection?.roots).toBe(before)
  applyProjection(desk({ roots: [] }))
  expect(deskStore.getState().projection?.roots).toEqual([])
})
