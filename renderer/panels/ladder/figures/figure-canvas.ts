// The canvas under one ladder's rows. Hands what changed to the painting thread: one picture is being painted and one waits
// at most, and the next has all that changed since.
import type { LadderRow } from '../ladder-rows.ts'
import type { FigureLook } from './figure-look.ts'
import { FigurePainter } from './figure-painter.ts'
import { ChangedRecords, RECORD_SIZE, type RecordContext } from './figure-record.ts'
import { giveUpThread, paintThere, type PaintingThread } from './painter-thread.ts'

const PICTURES_MAX = 2

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
  /** Room for the records of pictures that are not on their way. */
  #free: Int32Array<ArrayBuffer>[] = []
  #rowCount = 0
  #onTheirWay = 0
  /** Since when the thread owes an answer. */
  #waitsSinceMs: number | undefined
  #wasRefused = false
  #timer: number | undefined

  /** `whenFree`: may be painted again, after `takesPicture` said no. */
  constructor(container: HTMLElement, whenFree: () => void) {
    this.#container = container
    this.#whenFree = whenFree
    this.#element = addCanvas(container)
    this.#thread = paintThere(this.#element, {
      painted: (records) => {
        this.#painted(records)
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

  /** False while the thread is behind; then `whenFree` is called. */
  takesPicture(): boolean {
    this.#wasRefused = this.#onTheirWay === PICTURES_MAX
    return !this.#wasRefused
  }

  setLook(look: FigureLook): void {
    const isResized = look.rowCount !== this.#look?.rowCount
    this.#look = look
    this.#element.style.height = `${look.height / look.scale}px`
    if (isResized) this.#changed.forget()
    this.#thread?.setLook(look)
    this.#painter?.setLook(look)
  }

  /** Only where `takesPicture`. */
  paint(rows: readonly LadderRow[], context: RecordContext): void {
    if (this.#rowCount !== rows.length) {
      this.#rowCount = rows.length
      this.#free = []
    }
    const records = this.#free.pop() ?? new Int32Array(rows.length * RECORD_SIZE)
    const count = this.#changed.write(records, rows, context)
    if (count === 0 || this.#painter !== undefined) {
      this.#painter?.paint(records, count, performance.now())
      if (this.#painter !== undefined) this.#putOutInTime(this.#painter)
      this.#free.push(records)
      return
    }
    this.#onTheirWay += 1
    this.#waitsSinceMs ??= performance.now()
    this.#thread?.paint(records, count)
  }

  #painted(records: Int32Array<ArrayBuffer>): void {
    this.#onTheirWay -= 1
    this.#waitsSinceMs = this.#onTheirWay === 0 ? undefined : performance.now()
    if (records.length === this.#rowCount * RECORD_SIZE) this.#free.push(records)
    if (this.#wasRefused) this.#whenFree()
  }

  /** To be called now and then, also when there is nothing to paint. */
  watch(): void {
    const sinceMs = this.#waitsSinceMs
    if (sinceMs === undefined || performance.now() - sinceMs < ANSWERS_WITHIN_MS) return
    // A thread of the window that stood still for as long says nothing about the other one.
    window.setTimeout(() => {
      if (this.#waitsSinceMs === sinceMs) giveUpThread('the painting thread does not answer.')
    }, ANSWERS_WITHIN_MS)
  }

  #paintHere(): void {
    this.#element.remove()
    this.#element = addCanvas(this.#container)
    const context = this.#element.getContext('2d', { alpha: false })
    this.#thread = undefined
    this.#onTheirWay = 0
    this.#waitsSinceMs = undefined
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
