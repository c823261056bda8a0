// What a panel with a long list keeps of itself: which columns, sorted by which, grouped by which.
import type { PanelView } from '../../../shared/desk/workspaces.ts'
import { readView, someOf, word, yesOrNo, type PanelViewSchema } from '../../store/panel-view.ts'

/** The columns of a list by name, in their order. */
export interface ListNames<Name extends string = string> {
  readonly all: readonly Name[]
  /** Shown until a person chooses others. */
  readonly preset: readonly Name[]
  /** Of which equal rows can stand together. */
  readonly groups: readonly Name[]
}

export interface ListView {
  readonly columns: readonly string[]
  /** Undefined: in the order in which they came. */
  readonly sort: string | undefined
  readonly descending: boolean
  readonly group: string | undefined
}

const NONE = 'none'

export function listSchema({ all, preset, groups }: ListNames) {
  return {
    columns: someOf(all, preset),
    sort: word([NONE, ...all]),
    descending: yesOrNo,
    group: word([NONE, ...groups]),
  } satisfies PanelViewSchema
}

export function listView(names: ListNames, view: PanelView | undefined): ListView {
  const { columns, sort, descending, group } = readView(listSchema(names), view)
  return {
    columns: columns.split(' '),
    sort: sort === NONE ? undefined : sort,
    descending,
    group: group === NONE ? undefined : group,
  }
}

/** What is kept of what changed. */
export function keptOf(change: Partial<ListView>): PanelView {
  const { columns, descending } = change
  return {
    ...(columns !== undefined && { columns: columns.join(' ') }),
    ...('sort' in change && { sort: change.sort ?? NONE }),
    ...(descending !== undefined && { descending }),
    ...('group' in change && { group: change.group ?? NONE }),
  }
}

/** A press on the head of a column: by it, then the other way round, then as it came. */
export function sortedOn(
  { sort, descending }: ListView,
  column: string,
): Pick<ListView, 'sort' | 'descending'> {
  if (sort !== column) return { sort: column, descending: false }
  return descending ? { sort: undefined, descending: false } : { sort: column, descending: true }
}
