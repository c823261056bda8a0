// The window's side of the painting thread: one for all ladders, started with the first. A thread that fails or stops to
// answer is given up for good, and each ladder then paints in the window itself: dearer, and never an old picture.
import type { FigureLook } from './figure-look.ts'
import type { FromPainter, ToPainter } from './figure-messages.ts'

/** A ladder that is painted there. */
export interface PaintedThere {
  /** Its records are painted; here is their room again. */
  painted(records: Int32Array<ArrayBuffer>): void
  /** Nothing will be painted there any more. */
  givenUp(): void
}

const ladders = new Map<number, PaintedThere>()
let worker: Worker | undefined
let isGivenUp = false
let nextLadder = 1

export interface PaintingThread {
  setLook(look: FigureLook): void
  /** Lends the records until `painted`. */
  paint(records: Int32Array<ArrayBuffer>, count: number): void
  leave(): void
}

/** Undefined where the thread was given up: paint here. */
export function paintThere(canvas: HTMLCanvasElement, ladder: PaintedThere): PaintingThread | undefined {
  if (isGivenUp) return undefined
  const thread = (worker ??= start())
  const id = nextLadder++
  ladders.set(id, ladder)
  const offscreen = canvas.transferControlToOffscreen()
  post(thread, { kind: 'canvas', ladder: id, canvas: offscreen }, [offscreen])
  return {
    setLook: (look) => {
      post(thread, { kind: 'look', ladder: id, look })
    },
    paint: (records, count) => {
      post(thread, { kind: 'rows', ladder: id, count, records }, [records.buffer])
    },
    leave: () => {
      ladders.delete(id)
      post(thread, { kind: 'gone', ladder: id })
    },
  }
}

/** For all ladders of the window; `why` is for whoever reads the log. */
export function giveUpThread(why: string): void {
  if (isGivenUp) return
  isGivenUp = true
  worker?.terminate()
  worker = undefined
  reportError(new Error(`Ladders are painted in the window from now on, which is slower: ${why}`))
  const left = [...ladders.values()]
  ladders.clear()
  for (const ladder of left) ladder.givenUp()
}

function start(): Worker {
  const thread = new Worker(new URL('./painter-worker.ts', import.meta.url), { type: 'module' })
  thread.onmessage = ({ data }: MessageEvent<FromPainter>) => {
    ladders.get(data.ladder)?.painted(data.records)
  }
  thread.onerror = ({ message }) => {
    giveUpThread(`the painting thread failed. ${message}`)
  }
  return thread
}

function post(thread: Worker, message: ToPainter, transfer: Transferable[] = []): void {
  thread.postMessage(message, transfer)
}
