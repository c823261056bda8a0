// Which topics this window needs, from what is chosen and what the venue lists. Boot sends them whenever they change.
import type { DeskProjection, Topic } from '../../shared/ui-wire/projections.ts'
import type { KeptChoices } from './ui-state.ts'

const ALWAYS: readonly Topic[] = ['desk', 'orders', 'fills', 'positions', 'notices']

export function watchedTopics(
  choices: Pick<KeptChoices, 'instrumentId'>,
  desk: Pick<DeskProjection, 'roots'> | undefined,
): readonly Topic[] {
  const curves = (desk?.roots ?? []).map((root): Topic => `curve:${root.root}`)
  // The ladder is asked for before the venue's list is known, so that the first book shows as early as it can.
  const ladder: readonly Topic[] =
    choices.instrumentId === undefined ? [] : [`ladder:${choices.instrumentId}`]
  return [...ALWAYS, ...ladder, ...curves]
}
