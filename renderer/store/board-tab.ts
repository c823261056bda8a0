// What a quote board lists: outright months, or combinations of one kind.
import type { CombinationKind } from '../../shared/domain/instrument.ts'
import type { PanelView } from '../../shared/desk/workspaces.ts'

export const combinationKinds = [
  'calendarSpread',
  'butterfly',
  'strip',
] as const satisfies readonly CombinationKind[]
export const boardTabs = ['months', ...combinationKinds] as const
export type BoardTab = (typeof boardTabs)[number]

/** As the panel keeps it; months where it keeps nothing that is one. */
export function boardTabOf(view: PanelView | undefined): BoardTab {
  return boardTabs.find((tab) => tab === view?.['tab']) ?? 'months'
}
