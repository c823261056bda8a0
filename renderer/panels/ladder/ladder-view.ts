// Paints one instrument's ladder into a container, outside React: it listens to the store and asks for the shared
// frame. Owns the axis and the keyboard cursor. Made anew for each instrument, so nothing of the last one lingers.
import type { InstrumentId, PriceTicks } from '../../../shared/domain/brands.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import type { LadderProjection } from '../../../shared/ui-wire/projections.ts'
import { priceText } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { cancelPaint, requestPaint } from '../../kit/frame.ts'
import { onPulse } from '../../kit/pulse.ts'
import { currentBlock, onBlockChange } from '../../store/current-block.ts'
import { ladderStore } from '../../store/topic-stores.ts'
import * as axes from './ladder-axis.ts'
import type { LadderSpot } from './ladder-click.ts'
import { edgeWords, LadderEdge } from './ladder-edge.ts'
import { fillRows, type LadderRow } from './ladder-rows.ts'
import { LadderRowView } from './ladder-row-view.ts'
import type { LadderSettings } from './ladder-settings.ts'
import { settleHint } from './ladder-words.ts'
import { SizeHistory } from './size-history.ts'
import { cleared, NOTHING_CLEARED, type ClearedPart } from './traded-since.ts'

export class LadderView {
  readonly instrumentId: InstrumentId
  readonly #container: HTMLElement
  readonly #settings: () => LadderSettings
  readonly #above: LadderEdge
  readonly #below: LadderEdge
  readonly #rowViews: LadderRowView[] = []
  readonly #rows: LadderRow[] = []
  readonly #stops: (() => void)[] = []
  #axis: axes.LadderAxis | undefined
  /** Of the rows as they are on the screen, which is what a pointer means; `#axis` may be that of the next frame. */
  #shownAxis: axes.LadderAxis | undefined
  #whenMoved: () => void = () => undefined
  #rowCount = 0
  #cleared = NOTHING_CLEARED
  readonly #sizes = new SizeHistory()
  /** What changed a while ago is no change any more, also when nothing comes. */
  #tellsChange = false
  #cursor: PriceTicks | undefined

  constructor(container: HTMLElement, instrumentId: InstrumentId, settings: () => LadderSettings) {
    this.#container = container
    this.#settings = settings
    this.instrumentId = instrumentId
    container.replaceChildren()
    this.#above = new LadderEdge(container, 'above')
    this.#below = new LadderEdge(container, 'below')
    const observer = new ResizeObserver(() => {
      this.#measure()
    })
    observer.observe(container)
    this.#stops.push(() => {
      observer.disconnect()
    })
    container.addEventListener('pointerleave', this.#request)
    this.#stops.push(() => {
      container.removeEventListener('pointerleave', this.#request)
    })
    this.#stops.push(
      onPulse(() => {
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
    if (ladder === undefined) return
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
    const context = {
      tickSize,
      barQty,
      profileQty,
      largeLots: this.#settings().largeLots,
      flashes: this.#shownAxis !== undefined,
      settleHint: settleHint(ladder.settle),
    }
    rows.forEach((row, i) => this.#rowViews[i]?.paint(row, context))
    const hasMoved = axis !== this.#shownAxis
    this.#shownAxis = axis
    this.#container.dataset['changeId'] = String(ladder.changeId)
    this.#paintCursor()
    this.#above.paint(edgeWords(ladder, (price) => price > axes.priceOf(axis, 0)))
    this.#below.paint(edgeWords(ladder, (price) => price < axes.priceOf(axis, axis.rowCount - 1)))
    this.#container.setAttribute('aria-label', this.#name(ladder))
    if (hasMoved) this.#whenMoved()
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
    const rowPx = parseFloat(getComputedStyle(this.#container).getPropertyValue('--row')) || 20
    const rowCount = Math.max(0, Math.floor(this.#container.clientHeight / rowPx))
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
    this.#request()
  }
}
