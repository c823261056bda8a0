import { expect, it } from 'vitest'
import { F27, desk, h100Root } from './projections.testing.ts'
import { watchedTopics } from './watched-topics.ts'

const months = { boardTab: 'months', connectionsShown: false } as const

it.each([
  ['before anything is known', months, undefined, []],
  ['with a month kept from the last start', { ...months, instrumentId: F27 }, undefined, ['ladder:H100F27']],
  ['with the venue’s list', { ...months, instrumentId: F27 }, desk(), ['ladder:H100F27', 'curve:H100']],
  [
    'with a board of spreads, where there are any',
    { ...months, boardTab: 'calendarSpread' },
    desk({ roots: [h100Root, { ...h100Root, root: 'H200', combinations: [] }] }),
    ['curve:H100', 'curve:H200', 'combinations:H100'],
  ],
  ['with the settings open', { ...months, dialog: 'settings' }, undefined, ['limits']],
  ['with the Connections tab on the screen', { ...months, connectionsShown: true }, undefined, ['health']],
] as const)('%s', (_name, choices, known, more) => {
  expect(watchedTopics(choices, known)).toEqual([
    'desk',
    'orders',
    'held',
    'fills',
    'positions',
    'notices',
    'alerts',
    'reconciliation',
    ...more,
  ])
})
