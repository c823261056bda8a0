// Which topics this window needs, from what is chosen and what the venue lists. Boot sends them whenever they change.
import type { DeskProjection, Topic } from '../../shared/ui-wire/projections.ts'
import type { UiState } from './ui-store.ts'

const ALWAYS: readonly Topic[] = [
  ...(['desk', 'orders', 'held', 'fills', 'positions', 'notices', 'alerts', 'reconciliation'] as const),
]

export function watchedTopics(
  choices: Pick<UiState, 'instrumentId' | 'boardTab' | 'connectionsShown' | 'dialog'>,
  desk: Pick<DeskProjection, 'roots'> | undefined,
): readonly Topic[] {
  const curves = (desk?.roots ?? []).map((root): Topic => `curve:${root.root}`)
  // The ladder is asked for before the venue's list is known, so that the first book shows as early as it can.
  const ladder: readonly Topic[] =
    choices.instrumentId === undefined ? [] : [`ladder:${choices.instrumentId}`]
  // Combinations are many: only a board that lists them asks for them.
  const combinations =
    choices.boardTab === 'months'
      ? []
      : (desk?.roots ?? [])
          .filter((root) => root.combinations.length > 0)
          .map((root): Topic => `combinations:${root.root}`)
  const health: readonly Topic[] = choices.connectionsShown ? ['health'] : []
  const limits: readonly Topic[] = choices.dialog === 'settings' ? ['limits'] : []
  return [...ALWAYS, ...ladder, ...curves, ...combinations, ...health, ...limits]
}
