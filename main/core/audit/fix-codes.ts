// Our words as the codes of FIX, for the audit trail.
import type { ExecType, OrderStatus, OrderType, Side, TimeInForce } from '../../../shared/domain/order.ts'
import type { RequestKind } from '../../order/order-records.ts'

export const SIDE_CODE: Readonly<Record<Side, string>> = { buy: '1', sell: '2' }

export const ORD_TYPE_CODE: Readonly<Record<OrderType, string>> = {
  market: '1',
  limit: '2',
  stop: '3',
  stopLimit: '4',
  marketToLimit: 'K',
}

export const TIME_IN_FORCE_CODE: Readonly<Record<TimeInForce, string>> = {
  day: '0',
  gtc: '1',
  ioc: '3',
  fok: '4',
  gtd: '6',
}

/** FIX has none for an order whose fate is not known; our own refusal is a rejection. */
export const ORD_STATUS_CODE: Readonly<Record<OrderStatus, string | undefined>> = {
  pendingNew: 'A',
  working: '0',
  partiallyFilled: '1',
  filled: '2',
  canceled: '4',
  pendingCancel: '6',
  pendingReplace: 'E',
  rejected: '8',
  denied: '8',
  expired: 'C',
  unknown: undefined,
}

/** A refused change is a message of its own in FIX, without an ExecType. */
export const EXEC_TYPE_CODE: Readonly<Record<ExecType, string | undefined>> = {
  new: '0',
  trade: 'F',
  tradeCancel: 'H',
  tradeCorrect: 'G',
  replaced: '5',
  canceled: '4',
  expired: 'C',
  rejected: '8',
  triggered: 'L',
  replaceRejected: undefined,
  cancelRejected: undefined,
}

export const MSG_TYPE_OF_REQUEST: Readonly<Record<RequestKind, string>> = {
  new: 'D',
  replace: 'G',
  cancel: 'F',
}
