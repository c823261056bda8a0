// The painted part of one row of the quote board: touches only the cells whose text changed.
import type { Decimal } from '../../../shared/math/decimal.ts'
import { timeUs } from '../../../shared/math/quantities.ts'
import type { MarkPath, MarkPathsProjection } from '../../../shared/ui-wire/mark-paths.ts'
import type { QuotePoint } from '../../../shared/ui-wire/projections.ts'
import { integerText, lotsCell, signedText } from '../../i18n/number-text.ts'
import { changeText, markText, priceText } from '../../i18n/price-view.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { clockText, dateText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { directionClass } from '../../kit/direction.ts'
import { flash } from '../../kit/flash.ts'
import { boardChange } from './board-change.ts'
import type { BoardRow } from './board-rows.ts'
import { LINE_WIDTH, markLine } from './mark-line.ts'

type BoardColumn =
  'phase' | 'bid' | 'ask' | 'last' | 'change' | 'settle' | 'band' | 'volume' | 'interest' | 'net'
type Side = 'bid' | 'ask'

/** Columns whose text follows another column's, says a state, or only grows: they do not flash. */
const CALM: readonly BoardColumn[] = ['change', 'phase', 'band', 'volume', 'interest']

export class BoardRowView {
  readonly #row: HTMLElement
  readonly #described: BoardRow
  readonly #cells: Readonly<Record<BoardColumn, HTMLElement | null>>
  readonly #line: HTMLElement | null
  #painted = false
  /** What the line was drawn of. */
  #drawn: { readonly path: MarkPath | undefined; readonly settle: number | undefined } | undefined

