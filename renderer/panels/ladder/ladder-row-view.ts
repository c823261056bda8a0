// One row of the ladder as DOM elements made once, over the canvas that shows its figures: cells to press, marks, one's own
// orders. The figures are here as words too, unseen, for whoever reads the screen aloud; those follow a few times a second.
import type { Decimal } from '../../../shared/math/decimal.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { decimalText, lotsCell, signedText } from '../../i18n/number-text.ts'
import { lotsText } from '../../i18n/order-text.ts'
import { DASH } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import type { LadderColumn } from './ladder-click.ts'
import type { LadderRow } from './ladder-rows.ts'
import type { OwnChip } from './own-chip.ts'
import { OwnChipView } from './own-chip-view.ts'

export interface RowContext {
  readonly tickSize: Decimal
  /** What the settlement's mark says: day, rule, daily or final. */
  readonly settleHint: string
}

export class LadderRowView {
  readonly element: HTMLElement
  readonly #bid: QtyCell
  readonly #ask: QtyCell
  readonly #price: HTMLElement
  readonly #priceText: HTMLElement
  readonly #marks: HTMLElement
  readonly #last: HTMLElement
  readonly #pull: HTMLElement
  readonly #traded: HTMLElement
  readonly #bought: HTMLElement
  readonly #sold: HTMLElement
  readonly #auctioned: HTMLElement
  readonly #ownBuys: OwnChipView
  readonly #ownSells: OwnChipView
  #shownMarks = ''
  #spokenPrice: number | undefined
  #spoken = ''

  /** `id`: unique on the page. */
  constructor(id: string) {
    this.element = make('div', 'ladder-row')
    this.element.setAttribute('role', 'row')
    this.element.id = id
    this.element.dataset['testid'] = 'ladder-row'
    this.#pull = unseen(this.#cell('pull'), 'ladder-change')
    this.#ownBuys = new OwnChipView(this.#cell('ownBuys'))
    this.#bid = new QtyCell(this.#cell('bid'))
    this.#price = this.#cell('price')
    this.#marks = child(this.#price, 'ladder-marks')
    this.#priceText = unseen(this.#price, 'ladder-price-text')
    this.#last = unseen(this.#price, 'ladder-last')
    this.#ask = new QtyCell(this.#cell('ask'))
    this.#ownSells = new OwnChipView(this.#cell('ownSells'))
    this.#traded = this.#cell('traded')
    this.#bought = unseen(this.#traded, 'ladder-bought')
    this.#auctioned = child(this.#traded, 'ladder-auctioned')
    this.#sold = unseen(this.#traded, 'ladder-sold')
  }

  /** What is seen of the row beside its figures. */
  paint(row: LadderRow, { tickSize, settleHint }: RowContext): void {
    this.#bid.paintImplied(row.impliedBidQty)
    this.#ask.paintImplied(row.impliedAskQty)
    this.#ownBuys.paint(row.ownBuys, tickSize)
    this.#ownSells.paint(row.ownSells, tickSize)
    this.#paintMarks(row, settleHint)
  }

