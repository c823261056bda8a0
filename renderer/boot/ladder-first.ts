// What a hand may want first is shown first: the ladder paints its first live book before the quote board and the curve
// are built, which takes longer than all the rest. Without a live book they come after a moment all the same.
import { useEffect, useState } from 'react'
import { requestAfterPaint } from '../kit/frame.ts'
import { ladderStore } from '../store/topic-stores.ts'
import { uiStore } from '../store/ui-store.ts'

const LONGEST_WAIT_MS = 700

/** False until the ladder has painted a live book or the wait is over; then true for good. */
export function useLadderFirst(): boolean {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => {
    const done = (): void => {
      setPainted(true)
    }
    const timer = window.setTimeout(done, LONGEST_WAIT_MS)
    const stop = onFirstBook(() => {
      requestAfterPaint(done)
    })
    return () => {
      window.clearTimeout(timer)
      stop()
    }
  }, [])
  return isPainted
}

/** Calls `found` for each live book of the chosen instrument until the returned function is called. */
function onFirstBook(found: () => void): () => void {
  let stopLadder = follow(uiStore.getState().instrumentId, found)
  const stopUi = uiStore.subscribe(({ instrumentId }, before) => {
    if (instrumentId === before.instrumentId) return
    stopLadder()
    stopLadder = follow(instrumentId, found)
  })
  return () => {
    stopUi()
    stopLadder()
  }
}

function follow(instrumentId: string | undefined, found: () => void): () => void {
  if (instrumentId === undefined) return () => undefined
  return ladderStore(instrumentId).subscribe(({ projection }) => {
    if (projection?.state.kind === 'live') found()
  })
}