  constructor(row: HTMLElement, described: BoardRow) {
    this.#row = row
    this.#described = described
    this.#line = row.querySelector('[data-col="path"]')
    const cell = (column: BoardColumn): HTMLElement | null => row.querySelector(`[data-col="${column}"]`)
    this.#cells = {
      phase: cell('phase'),
      bid: cell('bid'),
      ask: cell('ask'),
      last: cell('last'),
      change: cell('change'),
      settle: cell('settle'),
      band: cell('band'),
      volume: cell('volume'),
      interest: cell('interest'),
      net: cell('net'),
    }
  }

  paint(point: QuotePoint, coreIsSilent: boolean): void {
    const { tickSize } = this.#described
    const change = boardChange(point)
    this.#set('phase', point.phase === undefined ? '' : translate(`phaseShort.${point.phase}`))
    this.#quote('bid', point)
    this.#quote('ask', point)
    this.#set('last', priceText(point.last, tickSize))
    this.#set('change', changeText(change, tickSize), directionClass(change))
    this.#set('settle', priceText(point.settle?.price, tickSize))
    this.#set('band', bandText(point, tickSize))
    this.#set('volume', lotsCell(point.tradedQty))
    this.#set('interest', point.openInterest === undefined ? '' : lotsCell(point.openInterest.lots))
    this.#set('net', point.netQty === 0 ? '' : signedText(point.netQty), sideClass(point.netQty))
    setData(this.#row, 'state', coreIsSilent ? 'stale' : point.state.kind)
    setData(this.#row, 'phase', point.phase ?? 'continuous')
    const title = titleOf(point, this.#described)
    if (this.#row.title !== title) this.#row.title = title
    this.#painted = true
  }

  /** How its mark went; `path` is one of `paths`. A line is drawn anew only when it differs. */
  paintLine(path: MarkPath | undefined, paths: MarkPathsProjection | undefined, point: QuotePoint): void {
    const cell = this.#line
    const settle = point.settle?.price
    if (cell === null || (this.#drawn?.path === path && this.#drawn?.settle === settle)) return
    this.#drawn = { path, settle }
    const settleHalfTicks = settle === undefined ? undefined : settle * 2
    const line = path && markLine(path.halfTicks, settleHalfTicks)
    const newest = path?.halfTicks.findLast((mark) => !Number.isNaN(mark))
    const change = newest === undefined || settleHalfTicks === undefined ? 0 : newest - settleHalfTicks
    cell.className = directionClass(change)
    cell.querySelector('path')?.setAttribute('d', line?.d ?? '')
    const settled = line?.settleY === undefined ? '' : `M0 ${line.settleY}H${LINE_WIDTH}`
    cell.querySelector('path + path')?.setAttribute('d', settled)
    const words =
      line === undefined || path === undefined || paths === undefined
        ? translate('board.lineToCome')
        : lineWords(path, paths, this.#described.tickSize)
    cell.setAttribute('aria-label', words)
    cell.title = words
  }

  /** The direct price; where nothing rests directly, what other books imply, and it looks like it. */
  #quote(side: Side, point: QuotePoint): void {
    const { tickSize } = this.#described
    const [direct, implied] = side === 'bid' ? [point.bid, point.impliedBid] : [point.ask, point.impliedAsk]
    const isImplied = direct === undefined && implied !== undefined
    this.#set(side, priceText(direct ?? implied, tickSize), isImplied ? 'board-implied' : '')
    const cell = this.#cells[side]
    const title = isImplied ? translate('board.impliedHint') : ''
    if (cell !== null && cell.title !== title) cell.title = title
  }

  #set(column: BoardColumn, text: string, className = ''): void {
    const cell = this.#cells[column]
    if (cell === null) return
    if (column !== 'phase' && cell.className !== className) cell.className = className
    if (cell.textContent === text) return
    cell.textContent = text
    if (this.#painted && !CALM.includes(column)) flash(cell)
  }
}

/** Where the mark began, its range, and since when, as the line shows it. */
function lineWords(
  { halfTicks }: MarkPath,
  { untilUs, stepUs }: MarkPathsProjection,
  tickSize: Decimal,
): string {
  const known = halfTicks.filter((mark) => !Number.isNaN(mark))
  const from = halfTicks.findIndex((mark) => !Number.isNaN(mark))
  const price = (priceHalfTicks: number): string => markText({ priceHalfTicks }, tickSize).trim()
  return translate('board.lineSays', {
    since: clockText(timeUs(untilUs - (halfTicks.length - 1 - from) * stepUs)),
    first: price(known[0] ?? NaN),
    newest: price(known.at(-1) ?? NaN),
    low: price(Math.min(...known)),
    high: price(Math.max(...known)),
  })
}

/** The prices that the exchange takes now. */
function bandText({ limits }: QuotePoint, tickSize: Decimal): string {
  return limits === undefined
    ? ''
    : `${priceText(limits.low, tickSize)} – ${priceText(limits.high, tickSize)}`
}

/** What it is, where the figures come from, or why they are old. */
function titleOf(point: QuotePoint, { title, tickSize }: BoardRow): string {
  const { settle, state, openInterest, phase, limits } = point
  const lines = title === '' ? [] : [title]
  if (state.kind !== 'live') return [...lines, reasonText(state.reason)].join('\n')
  if (phase !== undefined && phase !== 'continuous') {
    lines.push(translate('board.phaseTitle', { phase: translate(`phase.${phase}`) }))
  }
  if (settle !== undefined) {
    const words = { date: dateText(settle.date), rule: settle.rule }
    lines.push(translate(settle.kind === 'final' ? 'board.settledFinally' : 'board.settled', words))
  }
  if (openInterest !== undefined) {
    const { lots, date } = openInterest
    lines.push(translate('board.openInterest', { lots: integerText(lots), date: dateText(date) }))
  }
  if (limits !== undefined) {
    const [low, high] = [priceText(limits.dailyLow, tickSize), priceText(limits.dailyHigh, tickSize)]
    lines.push(translate('board.daily', { low, high }))
  }
  return lines.join('\n')
}

function setData(element: HTMLElement, name: string, value: string): void {
  if (element.dataset[name] !== value) element.dataset[name] = value
}

function sideClass(netQty: number): string {
  return netQty > 0 ? 'buy' : netQty < 0 ? 'sell' : ''
}
