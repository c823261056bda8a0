// The painted part of one row of the quote board: touches only the cells whose text changed.
import type { Decimal } from '../../../shared/math/decimal.ts'
import type { CurvePoint } from '../../../shared/ui-wire/projections.ts'
import { signedText } from '../../i18n/number-text.ts'
import { changeText, priceText } from '../../i18n/price-view.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { dateText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { directionClass } from '../../kit/direction.ts'
import { flash } from '../../kit/flash.ts'
import { boardChange } from './board-change.ts'

type BoardColumn = 'bid' | 'ask' | 'last' | 'change' | 'settle' | 'net'

export class BoardRowView {
  readonly #row: HTMLElement
  readonly #cells: Readonly<Record<BoardColumn, Element | null>>
  #painted = false
  #title = ''

  constructor(row: HTMLElement) {
    this.#row = row
    const cell = (column: BoardColumn): Element | null => row.querySelector(`[data-col="${column}"]`)
    this.#cells = {
      bid: cell('bid'),
      ask: cell('ask'),
      last: cell('last'),
      change: cell('change'),
      settle: cell('settle'),
      net: cell('net'),
    }
  }

  paint(point: CurvePoint, tickSize: Decimal | undefined, coreIsSilent: boolean): void {
    const change = boardChange(point)
    this.#set('bid', priceText(point.bid, tickSize))
    this.#set('ask', priceText(point.ask, tickSize))
    this.#set('last', priceText(point.last, tickSize))
    this.#set('change', changeText(change, tickSize), directionClass(change))
    this.#set('settle', priceText(point.settle?.price, tickSize))
    this.#set('net', point.netQty === 0 ? '' : signedText(point.netQty), sideClass(point.netQty))
    const state = coreIsSilent ? 'stale' : point.state.kind
    if (this.#row.dataset['state'] !== state) this.#row.dataset['state'] = state
    this.#paintTitle(point)
    this.#painted = true
  }

  #set(column: BoardColumn, text: string, className = ''): void {
    const cell = this.#cells[column]
    if (cell === null) return
    if (cell.className !== className) cell.className = className
    if (cell.textContent === text) return
    cell.textContent = text
    if (this.#painted && column !== 'change') flash(cell)
  }

  /** Where the figures come from, or why they are old. */
  #paintTitle(point: CurvePoint): void {
    const { settle, state } = point
    const settled =
      settle === undefined
        ? ''
        : `${translate('curve.settleOn', { date: dateText(settle.date) })}: ${settle.rule}`
    const title = state.kind === 'live' ? settled : reasonText(state.reason)
    if (title === this.#title) return
    this.#title = title
    this.#row.title = title
  }
}

function sideClass(netQty: number): string {
  return netQty > 0 ? 'buy' : netQty < 0 ? 'sell' : ''
}
