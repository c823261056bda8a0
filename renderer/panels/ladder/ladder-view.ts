// Paints one instrument's ladder into a container, outside React: it listens to the store and asks for the shared
// frame. Owns the axis and the keyboard cursor. Made anew for each instrument, so nothing of the last one lingers.
import type { InstrumentId, PriceTicks } from '../../../shared/domain/brands.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import type { LadderProjection } from '../../../shared/ui-wire/projections.ts'
import { priceText } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { cancelPaint, requestPaint } from '../../kit/frame.ts'
import { onPulse } from '../../kit/pulse.ts'
import { rowPxAt } from '../../kit/read-tokens.ts'
import { currentBlock, onBlockChange } from '../../store/current-block.ts'
import { ladderStore } from '../../store/topic-stores.ts'
import * as axes from './ladder-axis.ts'
import type { LadderSpot } from './ladder-click.ts'
import { FigureCanvas } from './figures/figure-canvas.ts'
import { onLooks, readLook } from './figures/read-look.ts'
import { edgeWords, LadderEdge } from './ladder-edge.ts'
import { fillRows, type LadderRow } from './ladder-rows.ts'
import { LadderRowView, type RowContext } from './ladder-row-view.ts'
import type { LadderSettings } from './ladder-settings.ts'
import { settleHint } from './ladder-words.ts'
import { SizeHistory } from './size-history.ts'
import { cleared, NOTHING_CLEARED, type ClearedPart } from './traded-since.ts'

/** How often the words under the figures follow them; they follow at once where rows or the touch are at other prices. */
const SPEAK_MS = 250

export class LadderView {
  readonly instrumentId: InstrumentId
  readonly #container: HTMLElement
  readonly #settings: () => LadderSettings
  readonly #above: LadderEdge
  readonly #below: LadderEdge
  readonly #figures: FigureCanvas
  readonly #rowViews: LadderRowView[] = []
  readonly #rows: LadderRow[] = []
  readonly #stops: (() => void)[] = []
  #axis: axes.LadderAxis | undefined
  /** Of the rows as they are on the screen, which is what a pointer means; `#axis` may be that of the next frame. */
  #shownAxis: axes.LadderAxis | undefined
  #whenMoved: () => void = () => undefined
  #rowCount = 0
  /** Height of a row, of the page's styles. */
  #rowPx = 20
  #cleared = NOTHING_CLEARED
  readonly #sizes = new SizeHistory()
  /** What changed a while ago is no change any more, also when nothing comes. */
  #tellsChange = false
  #cursor: PriceTicks | undefined
  /** Where they stand or what they look like has to be read again. */
  #hasOldLook = true
  #spoken = { atMs: -Infinity, bid: NaN, ask: NaN }
  #speaksLater: number | undefined

