// How often something happened over the last so many milliseconds, in constant memory: counts by sixtieths of the window,
// so that what is older than the window is forgotten a sixtieth of it late at most.
import type { TimeUs } from '../../shared/domain/brands.ts'

const PARTS = 60

export class WindowCount {
  readonly #partUs: number
  readonly #counts = new Map<number, number>()

  constructor(windowMs: number) {
    this.#partUs = (windowMs * 1_000) / PARTS
  }

  add(nowUs: TimeUs): void {
    const part = this.#forget(nowUs)
    this.#counts.set(part, (this.#counts.get(part) ?? 0) + 1)
  }

  total(nowUs: TimeUs): number {
    this.#forget(nowUs)
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0)
  }

  /** Returns the part of now. A clock that was set back forgets what lies before it. */
  #forget(nowUs: TimeUs): number {
    const now = Math.floor(nowUs / this.#partUs)
    for (const part of this.#counts.keys()) {
      if (part > now || now - part > PARTS) this.#counts.delete(part)
    }
    return now
  }
}
