// A store read at most eight times a second, for figures that a person reads and that change with every tick. What must
// be seen at once (orders, denials) is read from the store itself; what must be cheap (the ladder) is painted.
import type { StoreApi } from 'zustand/vanilla'

export type ReadableStore<S> = Pick<StoreApi<S>, 'getState' | 'getInitialState' | 'subscribe'>

const PERIOD_MS = 125
const calmed = new WeakMap<object, unknown>()

/** The calm view of a store; one per store, listening only while somebody listens to it. */
export function calmStore<S>(store: ReadableStore<S>): ReadableStore<S> {
  const known = calmed.get(store) as ReadableStore<S> | undefined
  if (known !== undefined) return known
  const made = makeCalm(store)
  calmed.set(store, made)
  return made
}

function makeCalm<S>(store: ReadableStore<S>): ReadableStore<S> {
  const listeners = new Set<(state: S, old: S) => void>()
  let shown = store.getState()
  let timer: number | undefined
  let stop: (() => void) | undefined
  const publish = (): void => {
    timer = undefined
    const old = shown
    shown = store.getState()
    for (const listener of [...listeners]) listener(shown, old)
  }
  return {
    getInitialState: store.getInitialState,
    getState: () => {
      // Nobody listens, so nobody would be told of what is newer.
      if (listeners.size === 0) shown = store.getState()
      return shown
    },
    subscribe: (listener) => {
      listeners.add(listener)
      stop ??= store.subscribe(() => {
        timer ??= window.setTimeout(publish, PERIOD_MS)
      })
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = undefined
        window.clearTimeout(timer)
        timer = undefined
      }
    },
  }
}
