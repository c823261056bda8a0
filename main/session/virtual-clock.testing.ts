// A clock that tests move by hand: timers fire in order of their due time while it advances. Randomness is fixed.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import type { EdgeClock } from './venue-contract.ts'

interface Timer {
  readonly dueUs: number
  readonly callback: () => void
}

export class VirtualClock implements EdgeClock {
  readonly timers = new Set<Timer>()
  randomValue = 0.5
  #nowUs = 1_800_000_000_000_000

  nowUs(): TimeUs {
    return timeUs(this.#nowUs)
  }

  random(): number {
    return this.randomValue
  }

  setTimer(ms: number, callback: () => void): { cancel(): void } {
    const timer = { dueUs: this.#nowUs + ms * 1000, callback }
    this.timers.add(timer)
    return { cancel: () => this.timers.delete(timer) }
  }

  advance(ms: number): void {
    const endUs = this.#nowUs + ms * 1000
    for (;;) {
      const next = [...this.timers]
        .filter((timer) => timer.dueUs <= endUs)
        .sort((a, b) => a.dueUs - b.dueUs)[0]
      if (next === undefined) break
      this.timers.delete(next)
      this.#nowUs = Math.max(this.#nowUs, next.dueUs)
      next.callback()
    }
    this.#nowUs = endUs
  }
}
