// What a person asks for: checked by the risk gate, recorded, and only then to be sent. Pure: (state, command, time) →
// answer and output. Called by the loop only.
import { assertNever } from '../../shared/domain/assert.ts'
import type { ClientOrderId, TimeUs } from '../../shared/domain/brands.ts'
import { isTerminal, type Order, type OrderIntent } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { err } from '../../shared/domain/result.ts'
import { clientOrderId as toClientOrderId } from '../../shared/math/quantities.ts'
import type { UiCommand, UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { checkNewOrder, checkReplace } from '../risk/risk-gate.ts'
import { flatten, rearmTrading, setCancelOnDisconnect, stopTrading } from './control-desk.ts'
import type { CoreOutput } from './core-output.ts'
import type { DeskState } from './desk-state.ts'
import { decisionOf } from './market-moment.ts'
import { askToReconcile, coveredOrders, record } from './order-desk.ts'
import { recordRisk, throttleIfTooFast } from './risk-desk.ts'
import { riskContext } from './risk-view.ts'

/** Limits are changed by limit-desk.ts, because that takes a file and a password. */
export type DeskCommand = Exclude<UiCommand, { kind: 'setRiskLimit' }>
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
    default:
      return assertNever(command)
  }
}

/** A denial is recorded as well: what was tried and why it was stopped is part of the audit trail. */
function placeOrder(
  state: DeskState,
  command: Command<'placeOrder'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  const { kind: _, confirmDuplicate, ...asked } = command
  const intent: OrderIntent = asked
  const confirmed = confirmDuplicate === true ? ({ confirmDuplicate } as const) : {}
  const clientOrderId = toClientOrderId(state.nextClientOrderId())
  const decided = decisionOf(state, intent.instrumentId, nowUs)
  const verdict = checkNewOrder({ ...intent, ...confirmed }, riskContext(state, intent.instrumentId, nowUs))
  if (!verdict.ok) {
    record(
      state,
      { kind: 'orderDenied', timeUs: nowUs, clientOrderId, ...intent, reason: verdict.error, ...decided },
      output,
    )
    throttleIfTooFast(state, verdict.error, nowUs, output)
    return denied(verdict.error)
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

function replaceOrder(
  state: DeskState,
  command: Command<'replaceOrder'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  const { clientOrderId, limitPrice, orderQty, origin } = command
  const order = state.orders.order(clientOrderId)
  const verdict =
    order === undefined
      ? err(notOpen(clientOrderId))
      : checkReplace(order, { limitPrice, orderQty }, riskContext(state, order.instrumentId, nowUs))
  const decided = order === undefined ? { user: state.user } : decisionOf(state, order.instrumentId, nowUs)
  const asked = { timeUs: nowUs, clientOrderId, limitPrice, orderQty, origin, ...decided }
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
  output.requests.push({ kind: 'replaceOrder', clientOrderId, limitPrice, orderQty })
  return { ok: true, clientOrderIds: [clientOrderId] }
}

function cancelOrder(
  state: DeskState,
  command: Command<'cancelOrder'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  const { clientOrderId, origin } = command
  const order = state.orders.order(clientOrderId)
  if (order === undefined || isTerminal(order.status)) return denied(notOpen(clientOrderId, order))
  if (!state.orderLink.isLive) return denied(reason('orderSessionDown', {}))
  requestCancel(state, { clientOrderId, origin, nowUs }, output)
  return { ok: true, clientOrderIds: [clientOrderId] }
}

/** One mass cancel on the wire, and each order it covers marked: the venue may hold orders that we do not know of. */
function cancelAll(
  state: DeskState,
  command: Command<'cancelAll'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  if (!state.orderLink.isLive) return denied(reason('orderSessionDown', {}))
  const { instrumentId, side, origin } = command
  const covered = coveredOrders(state, command)
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
