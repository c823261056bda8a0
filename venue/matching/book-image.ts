// A book as plain data that JSON can carry, and back: what a snapshot of the exchange is made of. Called through
// `OrderBook.capture` and `OrderBook.restore`, between commands.
// The image holds everything that decides what the book does next. What changed since the last drain is not part of
// it: whoever reads a restored book starts from a snapshot. Whoever reads an image from outside checks it first.

import type { BookSide } from './book-side.ts'
import type { BookState, MatchingMode } from './book-state.ts'
import { intAt } from './columns.ts'
import { accountAt, displayQtyAt, limitPriceAt, orderRefAt } from './order-slots.ts'
import { expireDayAt, flagsAt, hiddenQtyAt, orderQtyAt, shownQtyAt } from './order-slots.ts'

/** Numbers per order in the lists of an image. */
export const imageOrderFields = 12

/**
 * `bids`, `asks`, `buyStops` and `sellStops` are flat lists in order of priority, `imageOrderFields` numbers an order:
 * reference, account, flags, price (stops: the stop price), orderQty, shown lots, hidden lots, lots shown at a time (0:
 * all), last day, limit price of a stop (0 where it has none), order number (0: none yet), priority.
 */
export interface BookImage {
  readonly mode: MatchingMode
  /** Ticks; null before the first trade. */
  readonly lastTradePrice: number | null
  /** The next order number and priority. */
  readonly nextNumber: number
  readonly bids: readonly number[]
  readonly asks: readonly number[]
  readonly buyStops: readonly number[]
  readonly sellStops: readonly number[]
}

export function captureState(state: BookState): BookImage {
  const { bids, asks, stops, mode, slots } = state
  return {
    mode,
    lastTradePrice: state.hasTraded ? state.lastTradePrice : null,
    nextNumber: slots.nextNumber,
    bids: captureSide(state, bids),
    asks: captureSide(state, asks),
    buyStops: captureSide(state, stops.buys),
    sellStops: captureSide(state, stops.sells),
  }
}

/** Fills a state that holds nothing. Throws when the image has more orders than the book may hold. */
export function restoreState(state: BookState, image: BookImage): void {
  const { bids, asks, stops, slots } = state
  state.mode = image.mode
  state.hasTraded = image.lastTradePrice !== null
  state.lastTradePrice = image.lastTradePrice ?? 0
  const rest = (side: BookSide) => (slot: number, price: number) => side.append(slot, price)
  const wait = (slot: number, price: number) => stops.add(slot, price)
  restoreOrders(state, image.bids, rest(bids))
  restoreOrders(state, image.asks, rest(asks))
  restoreOrders(state, image.buyStops, wait)
  restoreOrders(state, image.sellStops, wait)
  slots.nextNumber = image.nextNumber
  for (const side of [bids, asks]) side.drainChangedLevels(() => undefined)
}

function captureSide({ slots }: BookState, side: BookSide): number[] {
  const fields: number[] = []
  side.visitOrders((slot, price) => {
    const { cells } = slots
    fields.push(
      intAt(cells, slot + orderRefAt),
      intAt(cells, slot + accountAt),
      intAt(cells, slot + flagsAt),
      price,
      intAt(cells, slot + orderQtyAt),
      intAt(cells, slot + shownQtyAt),
      intAt(cells, slot + hiddenQtyAt),
      intAt(cells, slot + displayQtyAt),
      intAt(cells, slot + expireDayAt),
      intAt(cells, slot + limitPriceAt),
      slots.orderNumber(slot),
      slots.priority(slot),
    )
  })
  return fields
}

function restoreOrders(
  { slots, index }: BookState,
  fields: readonly number[],
  queue: (slot: number, price: number) => void,
): void {
  for (let from = 0; from < fields.length; from += imageOrderFields) {
    if (slots.isFull) throw new Error('Invariant broken: the image holds more orders than the book may')
    const slot = slots.allocate()
    const { cells } = slots
    const field = (place: number): number => fields[from + place] ?? 0
    cells[slot + orderRefAt] = field(0)
    cells[slot + accountAt] = field(1)
    cells[slot + flagsAt] = field(2)
    cells[slot + orderQtyAt] = field(4)
    cells[slot + shownQtyAt] = field(5)
    cells[slot + hiddenQtyAt] = field(6)
    cells[slot + displayQtyAt] = field(7)
    cells[slot + expireDayAt] = field(8)
    cells[slot + limitPriceAt] = field(9)
    slots.setOrderNumber(slot, field(10))
    index.add(field(0), slot)
    queue(slot, field(3))
    slots.setPriority(slot, field(11))
  }
}
