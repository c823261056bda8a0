// The store of what a person looks at, with what may be done to it. Choices are kept in localStorage as they change.
// Arming is off at each start and after each change of instrument, here and nowhere else.
import { createStore } from 'zustand/vanilla'
import type { AlertRule } from '../../shared/domain/alert.ts'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { Order } from '../../shared/domain/order.ts'
import type { Difference } from '../../shared/ui-wire/reconciliation.ts'
import {
  CHOICES_KEY,
  defaultChoices,
  isOrderQty,
  readChoices,
  writeChoices,
  type BlotterTab,
  type BoardTab,
  type DialogName,
  type KeptChoices,
} from './ui-state.ts'

export interface UiState extends KeptChoices {
  readonly armed: boolean
  readonly dialog?: DialogName | undefined
  /** What the dialog `resolve` is about. */
  readonly resolving?: Unresolved | undefined
  /** What the dialog `alert` changes; undefined where it makes a new one. */
  readonly editedAlert?: AlertRule | undefined
  /** The Connections tab is on the screen. */
  readonly connectionsShown: boolean
  /** Grows by one each time somebody asks for the market in the middle of the ladder. */
  readonly recentreRequests: number
}

/** What only a person can settle: an order whose fate is not known, or a position that differs from the exchange’s. */
export type Unresolved =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'position'; readonly difference: Difference }

export const uiStore = createStore<UiState>(() => ({
  ...defaultChoices,
  armed: false,
  connectionsShown: false,
  recentreRequests: 0,
}))

/** Reads what was kept and keeps what changes from now on. Called once, before the first render. */
export function startKeepingChoices(storage: Storage): void {
  const kept = readChoices(storage.getItem(CHOICES_KEY))
  uiStore.setState({ ...kept, armed: false })
  let written = writeChoices(uiStore.getState())
  uiStore.subscribe((state) => {
    const text = writeChoices(state)
    if (text === written) return
    written = text
    storage.setItem(CHOICES_KEY, text)
  })
}

/** Opens the ladder of another instrument; a change disarms. */
export function pickInstrument(instrumentId: InstrumentId, root: string): void {
  const changed = uiStore.getState().instrumentId !== instrumentId
  uiStore.setState(changed ? { instrumentId, root, armed: false } : { root })
}

export function pickRoot(root: string): void {
  uiStore.setState({ root })
}

export function setArmed(armed: boolean): void {
  uiStore.setState({ armed: armed && uiStore.getState().instrumentId !== undefined })
}

export function setOrderQty(orderQty: number): void {
  if (isOrderQty(orderQty)) uiStore.setState({ orderQty })
}

export function requestRecentre(): void {
  uiStore.setState((state) => ({ recentreRequests: state.recentreRequests + 1 }))
}

export function openDialog(dialog: DialogName | undefined): void {
  uiStore.setState({ dialog })
}

export function openResolve(resolving: Unresolved): void {
  uiStore.setState({ dialog: 'resolve', resolving })
}

/** A new alert, or a change of one. */
export function openAlert(editedAlert: AlertRule | undefined): void {
  uiStore.setState({ dialog: 'alert', editedAlert })
}

export function showBlotterTab(tab: BlotterTab, side: boolean): void {
  uiStore.setState(side ? { blotterSideTab: tab } : { blotterTab: tab })
}

/** Told by the Connections tab itself, since only the blotter knows which of its tabs have room. */
export function setConnectionsShown(connectionsShown: boolean): void {
  uiStore.setState({ connectionsShown })
}

export function showBoardTab(boardTab: BoardTab): void {
  uiStore.setState({ boardTab })
}

export function setShowFinished(showFinished: boolean): void {
  uiStore.setState({ showFinished })
}
