// One row of the ladder as DOM elements made once. It remembers what it shows and touches only what differs, so the
// cost of a frame is the cost of what changed in it.
import type { Decimal } from '../../../shared/math/decimal.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import { decimalText, lotsCell, signedText } from '../../i18n/number-text.ts'
import { lotsText } from '../../i18n/order-text.ts'
import { DASH } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { flash } from '../../kit/flash.ts'
import type { LadderColumn } from './ladder-click.ts'
import type { LadderRow } from './ladder-rows.ts'
import type { OwnChip } from './own-chip.ts'
import { OwnChipView } from './own-chip-view.ts'

export interface RowContext {
  readonly tickSize: Decimal
  readonly barQty: number
  /** The most that was traded at one price. */
  readonly profileQty: number
  /** From which a size is outlined; 0 for none. */
  readonly largeLots: number
  /** False for the first paint of an instrument. */
  readonly flashes: boolean
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
  #profileShare = -1
  #paintedPrice: number | undefined
  #paintedName = ''

  /** `id`: unique on the page. */
  constructor(id: string) {
    this.element = make('div', 'ladder-row')
    this.element.setAttribute('role', 'row')
    this.element.id = id
    this.element.dataset['testid'] = 'ladder-row'
    this.#pull = this.#cell('pull')
    this.#ownBuys = new OwnChipView(this.#cell('ownBuys'))
    this.#bid = new QtyCell(this.#cell('bid'))
    this.#price = this.#cell('price')
    this.#marks = child(this.#price, 'ladder-marks')
    this.#priceText = child(this.#price, 'ladder-price-text')
    this.#last = child(this.#price, 'ladder-last')
    this.#ask = new QtyCell(this.#cell('ask'))
    this.#ownSells = new OwnChipView(this.#cell('ownSells'))
    this.#traded = this.#cell('traded')
    this.#bought = child(this.#traded, 'ladder-bought')
    this.#auctioned = child(this.#traded, 'ladder-auctioned')
    this.#sold = child(this.#traded, 'ladder-sold')
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
    this.#bid.paint(row.bidQty, context, flashes)
    this.#ask.paint(row.askQty, context, flashes)
    this.#bid.paintImplied(row.impliedBidQty)
    this.#ask.paintImplied(row.impliedAskQty)
    this.#ownBuys.paint(row.ownBuys, context.tickSize)
    this.#ownSells.paint(row.ownSells, context.tickSize)
    setText(this.#pull, row.change === 0 ? '' : signedText(row.change))
    this.#paintProfile(row, context.profileQty)
    setText(this.#bought, lotsCell(row.boughtQty))
    setText(this.#sold, lotsCell(row.soldQty))
    this.#paintAuctioned(row.auctionQty)
    const lastText = row.lastSide === undefined ? '' : lotsCell(row.lastQty)
    if (setText(this.#last, lastText) && flashes && lastText !== '') flash(this.#price)
    setFlag(this.#price, 'last', row.lastSide)
    setFlag(this.element, 'touch', row.isBestBid ? 'bid' : row.isBestAsk ? 'ask' : undefined)
    setFlag(this.element, 'limit', row.limit)
    setFlag(this.element, 'indicative', row.indicativeQty === undefined ? undefined : 'true')
    setText(this.#marks, marksText(row))
    const hint = marksTitle(row, context)
    if (hint !== this.#price.title) this.#price.title = hint
    this.#paintName(row)
  }

  /** The volume at this price beside the most that was traded at one, as a ground. */
  #paintProfile({ boughtQty, soldQty, auctionQty }: LadderRow, profileQty: number): void {
    const share = Math.round(((boughtQty + soldQty + auctionQty) / profileQty) * 100)
    if (share === this.#profileShare) return
    this.#profileShare = share
    this.#traded.style.backgroundSize = `${share}% 100%`
  }

  /** A mark between the two sides: in an auction nobody is the aggressor. How many lots, on hover. */
  #paintAuctioned(qty: number): void {
    setText(this.#auctioned, qty === 0 ? '' : translate('ladder.auctionedMark'))
    const hint = qty === 0 ? '' : translate('ladder.auctionedHint', { lots: lotsText(qty) })
    if (this.#traded.title !== hint) this.#traded.title = hint
  }

  /** What a screen reader says of the row. */
  #paintName(row: LadderRow): void {
    const chips = `${chipName(row.ownBuys)} ${chipName(row.ownSells)}`.trim()
    const implied = `${row.impliedBidQty} ${row.impliedAskQty}`
    const key = `${row.price} ${row.bidQty} ${row.askQty} ${implied} ${row.lastSide ?? ''} ${chips}`
    if (key === this.#paintedName) return
    this.#paintedName = key
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

/** A quantity with its bar. */
class QtyCell {
  readonly #cell: HTMLElement
  readonly #text: HTMLElement
  #implied: HTMLElement | undefined
  #share = -1

  constructor(cell: HTMLElement) {
    this.#cell = cell
    this.#text = child(cell, 'ladder-qty')
  }

  paint(qty: number, { barQty, largeLots }: RowContext, flashes: boolean): void {
    setFlag(this.#cell, 'large', largeLots > 0 && qty >= largeLots ? 'true' : undefined)
    if (setText(this.#text, lotsCell(qty)) && flashes) flash(this.#cell)
    const share = Math.round((qty / barQty) * 1000) / 1000
    if (share === this.#share) return
    this.#share = share
    this.#cell.style.backgroundSize = `${share * 100}% 100%`
  }

  /** A hollow figure beside the size, made when first needed: most rows never have one. */
  paintImplied(qty: number): void {
    if (this.#implied === undefined) {
      if (qty === 0) return
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

function marksTitle(row: LadderRow, { settleHint }: RowContext): string {
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
