// Lets held orders do what is due: their decisions become ordinary orders, through the risk gate, the journal and the order
// session. The loop calls it at the end of every step; where none is active it costs nothing. A child that is denied pauses
// its held order with the reason.
import { assertNever } from '../../shared/domain/assert.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { heldOrigin } from '../../shared/domain/held-order.ts'
import { isWaitingStop, type Order } from '../../shared/domain/order.ts'
import { reason } from '../../shared/domain/reason.ts'
import { clientOrderId as toClientOrderId } from '../../shared/math/quantities.ts'
import type { UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { decide } from '../held/decide.ts'
import type { HeldAction, HeldFacts } from '../held/held-facts.ts'
import type { CoreOutput } from './core-output.ts'
import { cancelOrder, placeIntent, replaceOrder } from './desk-commands.ts'
import type { DeskState } from './desk-state.ts'
import { heldView, pause, recordHeld } from './held-desk.ts'

export function workHeld(state: DeskState, nowUs: TimeUs, output: CoreOutput): void {
  if (state.held.openCount === 0 || state.halted !== undefined) return
  for (const facts of state.held.active()) work(state, facts, nowUs, output)
}

function work(state: DeskState, facts: HeldFacts, nowUs: TimeUs, output: CoreOutput): void {
  const { heldId } = facts
  if (!state.orderLink.isLive) {
    pause(state, { heldId, reason: reason('sessionDropped', {}) }, nowUs, output)
    return
  }
  for (const action of decide(heldView(state, facts, nowUs)).actions) {
    const answer = carryOut(state, { facts, action }, nowUs, output)
    if (answer === undefined || answer.ok) continue
    if ('reason' in answer) pause(state, { heldId, reason: answer.reason }, nowUs, output)
    return
  }
}

/** The answer of the ordinary path, where the action took it. */
function carryOut(
  state: DeskState,
  { facts, action }: { readonly facts: HeldFacts; readonly action: HeldAction },
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult | undefined {
  const { heldId } = facts
  const about = { timeUs: nowUs, heldId }
  const origin = heldOrigin(heldId)
  switch (action.kind) {
    case 'place':
      return placeChild(state, { facts, action }, nowUs, output)
    case 'resize': {
      const { order, orderQty } = action
      const { clientOrderId } = order
      recordHeld(state, { kind: 'heldChildResized', ...about, clientOrderId, orderQty }, output)
      return replaceOrder(state, { clientOrderId, ...limitOf(order), orderQty, origin }, nowUs, output)
    }
    case 'cancel': {
      const { clientOrderId } = action.order
      recordHeld(state, { kind: 'heldChildDropped', ...about, clientOrderId }, output)
      return cancelOrder(state, { clientOrderId, origin }, nowUs, output)
    }
    case 'move':
      recordHeld(state, { kind: 'heldMoved', ...about, bestPrice: action.bestPrice }, output)
      return undefined
    case 'pause':
      pause(state, { heldId, reason: action.reason }, nowUs, output)
      return undefined
    case 'end': {
      const why = action.reason === undefined ? {} : { reason: action.reason }
      recordHeld(state, { kind: 'heldEnded', ...about, state: action.state, ...why }, output)
      return undefined
    }
    default:
      return assertNever(action)
  }
}

function placeChild(
  state: DeskState,
  { facts, action }: { readonly facts: HeldFacts; readonly action: HeldAction & { kind: 'place' } },
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  const { heldId, terms } = facts
  const { role, slice, intent } = action
  const { instrumentId } = terms
  const clientOrderId = toClientOrderId(state.nextClientOrderId())
  recordHeld(
    state,
    {
      ...{ kind: 'heldChildPlaced', timeUs: nowUs, heldId, clientOrderId, role },
      ...(slice === undefined ? {} : { slice }),
      tradedQty: state.market.feed(instrumentId)?.trades.tradedQty ?? 0,
    },
    output,
  )
  // Slices are alike and follow each other: that is what a person asked for.
  const order = { ...intent, instrumentId, origin: heldOrigin(heldId), confirmDuplicate: true } as const
  return placeIntent(state, { clientOrderId, order }, nowUs, output)
}

/** The price that a change of quantity keeps; a stop that waits and has no limit keeps none. */
function limitOf(order: Order): Pick<Order, 'limitPrice'> {
  const { orderType, limitPrice } = order
  if (limitPrice === undefined || (orderType === 'stop' && isWaitingStop(order))) return {}
  return { limitPrice }
}
