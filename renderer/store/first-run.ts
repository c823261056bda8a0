// The first steps of a profile: whether their card is open, at which step, and what was there when its order began, so that
// what follows can be told from it. That they are over is in the document `first-run`; a step is kept nowhere.
import { createStore } from 'zustand/vanilla'
import type { Occupation } from '../../shared/desk/first-run.ts'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import { firstRun } from './documents.ts'
import { ordersStore } from './topic-stores.ts'
import { switchWorkspace } from './workspace-list.ts'

export const FIRST_STEPS = ['venue', 'work', 'fill'] as const
export type FirstStep = (typeof FIRST_STEPS)[number]

export interface FirstRunState {
  /** Undefined while the card is closed. */
  readonly step: FirstStep | undefined
  /** Grows by one each time a person asks for the card, which then takes the keyboard. */
  readonly asked: number
  /** Orders that were there when the step `fill` began: it does not speak of them. */
  readonly before: ReadonlySet<ClientOrderId>
}

export const firstRunStore = createStore<FirstRunState>(() => ({
  step: undefined,
  asked: 0,
  before: new Set<ClientOrderId>(),
}))

/** Opens the card, at a step where one is named, or gives it the keyboard where it is open. */
export function openFirstRun(at?: FirstStep): void {
  const { step } = firstRunStore.getState()
  if (step === undefined || (at !== undefined && at !== step)) goToStep(at ?? 'venue')
  firstRunStore.setState(({ asked }) => ({ asked: asked + 1 }))
}

export function goToStep(step: FirstStep): void {
  firstRunStore.setState(step === 'fill' ? { step, before: knownOrders() } : { step })
}

/** Closes the card; it never comes again by itself. Nothing else happens. */
export function leaveFirstRun(): void {
  if (firstRunStore.getState().step === undefined) return
  firstRunStore.setState({ step: undefined })
  firstRun.change((now) => ({ ...now, isOver: true }))
}

/** Keeps it, and opens the workspace that fits. */
export function chooseOccupation(occupation: Occupation): void {
  firstRun.change((now) => ({ ...now, occupation }))
  switchWorkspace(occupation === 'hedger' ? 'hedging' : 'trading')
}

function knownOrders(): ReadonlySet<ClientOrderId> {
  const orders = ordersStore.getState().projection?.orders ?? []
  return new Set(orders.map(({ clientOrderId }) => clientOrderId))
}
