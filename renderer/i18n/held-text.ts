// Held orders in words: what one is called, and what it does next.
import { assertNever } from '../../shared/domain/assert.ts'
import type { HeldOrder, HeldTerms } from '../../shared/domain/held-order.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import { lotsText } from './order-text.ts'
import { priceText } from './price-view.ts'
import { reasonText } from './reason-text.ts'
import { zonedText } from './time-text.ts'
import { translate } from './translate.ts'

/** `Bracket in H100F27`. */
export function heldWords({
  kind,
  instrumentId: instrument,
}: Pick<HeldTerms, 'kind' | 'instrumentId'>): string {
  return translate('held.words', { kind: translate(`held.kind.${kind}`), instrument })
}

export function nextText({ next, terms }: HeldOrder, tickSize: Decimal | undefined): string {
  switch (next.kind) {
    case 'nothing':
    case 'awaitPerson':
    case 'awaitQuote':
    case 'awaitEntry':
      return translate(`held.next.${next.kind}`)
    case 'awaitVenue':
      return translate('held.next.awaitVenue', { order: next.clientOrderId })
    case 'awaitMarket':
      return translate('held.next.awaitMarket', { reason: reasonText(next.reason) })
    case 'trail':
      return translate(terms.side === 'sell' ? 'held.next.trailSell' : 'held.next.trailBuy', {
        stop: priceText(next.stopPrice, tickSize),
        best: priceText(next.bestPrice, tickSize),
      })
    case 'guard':
    case 'awaitFill':
    case 'nextSlice':
    case 'awaitVolume':
      return translate(`held.next.${next.kind}`, { lots: lotsText(next.qty) })
    case 'sliceAt': {
      const time = zonedText(next.timeUs)
      if (next.qty === 0) return translate('held.next.endAt', { time })
      return translate('held.next.sliceAt', { lots: lotsText(next.qty), time })
    }
    default:
      return assertNever(next)
  }
}
