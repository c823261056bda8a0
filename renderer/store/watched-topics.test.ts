import { expect, it } from 'vitest'
import { F27, desk } from './projections.testing.ts'
import { watchedTopics } from './watched-topics.ts'

it.each([
  ['before anything is known', {}, undefined, []],
  ['with a month kept from the last start', { instrumentId: F27 }, undefined, ['ladder:H100F27']],
  ['with the venue’s list', { instrumentId: F27 }, desk(), ['ladder:H100F27', 'curve:H100']],
] as const)('%s', (_name, choices, known, more) => {
  expect(watchedTopics(choices, known)).toEqual(['desk', 'orders', 'fills', 'positions', 'notices', ...more])
})
