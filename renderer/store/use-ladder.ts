// What components ask of a ladder's hand: whether it is armed for what it shows, and the size of its next order.
import { useStore } from 'zustand'
import { useSyncExternalStore } from 'react'
import { activeLadder, handAt, onActiveLadder, orderQtyOf } from './ladder-hand.ts'
import { instrumentOf, panelIn, workspaceStore } from './workspace.ts'

export function useArmed(panelId: string): boolean {
  const armedFor = useStore(handAt(panelId), (state) => state.armedFor)
  const instrumentId = useStore(workspaceStore, (state) => instrumentOf(state, panelId))
  return armedFor !== undefined && armedFor === instrumentId
}

export function useOrderQty(panelId: string): number {
  return useStore(workspaceStore, (state) => orderQtyOf(panelIn(state, panelId)?.view))
}

/** The ladder that keys and the top bar mean; undefined where the workspace has none. */
export function useActiveLadder(): string | undefined {
  return useSyncExternalStore(onActiveLadder, activeLadder)
}
