// The one clock and the one queue of everything that is still to happen. Nothing waits for anything real: time jumps to
// what is due next. Invariant: what is due at the same moment happens in the order in which it was asked for.

/** Whose event it is; one that stands still has its events put off. */
export type Owner = object

interface Due {
  dueUs: number
  readonly nth: number
  readonly owner: Owner
  readonly run: () => void
  isCanceled: boolean
}

export class VirtualTime {
  nowUs: number
  #heap: Due[] = []
  #asked = 0

  constructor(startUs: number) {
    this.nowUs = startUs
  }

  after(delayUs: number, owner: Owner, run: () => void): { cancel(): void } {
    const due: Due = {
      dueUs: this.nowUs + Math.max(0, Math.round(delayUs)),
      nth: this.#asked++,
      owner,
      run,
      isCanceled: false,
    }
    this.#push(due)
    return { cancel: () => (due.isCanceled = true) }
  }

  /** Lets everything happen that is due by then. */
  runUntil(untilUs: number): void {
    this.#run(untilUs, () => false)
  }

  /** The owner does nothing for so long, as in a call that blocks; all others go on. */
  standStill(owner: Owner, forUs: number, isOver: () => boolean): void {
    const untilUs = this.nowUs + forUs
    const putOff: Due[] = []
    this.#run(untilUs, (due) => {
      if (due.owner !== owner || isOver()) return false
      putOff.push(due)
      return true
    })
    for (const due of putOff) {
      due.dueUs = untilUs
      this.#push(due)
    }
  }

  #run(untilUs: number, isPutOff: (due: Due) => boolean): void {
    for (let next = this.#heap[0]; next !== undefined && next.dueUs <= untilUs; next = this.#heap[0]) {
      this.#pop()
      if (next.isCanceled || isPutOff(next)) continue
      this.nowUs = Math.max(this.nowUs, next.dueUs)
      next.run()
    }
    this.nowUs = Math.max(this.nowUs, untilUs)
  }

  #push(due: Due): void {
    const heap = this.#heap
    let at = heap.length
    heap.push(due)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !isBefore(due, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = due
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const [one, other] = [heap[left], heap[left + 1]]
      if (one === undefined) break
      const isOther = other !== undefined && isBefore(other, one)
      const smaller = isOther ? other : one
      if (!isBefore(smaller, last)) break
      heap[at] = smaller
      at = isOther ? left + 1 : left
    }
    heap[at] = last
  }
}

function isBefore(a: Due, b: Due): boolean {
  return a.dueUs === b.dueUs ? a.nth < b.nth : a.dueUs < b.dueUs
}
