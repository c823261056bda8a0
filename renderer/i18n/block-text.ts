// Why nothing can be sent from this window now, in a sentence.
import type { TradeBlock } from '../store/trade-gate.ts'
import { reasonText } from './reason-text.ts'
import { translate } from './translate.ts'

export function blockText(block: TradeBlock): string {
  return block.kind === 'coreSilent' ? translate('ladder.coreSilent') : reasonText(block.reason)
}
