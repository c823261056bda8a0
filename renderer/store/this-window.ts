// Which window this is: the desk, or one beside it that holds some panels of one workspace. It stays so for the window's life.
import { layoutIn, type WindowId } from '../../shared/desk/desk-windows.ts'
import { panelsOf, type LayoutNode } from '../../shared/desk/workspace-layout.ts'
import type { Workspace } from '../../shared/desk/workspaces.ts'

const name = globalThis.tenor?.begin?.window

export const isDesk = name === undefined
/** Its id in its workspace; undefined for the desk. */
export const hereId: WindowId = name?.id

/** The layout of this window; undefined where the workspace is not its own, or has let go of it. */
export function layoutHere(workspace: Workspace): LayoutNode | undefined {
  return name !== undefined && name.workspace !== workspace.id ? undefined : layoutIn(workspace, hereId)
}

/** The ids of the panels of this window, in the order of its layout. */
export function panelsHere(workspace: Workspace | undefined): readonly string[] {
  const layout = workspace === undefined ? undefined : layoutHere(workspace)
  return layout === undefined ? [] : panelsOf(layout)
}
