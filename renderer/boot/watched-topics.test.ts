import { expect, it } from 'vitest'
import {
  shippedWorkspaces,
  type PanelEntry,
  type PanelKind,
  type Workspaces,
} from '../../shared/desk/workspaces.ts'
import { desk, h100Root } from '../store/projections.testing.ts'
import { ladderTopics } from '../store/ladder-topics.ts'
import { boardTopics } from '../panels/quote-board/board-topics.ts'
import type { PanelTopics } from '../store/panel-manifest.ts'
import { watchedTopics } from './watched-topics.ts'

const OWN_TOPICS: Partial<Record<PanelKind, PanelTopics>> = { ladder: ladderTopics, quotes: boardTopics }

const ladder = (id: string, instrumentId: string): PanelEntry => ({
  id,
  kind: 'ladder',
  view: { instrumentId },
})
const board = (tab: string): PanelEntry => ({ id: 'quotes', kind: 'quotes', view: { tab } })
const F27 = ladder('ladder', 'H100F27')

/** A workspace of these panels beside each other. */
function showing(...panels: readonly PanelEntry[]): Workspaces {
  const [front = ''] = panels.map(({ id }) => id)
  const layout = { kind: 'tabs', share: 1, panels: panels.map(({ id }) => id), front } as const
  return { open: 'own', list: [{ id: 'own', name: 'Own', links: {}, panels, layout, windows: [] }] }
}

it.each([
  ['before anything is known', { workspaces: shippedWorkspaces('tall') }, []],
  ['with a month kept from the last start', { workspaces: showing(F27) }, ['ladder:H100F27']],
  [
    'with two ladders of one month and one of another',
    { workspaces: showing(F27, ladder('two', 'H100F27'), ladder('three', 'H100G27')) },
    ['ladder:H100F27', 'ladder:H100G27'],
  ],
  ['with the venue’s list', { workspaces: showing(F27), desk: desk() }, ['ladder:H100F27', 'curve:H100']],
  [
    'with a board of spreads, where there are any',
    {
      workspaces: showing(board('calendarSpread')),
      desk: desk({ roots: [h100Root, { ...h100Root, root: 'H200', combinations: [] }] }),
    },
    ['combinations:H100', 'curve:H100', 'curve:H200'],
  ],
  [
    'with the settings open',
    { workspaces: showing(board('months')), ui: { healthViews: 0, dialog: 'settings' } },
    ['limits'],
  ],
  [
    'with the health of the sessions on the screen',
    { workspaces: showing(board('months')), ui: { healthViews: 1 } },
    ['health'],
  ],
] as const)('%s', (_name, watching, more) => {
  expect(
    watchedTopics({
      ui: { healthViews: 0 },
      desk: undefined,
      topicsOf: (kind) => OWN_TOPICS[kind],
      ...watching,
    }),
  ).toEqual(['desk', 'orders', 'held', 'fills', 'positions', 'notices', 'alerts', 'reconciliation', ...more])
})
