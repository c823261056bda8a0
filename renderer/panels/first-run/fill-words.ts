// Where a first fill stands, in sentences: what happened and what to do.
import type { Order } from '../../../shared/domain/order.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { signedText } from '../../i18n/number-text.ts'
import { existingOrderWords, lotsText } from '../../i18n/order-text.ts'
import { priceText } from '../../i18n/price-view.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { translate } from '../../i18n/translate.ts'
import { tickSizeOf } from '../../store/instruments.ts'
import { keyOf, keyOrButton } from '../../store/keys.ts'
import type { FillStage } from './fill-stage.ts'

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
        translate('firstRun.fill.how', { key: keyOrButton('ladder.arm', translate('topBar.arm')) }),
      ]
    case 'noLadder':
      return [translate('firstRun.fill.noLadder')]
    case 'blocked':
      return [translate('firstRun.fill.blocked', { reason: stage.why })]
    case 'arm': {
      const button = translate('topBar.arm')
      const key = keyOrButton('ladder.arm', button)
      return [translate('firstRun.fill.arm', { instrument: stage.instrumentId, key, button })]
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
  if (bestAsk === undefined) return [translate('firstRun.fill.clickNoAsk', { instrument }), ...byKeys()]
  const price = priceText(priceTicks(bestAsk), tickSizeOf(instrument))
  return [translate('firstRun.fill.click', { price, lots: lotsText(orderQty) }), ...byKeys()]
}

/** Nothing where the map has no key for one of them. */
function byKeys(): readonly string[] {
  const [ladder, home, buy] = [keyOf('focus.ladder'), keyOf('ladder.recentre'), keyOf('ladder.buy')]
  if (ladder === undefined || home === undefined || buy === undefined) return []
  return [translate('firstRun.fill.clickKeys', { ladder, home, buy })]
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
    translate('firstRun.fill.after', { key: keyOrButton('trade.flatten', translate('control.flatten')) }),
  ]
}

function positionWords(netQty: number | undefined): readonly string[] {
  if (netQty === undefined) return []
  if (netQty === 0) return [translate('firstRun.fill.positionFlat')]
  return [translate('firstRun.fill.positionIs', { net: signedText(netQty) })]
}
