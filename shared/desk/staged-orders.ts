// Orders that a person has made and not sent: a list on this PC of which nothing goes out by itself. Kept as the document
// `staged` (staged-document.ts). Pure.
import type { PreviewedOrder } from '../ui-wire/order-preview.ts'

export const STAGED_MAX = 50

export interface StagedOrder {
  /** Unique in the list. */
  readonly id: string
  readonly order: PreviewedOrder
}

export interface StagedOrders {
  /** In the order in which they were made; STAGED_MAX at most. */
  readonly orders: readonly StagedOrder[]
}

export const NOTHING_STAGED: StagedOrders = { orders: [] }

/** At the end of the list; the list as it is where it is full, or has it already. */
export function withStaged(staged: StagedOrders, one: StagedOrder): StagedOrders {
  const isThere = staged.orders.some(({ id }) => id === one.id)
  if (isThere || staged.orders.length >= STAGED_MAX) return staged
  return { orders: [...staged.orders, one] }
}

export function withoutStaged(staged: StagedOrders, ids: readonly string[]): StagedOrders {
  return { orders: staged.orders.filter(({ id }) => !ids.includes(id)) }
}