  constructor(container: HTMLElement, instrumentId: InstrumentId, settings: () => LadderSettings) {
    this.#container = container
    this.#settings = settings
    this.instrumentId = instrumentId
    container.replaceChildren()
    this.#above = new LadderEdge(container, 'above')
    this.#below = new LadderEdge(container, 'below')
    this.#figures = new FigureCanvas(container, this.#request)
    const measure = (): void => {
      this.#measure()
    }
    const observer = new ResizeObserver(measure)
    // In pixels of the screen, so that a zoom or another screen counts as a change too.
    observer.observe(container, { box: 'device-pixel-content-box' })
    this.#stops.push(onLooks(measure), () => {
      observer.disconnect()
    })
    container.addEventListener('pointerleave', this.#request)
    this.#stops.push(() => {
      container.removeEventListener('pointerleave', this.#request)
    })
    this.#stops.push(
      onPulse(() => {
        this.#figures.watch()
        if (this.#tellsChange) this.#request()
      }),
    )
    this.#stops.push(onBlockChange(instrumentId, this.#request))
    this.#measure()
    this.#request()
  }

  destroy(): void {
    for (const stop of this.#stops) stop()
    cancelPaint(this.#paint)
    window.clearTimeout(this.#speaksLater)
    this.#figures.destroy()
    this.#container.replaceChildren()
  }

  /** The newest projection, if there is one. */
  get ladder(): LadderProjection | undefined {
    return ladderStore(this.instrumentId).getState().projection
  }

  get cursor(): PriceTicks | undefined {
    return this.#cursor
  }

  get rowCount(): number {
    return this.#rowCount
  }

  /** What is kept of the ladder may have changed. */
  repaint(): void {
    this.#request()
  }

  recentre(): void {
    const market = this.ladder === undefined ? undefined : axes.middlePrice(this.ladder, this.#rowCount)
    if (market === undefined) return
    this.#axis = axes.centreOn(market, this.#rowCount)
    this.#request()
  }

  /** What was traded so far is no longer counted in this ladder; kept until it shows something else. */
  clearTraded(part: ClearedPart): void {
    const { ladder } = this
    if (ladder === undefined) return
    this.#cleared = cleared(this.#cleared, ladder.traded, part, ladder.last?.price)
    this.#request()
  }

  scroll(rows: number): void {
    if (this.#axis === undefined) return
    this.#axis = axes.scrollBy(this.#axis, rows)
    this.#request()
  }

  /** Calls back when the rows on the screen have come to other prices. */
  onMoved(whenMoved: () => void): void {
    this.#whenMoved = whenMoved
  }

  /** Moves the cursor by rows (down is positive), starting at the market. */
  moveCursor(rows: number): void {
    if (this.#axis === undefined) return
    const start = this.#cursor ?? (this.ladder === undefined ? undefined : axes.marketPrice(this.ladder))
    if (start === undefined) return
    this.#cursor = priceTicks(this.#cursor === undefined ? start : start - rows)
    this.#axis = axes.scrollToShow(this.#axis, this.#cursor)
    this.#request()
  }

  /** The spot an event happened on. */
  spotOf(target: EventTarget | null): LadderSpot | undefined {
    const shown = this.#shownAxis
    if (!(target instanceof Element) || shown === undefined) return undefined
    const cell = target.closest<HTMLElement>('[data-col]')
    const row = cell?.parentElement
    const column = cell?.dataset['col'] as LadderSpot['column'] | undefined
    if (row === null || row === undefined || column === undefined || row.parentElement !== this.#container) {
      return undefined
    }
    const index = this.#rowViews.findIndex((view) => view.element === row)
    if (index < 0 || index >= shown.rowCount) return undefined
    return { instrumentId: this.instrumentId, price: priceTicks(axes.priceOf(shown, index)), column }
  }

  /** Outlines the pressed cell until called with undefined. */
  showPressed(spot: LadderSpot | undefined): void {
    this.#mark('data-pressed', spot)
  }

  /** Outlines where what is dragged would be let go, until called with undefined. */
  showTarget(spot: LadderSpot | undefined): void {
    this.#mark('data-target', spot)
  }

  #mark(attribute: string, spot: LadderSpot | undefined): void {
    this.#container.querySelector(`[${attribute}]`)?.removeAttribute(attribute)
    const row =
      spot === undefined || this.#shownAxis === undefined
        ? undefined
        : axes.rowOf(this.#shownAxis, spot.price)
    if (spot === undefined || row === undefined) return
    this.#rowViews[row]?.element.querySelector(`[data-col="${spot.column}"]`)?.setAttribute(attribute, '')
  }

  readonly #request = (): void => {
    requestPaint(this.#paint)
  }

  readonly #paint = (): void => {
    const ladder = this.ladder
    const state = currentBlock(this.instrumentId)?.kind
    const isOld = state === 'coreSilent' || state === 'data'
    this.#container.dataset['state'] = isOld ? 'stale' : state === undefined ? 'live' : 'blocked'
    // What cannot be painted yet is painted once a picture before it is: with what is known then.
    if (ladder === undefined || !this.#figures.takesPicture()) return
    if (this.#axis === undefined) {
      const market = axes.middlePrice(ladder, this.#rowCount)
      if (market === undefined || this.#rowCount === 0) return
      this.#axis = axes.centreOn(market, this.#rowCount)
    }
    if (!this.#isUnderHand) {
      const market = axes.middlePrice(ladder, this.#rowCount)
      this.#axis = axes.following(this.#axis, market, this.#settings().centring)
    }
    const axis = this.#axis
    if (isOld) this.#sizes.forget()
    else this.#sizes.take(performance.now(), ladder)
    const memory = { cleared: this.#cleared, sizes: this.#sizes.before() }
    const { rows, barQty, profileQty } = fillRows(this.#rows, axis, ladder, memory)
    this.#tellsChange = rows.some(({ change }) => change !== 0)
    const { tickSize } = ladder.instrument
    this.#readLook(tickSize)
    const { largeLots } = this.#settings()
    this.#figures.paint(rows, { barQty, profileQty, largeLots })
    const context = { tickSize, settleHint: settleHint(ladder.settle) }
    rows.forEach((row, i) => this.#rowViews[i]?.paint(row, context))
    const hasMoved = axis !== this.#shownAxis
    this.#shownAxis = axis
    this.#speak(ladder, context, hasMoved)
    this.#paintCursor()
    this.#above.paint(edgeWords(ladder, (price) => price > axes.priceOf(axis, 0)))
    this.#below.paint(edgeWords(ladder, (price) => price < axes.priceOf(axis, axis.rowCount - 1)))
    if (hasMoved) this.#whenMoved()
  }

  #readLook(tickSize: Decimal): void {
    const row = this.#rowViews[0]?.element
    if (!this.#hasOldLook || row === undefined) return
    const measures = { rowCount: this.#rowCount, rowPx: this.#rowPx, tickSize }
    const look = readLook(this.#container, row, measures)
    if (look === undefined) return
    this.#hasOldLook = false
    this.#figures.setLook(look)
  }

  /** The words under the figures: now, or when it is time again. */
  #speak(ladder: LadderProjection, context: RowContext, hasMoved: boolean): void {
    const nowMs = performance.now()
    const [bid, ask] = [ladder.bids[0] ?? NaN, ladder.asks[0] ?? NaN]
    const isElsewhere = !Object.is(bid, this.#spoken.bid) || !Object.is(ask, this.#spoken.ask)
    const dueInMs = this.#spoken.atMs + SPEAK_MS - nowMs
    if (!hasMoved && !isElsewhere && dueInMs > 0) {
      this.#speaksLater ??= window.setTimeout(this.#request, dueInMs)
      return
    }
    window.clearTimeout(this.#speaksLater)
    this.#speaksLater = undefined
    this.#spoken = { atMs: nowMs, bid, ask }
    this.#rows.forEach((row, i) => this.#rowViews[i]?.speak(row, context))
    this.#container.dataset['changeId'] = String(ladder.changeId)
    this.#container.setAttribute('aria-label', this.#name(ladder))
  }

  #name(ladder: LadderProjection): string {
    const { tickSize } = ladder.instrument
    const touch = (price: number | undefined): string =>
      priceText(price === undefined ? undefined : priceTicks(price), tickSize)
    return translate('ladder.rows', {
      instrument: this.instrumentId,
      bid: touch(ladder.bids[0]),
      ask: touch(ladder.asks[0]),
    })
  }

  #paintCursor(): void {
    const row =
      this.#cursor === undefined || this.#axis === undefined
        ? undefined
        : axes.rowOf(this.#axis, this.#cursor)
    const element = row === undefined ? undefined : this.#rowViews[row]?.element
    const old = this.#container.querySelector('[data-cursor]')
    if (old === (element ?? null)) return
    old?.removeAttribute('data-cursor')
    element?.setAttribute('data-cursor', '')
    if (element === undefined) this.#container.removeAttribute('aria-activedescendant')
    else this.#container.setAttribute('aria-activedescendant', element.id)
  }

  /** Under a pointer no row ever moves by itself. */
  get #isUnderHand(): boolean {
    return this.#container.matches(':hover')
  }

  #resizeAxis(rowCount: number): void {
    if (this.#axis === undefined) return
    const market = this.ladder === undefined || this.#isUnderHand ? undefined : axes.marketPrice(this.ladder)
    this.#axis = axes.resizeTo(this.#axis, rowCount, market)
  }

  #measure(): void {
    this.#rowPx = rowPxAt(this.#container)
    const rowCount = Math.max(0, Math.floor(this.#container.clientHeight / this.#rowPx))
    this.#hasOldLook = true
    this.#request()
    if (rowCount === this.#rowCount) return
    this.#rowCount = rowCount
    this.#container.style.setProperty('--row-count', String(rowCount))
    while (this.#rowViews.length > rowCount) this.#rowViews.pop()?.element.remove()
    while (this.#rowViews.length < rowCount) {
      const view = new LadderRowView(
        `${this.#container.dataset['panel'] ?? ''}-row-${String(this.#rowViews.length)}`,
      )
      this.#rowViews.push(view)
      this.#container.append(view.element)
    }
    this.#resizeAxis(rowCount)
  }
}
