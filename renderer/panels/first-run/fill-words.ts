// Where a first fill stands, in sentences: what happened and what to do.
import type { Order } from '../../../shared/domain/order.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { signedText } from '../../i18n/number-text.ts'
import { existingOrderWords, lotsText } from '../../i18n/order-text.ts'
import { priceText } from '../../i18n/price-view.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { translate } from '../../i18n/translate.ts'
import { tickSizeOf } from '../../store/instruments.ts'
import type { FillStage } from './fill-stage.ts'

const ARM_KEY = 'Shift+A'
const FLATTEN_KEY = 'Shift+F'

export interface FillContext {
  /** In ticks; undefined where nobody sells. */
  readonly bestAsk: number | undefined
  /** Lots of the next order. */
  readonly orderQty: number
}

export function fillWords(stage: FillStage, context: FillContext): readonly string[] {
  switch (stage.kind) {
    case 'notPaper':
      return [
        translate(stage.environment === 'live' ? 'firstRun.fill.live' : 'firstRun.fill.replay'),
        translate('firstRun.fill.how', { key: ARM_KEY }),
      ]
    case 'noLadder':
      return [translate('firstRun.fill.noLadder')]
    case 'blocked':
      return [translate('firstRun.fill.blocked', { reason: stage.why })]
    case 'arm': {
      const button = translate('topBar.arm')
      return [translate('firstRun.fill.arm', { instrument: stage.instrumentId, key: ARM_KEY, button })]
    }
    case 'click':
      return clickWords(stage.instrumentId, context)
    case 'order':
      return [orderStands(stage.order)]
    case 'filled':
      return filledWords(stage)
  }
}

function clickWords(
  instrument: Extract<FillStage, { kind: 'click' }>['instrumentId'],
  { bestAsk, orderQty }: FillContext,
): readonly string[] {
  const keys = translate('firstRun.fill.clickKeys')
  if (bestAsk === undefined) return [translate('firstRun.fill.clickNoAsk', { instrument }), keys]
  const price = priceText(priceTicks(bestAsk), tickSizeOf(instrument))
  return [translate('firstRun.fill.click', { price, lots: lotsText(orderQty) }), keys]
}

function orderStands(order: Order): string {
  const words = existingOrderWords(order, tickSizeOf(order.instrumentId))
  switch (order.status) {
    case 'pendingNew':
      return translate('firstRun.fill.pending', { words })
    case 'unknown':
      return translate('firstRun.fill.unknown', { words })
    case 'working':
    case 'partiallyFilled':
    case 'pendingReplace':
    case 'pendingCancel':
    case 'filled':
      return translate(order.side === 'buy' ? 'firstRun.fill.working' : 'firstRun.fill.workingSell', {
        words,
      })
    case 'denied':
      return translate('firstRun.fill.denied', { reason: whyOf(order) })
    case 'canceled':
    case 'rejected':
    case 'expired': {
      const status = translate(`status.${order.status}`)
      return translate('firstRun.fill.ended', { words, status, reason: whyOf(order) })
    }
  }
}

function whyOf({ reason }: Order): string {
  return reason === undefined ? '' : reasonText(reason)
}

function filledWords({ order, fills, netQty }: Extract<FillStage, { kind: 'filled' }>): readonly string[] {
  const { instrumentId: instrument, leavesQty } = order
  const what = { side: translate(`sidePast.${order.side}`), lots: lotsText(order.cumQty), instrument }
  const prices = [...new Set(fills.map(({ lastPrice }) => priceText(lastPrice, tickSizeOf(instrument))))]
  const happened =
    prices.length === 0
      ? translate('firstRun.fill.filledUnpriced', what)
      : translate('firstRun.fill.filledAt', { ...what, prices: prices.join(', ') })
  const rest = leavesQty > 0 ? [translate('firstRun.fill.rest', { lots: lotsText(leavesQty) })] : []
  return [
    [happened, ...rest, ...positionWords(netQty)].join(' '),
    translate('firstRun.fill.after', { key: FLATTEN_KEY }),
  ]
}

function positionWords(netQty: number | undefined): readonly string[] {
  if (netQty === undefined) return []
  if (netQty === 0) return [translate('firstRun.fill.positionFlat')]
  return [translate('firstRun.fill.positionIs', { net: signedText(netQty) })]
}
