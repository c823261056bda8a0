// What a quote board lists: outright months, or combinations of one kind.
import type { CombinationKind } from '../../shared/domain/instrument.ts'
import type { PanelView } from '../../shared/desk/workspaces.ts'
import { readView, word } from './panel-view.ts'

export const combinationKinds = [
  'calendarSpread',
  'butterfly',
  'strip',
] as const satisfies readonly CombinationKind[]
export const boardTabs = ['months', ...combinationKinds] as const
export type BoardTab = (typeof boardTabs)[number]

export const BOARD_VIEW = { tab: word(boardTabs) }

export function boardTabOf(view: PanelView | undefined): BoardTab {
  return readView(BOARD_VIEW, view).tab
}
