// Mouse and keys of one ladder. A press freezes the order, the release sends it or says why not; a chip of own orders is
// dragged to another price; nothing scrolls while a button is down. Right-click and the chip's × cancel; Esc lets go. Which
// keys buy, sell, move and cancel at the cursor is in the map of keys.
import type { PriceTicks } from '../../../shared/domain/brands.ts'
import type { Order } from '../../../shared/domain/order.ts'
import { clientOrderId, priceTicks } from '../../../shared/math/quantities.ts'
import { chordOf } from '../../commands/chord.ts'
import { currentBlock } from '../../store/current-block.ts'
import { commandIdOf } from '../../store/keys.ts'
import { cancelOrders, moveOrders, placeOrder } from '../../store/order-actions.ts'
import { isArmed, orderQtyAt, setOrderQty, takeUpLadder } from '../../store/ladder-hand.ts'
import { sayAtLadder } from '../../store/outcome-store.ts'
import {
  intentAt,
  intentFor,
  intentOfRelease,
  type LadderIntent,
  type LadderPress,
  type LadderSpot,
  type TradeSettings,
} from './ladder-click.ts'
import { dragIntent, type DragIntent, type LadderDrag } from './ladder-drag.ts'
import type { LadderSettings } from './ladder-settings.ts'
import type { LadderView } from './ladder-view.ts'
import { dragRefusalWords, refusalWords } from './ladder-words.ts'
import { ownChips } from './own-chip.ts'

const WHEEL_ROWS = 3
const WHEEL_ROW_PX = 20

export interface LadderHover {
  /** Shows what a click here would do; undefined hides it. */
  readonly show: (
    at: { readonly x: number; readonly y: number; readonly spot: LadderSpot } | undefined,
  ) => void
}

export interface LadderInputOptions {
  /** Of the ladder's panel. */
  readonly panelId: string
  readonly view: LadderView
  readonly hover: LadderHover
  readonly settings: () => LadderSettings
}

export class LadderInput {
  readonly #panelId: string
  readonly #view: LadderView
  readonly #hover: LadderHover
  readonly #kept: () => LadderSettings
  readonly #abort = new AbortController()
  #pressed: LadderPress | undefined
  #dragged: LadderDrag | undefined
  #lastSent: TradeSettings['lastSent']
  #wheelPx = 0