  /** The figures in words; dearer than a paint, and for nobody's eyes. */
  speak(row: LadderRow, { tickSize }: RowContext): void {
    if (row.price !== this.#spokenPrice) {
      this.#spokenPrice = row.price
      const text = formatPrice(priceTicks(row.price), tickSize)
      this.element.dataset['price'] = text
      setText(this.#priceText, decimalText(text))
    }
    this.#bid.speak(row.bidQty)
    this.#ask.speak(row.askQty)
    setText(this.#pull, row.change === 0 ? '' : signedText(row.change))
    setText(this.#bought, lotsCell(row.boughtQty))
    setText(this.#sold, lotsCell(row.soldQty))
    setText(this.#last, row.lastSide === undefined ? '' : lotsCell(row.lastQty))
    setFlag(this.#price, 'last', row.lastSide)
    setFlag(this.element, 'touch', row.isBestBid ? 'bid' : row.isBestAsk ? 'ask' : undefined)
    this.#speakName(row)
  }

  /** Letters beside the price and between the sides of what was traded, with their titles; they seldom change. */
  #paintMarks(row: LadderRow, settleHint: string): void {
    const { indicativeQty, auctionQty, isAverage, isBreakEven, isHigh, isLow, isSettle, limit } = row
    const marks = `${indicativeQty ?? ''}|${auctionQty}|${isAverage}${isBreakEven}${isHigh}${isLow}${isSettle}`
    const shown = `${marks}|${limit ?? ''}|${isSettle ? settleHint : ''}`
    if (shown === this.#shownMarks) return
    this.#shownMarks = shown
    setText(this.#marks, marksText(row))
    setFlag(this.element, 'indicative', indicativeQty === undefined ? undefined : 'true')
    this.#price.title = marksTitle(row, settleHint)
    // In an auction nobody is the aggressor. How many lots, on hover.
    setText(this.#auctioned, auctionQty === 0 ? '' : translate('ladder.auctionedMark'))
    this.#traded.title =
      auctionQty === 0 ? '' : translate('ladder.auctionedHint', { lots: lotsText(auctionQty) })
  }

  /** What a screen reader says of the row. */
  #speakName(row: LadderRow): void {
    const chips = `${chipName(row.ownBuys)} ${chipName(row.ownSells)}`.trim()
    const implied = `${row.impliedBidQty} ${row.impliedAskQty}`
    const key = `${row.price} ${row.bidQty} ${row.askQty} ${implied} ${row.lastSide ?? ''} ${chips}`
    if (key === this.#spoken) return
    this.#spoken = key
    const name = translate('ladder.rowLabel', {
      price: this.#priceText.textContent,
      bid: lotsCell(row.bidQty) || DASH,
      ask: lotsCell(row.askQty) || DASH,
      own: chips === '' ? '' : translate('ladder.rowOwn', { orders: chips }),
      implied: impliedName(row),
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

/** A quantity, and beside it what is implied. */
class QtyCell {
  readonly #cell: HTMLElement
  readonly #text: HTMLElement
  #implied: HTMLElement | undefined
  #impliedQty = 0

  constructor(cell: HTMLElement) {
    this.#cell = cell
    this.#text = unseen(cell, 'ladder-qty')
  }

  speak(qty: number): void {
    setText(this.#text, lotsCell(qty))
  }

  /** A hollow figure beside the size, made when first needed: most rows never have one. */
  paintImplied(qty: number): void {
    if (qty === this.#impliedQty) return
    this.#impliedQty = qty
    if (this.#implied === undefined) {
      this.#implied = child(this.#cell, 'ladder-implied')
      this.#implied.title = translate('ladder.impliedHint')
      this.#implied.dataset['testid'] = 'implied'
    }
    setText(this.#implied, lotsCell(qty))
  }
}

function chipName(chip: OwnChip | undefined): string {
  return chip === undefined ? '' : `${chip.text}${chip.count} ${chip.queue}`.trim()
}

function impliedName({ impliedBidQty, impliedAskQty }: LadderRow): string {
  if (impliedBidQty === 0 && impliedAskQty === 0) return ''
  const [bid, ask] = [lotsCell(impliedBidQty) || DASH, lotsCell(impliedAskQty) || DASH]
  return translate('ladder.rowImplied', { bid, ask })
}

/** More than these would push the price aside; all are in the title. */
const MARKS_SHOWN = 2

function marksText(row: LadderRow): string {
  const marks = [
    row.indicativeQty !== undefined && translate('ladder.indicativeMark'),
    row.isAverage && translate('ladder.averageMark'),
    row.isBreakEven && translate('ladder.breakEvenMark'),
    row.isHigh && translate('ladder.highMark'),
    row.isLow && translate('ladder.lowMark'),
    row.isSettle && translate('ladder.settleMark'),
  ].filter((mark) => mark !== false)
  return marks.length === 0 ? limitText(row.limit) : marks.slice(0, MARKS_SHOWN).join('')
}

function limitText(limit: LadderRow['limit']): string {
  if (limit === undefined || limit === 'beyond') return ''
  return translate(limit === 'bandHigh' || limit === 'bandLow' ? 'ladder.bandMark' : 'ladder.limitMark')
}

function marksTitle(row: LadderRow, settleHint: string): string {
  const hints: string[] = []
  if (row.isAverage) hints.push(translate('ladder.averageHint'))
  if (row.isBreakEven) hints.push(translate('ladder.breakEvenHint'))
  if (row.indicativeQty !== undefined) {
    hints.push(translate('ladder.indicativeHint', { lots: lotsText(row.indicativeQty) }))
  }
  if (row.isHigh) hints.push(translate('ladder.highHint'))
  if (row.isLow) hints.push(translate('ladder.lowHint'))
  if (row.isSettle) hints.push(settleHint)
  if (row.limit !== undefined && row.limit !== 'beyond') hints.push(translate(`ladder.${row.limit}Hint`))
  return hints.join('\n')
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

/** Its figure is on the canvas. */
function unseen(parent: HTMLElement, className: string): HTMLElement {
  return child(parent, `ladder-unseen ${className}`)
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

function setFlag(element: HTMLElement, name: string, value: string | undefined): void {
  if (element.dataset[name] === value) return
  if (value === undefined) element.removeAttribute(`data-${name}`)
  else element.dataset[name] = value
}
