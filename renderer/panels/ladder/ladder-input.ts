// Mouse and keys of one ladder. A press freezes the order, the release sends it or says why not; nothing scrolls while
// a button is down. Right-click and the chip's × cancel; Esc lets go. Which keys buy, sell and cancel at the cursor is in the
// map of keys.
import { clientOrderId } from '../../../shared/math/quantities.ts'
import type { Order, Side } from '../../../shared/domain/order.ts'
import { chordOf } from '../../commands/chord.ts'
import { currentBlock } from '../../store/current-block.ts'
import { commandIdOf } from '../../store/keys.ts'
import { cancelOrders, placeOrder } from '../../store/order-actions.ts'
import { isArmed, orderQtyAt, takeUpLadder } from '../../store/ladder-hand.ts'
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
import type { LadderView } from './ladder-view.ts'
import { refusalWords } from './ladder-words.ts'
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
}

export class LadderInput {
  readonly #panelId: string
  readonly #view: LadderView
  readonly #hover: LadderHover
  readonly #abort = new AbortController()
  #pressed: LadderPress | undefined
  #lastSent: TradeSettings['lastSent']
  #wheelPx = 0

  constructor(element: HTMLElement, { panelId, view, hover }: LadderInputOptions) {
    this.#panelId = panelId
    this.#view = view
    this.#hover = hover
    const { signal } = this.#abort
    element.addEventListener('focusin', this.#takeUp, { signal })
    element.addEventListener('pointerdown', this.#takeUp, { signal })
    element.addEventListener('pointerdown', this.#press, { signal })
    element.addEventListener('pointermove', this.#move, { signal })
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
    this.#pressed = { spot, intent: this.intent(spot) }
    this.#view.showPressed(spot)
  }

  readonly #release = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#pressed === undefined) return
    const pressed = this.#pressed
    this.#letGo()
    // A touch keeps its first target to the end, so the place is asked for and not the event.
    const released = this.#view.spotOf(document.elementFromPoint(event.clientX, event.clientY))
    this.#do(intentOfRelease(pressed, released, this.#settings()), 'ladder click')
  }

  readonly #letGo = (): void => {
    this.#pressed = undefined
    this.#view.showPressed(undefined)
  }

  /** The system took the pointer away in the middle of a press: nothing is sent, and that is said. */
  readonly #lose = (): void => {
    const pressed = this.#pressed
    this.#letGo()
    if (pressed?.intent.kind === 'place')
      this.#do({ ...pressed.intent, kind: 'refuse', why: 'lost' }, 'ladder click')
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
      }
    }
  }

  readonly #move = (event: PointerEvent): void => {
    const spot = this.#view.spotOf(event.target)
    this.#hover.show(spot === undefined ? undefined : { x: event.clientX, y: event.clientY, spot })
  }

  readonly #leave = (): void => {
    this.#hover.show(undefined)
  }

  readonly #cancelHere = (event: MouseEvent): void => {
    event.preventDefault()
    const spot = this.#view.spotOf(event.target)
    if (spot?.column === 'ownBuys') this.#cancel(this.#ownAt(spot.price, 'buy'), 'ladder click')
    if (spot?.column === 'ownSells') this.#cancel(this.#ownAt(spot.price, 'sell'), 'ladder click')
  }

  readonly #cancelByButton = (event: MouseEvent): void => {
    const chip = isCancelButton(event.target) ? event.target.closest<HTMLElement>('[data-orders]') : null
    if (chip === null) return
    const ids = new Set((chip.dataset['orders'] ?? '').split(' ').map(clientOrderId))
    const orders = this.#view.ladder?.ownOrders.filter((order) => ids.has(order.clientOrderId)) ?? []
    this.#cancel(orders, 'ladder click')
  }

  #ownAt(price: number, side: Side): readonly Order[] {
    const orders = this.#view.ladder?.ownOrders ?? []
    return ownChips(orders, side).get(price)?.orders ?? []
  }

  #cancel(orders: readonly Order[], origin: 'ladder click' | 'ladder key'): void {
    if (orders.length > 0) void cancelOrders(orders, { origin, panelId: this.#panelId })
  }

  readonly #wheel = (event: WheelEvent): void => {
    event.preventDefault()
    if (this.#pressed !== undefined) return
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
    if (this.#pressed !== undefined) return false
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
        this.#cancel([...this.#ownAt(price, 'buy'), ...this.#ownAt(price, 'sell')], 'ladder key')
        return true
      default:
        return false
    }
  }
}

function isCancelButton(target: EventTarget | null): target is Element {
  return target instanceof Element && target.closest('.own-chip-cancel') !== null
}
