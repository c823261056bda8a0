// One animation frame for everything that changes often: painters ask for it, run once, and afterwards whoever waits
// for the paint is called. A hidden window gets no frames, so nothing here runs while nobody looks.

type Work = () => void

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

/** A painter that asks again while it runs is run in the next frame. */
function runAll(queue: Set<Work>): void {
  const due = [...queue]
  queue.clear()
  for (const work of due) work()
}
