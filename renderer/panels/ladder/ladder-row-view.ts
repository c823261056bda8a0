// One row of the ladder as DOM elements made once. It remembers what it shows and touches only what differs, so the
// cost of a frame is the cost of what changed in it.
import type { Decimal } from '../../../shared/math/decimal.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { decimalText, lotsCell } from '../../i18n/number-text.ts'
import { DASH } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { flash } from '../../kit/flash.ts'
import type { LadderColumn } from './ladder-click.ts'
import type { LadderRow } from './ladder-rows.ts'
import { OwnChipView } from './own-chip-view.ts'

export interface RowContext {
  readonly tickSize: Decimal
  readonly barQty: number
  /** False for the first paint of an instrument. */
  readonly flashes: boolean
}

export class LadderRowView {
  readonly element: HTMLElement
  readonly #bid: QtyCell
  readonly #ask: QtyCell
  readonly #price: HTMLElement
  readonly #priceText: HTMLElement
  readonly #marks: HTMLElement
  readonly #last: HTMLElement
  readonly #bought: HTMLElement
  readonly #sold: HTMLElement
  readonly #ownBuys: OwnChipView
  readonly #ownSells: OwnChipView
  #paintedPrice: number | undefined
  #paintedName = ''

  constructor(index: number) {
    this.element = make('div', 'ladder-row')
    this.element.setAttribute('role', 'row')
    this.element.id = `ladder-row-${index}`
    this.element.dataset['testid'] = 'ladder-row'
    this.#ownBuys = new OwnChipView(this.#cell('ownBuys'))
    this.#bid = new QtyCell(this.#cell('bid'))
    this.#price = this.#cell('price')
    this.#marks = child(this.#price, 'ladder-marks')
    this.#priceText = child(this.#price, 'ladder-price-text')
    this.#last = child(this.#price, 'ladder-last')
    this.#ask = new QtyCell(this.#cell('ask'))
    this.#ownSells = new OwnChipView(this.#cell('ownSells'))
    const traded = this.#cell('traded')
    this.#bought = child(traded, 'ladder-bought')
    this.#sold = child(traded, 'ladder-sold')
  }

  paint(row: LadderRow, context: RowContext): void {
    const moved = row.price !== this.#paintedPrice
    if (moved) {
      this.#paintedPrice = row.price
      const text = formatPrice(priceTicks(row.price), context.tickSize)
      this.element.dataset['price'] = text
      setText(this.#priceText, decimalText(text))
    }
    const flashes = context.flashes && !moved
    this.#bid.paint(row.bidQty, context.barQty, flashes)
    this.#ask.paint(row.askQty, context.barQty, flashes)
    this.#ownBuys.paint(row.ownBuys, context.tickSize)
    this.#ownSells.paint(row.ownSells, context.tickSize)
    setText(this.#bought, lotsCell(row.boughtQty))
    setText(this.#sold, lotsCell(row.soldQty))
    const lastText = row.lastSide === undefined ? '' : lotsCell(row.lastQty)
    if (setText(this.#last, lastText) && flashes && lastText !== '') flash(this.#price)
    setFlag(this.#price, 'last', row.lastSide)
    setFlag(this.element, 'touch', row.isBestBid ? 'bid' : row.isBestAsk ? 'ask' : undefined)
    if (setText(this.#marks, marksText(row))) this.#marks.title = marksTitle(row)
    this.#paintName(row)
  }

  /** What a screen reader says of the row. */
  #paintName(row: LadderRow): void {
    const chips = `${row.ownBuys?.text ?? ''} ${row.ownSells?.text ?? ''}`.trim()
    const key = `${row.price} ${row.bidQty} ${row.askQty} ${row.lastSide ?? ''} ${chips}`
    if (key === this.#paintedName) return
    this.#paintedName = key
    const name = translate('ladder.rowLabel', {
      price: this.#priceText.textContent,
      bid: lotsCell(row.bidQty) || DASH,
      ask: lotsCell(row.askQty) || DASH,
      own: chips === '' ? '' : translate('ladder.rowOwn', { orders: chips }),
      last: row.lastSide === undefined ? '' : translate('ladder.rowLast'),
    })
    this.element.setAttribute('aria-label', name)
  }

  #cell(column: LadderColumn): HTMLElement {
    const cell = make('div', `ladder-cell ladder-${column}`)
    cell.setAttribute('role', 'gridcell')
    cell.dataset['col'] = column
    this.element.append(cell)
    return cell
  }
}

/** A quantity with its bar. */
class QtyCell {
  readonly #cell: HTMLElement
  readonly #bar: HTMLElement
  readonly #text: HTMLElement
  #share = -1

  constructor(cell: HTMLElement) {
    this.#cell = cell
    this.#bar = child(cell, 'ladder-bar')
    this.#text = child(cell, 'ladder-qty')
  }

  paint(qty: number, barQty: number, flashes: boolean): void {
    if (setText(this.#text, lotsCell(qty)) && flashes) flash(this.#cell)
    const share = Math.round((qty / barQty) * 1000) / 1000
    if (share === this.#share) return
    this.#share = share
    this.#bar.style.transform = `scaleX(${share})`
  }
}

function marksText(row: LadderRow): string {
  const high = row.isHigh ? translate('ladder.highMark') : ''
  const low = row.isLow ? translate('ladder.lowMark') : ''
  const settle = row.isSettle ? translate('ladder.settleMark') : ''
  return `${high}${low}${settle}`
}

function marksTitle(row: LadderRow): string {
  const high = row.isHigh ? [translate('ladder.highHint')] : []
  const low = row.isLow ? [translate('ladder.lowHint')] : []
  const settle = row.isSettle ? [translate('ladder.settleHint')] : []
  return [...high, ...low, ...settle].join(', ')
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  return element
}

function child(parent: HTMLElement, className: string): HTMLElement {
  const element = make('span', className)
  parent.append(element)
  return element
}

/** True when the text was another. */
function setText(element: HTMLElement, text: string): boolean {
  if (element.textContent === text) return false
  element.textContent = text
  return true
}

function setFlag(element: HTMLElement, name: string, value: string | undefined): void {
  if (element.dataset[name] === value) return
  if (value === undefined) element.removeAttribute(`data-${name}`)
  else element.dataset[name] = value
}
