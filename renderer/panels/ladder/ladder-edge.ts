// Words at the upper or lower end of the rows that say where the market is when it is out of sight: `▲ ask 28.488`. The
// axis stays where a person put it, so a market may run out of the view. Painted by LadderView.
import type { LadderProjection } from '../../../shared/ui-wire/projections.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { priceText } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'

export type LadderEnd = 'above' | 'below'

/** What of the touch is out of sight at one end; empty for nothing. */
export function edgeWords(
  { bids, asks, instrument }: Pick<LadderProjection, 'bids' | 'asks' | 'instrument'>,
  isBeyond: (price: number) => boolean,
): string {
  const words = (side: 'bid' | 'ask', price: number | undefined): readonly string[] => {
    if (price === undefined || !isBeyond(price)) return []
    const text = priceText(priceTicks(price), instrument.tickSize)
    return [translate(side === 'bid' ? 'ladder.edgeBid' : 'ladder.edgeAsk', { price: text })]
  }
  return [...words('bid', bids[0]), ...words('ask', asks[0])].join('  ')
}

export class LadderEdge {
  readonly #element: HTMLElement
  readonly #end: LadderEnd

  constructor(container: HTMLElement, end: LadderEnd) {
    this.#end = end
    this.#element = document.createElement('div')
    this.#element.className = 'ladder-edge'
    this.#element.dataset['end'] = end
    this.#element.dataset['testid'] = `ladder-${end}`
    this.#element.hidden = true
    container.append(this.#element)
  }

  paint(words: string): void {
    const arrow = this.#end === 'above' ? '▲' : '▼'
    const text = words === '' ? '' : `${arrow} ${words}`
    if (this.#element.textContent === text) return
    this.#element.textContent = text
    this.#element.hidden = text === ''
  }
}
