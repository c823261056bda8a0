// The acts that stop a desk, in the core: stop trading and arm it again, flatten, cancel on disconnect. Each is recorded
// before it takes effect. Pure: (state, command, time) → answer and output. Called by desk-commands.ts and the loop.
import { assertNever } from '../../shared/domain/assert.ts'
import type { ClientOrderId, InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { Order, OrderIntent } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { clientOrderId, qtyLots } from '../../shared/math/quantities.ts'
import type { UiCommand, UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { REARM_WORD } from '../../shared/ui-wire/rearm-word.ts'
import type { ControlRecord } from '../control/control-records.ts'
import type { Flattening, FlattenStep } from '../control/flatten.ts'
import { checkNewOrder } from '../risk/risk-gate.ts'
import type { CoreOutput } from './core-output.ts'
import type { DeskState } from './desk-state.ts'
import { pauseAll } from './held-desk.ts'
import { decisionOf } from './market-moment.ts'
import { record } from './order-desk.ts'
import { flattenContext } from './risk-view.ts'

type Command<K extends UiCommand['kind']> = Extract<UiCommand, { kind: K }>

const DONE: UiCommandResult = { ok: true, clientOrderIds: [] }

/** Applies a record to the state and collects it for the journal. */
export function recordControl(state: DeskState, entry: ControlRecord, output: CoreOutput): void {
  replayControl(state, entry)
  output.records.push(entry)
}

/** Recovery: the same, with nothing to write. */
export function replayControl(state: DeskState, entry: ControlRecord): void {
  state.controls.apply(entry)
  state.deskVersion += 1
}

/** Once trading has halted, what is held here may never have been written: it is recorded again, or refused. */
function isOnRecord({ halted }: DeskState): boolean {
  return halted === undefined
}

export function stopTrading(
  state: DeskState,
  { origin }: Command<'stopTrading'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  // Whoever stops twice has what they want: nothing is held anew meanwhile. Who was first stays on record.
  if (state.controls.stopped !== undefined && isOnRecord(state)) return DONE
  recordControl(state, { kind: 'tradingStopped', timeUs: nowUs, who: state.user, origin }, output)
  const why = reason('tradingStopped', { origin })
  pauseAll(state, { reason: why }, nowUs, output)
  state.notices.add(nowUs, { kind: 'problem', reason: why })
  return DONE
}

export function rearmTrading(
  state: DeskState,
  { word, origin }: Command<'rearmTrading'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  if (state.controls.stopped === undefined) return denied(reason('tradingNotStopped', {}))
  if (word !== REARM_WORD) return denied(reason('wrongWord', { word: REARM_WORD }))
  recordControl(state, { kind: 'tradingRearmed', timeUs: nowUs, who: state.user, origin }, output)
  return DONE
}

export function setCancelOnDisconnect(
  state: DeskState,
  { isOn, origin }: Command<'setCancelOnDisconnect'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  if (state.controls.cancelOnDisconnect === isOn && isOnRecord(state)) return DONE
  recordControl(
    state,
    { kind: 'cancelOnDisconnectSet', timeUs: nowUs, isOn, who: state.user, origin },
    output,
  )
  // The venue learns it at a login. Where ending this session would cancel the orders, it is left to end by itself.
  if (isOn) output.logsInAgain = true
  return DONE
}

/** Begins with every contract that has a position, or with the one that is named. */
export function flatten(
  state: DeskState,
  { instrumentId, origin }: Command<'flatten'>,
  nowUs: TimeUs,
  output: CoreOutput,
): UiCommandResult {
  if (!state.orderLink.isLive) return denied(reason('orderSessionDown', {}))
  const held = instrumentId === undefined ? heldInstruments(state) : [instrumentId]
  const begun = held.filter((id) => state.positions.netQty(id) !== 0 && !state.controls.isFlattening(id))
  if (begun.length === 0) return denied(reason('nothingToFlatten', {}))
  for (const id of begun) {
    const entry = {
      kind: 'flattenStarted',
      timeUs: nowUs,
      instrumentId: id,
      who: state.user,
      origin,
    } as const
    recordControl(state, entry, output)
    pauseAll(state, { reason: reason('flattening', { instrument: id }), instrumentId: id }, nowUs, output)
  }
  goOnFlattening(state, nowUs, output)
  return DONE
}

/** To be called after every order event and on each tick. */
export function goOnFlattening(state: DeskState, nowUs: TimeUs, output: CoreOutput): void {
  for (const flattening of state.controls.flattenings) {
    const step = flattening.next(viewOf(state, flattening.instrumentId, nowUs))
    takeStep(state, { flattening, step, nowUs }, output)
  }
}

/** Nothing goes on by itself where the order session ended or Tenor was started again. */
export function endFlattenings(state: DeskState, why: Reason, nowUs: TimeUs, output: CoreOutput): void {
  for (const { instrumentId } of state.controls.flattenings) {
    endFlattening(state, { instrumentId, leftQty: state.positions.netQty(instrumentId), why, nowUs }, output)
  }
}

interface TakenStep {
  readonly flattening: Flattening
  readonly step: FlattenStep
  readonly nowUs: TimeUs
}

function takeStep(state: DeskState, { flattening, step, nowUs }: TakenStep, output: CoreOutput): void {
  const { instrumentId } = flattening
  switch (step.kind) {
    case 'wait':
      return
    case 'cancel':
      for (const id of step.orders) cancel(state, id, nowUs, output)
      return
    case 'reduce': {
      const netQty = state.positions.netQty(instrumentId)
      const intent: OrderIntent = {
        ...{ instrumentId, side: step.side, orderQty: qtyLots(step.qty) },
        ...{ orderType: 'market', timeInForce: 'ioc', origin: 'flatten' },
      }
      const sent = place(state, intent, nowUs, output)
      if ('why' in sent) endFlattening(state, { instrumentId, leftQty: netQty, why: sent.why, nowUs }, output)
      else flattening.sent(sent.id, netQty, nowUs)
      return
    }
    case 'end':
      endFlattening(state, { instrumentId, leftQty: step.leftQty, why: step.reason, nowUs }, output)
      return
    default:
      assertNever(step)
  }
}

/** What can still be traded away: what has ended is money, not a position. */
function heldInstruments(state: DeskState): readonly InstrumentId[] {
  return state.positions
    .defined()
    .map(({ instrument }) => instrument.instrumentId)
    .filter((instrumentId) => state.market.feed(instrumentId)?.phase !== 'expired')
}

function cancel(state: DeskState, id: ClientOrderId, nowUs: TimeUs, output: CoreOutput): void {
  const { user } = state
  record(
    state,
    { kind: 'cancelRequested', timeUs: nowUs, clientOrderId: id, origin: 'flatten', user },
    output,
  )
  state.throttle.leaves('change', state.limits, nowUs)
  output.requests.push({ kind: 'cancelOrder', clientOrderId: id })
}

function place(
  state: DeskState,
  intent: OrderIntent,
  nowUs: TimeUs,
  output: CoreOutput,
): { readonly id: ClientOrderId } | { readonly why: Reason } {
  const id = clientOrderId(state.nextClientOrderId())
  const asked = {
    timeUs: nowUs,
    clientOrderId: id,
    ...intent,
    ...decisionOf(state, intent.instrumentId, nowUs),
  }
  const verdict = checkNewOrder(intent, flattenContext(state, intent.instrumentId, nowUs))
  if (!verdict.ok) {
    const why = verdict.error
    record(state, { kind: 'orderDenied', ...asked, reason: why }, output)
    return { why }
  }
  record(state, { kind: 'orderPlaced', ...asked }, output)
  state.throttle.leaves('order', state.limits, nowUs)
  const { origin: _, ...terms } = intent
  output.requests.push({ kind: 'newOrder', clientOrderId: id, ...terms })
  return { id }
}

interface Ended {
  readonly instrumentId: InstrumentId
  readonly leftQty: number
  readonly why: Reason | undefined
  readonly nowUs: TimeUs
}

function endFlattening(
  state: DeskState,
  { instrumentId, leftQty, why, nowUs }: Ended,
  output: CoreOutput,
): void {
  const because = why === undefined ? {} : { reason: why }
  recordControl(state, { kind: 'flattenEnded', timeUs: nowUs, instrumentId, leftQty, ...because }, output)
  if (why !== undefined) state.notices.add(nowUs, { kind: 'problem', instrumentId, reason: why })
}

function viewOf(state: DeskState, instrumentId: InstrumentId, nowUs: TimeUs) {
  const touches = ({ instrumentId: traded }: Order): boolean =>
    traded === instrumentId ||
    state.market
      .feed(traded)
      ?.instrument.combination?.legs.some((leg) => leg.instrumentId === instrumentId) === true
  return {
    netQty: state.positions.netQty(instrumentId),
    open: state.orders.openOrders().filter(touches),
    missingQty: state.orders
      .missingFills()
      .filter(({ order }) => touches(order))
      .reduce((sum, { missingQty }) => sum + missingQty, 0),
    maxOrderQty: Math.max(1, state.limits.maxOrderQty.value),
    nowUs,
  }
}

function denied(why: Reason): UiCommandResult {
  return { ok: false, reason: why }
}
