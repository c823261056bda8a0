// What lies over the desk of this window: which dialog, about what, and whether the health of the sessions is looked at. Kept
// nowhere.
import { createStore } from 'zustand/vanilla'
import type { AlertRule } from '../../shared/domain/alert.ts'
import type { Fill, Order } from '../../shared/domain/order.ts'
import type { Difference } from '../../shared/ui-wire/reconciliation.ts'

export type DialogName =
  | 'about'
  | 'keys'
  | 'settings'
  | 'workspaces'
  | 'flatten'
  | 'rearm'
  | 'held'
  | 'resolve'
  | 'alert'
  | 'quiet'
  | 'palette'
  | 'guide'
  | 'ladder'
  | 'list'
  | 'evidence'

export interface UiState {
  readonly dialog?: DialogName | undefined
  /** What the dialog `resolve` is about. */
  readonly resolving?: Unresolved | undefined
  /** How many panels that show the health of the sessions are on the screen. */
  readonly healthViews: number
  /** What the dialog `alert` changes; undefined where it makes a new one. */
  readonly editedAlert?: AlertRule | undefined
  /** The panel whose settings the dialog `ladder` shows. */
  readonly ladder?: string | undefined
  /** The panel whose columns the dialog `list` shows. */
  readonly list?: string | undefined
  /** What the dialog `evidence` is about. */
  readonly evidence?: Evidence | undefined
}

/** A figure that a person asks the source of. */
export type Evidence =
  { readonly kind: 'order'; readonly order: Order } | { readonly kind: 'fill'; readonly fill: Fill }

/** What only a person can settle: an order whose fate is not known, or a position that differs from the exchange’s. */
export type Unresolved =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'position'; readonly difference: Difference }

export const uiStore = createStore<UiState>(() => ({ healthViews: 0 }))

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

/** The settings of one ladder. */
export function openLadderSettings(panelId: string): void {
  uiStore.setState({ dialog: 'ladder', ladder: panelId })
}

/** The columns and groups of one long list. */
export function openListSettings(panelId: string): void {
  uiStore.setState({ dialog: 'list', list: panelId })
}

export function openEvidence(evidence: Evidence): void {
  uiStore.setState({ dialog: 'evidence', evidence })
}

/** Told by what shows the health of the sessions, while it does; the returned function ends it. */
export function viewHealth(): () => void {
  uiStore.setState(({ healthViews }) => ({ healthViews: healthViews + 1 }))
  return () => {
    uiStore.setState(({ healthViews }) => ({ healthViews: healthViews - 1 }))
  }
}