  constructor(element: HTMLElement, { panelId, view, hover, settings }: LadderInputOptions) {
    this.#panelId = panelId
    this.#view = view
    this.#hover = hover
    this.#kept = settings
    const { signal } = this.#abort
    element.addEventListener('focusin', this.#takeUp, { signal })
    element.addEventListener('pointerdown', this.#takeUp, { signal })
    element.addEventListener('pointerdown', this.#press, { signal })
    element.addEventListener('pointermove', this.#follow, { signal })
    element.addEventListener('pointerleave', this.#leave, { signal })
    element.addEventListener('contextmenu', this.#cancelHere, { signal })
    element.addEventListener('click', this.#cancelByButton, { signal })
    element.addEventListener('wheel', this.#wheel, { signal, passive: false })
    element.addEventListener('keydown', this.#key, { signal })
    window.addEventListener('pointerup', this.#release, { signal })
    window.addEventListener('pointercancel', this.#lose, { signal })
    window.addEventListener('blur', this.#lose, { signal })
    window.addEventListener('keydown', this.#escape, { signal })
  }

  destroy(): void {
    this.#abort.abort()
  }

  /** What a click on the spot would do now. */
  intent(spot: LadderSpot): LadderIntent {
    return intentAt(spot, this.#settings())
  }

  /** What letting go over the spot would do; undefined while nothing is dragged. */
  dragTo(spot: LadderSpot): DragIntent | undefined {
    return this.#dragged === undefined ? undefined : this.#dropped(this.#dragged, spot)
  }

  #dropped(drag: LadderDrag, target: LadderSpot | undefined): DragIntent {
    return dragIntent(drag, target, this.#view.ladder?.ownOrders ?? [], this.#settings())
  }

  #settings(): TradeSettings {
    const [armed, orderQty] = [isArmed(this.#panelId), orderQtyAt(this.#panelId)]
    const block = currentBlock(this.#view.instrumentId)
    return { armed, orderQty, block, lastSent: this.#lastSent, nowMs: performance.now() }
  }

  readonly #takeUp = (): void => {
    takeUpLadder(this.#panelId)
  }

  readonly #press = (event: PointerEvent): void => {
    if (event.button !== 0 || isCancelButton(event.target)) return
    const spot = this.#view.spotOf(event.target)
    if (spot === undefined) return
    const orders = this.#ownAt(spot)
    if (orders.length > 0) this.#dragged = { spot, orders }
    else if (this.#kept().trigger === 'press') {
      this.#do(this.intent(spot), 'ladder click')
      return
    } else this.#pressed = { spot, intent: this.intent(spot) }
    this.#view.showPressed(spot)
  }

  readonly #release = (event: PointerEvent): void => {
    if (event.button !== 0 || !this.#isHeld) return
    const [pressed, dragged] = [this.#pressed, this.#dragged]
    this.#letGo()
    // A touch keeps its first target to the end, so the place is asked for and not the event.
    const released = this.#view.spotOf(document.elementFromPoint(event.clientX, event.clientY))
    if (pressed !== undefined) this.#do(intentOfRelease(pressed, released, this.#settings()), 'ladder click')
    if (dragged !== undefined) this.#move(this.#dropped(dragged, released), 'ladder click')
  }

  get #isHeld(): boolean {
    return this.#pressed !== undefined || this.#dragged !== undefined
  }

  readonly #letGo = (): void => {
    this.#pressed = undefined
    this.#dragged = undefined
    this.#view.showPressed(undefined)
    this.#view.showTarget(undefined)
  }

  /** The system took the pointer away in the middle of a press: nothing is sent, and that is said. */
  readonly #lose = (): void => {
    const [pressed, dragged] = [this.#pressed, this.#dragged]
    this.#letGo()
    if (pressed?.intent.kind === 'place')
      this.#do({ ...pressed.intent, kind: 'refuse', why: 'lost' }, 'ladder click')
    if (dragged !== undefined) this.#move({ kind: 'refuse', why: 'lost' }, 'ladder click')
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#letGo()
  }

  #do(intent: LadderIntent, origin: 'ladder click' | 'ladder key'): void {
    switch (intent.kind) {
      case 'nothing':
        return
      case 'refuse':
        sayAtLadder(this.#panelId, { tone: 'refused', text: refusalWords(intent.why) })
        return
      case 'place': {
        const { side, limitPrice } = intent.order
        this.#lastSent = { side, price: limitPrice, atMs: performance.now() }
        void placeOrder(intent.order, { origin, panelId: this.#panelId })
        if (this.#kept().afterOrder === 'zero') setOrderQty(this.#panelId, 0)
      }
    }
  }

  #move(intent: DragIntent, origin: 'ladder click' | 'ladder key'): void {
    switch (intent.kind) {
      case 'nothing':
        return
      case 'refuse':
        sayAtLadder(this.#panelId, { tone: 'refused', text: dragRefusalWords(intent.why) })
        return
      case 'move':
        void moveOrders(intent.orders, intent.limitPrice, { origin, panelId: this.#panelId })
    }
  }

  readonly #follow = (event: PointerEvent): void => {
    const spot = this.#view.spotOf(event.target)
    if (this.#dragged !== undefined)
      this.#view.showTarget(spot === undefined ? undefined : { ...this.#dragged.spot, price: spot.price })
    this.#hover.show(spot === undefined ? undefined : { x: event.clientX, y: event.clientY, spot })
  }

  readonly #leave = (): void => {
    this.#view.showTarget(undefined)
    this.#hover.show(undefined)
  }

  readonly #cancelHere = (event: MouseEvent): void => {
    event.preventDefault()
    const spot = this.#view.spotOf(event.target)
    if (spot !== undefined) this.#cancel(this.#ownAt(spot), 'ladder click')
  }

  readonly #cancelByButton = (event: MouseEvent): void => {
    const chip = isCancelButton(event.target) ? event.target.closest<HTMLElement>('[data-orders]') : null
    if (chip === null) return
    const ids = new Set((chip.dataset['orders'] ?? '').split(' ').map(clientOrderId))
    const orders = this.#view.ladder?.ownOrders.filter((order) => ids.has(order.clientOrderId)) ?? []
    this.#cancel(orders, 'ladder click')
  }

  /** The own orders whose chip stands on the spot; none where there is none. */
  #ownAt({ column, price }: Pick<LadderSpot, 'column' | 'price'>): readonly Order[] {
    const side = column === 'ownBuys' ? 'buy' : column === 'ownSells' ? 'sell' : undefined
    const orders = this.#view.ladder?.ownOrders ?? []
    return side === undefined ? [] : (ownChips(orders, side).get(price)?.orders ?? [])
  }

  #cancel(orders: readonly Order[], origin: 'ladder click' | 'ladder key'): void {
    if (orders.length > 0) void cancelOrders(orders, { origin, panelId: this.#panelId })
  }

  readonly #wheel = (event: WheelEvent): void => {
    event.preventDefault()
    if (this.#isHeld) return
    this.#wheelPx +=
      event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * WHEEL_ROW_PX
    const notches = Math.trunc(this.#wheelPx / (WHEEL_ROWS * WHEEL_ROW_PX))
    if (notches === 0) return
    this.#wheelPx -= notches * WHEEL_ROWS * WHEEL_ROW_PX
    this.#view.scroll(notches * WHEEL_ROWS)
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (!this.#navigates(event) && !this.#trades(event)) return
    event.preventDefault()
  }

  #navigates(event: KeyboardEvent): boolean {
    if (this.#isHeld) return false
    switch (chordOf(event)) {
      case 'ArrowUp':
        this.#view.moveCursor(-1)
        return true
      case 'ArrowDown':
        this.#view.moveCursor(1)
        return true
      case 'PgUp':
        this.#view.scroll(1 - this.#view.rowCount)
        return true
      case 'PgDn':
        this.#view.scroll(this.#view.rowCount - 1)
        return true
      default:
        return false
    }
  }

  #trades(event: KeyboardEvent): boolean {
    const price = this.#view.cursor
    const chord = chordOf(event)
    if (price === undefined || chord === undefined || event.repeat) return false
    const { instrumentId } = this.#view
    switch (commandIdOf(chord)) {
      case 'ladder.buy':
        this.#do(intentFor('buy', { instrumentId, price }, this.#settings()), 'ladder key')
        return true
      case 'ladder.sell':
        this.#do(intentFor('sell', { instrumentId, price }, this.#settings()), 'ladder key')
        return true
      case 'ladder.cancel':
        for (const column of OWN_COLUMNS) this.#cancel(this.#ownAt({ column, price }), 'ladder key')
        return true
      case 'ladder.moveUp':
        this.#moveAtCursor(price, 1)
        return true
      case 'ladder.moveDown':
        this.#moveAtCursor(price, -1)
        return true
      default:
        return false
    }
  }

  /** The orders at the cursor by a tick, and the cursor with them. */
  #moveAtCursor(price: PriceTicks, ticks: number): void {
    const { instrumentId } = this.#view
    const target = { instrumentId, price: priceTicks(price + ticks), column: 'price' } as const
    const intents = OWN_COLUMNS.flatMap((column) => {
      const spot: LadderSpot = { instrumentId, price, column }
      const orders = this.#ownAt(spot)
      return orders.length === 0 ? [] : [this.#dropped({ spot, orders }, target)]
    })
    for (const intent of intents) this.#move(intent, 'ladder key')
    if (intents.some(({ kind }) => kind === 'move')) this.#view.moveCursor(-ticks)
  }
}

const OWN_COLUMNS = ['ownBuys', 'ownSells'] as const

function isCancelButton(target: EventTarget | null): target is Element {
  return target instanceof Element && target.closest('.own-chip-cancel') !== null
}
