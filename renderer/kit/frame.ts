// One animation frame for everything that changes often: painters ask for it, run once, and afterwards whoever waits
// for the paint is called. A hidden window gets no frames, so nothing here runs while nobody looks.

type Work = () => void

/** Into a frame of 16.7 ms; what was asked for has the rest of it to arrive. */
const LATE_MS = 9

const painters = new Set<Work>()
const afterwards = new Set<Work>()
let scheduled = false

/** Runs `paint` in the next frame, once however often it was asked for. */
export function requestPaint(paint: Work): void {
  painters.add(paint)
  schedule()
}

/** Runs `work` in the next frame after all painters. */
export function requestAfterPaint(work: Work): void {
  afterwards.add(work)
  schedule()
}

/**
 * Runs `work` late in the next frame, with how long ago its painters ran: what is asked for then can still arrive before
 * the frame that follows, and is as new in it as it can be.
 */
export function requestLateInFrame(work: (paintedAgoMs: number) => void): void {
  requestAfterPaint(() => {
    const paintedAtMs = performance.now()
    window.setTimeout(() => {
      work(performance.now() - paintedAtMs)
    }, LATE_MS)
  })
}

/** Withdraws what was asked for and has not run. */
export function cancelPaint(paint: Work): void {
  painters.delete(paint)
}

function schedule(): void {
  if (scheduled) return
  scheduled = true
  requestAnimationFrame(runFrame)
}

function runFrame(): void {
  scheduled = false
  runAll(painters)
  runAll(afterwards)
}

/**
 * A painter that asks again while it runs is run in the next frame. One that throws is reported and holds up no other:
 * least of all the pull after them, without which the desk would stand still and look live.
 */
function runAll(queue: Set<Work>): void {
  const due = [...queue]
  queue.clear()
  for (const work of due) {
    try {
      work()
    } catch (error) {
      reportError(error)
    }
  }
}
