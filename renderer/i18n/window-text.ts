// What a window of the desk is called: by the panels in it, because that is what a person looks for.
import { layoutIn, type WindowId } from '../../shared/desk/desk-windows.ts'
import { panelsOf } from '../../shared/desk/workspace-layout.ts'
import type { Workspace } from '../../shared/desk/workspaces.ts'
import { panelName } from './panel-text.ts'
import { listText, translate } from './translate.ts'

export function windowName(workspace: Workspace, windowId: WindowId): string {
  if (windowId === undefined) return translate('dock.desk')
  const layout = layoutIn(workspace, windowId)
  const kindOf = new Map(workspace.panels.map(({ id, kind }) => [id, kind]))
  const kinds = layout === undefined ? [] : panelsOf(layout).flatMap((id) => kindOf.get(id) ?? [])
  return listText(kinds.map(panelName))
}
