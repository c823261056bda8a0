// Which order effects a person is told about, and how they are filed. Pure.
import { assertNever } from '../../shared/domain/assert.ts'
import type { InstrumentId, PriceTicks } from '../../shared/domain/brands.ts'
import type { Order, OrderStatus } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { NoticeKind } from '../../shared/ui-wire/projections.ts'
import type { OrderEffect } from '../order/order-effects.ts'
import type { NewNotice } from './notices.ts'

/** A price of an instrument in words. */
type PriceWords = (instrumentId: InstrumentId, price: PriceTicks) => string

export function noticeOf(effect: OrderEffect, priceWords: PriceWords): NewNotice | undefined {
  switch (effect.kind) {
    case 'statusChanged': {
      const kind = kindOf(effect.order.status, effect.from)
      return kind === undefined ? undefined : ofOrder(kind, effect.order)
    }
    case 'fillCounted': {
      const { instrumentId, clientOrderId, side, lastQty, lastPrice } = effect.fill
      return { kind: 'fill', instrumentId, clientOrderId, side, qty: lastQty, price: lastPrice }
    }
    case 'fillAmended':
      return amendedNotice(effect, priceWords)
    case 'amendmentUnmatched':
      return unmatchedNotice(effect, priceWords)
    case 'stopTriggered':
      return ofOrder('triggered', effect.order)
    case 'changeRefused':
      return { ...ofOrder('rejected', effect.order), reason: effect.reason }
    case 'missingFills': {
      const { clientOrderId, cumQty, countedQty } = effect
      return { kind: 'problem', clientOrderId, reason: reason('missingFills', { cumQty, countedQty }) }
    }
    case 'contradiction': {
      const { clientOrderId, what, ours, venues } = effect
      return { kind: 'problem', clientOrderId, reason: reason('contradiction', { what, ours, venues }) }
    }
    case 'reportGap':
      return {
        kind: 'session',
        session: 'orders',
        reason: reason('gap', { expected: effect.expected, received: effect.received }),
      }
    case 'requestOrderStatus':
    case 'requestOpenOrders':
      return undefined
    default:
      return assertNever(effect)
  }
}

type Effect<K extends OrderEffect['kind']> = Extract<OrderEffect, { kind: K }>

/** Both sides: what the venue speaks of, and what counted here. */
function amendedNotice({ fill, before, told }: Effect<'fillAmended'>, priceWords: PriceWords): NewNotice {
  const { instrumentId, clientOrderId, execId: trade, amendment } = fill
  const [qty, price] = [told.lastQty, priceWords(instrumentId, told.lastPrice)]
  const [wasQty, wasPrice] = [before.lastQty, priceWords(instrumentId, before.lastPrice)]
  const code = amendment?.kind === 'canceled' ? 'tradeCanceled' : 'tradeCorrected'
  const why = reason(code, { trade, wasQty, wasPrice, qty, price })
  return { kind: 'amended', instrumentId, clientOrderId, reason: why }
}

function unmatchedNotice(
  { clientOrderId, tradeId: trade, told, ours, instrumentId }: Effect<'amendmentUnmatched'>,
  priceWords: PriceWords,
): NewNotice {
  const [qty, price] = [told.lastQty, priceWords(instrumentId, told.lastPrice)]
  const about = { kind: 'amended', instrumentId, clientOrderId } as const
  if (ours === undefined) return { ...about, reason: reason('tradeNotKnown', { trade, qty, price }) }
  const here = { wasQty: ours.lastQty, wasPrice: priceWords(ours.instrumentId, ours.lastPrice) }
  const isCanceled = ours.amendment?.kind === 'canceled' && ours.clientOrderId === clientOrderId
  const why = isCanceled
    ? reason('tradeCanceledBefore', { trade, ...here, qty, price })
    : reason('tradeOfOtherOrder', { trade, ...here, qty, price, clientOrderId: ours.clientOrderId })
  return { ...about, reason: why }
}

function kindOf(status: OrderStatus, from: OrderStatus | undefined): NoticeKind | undefined {
  switch (status) {
    case 'denied':
    case 'rejected':
    case 'unknown':
      return status
    case 'canceled':
    case 'expired':
      return 'canceled'
    case 'working':
    case 'partiallyFilled':
    case 'pendingReplace':
    case 'pendingCancel':
    case 'filled':
      return from === 'unknown' ? 'resolved' : undefined
    case 'pendingNew':
      return undefined
    default:
      return assertNever(status)
  }
}

/** A cancel that we asked for explains itself. */
export function wasAskedFor(why: Reason): boolean {
  return (
    why.code === 'venueReason' && (why.params.code === 'userRequested' || why.params.code === 'massCanceled')
  )
}

function ofOrder(kind: NoticeKind, order: Order): NewNotice {
  return {
    kind,
    instrumentId: order.instrumentId,
    clientOrderId: order.clientOrderId,
    side: order.side,
    qty: order.orderQty,
    orderType: order.orderType,
    timeInForce: order.timeInForce,
    ...(order.terms === undefined ? {} : { terms: order.terms }),
    ...(order.limitPrice === undefined ? {} : { price: order.limitPrice }),
    ...(order.reason === undefined || wasAskedFor(order.reason) ? {} : { reason: order.reason }),
  }
}
