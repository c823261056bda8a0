// What a hand may want first is shown first: the ladder's first live book is on the screen, and the next one asked for, before
// the quote board and the curve are built, which takes longer than all the rest. Without a live book they come after a moment
// all the same.
import { createStore } from 'zustand/vanilla'
import { requestLateInFrame } from '../kit/frame.ts'
import { activeInstrument } from '../store/ladder-hand.ts'
import { ladderStore } from '../store/topic-stores.ts'
import { workspaceStore } from '../store/workspace.ts'

const LONGEST_WAIT_MS = 700

/** False until a ladder has painted a live book or the wait is over; then true for good. */
export const ladderFirstStore = createStore<{ readonly isPainted: boolean }>(() => ({ isPainted: false }))

/** Called once, when the window starts. */
export function waitForLadder(): void {
  let stop = (): void => undefined
  const done = (): void => {
    window.clearTimeout(timer)
    stop()
    ladderFirstStore.setState({ isPainted: true })
  }
  const timer = window.setTimeout(done, LONGEST_WAIT_MS)
  stop = onFirstBook(() => {
    // Late in its frame, as the pull is: built any sooner they would hold up the frame and the pull.
    requestLateInFrame(done)
  })
}

/** Calls `found` for each live book of the first ladder's instrument until the returned function is called. */
function onFirstBook(found: () => void): () => void {
  let followed = activeInstrument()
  let stopLadder = follow(followed, found)
  const stopWorkspace = workspaceStore.subscribe(() => {
    const instrumentId = activeInstrument()
    if (instrumentId === followed) return
    followed = instrumentId
    stopLadder()
    stopLadder = follow(instrumentId, found)
  })
  return () => {
    stopWorkspace()
    stopLadder()
  }
}

function follow(instrumentId: string | undefined, found: () => void): () => void {
  if (instrumentId === undefined) return () => undefined
  return ladderStore(instrumentId).subscribe(({ projection }) => {
    if (projection?.state.kind === 'live') found()
  })
}
