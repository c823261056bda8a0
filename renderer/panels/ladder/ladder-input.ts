// Mouse and keys of one ladder. A press freezes the order, the release sends it or says why not; a chip of own orders is
// dragged to another price; nothing scrolls while a button is down. On a chip right-click and its × cancel; Esc lets go. Which
// button sends what is in the map of clicks; which keys buy, sell, move and cancel at the cursor, in the map of keys.
import type { PriceTicks } from '../../../shared/domain/brands.ts'
import type { Order, Side } from '../../../shared/domain/order.ts'
import { clientOrderId, priceTicks } from '../../../shared/math/quantities.ts'
import { chordOf } from '../../commands/chord.ts'
import { currentBlock } from '../../store/current-block.ts'
import { commandIdOf } from '../../store/keys.ts'
import { cancelOrders, moveOwn, placeOrder } from '../../store/order-actions.ts'
import { isArmed, orderQtyAt, setOrderQty, takeUpLadder } from '../../store/ladder-hand.ts'
import { sayAtLadder } from '../../store/outcome-store.ts'
import { gestureOf, type Gesture, type Pressed } from './click-map.ts'
import {
  intentAt,
  intentFor,
  intentOfRelease,
  type LadderIntent,
  type LadderPress,
  type LadderSpot,
  type PlacingAction,
  type TradeSettings,
} from './ladder-click.ts'
import { dragIntent, type DragIntent, type LadderDrag } from './ladder-drag.ts'
import { clicksOf, type LadderSettings } from './ladder-settings.ts'
import type { LadderView } from './ladder-view.ts'
import { dragRefusalWords, refusalWords } from './ladder-words.ts'
import { ownChips, type OwnChip, type OwnHere } from './own-chip.ts'

const WHEEL_ROWS = 3
const WHEEL_ROW_PX = 20

/** Where the pointer is, and what a click of its left button would be with the keys that are held. */
export interface HoverAt {
  readonly x: number
  readonly y: number
  readonly spot: LadderSpot
  readonly gesture: Gesture | undefined
}

export interface LadderHover {
  /** Shows what a click here would do; undefined hides it. */
  readonly show: (at: HoverAt | undefined) => void
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
  /** The button of what is pressed or dragged. */
  #heldButton = 0
  #dragged: LadderDrag | undefined
  #lastSent: TradeSettings['lastSent']
  #wheelPx = 0
  #hovered: HoverAt | undefined

