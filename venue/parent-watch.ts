// Ends the venue when whoever started it is gone, also when that one was killed and could say nothing: no orphan keeps
// a port. Called by venue/main.ts once it listens.

const LOOK_MS = 1_000

/** Calls `onGone` once, within about a second of the process `pid` ending or the IPC channel closing. */
export function watchParent(pid: number, onGone: () => void): { readonly stop: () => void } {
  const timer = setInterval(() => {
    if (!isAlive(pid)) finish()
  }, LOOK_MS)
  process.once('disconnect', finish)
  function finish(): void {
    stop()
    onGone()
  }
  function stop(): void {
    clearInterval(timer)
    process.off('disconnect', finish)
  }
  return { stop }
}

/** Signal 0 asks without sending: ESRCH says there is no such process, EPERM that there is one of another user. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
