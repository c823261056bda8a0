// A beat twice a second for what changes only by time passing: ages, clocks, the watch over the core. One timer for
// the window, running only while somebody listens.

type Beat = () => void

const PERIOD_MS = 500
const listeners = new Set<Beat>()
let timer: number | undefined

/** Calls `beat` twice a second until the returned function is called. */
export function onPulse(beat: Beat): () => void {
  listeners.add(beat)
  timer ??= window.setInterval(() => {
    for (const listener of [...listeners]) listener()
  }, PERIOD_MS)
  return () => {
    listeners.delete(beat)
    if (listeners.size > 0 || timer === undefined) return
    window.clearInterval(timer)
    timer = undefined
  }
}
