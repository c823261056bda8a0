// What must hold of orders held on this PC. While the run lasts: none is active right after a restart or once a person has
// stopped everything, no child leaves beside another of its kind or for more than is left. In the end: the journal has
// nothing that a paused one did, none filled more than it was for, and target and stop that both did say so.
import type { ClientOrderId } from '../shared/domain/brands.ts'
import { heldOrigin, isOfHeldOrder, type ChildRole } from '../shared/domain/held-order.ts'
import type { UiCommandResult } from '../shared/ui-wire/commands.ts'
import type { OrderClientMessage } from '../shared/venue-wire/order-messages.ts'
import type { DeskCommand } from '../main/core/desk-commands.ts'
import type { DeskState } from '../main/core/desk-state.ts'
import type { JournalRecord } from '../main/core/journal-records.ts'
import type { HeldFacts } from '../main/held/held-facts.ts'
import { isHeldRecord } from '../main/held/held-records.ts'

/** Lots that an order has filled, and whether it may fill more, as the exchange has it; undefined where it cannot say. */
export type TrueOrder = (
  id: ClientOrderId,
) => { readonly cumQty: number; readonly isOpen: boolean } | undefined

/** All that were ever held, open ones first. */
export function allHeld({ held }: DeskState): readonly HeldFacts[] {
  return [...held.open(), ...held.ended(Infinity)]
}

/** At the first step of a run of the terminal. */
export function activeAtStart({ held }: DeskState): string | undefined {
  const [active] = held.active()
  return active && `${active.heldId} is active right after a restart`
}

/** After what a person asked and was answered. Where there is nothing to flatten, flattening pauses nothing. */
export function activeAfter(
  command: DeskCommand,
  { ok }: UiCommandResult,
  state: DeskState,
): string | undefined {
  const { kind } = command
  if (kind !== 'stopTrading' && kind !== 'cancelAll' && !(kind === 'flatten' && ok)) return undefined
  const about = kind === 'stopTrading' ? undefined : command.instrumentId
  const active = state.held.active().find(({ terms }) => about === undefined || terms.instrumentId === about)
  return active && `${active.heldId} is active after the person’s ${kind}`
}

/** A new order that leaves. */
export function childLeaves(
  message: OrderClientMessage & { readonly type: 'newOrder' },
  state: DeskState,
  trueOrder: TrueOrder,
): string | undefined {
  const { clientOrderId: id, orderQty } = message
  const order = state.orders.order(id)
  if (order === undefined || !isOfHeldOrder(order)) return undefined
  const facts = allHeld(state).find(({ heldId }) => heldOrigin(heldId) === order.origin)
  const child = facts?.children.find(({ clientOrderId }) => clientOrderId === id)
  if (facts === undefined || child === undefined) return `${id} left, and is nobody’s child`
  const others = ofRole(facts, child.role).filter((one) => one !== id)
  const open = others.find((one) => trueOrder(one)?.isOpen === true)
  if (open !== undefined) return `${id} left as ${child.role} beside ${open}, which is open at the exchange`
  const filled = (ids: readonly ClientOrderId[]): number =>
    sum(ids, (one) => Math.max(trueOrder(one)?.cumQty ?? 0, state.orders.order(one)?.cumQty ?? 0))
  const isExit = facts.terms.kind === 'bracket' && child.role !== 'entry'
  const most = isExit ? filled(ofRole(facts, 'entry')) : facts.terms.orderQty
  const reaches = filled(others) + orderQty
  if (reaches > most)
    return `${id} left for ${orderQty} lots, with which ${child.role} may fill ${reaches} of ${most}`
  return undefined
}

/** What a journal must not have: acts of one that was paused or had ended, and one that a restart leaves active. */
export function actedWhilePaused(records: readonly JournalRecord[]): string | undefined {
  const active = new Set<string>()
  for (const record of records) {
    if (record.kind === 'recovered' && active.size > 0)
      return `the journal has ${[...active].join()} active over a restart`
    if (isHeldRecord(record)) {
      const origin = heldOrigin(record.heldId)
      if (record.kind === 'heldCreated' || record.kind === 'heldResumed') active.add(origin)
      else if (record.kind === 'heldPaused' || record.kind === 'heldEnded') active.delete(origin)
      else if (!active.has(origin))
        return `${record.heldId} is not active, and the journal has ${record.kind}`
      continue
    }
    const isDenial = record.kind === 'orderDenied' || record.kind === 'replaceDenied'
    if (isDenial || !('origin' in record) || !isOfHeldOrder(record)) continue
    if (!active.has(record.origin))
      return `${record.origin} is not active, and the journal has its ${record.kind}`
  }
  return undefined
}

/** Orders to which a person gave other lots or another price: those of a held order are then no longer its alone. */
export function changedByHand(records: readonly JournalRecord[]): ReadonlySet<ClientOrderId> {
  return new Set(
    records.flatMap((record) =>
      record.kind === 'replaceRequested' && !isOfHeldOrder(record) ? [record.clientOrderId] : [],
    ),
  )
}

export interface FillSetting {
  /** By others than the held order itself: the exchange took lots back, or see `changedByHand`. */
  readonly wasChanged: (id: ClientOrderId) => boolean
  /** The person has resumed whatever was paused: a pair that raced meanwhile must have told it. */
  readonly isResumed: boolean
}

/** One that filled more than it was for, once all is quiet; but for a pair that raced and says so. */
export function overfilled(state: DeskState, { wasChanged, isResumed }: FillSetting): string | undefined {
  for (const facts of allHeld(state)) {
    const { heldId, terms, children, reason } = facts
    if (children.some(({ clientOrderId }) => wasChanged(clientOrderId))) continue
    const filled = (ids: readonly ClientOrderId[]): number =>
      sum(ids, (id) => state.orders.order(id)?.cumQty ?? 0)
    const entered = filled(ofRole(facts, 'entry'))
    const done = filled(children.map(({ clientOrderId }) => clientOrderId)) - entered
    const most = terms.kind === 'bracket' ? entered : terms.orderQty
    if (done <= most) continue
    const isPair = terms.kind === 'oco' || terms.kind === 'bracket'
    // Whoever cancels a held order takes it into their own hands.
    const isTold = reason?.code === 'exitsRaced' || reason?.code === 'canceledByPerson'
    const waits = facts.state === 'paused' && !isResumed
    if (!isPair || !(isTold || waits))
      return `${heldId} is ${facts.state} (${reason?.code ?? 'no reason'}) and filled ${done} of ${most} lots`
  }
  return undefined
}

function ofRole({ children }: HeldFacts, role: ChildRole): readonly ClientOrderId[] {
  return children.filter((child) => child.role === role).map(({ clientOrderId }) => clientOrderId)
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}
