// The peer @lab49/react-order-book: prices and sizes of thirty levels a side on grounds by their depth, given as its book once a
// frame.
import './order-book.css'
import { OrderBook } from '@lab49/react-order-book'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { requestPaint } from '../../renderer/kit/frame.ts'
import { formatPrice } from '../../shared/math/price-text.ts'
import { priceTicks } from '../../shared/math/quantities.ts'
import type { LadderProjection } from '../../shared/ui-wire/projections.ts'
import { ROWS, type MountLadder } from './shown-ladder.ts'

const LEVELS = ROWS / 2
const COLOURS = { bidColor: [43, 74, 122], askColor: [107, 58, 58] }

export const mount: MountLadder = (root) => {
  const page = createRoot(root)
  let ladder: LadderProjection | undefined
  const paint = (): void => {
    if (ladder === undefined) return
    const { tickSize } = ladder.instrument
    const levels = (flat: Int32Array): string[][] =>
      Array.from({ length: LEVELS }, (_, nth) => [
        formatPrice(priceTicks(flat[2 * nth] ?? 0), tickSize),
        String(flat[2 * nth + 1] ?? 0),
      ])
    const book = { bids: levels(ladder.bids), asks: levels(ladder.asks) }
    page.render(
      createElement(OrderBook, {
        book,
        listLength: LEVELS,
        applyBackgroundColor: true,
        fullOpacity: true,
        ...COLOURS,
      }),
    )
  }
  return (next) => {
    ladder = next
    requestPaint(paint)
  }
}
