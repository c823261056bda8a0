// What a person asks for: checked by the risk gate, recorded, and only then to be sent. Pure: (state, command, time) →
// answer and output. Called by the loop only.
import { assertNever } from '../../shared/domain/assert.ts'
import type { ClientOrderId, TimeUs } from '../../shared/domain/brands.ts'
import { isTerminal, isWaitingStop, type Order, type OrderChange } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { err, type Result } from '../../shared/domain/result.ts'
import { clientOrderId as toClientOrderId } from '../../shared/math/quantities.ts'
import type { AlertCommand, UiCommand, UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { checkNewOrder, checkReplace, type NewOrder } from '../risk/risk-gate.ts'
import { flatten, rearmTrading, setCancelOnDisconnect, stopTrading } from './control-desk.ts'
import type { CoreOutput } from './core-output.ts'
import type { DeskState } from './desk-state.ts'
import {
  againstEntryAt,
  cancelHolding,
  moveExits,
  openChildren,
  pauseAll,
  pauseHeld,
  placeHeld,
  resumeHeld,
} from './held-desk.ts'
import { decisionOf } from './market-moment.ts'
import { askToReconcile, coveredOrders, record } from './order-desk.ts'
import { adoptPosition, resolveOrder } from './resolve-desk.ts'
import { recordRisk, throttleIfTooFast } from './risk-desk.ts'
import { riskContext } from './risk-view.ts'

/**
 * Limits are changed by limit-desk.ts, because that takes a file and a password; alerts by alert-commands.ts, because they
 * concern no order.
 */
export type DeskCommand = Exclude<UiCommand, { kind: 'setRiskLimit' } | AlertCommand>
type Command<K extends UiCommand['kind']> = Extract<UiCommand, { kind: K }>

export function deskCommand(
  state: DeskState,
  command: DeskCommand,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  switch (command.kind) {
    case 'placeOrder':
      return placeOrder(state, command, nowUs, output)
    case 'replaceOrder':
      return replaceOrder(state, command, nowUs, output)
    case 'cancelOrder':
      return cancelOrder(state, command, nowUs, output)
    case 'cancelAll':
      return cancelAll(state, command, nowUs, output)
    case 'flatten':
      return flatten(state, command, nowUs, output)
    case 'reconcile':
      if (!state.orderLink.isLive) return denied(reason('orderSessionDown', {}))
      askToReconcile(state, nowUs, output)
      return { ok: true, clientOrderIds: [] }
    case 'stopTrading':
      return stopTrading(state, command, nowUs, output)
    case 'rearmTrading':
      return rearmTrading(state, command, nowUs, output)
    case 'setCancelOnDisconnect':
      return setCancelOnDisconnect(state, command, nowUs, output)
    case 'rearmThrottle':
      return rearmThrottle(state, command, nowUs, output)
    case 'placeHeld':
      return answer(placeHeld(state, command, nowUs, output))
    case 'pauseHeld':
      return answer(pauseHeld(state, command, nowUs, output))
    case 'resumeHeld':
      return answer(resumeHeld(state, command, nowUs, output))
    case 'moveExits':
      return answer(moveExits(state, command, nowUs, output))
    case 'cancelHeld':
      return cancelHeld(state, command, nowUs, output)
    case 'resolveOrder':
      return answer(resolveOrder(state, command, nowUs, output))
    case 'adoptPosition':
      return answer(adoptPosition(state, command, nowUs, output))
    default:
      return assertNever(command)
  }
}

function placeOrder(
  state: DeskState,
  command: Command<'placeOrder'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  const { kind: _, ...asked } = command
  const clientOrderId = toClientOrderId(state.nextClientOrderId())
  return placeIntent(state, { clientOrderId, order: newOrderOf(asked) }, nowUs, output)
}

/** What a window asks for, as the risk gate looks at it. */
export function newOrderOf({ stopPrice, ...asked }: Omit<Command<'placeOrder'>, 'kind'>): NewOrder {
  return stopPrice === undefined ? asked : { ...asked, terms: { stopPrice } }
}

/** A denial is recorded as well: what was tried and why it was stopped is part of the audit trail. */
export function placeIntent(
  state: DeskState,
  { clientOrderId, order }: { readonly clientOrderId: ClientOrderId; readonly order: NewOrder },
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  const { confirmDuplicate, ...intent } = order
  const confirmed = confirmDuplicate === true ? ({ confirmDuplicate } as const) : {}
  const decided = decisionOf(state, intent.instrumentId, nowUs)
  const verdict = checkNewOrder(order, riskContext(state, intent.instrumentId, nowUs))
  if (!verdict.ok) {
    record(
      state,
      { kind: 'orderDenied', timeUs: nowUs, clientOrderId, ...intent, reason: verdict.error, ...decided },
      output,
    )
    throttleIfTooFast(state, verdict.error, nowUs, output)
    return { ok: false, reason: verdict.error, clientOrderId }
  }
  record(
    state,
    { kind: 'orderPlaced', timeUs: nowUs, clientOrderId, ...intent, ...confirmed, ...decided },
    output,
  )
  state.throttle.leaves('order', state.limits, nowUs)
  const { origin: __, ...terms } = intent
  output.requests.push({ kind: 'newOrder', clientOrderId, ...terms })
  return { ok: true, clientOrderIds: [clientOrderId] }
}

export function replaceOrder(
  state: DeskState,
  command: OrderChange & { readonly clientOrderId: ClientOrderId; readonly origin: string },
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  const { clientOrderId, limitPrice, stopPrice, orderQty, origin } = command
  const change = {
    ...(limitPrice === undefined ? {} : { limitPrice }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
    orderQty,
  }
  const order = state.orders.order(clientOrderId)
  const verdict =
    order === undefined ? err(notOpen(clientOrderId)) : changeVerdict(state, order, change, nowUs)
  const decided = order === undefined ? { user: state.user } : decisionOf(state, order.instrumentId, nowUs)
  const asked = { timeUs: nowUs, clientOrderId, ...change, origin, ...decided }
  if (!verdict.ok) {
    const { error: why } = verdict
    const of = order === undefined ? {} : { instrumentId: order.instrumentId }
    state.notices.add(nowUs, { kind: 'denied', clientOrderId, ...of, reason: why })
    record(state, { kind: 'replaceDenied', ...asked, reason: why }, output)
    throttleIfTooFast(state, why, nowUs, output)
    return denied(why)
  }
  record(state, { kind: 'replaceRequested', ...asked }, output)
  state.throttle.leaves('change', state.limits, nowUs)
  // The venue wants to be told a stop price that stays, too.
  const staying = order !== undefined && isWaitingStop(order) ? order.terms?.stopPrice : undefined
  const stop = staying === undefined ? {} : { stopPrice: staying }
  output.requests.push({ kind: 'replaceOrder', clientOrderId, ...stop, ...change })
  return { ok: true, clientOrderIds: [clientOrderId] }
}

function changeVerdict(
  state: DeskState,
  order: Order,
  change: OrderChange,
  nowUs: TimeUs,
): Result<void, Reason> {
  const { clientOrderId, instrumentId } = order
  const { limitPrice } = change
  const against =
    limitPrice === undefined || limitPrice === order.limitPrice
      ? undefined
      : againstEntryAt(state, clientOrderId, limitPrice, nowUs)
  return against === undefined
    ? checkReplace(order, change, riskContext(state, instrumentId, nowUs))
    : err(against)
}

export function cancelOrder(
  state: DeskState,
  command: Omit<Command<'cancelOrder'>, 'kind'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  const { clientOrderId, origin } = command
  const order = state.orders.order(clientOrderId)
  if (order === undefined) return denied(notOpen(clientOrderId))
  const against = cancelAgainst(state, order)
  if (against !== undefined) {
    denyCancel(state, { clientOrderId, origin, reason: against, nowUs }, output)
    return denied(against)
  }
  requestCancel(state, { clientOrderId, origin, nowUs }, output)
  return { ok: true, clientOrderIds: [clientOrderId] }
}

function cancelAgainst(state: DeskState, order: Order): Reason | undefined {
  if (isTerminal(order.status)) return notOpen(order.clientOrderId, order)
  return state.orderLink.isLive ? undefined : reason('orderSessionDown', {})
}

/** What was tried and why it was stopped is part of the audit trail. */
function denyCancel(
  state: DeskState,
  { nowUs, ...asked }: { clientOrderId: ClientOrderId; origin: string; reason: Reason; nowUs: TimeUs },
  output: CoreOutput,
): void {
  record(state, { kind: 'cancelDenied', timeUs: nowUs, ...asked, user: state.user }, output)
}

/**
 * One mass cancel on the wire, and each order it covers marked: the venue may hold orders that we do not know of. Held
 * orders pause first, whether or not the venue can be reached, so that none sends what was just taken back.
 */
function cancelAll(
  state: DeskState,
  command: Command<'cancelAll'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  const { instrumentId, side, origin } = command
  pauseAll(state, { reason: reason('pausedByCancelAll', {}), instrumentId }, nowUs, output)
  const covered = coveredOrders(state, command)
  if (!state.orderLink.isLive) {
    const why = reason('orderSessionDown', {})
    for (const { clientOrderId } of covered)
      denyCancel(state, { clientOrderId, origin, reason: why, nowUs }, output)
    return denied(why)
  }
  for (const { clientOrderId } of covered) {
    const { user } = state
    record(state, { kind: 'cancelRequested', timeUs: nowUs, clientOrderId, origin, user }, output)
  }
  state.throttle.leaves('change', state.limits, nowUs)
  output.requests.push({
    kind: 'massCancel',
    ...(instrumentId === undefined ? {} : { instrumentId }),
    ...(side === undefined ? {} : { side }),
  })
  return { ok: true, clientOrderIds: covered.map((order) => order.clientOrderId) }
}

/** Its children are cancelled with it; what of them is on its way may still fill. */
function cancelHeld(
  state: DeskState,
  { heldId, origin }: Command<'cancelHeld'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  const working = openChildren(state, heldId)
  if (working.length > 0 && !state.orderLink.isLive) return denied(reason('orderSessionDown', {}))
  const against = cancelHolding(state, { heldId, origin }, nowUs, output)
  if (against !== undefined) return denied(against)
  for (const { clientOrderId } of working) requestCancel(state, { clientOrderId, origin, nowUs }, output)
  return { ok: true, clientOrderIds: working.map((order) => order.clientOrderId) }
}

function answer(against: Reason | undefined): UiCommandResult {
  return against === undefined ? { ok: true, clientOrderIds: [] } : denied(against)
}

function requestCancel(
  state: DeskState,
  { clientOrderId, origin, nowUs }: { clientOrderId: ClientOrderId; origin: string; nowUs: TimeUs },
  output: CoreOutput,
): void {
  const { user } = state
  record(state, { kind: 'cancelRequested', timeUs: nowUs, clientOrderId, origin, user }, output)
  state.throttle.leaves('change', state.limits, nowUs)
  output.requests.push({ kind: 'cancelOrder', clientOrderId })
}

function rearmThrottle(
  state: DeskState,
  { origin }: Command<'rearmThrottle'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  if (state.throttle.tripped === undefined) return denied(reason('throttleNotTripped', {}))
  recordRisk(state, { kind: 'throttleRearmed', timeUs: nowUs, who: state.user, origin }, output)
  return { ok: true, clientOrderIds: [] }
}

function notOpen(clientOrderId: ClientOrderId, order?: Order): Reason {
  return reason('orderNotOpen', { clientOrderId, status: order?.status ?? 'not known here' })
}

function denied(why: Reason): UiCommandResult {
  return { ok: false, reason: why }
}
