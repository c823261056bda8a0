// What a panel of one contract's book wants of the core. Asked for before the venue's list is known, so that the first book shows as early as it can.
import type { PanelTopics } from './panel-manifest.ts'
import { instrumentOf } from './workspace.ts'

export const ladderTopics: PanelTopics = ({ id }, { workspaces }) => {
  const instrumentId = instrumentOf(workspaces, id)
  return instrumentId === undefined ? [] : [`ladder:${instrumentId}`]
}
