// The canvas under one ladder's rows. Hands what changed to the painting thread, one picture at a time: while one is being
// painted nothing is sent, and the next has all that changed since.
import type { LadderRow } from '../ladder-rows.ts'
import type { FigureLook } from './figure-look.ts'
import { FigurePainter } from './figure-painter.ts'
import { ChangedRecords, RECORD_SIZE, type RecordContext } from './figure-record.ts'
import { giveUpThread, paintThere, type PaintingThread } from './painter-thread.ts'

/** A thread that has not painted for so long is given up; shorter than what makes the data itself old. */
const ANSWERS_WITHIN_MS = 1_000

export class FigureCanvas {
  readonly #container: HTMLElement
  readonly #whenFree: () => void
  readonly #changed = new ChangedRecords()
  #element: HTMLCanvasElement
  #thread: PaintingThread | undefined
  /** Where the thread was given up. */
  #painter: FigurePainter | undefined
  #look: FigureLook | undefined
  #records = new Int32Array(0)
  #sentAtMs: number | undefined
  #timer: number | undefined

  /** `whenFree`: may be painted again, after `isBusy`. */
  constructor(container: HTMLElement, whenFree: () => void) {
    this.#container = container
    this.#whenFree = whenFree
    this.#element = addCanvas(container)
    this.#thread = paintThere(this.#element, {
      painted: (records) => {
        this.#records = records
        this.#sentAtMs = undefined
        this.#whenFree()
      },
      givenUp: () => {
        this.#paintHere()
      },
    })
    if (this.#thread === undefined) this.#paintHere()
  }

  destroy(): void {
    window.clearTimeout(this.#timer)
    this.#thread?.leave()
    this.#element.remove()
  }

  /** A picture is being painted: come again when it is. */
  get isBusy(): boolean {
    return this.#sentAtMs !== undefined
  }

  setLook(look: FigureLook): void {
    const isResized = look.rowCount !== this.#look?.rowCount
    this.#look = look
    this.#element.style.height = `${look.height / look.scale}px`
    if (isResized) this.#changed.forget()
    this.#thread?.setLook(look)
    this.#painter?.setLook(look)
  }

  /** Not while busy. */
  paint(rows: readonly LadderRow[], context: RecordContext): void {
    const length = rows.length * RECORD_SIZE
    if (this.#records.length !== length) this.#records = new Int32Array(length)
    const count = this.#changed.write(this.#records, rows, context)
    if (count === 0) return
    if (this.#painter !== undefined) {
      this.#painter.paint(this.#records, count, performance.now())
      this.#putOutInTime(this.#painter)
      return
    }
    this.#sentAtMs = performance.now()
    this.#thread?.paint(this.#records, count)
  }

  /** To be called now and then, also when there is nothing to paint. */
  watch(): void {
    if (this.#sentAtMs === undefined || performance.now() - this.#sentAtMs < ANSWERS_WITHIN_MS) return
    // A thread of the window that stood still for as long says nothing about the other one.
    const sentAtMs = this.#sentAtMs
    window.setTimeout(() => {
      if (this.#sentAtMs === sentAtMs) giveUpThread('the painting thread does not answer.')
    }, ANSWERS_WITHIN_MS)
  }

  #paintHere(): void {
    this.#element.remove()
    this.#element = addCanvas(this.#container)
    const context = this.#element.getContext('2d', { alpha: false })
    this.#thread = undefined
    this.#sentAtMs = undefined
    this.#records = new Int32Array(0)
    this.#changed.forget()
    if (context === null) throw new Error('This window has no 2D canvas, and a ladder cannot be painted.')
    const painter = new FigurePainter(context)
    this.#painter = painter
    this.#element.addEventListener('contextrestored', () => {
      painter.repaint()
    })
    if (this.#look !== undefined) this.setLook(this.#look)
    this.#whenFree()
  }

  #putOutInTime(painter: FigurePainter): void {
    if (this.#timer !== undefined) return
    const nowMs = performance.now()
    const next = painter.putOut(nowMs)
    if (next === undefined) return
    this.#timer = window.setTimeout(() => {
      this.#timer = undefined
      this.#putOutInTime(painter)
    }, next - nowMs)
  }
}

function addCanvas(container: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.className = 'ladder-figures'
  canvas.setAttribute('aria-hidden', 'true')
  container.prepend(canvas)
  return canvas
}