  constructor(element: HTMLElement, { panelId, view, hover, settings }: LadderInputOptions) {
    this.#panelId = panelId
    this.#view = view
    this.#hover = hover
    this.#kept = settings
    view.onMoved(this.#lookAgain)
    const { signal } = this.#abort
    element.addEventListener('focusin', this.#takeUp, { signal })
    element.addEventListener('pointerdown', this.#takeUp, { signal })
    element.addEventListener('pointerdown', this.#press, { signal })
    element.addEventListener('pointermove', this.#follow, { signal })
    element.addEventListener('pointerleave', this.#leave, { signal })
    element.addEventListener('mousedown', keepFromScrolling, { signal })
    element.addEventListener('contextmenu', this.#cancelHere, { signal })
    element.addEventListener('click', this.#cancelByButton, { signal })
    element.addEventListener('wheel', this.#wheel, { signal, passive: false })
    element.addEventListener('keydown', this.#key, { signal })
    window.addEventListener('pointerup', this.#release, { signal })
    window.addEventListener('pointercancel', this.#lose, { signal })
    window.addEventListener('blur', this.#lose, { signal })
    window.addEventListener('keydown', this.#escape, { signal })
    for (const kind of ['keydown', 'keyup'] as const)
      window.addEventListener(kind, this.#followKeys, { signal })
  }

  destroy(): void {
    this.#abort.abort()
  }

  /** What a click would do now. */
  intent({ spot, gesture }: Pick<HoverAt, 'spot' | 'gesture'>): LadderIntent {
    return gesture === undefined ? { kind: 'nothing' } : intentAt(spot, gesture, this.#settings())
  }

  /** What letting go over the spot would do; undefined while nothing is dragged. */
  dragTo(spot: LadderSpot): DragIntent | undefined {
    return this.#dragged === undefined ? undefined : this.#dropped(this.#dragged, spot)
  }

  #dropped(drag: LadderDrag, target: LadderSpot | undefined): DragIntent {
    return dragIntent(drag, target, this.#view.ladder ?? NOTHING_OWN, this.#settings())
  }

  #settings(): TradeSettings {
    const [armed, orderQty] = [isArmed(this.#panelId), orderQtyAt(this.#panelId)]
    const block = currentBlock(this.#view.instrumentId)
    const kept = this.#kept()
    const { ladder } = this.#view
    return {
      ...{ armed, orderQty, block, clicks: clicksOf(kept) },
      touch: { bid: ladder?.bids[0], ask: ladder?.asks[0] },
      ...{ targetTicks: kept.targetTicks, stopTicks: kept.stopTicks },
      ...{ lastSent: this.#lastSent, nowMs: performance.now() },
    }
  }

  readonly #takeUp = (): void => {
    takeUpLadder(this.#panelId)
  }

  readonly #press = (event: PointerEvent): void => {
    if (this.#isHeld || isCancelButton(event.target)) return
    const spot = this.#view.spotOf(event.target)
    const gesture = gestureOf(event)
    if (spot === undefined || gesture === undefined) return
    const chip = this.#ownAt(spot)
    if (chip !== undefined) {
      if (event.button !== 0) return
      this.#dragged = { spot, orders: chip.orders, exits: chip.exits }
    } else if (this.#kept().trigger === 'press') {
      this.#do(this.intent({ spot, gesture }), 'ladder click')
      return
    } else this.#pressed = { spot, gesture, intent: this.intent({ spot, gesture }) }
    this.#heldButton = event.button
    this.#view.showPressed(spot)
  }

  readonly #release = (event: PointerEvent): void => {
    if (event.button !== this.#heldButton || !this.#isHeld) return
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
      case 'recentre':
        this.#view.recentre()
        return
      case 'refuse':
        sayAtLadder(this.#panelId, { tone: 'refused', text: refusalWords(intent.why) })
        return
      case 'place': {
        const { side, price } = intent.order
        this.#lastSent = { side, price, atMs: performance.now() }
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
        void moveOwn(intent, intent.price, { origin, panelId: this.#panelId })
    }
  }

  readonly #follow = (event: PointerEvent): void => {
    const gesture = gestureOf({ ...keysOf(event), button: 0 })
    this.#point(event.target, { x: event.clientX, y: event.clientY, gesture })
  }

  /** Other prices came under a pointer that stands still. */
  readonly #lookAgain = (): void => {
    if (this.#hovered === undefined) return
    const { x, y, gesture } = this.#hovered
    this.#point(document.elementFromPoint(x, y), { x, y, gesture })
  }

  #point(target: EventTarget | null, at: Omit<HoverAt, 'spot'>): void {
    const spot = this.#view.spotOf(target)
    if (this.#dragged !== undefined)
      this.#view.showTarget(spot === undefined ? undefined : { ...this.#dragged.spot, price: spot.price })
    this.#show(spot === undefined ? undefined : { ...at, spot })
  }

  /** A key that changes what a click means changes the words beside the pointer. */
  readonly #followKeys = (event: KeyboardEvent): void => {
    if (this.#hovered === undefined) return
    const gesture = gestureOf({ ...keysOf(event), button: 0 })
    if (gesture !== this.#hovered.gesture) this.#show({ ...this.#hovered, gesture })
  }

  readonly #leave = (): void => {
    this.#view.showTarget(undefined)
    this.#show(undefined)
  }

  #show(at: HoverAt | undefined): void {
    this.#hovered = at
    this.#hover.show(at)
  }

  readonly #cancelHere = (event: MouseEvent): void => {
    event.preventDefault()
    const spot = this.#view.spotOf(event.target)
    if (spot !== undefined) this.#cancel(this.#ownAt(spot)?.orders ?? [], 'ladder click')
  }

  readonly #cancelByButton = (event: MouseEvent): void => {
    const chip = isCancelButton(event.target) ? event.target.closest<HTMLElement>('[data-orders]') : null
    if (chip === null) return
    const ids = new Set((chip.dataset['orders'] ?? '').split(' ').map(clientOrderId))
    const orders = this.#view.ladder?.ownOrders.filter((order) => ids.has(order.clientOrderId)) ?? []
    this.#cancel(orders, 'ladder click')
  }

  /** The chip that stands on the spot. */
  #ownAt({ column, price }: Pick<LadderSpot, 'column' | 'price'>): OwnChip | undefined {
    const side = column === 'ownBuys' ? 'buy' : column === 'ownSells' ? 'sell' : undefined
    return side === undefined ? undefined : ownChips(this.#view.ladder ?? NOTHING_OWN, side).get(price)
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
    const id = commandIdOf(chord)
    const placing = id === undefined ? undefined : PLACING_KEYS[id]
    if (placing !== undefined) {
      this.#do(intentFor(...placing, { instrumentId, price }, this.#settings()), 'ladder key')
      return true
    }
    switch (id) {
      case 'ladder.cancel':
        for (const column of OWN_COLUMNS)
          this.#cancel(this.#ownAt({ column, price })?.orders ?? [], 'ladder key')
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
      const chip = this.#ownAt(spot)
      return chip === undefined ? [] : [this.#dropped({ ...chip, spot }, target)]
    })
    for (const intent of intents) this.#move(intent, 'ladder key')
    if (intents.some(({ kind }) => kind === 'move')) this.#view.moveCursor(-ticks)
  }
}

/** What the keys of these commands place at the cursor. */
const PLACING_KEYS: Readonly<Record<string, readonly [Side, PlacingAction]>> = {
  'ladder.buy': ['buy', 'limit'],
  'ladder.sell': ['sell', 'limit'],
  'ladder.buyStop': ['buy', 'stop'],
  'ladder.sellStop': ['sell', 'stop'],
  'ladder.buyBracket': ['buy', 'bracket'],
  'ladder.sellBracket': ['sell', 'bracket'],
}

const NOTHING_OWN: OwnHere = { ownOrders: [], plannedExits: [], queueAhead: {} }
const OWN_COLUMNS = ['ownBuys', 'ownSells'] as const

function keysOf({ shiftKey, ctrlKey, altKey }: MouseEvent | KeyboardEvent): Omit<Pressed, 'button'> {
  return { shiftKey, ctrlKey, altKey }
}

/** The middle button would scroll the page by itself. */
function keepFromScrolling(event: MouseEvent): void {
  if (event.button === 1) event.preventDefault()
}

function isCancelButton(target: EventTarget | null): target is Element {
  return target instanceof Element && target.closest('.own-chip-cancel') !== null
}
