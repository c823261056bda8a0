// The long lists of the desk by the names of their columns: which there are, which are shown until a person chooses others, and
// by which rows can stand together.
import type { PanelKind } from '../../../shared/desk/workspaces.ts'
import { FILL_COLUMNS, FILL_GROUPS, type FillColumn } from './fill-columns.tsx'
import type { ListNames } from './list-view.ts'
import { ORDER_COLUMNS, ORDER_GROUPS, type OrderColumn } from './order-columns.tsx'

export type ListColumnName = OrderColumn | FillColumn | 'actions'

export const WORKING_LIST: ListNames<ListColumnName> = {
  all: [...ORDER_COLUMNS, 'actions'],
  preset: ['time', 'instrument', 'side', 'qty', 'price', 'done', 'type', 'status', 'id', 'actions'],
  groups: ORDER_GROUPS,
}

export const HISTORY_LIST: ListNames<ListColumnName> = {
  all: ORDER_COLUMNS,
  preset: ['date', 'time', 'instrument', 'side', 'qty', 'price', 'done', 'type', 'status', 'origin', 'id'],
  groups: ORDER_GROUPS,
}

export const FILLS_LIST: ListNames<ListColumnName> = {
  all: FILL_COLUMNS,
  preset: ['time', 'instrument', 'side', 'qty', 'price', 'liquidity', 'fee', 'currency', 'id'],
  groups: FILL_GROUPS,
}

export const LISTS: Readonly<Partial<Record<PanelKind, ListNames<ListColumnName>>>> = {
  working: WORKING_LIST,
  history: HISTORY_LIST,
  fills: FILLS_LIST,
}
