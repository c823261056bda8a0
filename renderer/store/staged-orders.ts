// Orders that were made in a ticket and put on a list, to be sent later, one or all: the same list in every window. Whoever sends
// one takes it off the list first, and only who took it off sends it: two windows, or two presses, never send it twice. One that
// was refused comes back, with why.
import { createStore } from 'zustand/vanilla'
import { STAGED_MAX, withoutStaged, withStaged, type StagedOrder } from '../../shared/desk/staged-orders.ts'
import type { PreviewedOrder } from '../../shared/ui-wire/order-preview.ts'
import { staged } from './documents.ts'
import { sendTicket } from './order-actions.ts'

/** Why an order on the list was not taken when it was sent, by its id; of this window. */
export const stagedRefusals = createStore<Readonly<Record<string, string | undefined>>>(() => ({}))

/** False where the list is full. */
export function stageOrder(order: PreviewedOrder): boolean {
  if (staged.store.getState().orders.length >= STAGED_MAX) return false
  const one = { id: `s-${crypto.randomUUID()}`, order }
  staged.change((now) => withStaged(now, one))
  return true
}

export function unstage(ids: readonly string[]): void {
  staged.change((now) => withoutStaged(now, ids))
}

/**
 * Sends them one after the other, in their order; what the risk gate denies or what is lost on the way comes back to the
 * list. A person who sends a list means each of its orders, also where two are the same.
 */
export async function sendStaged(orders: readonly StagedOrder[]): Promise<void> {
  for (const one of orders) {
    if (!(await takeOff(one.id))) continue
    const { isSent, text } = await sendTicket(one.order, true)
    if (isSent) continue
    stagedRefusals.setState({ [one.id]: text })
    staged.change((now) => withStaged(now, one))
  }
}

/** Whether it was this window that took it off. */
async function takeOff(id: string): Promise<boolean> {
  let wasThere = false
  const isHeld = await staged.settled((now) => {
    wasThere = now.orders.some((one) => one.id === id)
    return withoutStaged(now, [id])
  })
  return isHeld && wasThere
}
