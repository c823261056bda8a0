// What is armed in other windows, and this window's word of what is armed here. Wired once by boot.
import { createStore } from 'zustand/vanilla'
import { armedHere, disarmHere, onHands } from './ladder-hand.ts'

/** Contracts whose ladders are armed in other windows. */
export const armedElsewhereStore = createStore<{ readonly instruments: readonly string[] }>(() => ({
  instruments: [],
}))

export function shareArmed(): void {
  const bridge = globalThis.tenor
  let told = ''
  onHands(() => {
    const armed = armedHere()
    if (armed.join(' ') === told) return
    told = armed.join(' ')
    void bridge?.tellArmed(armed)
  })
  bridge?.onArmedElsewhere((instruments) => {
    armedElsewhereStore.setState({ instruments })
  })
  bridge?.onDisarm(disarmHere)
}

/** Disarms every ladder of every window. */
export function disarmAll(): void {
  disarmHere()
  void globalThis.tenor?.disarmElsewhere()
}
