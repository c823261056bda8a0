// The workspaces of the desk as a list: which is open, its name, copies, and the way back to what was shipped. Called by the
// workspaces dialog and by keys.
import {
  isShipped,
  NAME_LENGTH_MAX,
  roomOn,
  shippedWorkspace,
  WORKSPACES_MAX,
  type Workspace,
} from '../../shared/desk/workspaces.ts'
import { freeId } from '../../shared/desk/workspaces-import.ts'
import { translate } from '../i18n/translate.ts'
import { workspaces } from './documents.ts'
import { letGoOfAll } from './ladder-hand.ts'
import { workspaceStore } from './workspace.ts'

/** As a person named it, else as it is called in the chosen language. */
export function workspaceName({ id, name }: Pick<Workspace, 'id' | 'name'>): string {
  if (name !== '') return name
  return isShipped(id) ? translate(`workspaces.shipped.${id}`) : id
}

/** Opens another workspace; no ladder of it is armed. */
export function switchWorkspace(id: string): void {
  if (id === workspaceStore.getState().open) return
  workspaces.change((state) => (state.list.some((one) => one.id === id) ? { ...state, open: id } : state))
}

/** A copy beside it, which is opened. */
export function duplicateWorkspace(of: Workspace): void {
  const { list } = workspaceStore.getState()
  if (list.length >= WORKSPACES_MAX) return
  const id = freeId(list)
  const name = translate('workspaces.copyOf', { name: workspaceName(of) }).slice(0, NAME_LENGTH_MAX)
  workspaces.change((state) => ({ open: id, list: [...state.list, { ...of, id, name }] }))
}

/** Gives it a name; an empty one gives a shipped workspace its own back and leaves another as it is called. */
export function renameWorkspace(id: string, text: string): void {
  const name = text.replace(/\p{C}/gu, '').trim().slice(0, NAME_LENGTH_MAX)
  if (name === '' && !isShipped(id)) return
  change(id, (one) => ({ ...one, name }))
}

/** A shipped workspace as it was at the first start, but for its name. */
export function resetWorkspace(id: string): void {
  if (!isShipped(id)) return
  if (id === workspaceStore.getState().open) letGoOfAll()
  const { availWidth: width, availHeight: height } = window.screen
  change(id, ({ name, links }) => ({ ...shippedWorkspace(id, roomOn({ width, height })), name, links }))
}

/** Removes a workspace that was not shipped; the first one is opened where it was open. */
export function removeWorkspace(id: string): void {
  if (isShipped(id)) return
  workspaces.change((state) => {
    const list = state.list.filter((one) => one.id !== id)
    const [first] = list
    if (first === undefined) return state
    return { list, open: state.open === id ? first.id : state.open }
  })
}

function change(id: string, update: (one: Workspace) => Workspace): void {
  workspaces.change((state) => ({
    ...state,
    list: state.list.map((one) => (one.id === id ? update(one) : one)),
  }))
}
