// Which topics this window needs, from what the open workspace shows and what the venue lists. Boot sends them whenever
// they change.
import type { Workspaces } from '../../shared/desk/workspaces.ts'
import type { DeskProjection, Topic } from '../../shared/ui-wire/projections.ts'
import { boardTabOf } from './board-tab.ts'
import type { UiState } from './ui-store.ts'
import { instrumentOf, panelsOfKind } from './workspace.ts'

const ALWAYS: readonly Topic[] = [
  'desk',
  'orders',
  'held',
  'fills',
  'positions',
  'notices',
  'alerts',
  'reconciliation',
]

export interface Watching {
  readonly workspaces: Workspaces
  readonly ui: Pick<UiState, 'healthViews' | 'dialog'>
  readonly desk: Pick<DeskProjection, 'roots'> | undefined
}

export function watchedTopics({ workspaces, ui, desk }: Watching): readonly Topic[] {
  const roots = desk?.roots ?? []
  const curves = roots.map(({ root }): Topic => `curve:${root}`)
  // Ladders are asked for before the venue's list is known, so that the first book shows as early as it can.
  const ladders = panelsOfKind(workspaces, 'ladder').flatMap(({ id }): readonly Topic[] => {
    const instrumentId = instrumentOf(workspaces, id)
    return instrumentId === undefined ? [] : [`ladder:${instrumentId}`]
  })
  // Combinations are many: only a board that lists them asks for them.
  const listsCombinations = panelsOfKind(workspaces, 'quotes').some(
    ({ view }) => boardTabOf(view) !== 'months',
  )
  const combinations = listsCombinations
    ? roots.filter((root) => root.combinations.length > 0).map(({ root }): Topic => `combinations:${root}`)
    : []
  const health: readonly Topic[] = ui.healthViews > 0 ? ['health'] : []
  const limits: readonly Topic[] = ui.dialog === 'settings' ? ['limits'] : []
  return [...new Set([...ALWAYS, ...ladders, ...curves, ...combinations, ...health, ...limits])]
}
