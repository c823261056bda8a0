// The ladder's intents and bars in words.
import { assertNever } from '../../../shared/domain/assert.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import type { LadderProjection } from '../../../shared/ui-wire/projections.ts'
import { orderWords } from '../../i18n/order-text.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { ageText, utcText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import type { PlacedOrder } from '../../store/order-actions.ts'
import type { TradeBlock } from '../../store/trade-gate.ts'
import { DOUBLE_CLICK_MS, type LadderIntent } from './ladder-click.ts'

export const ARM_KEY = 'Shift+A'

/** Beside the pointer: `Buy 5 @ 2.97 limit DAY`, with why it would not be sent. */
export function hoverWords(intent: LadderIntent, tickSize: Decimal | undefined): string {
  if (intent.kind === 'nothing') return ''
  const words = placedWords(intent.order, tickSize)
  if (intent.kind === 'place') return words
  if (intent.why === 'disarmed') return translate('ladder.hoverDisarmed', { words })
  return typeof intent.why === 'string' ? words : translate('ladder.hoverBlocked', { words })
}

function placedWords(order: PlacedOrder, tickSize: Decimal | undefined): string {
  return orderWords({ side: order.side, qty: order.orderQty, price: order.limitPrice }, tickSize)
}

/** Why a click sent nothing. */
export function refusalWords(why: Extract<LadderIntent, { kind: 'refuse' }>['why']): string {
  switch (why) {
    case 'disarmed':
      return translate('ladder.refusedDisarmed', { key: ARM_KEY })
    case 'sizeZero':
      return translate('ladder.refusedSizeZero')
    case 'twice':
      return translate('ladder.refusedTwice', { ms: DOUBLE_CLICK_MS })
    case 'moved':
      return translate('ladder.refusedMoved')
    case 'lost':
      return translate('ladder.refusedLost')
    default:
      return translate('ladder.refusedBlocked', { reason: blockWords(why) })
  }
}

function blockWords(block: TradeBlock): string {
  return block.kind === 'coreSilent' ? translate('ladder.coreSilent') : reasonText(block.reason)
}

export interface BarContext {
  readonly instrumentId: string
  readonly ladder: LadderProjection | undefined
  readonly nowUs: number | undefined
}

/** The bar across the ladder; undefined when it may be traded or only the order session is away. */
export function barWords(block: TradeBlock | undefined, context: BarContext): string | undefined {
  if (block === undefined) return undefined
  const { instrumentId: instrument, ladder, nowUs } = context
  switch (block.kind) {
    case 'coreSilent':
      return translate('ladder.coreSilent')
    case 'halted':
      return translate('ladder.barHalted', { reason: reasonText(block.reason) })
    case 'session':
      return reasonText(block.reason)
    case 'phase':
      return translate('ladder.barPhase', {
        instrument,
        phase: translate(`phase.${ladder?.phase ?? 'closed'}`),
        reason: ladder?.phaseReason ?? '',
      })
    case 'data': {
      const reason = reasonText(block.reason)
      if (ladder?.state.kind !== 'stale') return translate('ladder.barNone', { instrument, reason })
      const { sinceUs } = ladder.state
      const age = ageText(nowUs === undefined ? 0 : nowUs - sinceUs)
      return translate('ladder.barStale', { instrument, since: utcText(sinceUs), age, reason })
    }
    default:
      return assertNever(block)
  }
}
