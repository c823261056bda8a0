// One direction of one connection: what is put in arrives later, in order, as on a TCP stream. A pipe can stall, can be
// severed after so much of what is on its way, and can do once what no sound stream does: lose a frame or carry it twice.
import type { Owner, VirtualTime } from './virtual-time.ts'

export type Arrival =
  | { readonly kind: 'open' }
  | { readonly kind: 'frame'; readonly text: string }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }

export interface PipeOptions {
  readonly time: VirtualTime
  /** Who is at the end: what arrives while it stands still waits. */
  readonly owner: Owner
  readonly latencyUs: () => number
  readonly arrive: (arrival: Arrival) => void
}

interface OnItsWay {
  readonly arrival: Arrival
  readonly dueUs: number
}

export class Pipe {
  readonly #options: PipeOptions
  #onItsWay: OnItsWay[] = []
  #next: { cancel(): void } | undefined
  #lastDueUs = 0
  #stalledUntilUs = 0
  #isSevered = false
  #toLose = 0
  #toDouble = 0

  constructor(options: PipeOptions) {
    this.#options = options
  }

  put(arrival: Arrival): void {
    if (this.#isSevered) return
    if (arrival.kind === 'frame' && this.#toLose > 0) {
      this.#toLose -= 1
      return
    }
    this.#add(arrival)
    if (arrival.kind !== 'frame' || this.#toDouble === 0) return
    this.#toDouble -= 1
    this.#add(arrival)
  }

  /** Nothing arrives for so long; then all of it, in order. */
  stall(forUs: number): void {
    this.#stalledUntilUs = Math.max(this.#stalledUntilUs, this.#options.time.nowUs + forUs)
    this.#plan()
  }

  flow(): void {
    this.#stalledUntilUs = 0
    this.#plan()
  }

  loseNext(): void {
    this.#toLose += 1
  }

  doubleNext(): void {
    this.#toDouble += 1
  }

  /** Of what is on its way only the first `kept` still arrive, then `end` if there is one, and nothing after it. */
  sever(kept: number, end?: Arrival): void {
    if (this.#isSevered) return
    this.#onItsWay.splice(kept)
    if (end !== undefined) this.#add(end)
    this.#isSevered = true
    this.#plan()
  }

  #add(arrival: Arrival): void {
    const { time, latencyUs } = this.#options
    this.#lastDueUs = Math.max(this.#lastDueUs, time.nowUs + latencyUs())
    this.#onItsWay.push({ arrival, dueUs: this.#lastDueUs })
    if (this.#onItsWay.length === 1) this.#plan()
  }

  #plan(): void {
    this.#next?.cancel()
    this.#next = undefined
    const [first] = this.#onItsWay
    if (first === undefined) return
    const { time, owner, arrive } = this.#options
    const dueUs = Math.max(first.dueUs, this.#stalledUntilUs)
    this.#next = time.after(dueUs - time.nowUs, owner, () => {
      this.#onItsWay.shift()
      this.#plan()
      arrive(first.arrival)
    })
  }
}
