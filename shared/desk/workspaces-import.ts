// Workspaces of a file beside those that are there: a shipped one becomes that of the file, one of a person's own is added
// and never replaces another, and none is removed. Pure.
import { isFields } from './document.ts'
import { isShipped, WORKSPACES_MAX, type Workspace, type Workspaces } from './workspaces.ts'

/** What is open stays open. */
export function withImportedWorkspaces(held: Workspaces, file: Workspaces): Workspaces {
  const shipped = held.list.map((one) => shippedIn(file, one.id) ?? one)
  const list = [...shipped]
  for (const one of toAdd(held, file)) {
    if (list.length < WORKSPACES_MAX) list.push({ ...one, id: freeId(list, one.id) })
  }
  return { open: held.open, list }
}

/** Those of the file for which there is no room. */
export function withoutRoom(held: Workspaces, file: Workspaces): readonly Workspace[] {
  return toAdd(held, file).slice(Math.max(0, WORKSPACES_MAX - held.list.length))
}

/** Whether both are arranged and called alike; ids apart. */
export function isSameWorkspace(one: Workspace, other: Workspace): boolean {
  return canonical({ ...one, id: '' }) === canonical({ ...other, id: '' })
}

/** An id that no workspace of the list has: the one that is wanted, if it can be. */
export function freeId(list: readonly Workspace[], wanted = 'own-1'): string {
  const taken = new Set(list.map(({ id }) => id))
  let id = wanted
  for (let nth = 1; taken.has(id); nth += 1) id = `own-${nth}`
  return id
}

/** Text that does not depend on the order in which members were written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isFields(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}

function shippedIn({ list }: Workspaces, id: string): Workspace | undefined {
  return isShipped(id) ? list.find((one) => one.id === id) : undefined
}

function toAdd(held: Workspaces, file: Workspaces): readonly Workspace[] {
  const isThere = (one: Workspace): boolean => held.list.some((other) => isSameWorkspace(one, other))
  return file.list.filter((one) =>
    isShipped(one.id) ? !held.list.some(({ id }) => id === one.id) : !isThere(one),
  )
}
