// What a person's hand does at each ladder, kept nowhere: whether it is armed, what came of the last action, what is wished of
// it, such as the market in the middle. Invariant: a ladder is armed for one instrument, so that any change of what it shows disarms it,
// whoever made it; all are disarmed at each start, and one that leaves its window or its workspace.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { PanelView } from '../../shared/desk/workspaces.ts'
import { whole } from './panel-view.ts'
import { panelsHere } from './this-window.ts'
import { instrumentOf, keepInView, openOf, panelIn, panelsOfKind, workspaceStore } from './workspace.ts'

export interface LadderHand {
  /** The one instrument that clicks may trade here. */
  readonly armedFor: InstrumentId | undefined
  /** What somebody asked this ladder for last; another object each time. */
  readonly wish: LadderWish | undefined
}

/** The market in the middle; traded lots counted anew: all, above or below the last trade. */
export interface LadderWish {
  readonly kind: 'recentre' | 'clearAll' | 'clearAbove' | 'clearBelow'
}

export const ORDER_QTY_MAX = 100_000
/** Lots of the next order, as its panel keeps them. */
export const ORDER_QTY = whole({ most: ORDER_QTY_MAX, preset: 5 })
const AT_REST: LadderHand = { armedFor: undefined, wish: undefined }

const hands = new Map<string, StoreApi<LadderHand>>()
const listeners = new Set<() => void>()
/** The ladder that was used last; keys that name none mean it. */
const activeStore = createStore<{ readonly panelId: string | undefined }>(() => ({ panelId: undefined }))

workspaceStore.subscribe((now, before) => {
  if (now.open !== before.open) letGoOfAll()
  const here = new Set(panelsHere(openOf(now)))
  for (const [panelId, hand] of hands) {
    if (!here.has(panelId)) hand.setState(AT_REST, true)
    // Coming back to the contract it was armed for does not arm it again.
    else if (hand.getState().armedFor !== undefined && !isArmed(panelId))
      hand.setState({ armedFor: undefined })
  }
  tellHands()
})

/** Calls back when what is armed in this window may have changed. */
export function onHands(listener: () => void): void {
  listeners.add(listener)
}

/** What the armed ladders of this window show. */
export function armedHere(): readonly InstrumentId[] {
  return [...hands].flatMap(([panelId, hand]) => {
    const { armedFor } = hand.getState()
    return armedFor !== undefined && isArmed(panelId) ? [armedFor] : []
  })
}

export function disarmHere(): void {
  for (const hand of hands.values()) hand.setState({ armedFor: undefined })
}

/** Made on first use, at rest. */
export function handAt(panelId: string): StoreApi<LadderHand> {
  let hand = hands.get(panelId)
  if (hand === undefined) {
    hand = createStore(() => AT_REST)
    hands.set(panelId, hand)
    hand.subscribe(tellHands)
  }
  return hand
}

/** None is armed any more, and none was used last. */
export function letGoOfAll(): void {
  for (const hand of hands.values()) hand.setState(AT_REST, true)
  activeStore.setState({ panelId: undefined })
}

export function isArmed(panelId: string): boolean {
  const { armedFor } = handAt(panelId).getState()
  return armedFor !== undefined && armedFor === instrumentOf(workspaceStore.getState(), panelId)
}

/** Arms for what the ladder shows now; without an instrument there is nothing to arm for. */
export function setArmed(panelId: string, armed: boolean): void {
  const armedFor = armed ? instrumentOf(workspaceStore.getState(), panelId) : undefined
  handAt(panelId).setState({ armedFor })
}

export function wishAt(panelId: string, kind: LadderWish['kind']): void {
  handAt(panelId).setState({ wish: { kind } })
}

/** Lots of the next order of this ladder. */
export function orderQtyOf(view: PanelView | undefined): number {
  return ORDER_QTY(view?.['orderQty'])
}

export function orderQtyAt(panelId: string): number {
  return orderQtyOf(panelIn(workspaceStore.getState(), panelId)?.view)
}

export function setOrderQty(panelId: string, orderQty: number): void {
  if (isOrderQty(orderQty)) keepInView(panelId, { orderQty })
}

/** Zero is allowed: it sends nothing. */
export function isOrderQty(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= ORDER_QTY_MAX
}

export function takeUpLadder(panelId: string): void {
  activeStore.setState({ panelId })
}

/** The ladder of this window that was used last, else its first. */
export function activeLadder(): string | undefined {
  const ladders = panelsOfKind(workspaceStore.getState(), 'ladder')
  const { panelId } = activeStore.getState()
  return (ladders.find(({ id }) => id === panelId) ?? ladders[0])?.id
}

/** What the active ladder shows. */
export function activeInstrument(): InstrumentId | undefined {
  return instrumentOf(workspaceStore.getState(), activeLadder() ?? '')
}

/** Calls back when another ladder may be the active one. */
export function onActiveLadder(changed: () => void): () => void {
  const stops = [activeStore.subscribe(changed), workspaceStore.subscribe(changed)]
  return () => {
    for (const stop of stops) stop()
  }
}

function tellHands(): void {
  for (const listener of listeners) listener()
}
