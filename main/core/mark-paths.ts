// How the marks of all outright months went while this terminal has been connected: one grid of moments for all of them, thinned
// as it fills, so that a minute after the start shows something and a day later the last seventeen hours. Pure.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { PATH_MOMENTS_MAX } from '../../shared/ui-wire/mark-paths.ts'

const FIRST_STEP_US = 2_000_000
/** Reached after nine thinnings: so many moments of these are most of a day. */
const LAST_STEP_US = FIRST_STEP_US * 2 ** 9

export class MarkPaths {
  #stepUs = FIRST_STEP_US
  #newestUs: TimeUs | undefined
  #moments = 0
  /** By instrument, oldest first, as many as there are moments; NaN where there was no live mark. */
  #paths = new Map<InstrumentId, number[]>()
  #version = 0
  #market: string | undefined

  /** Rises with every moment. */
  get version(): number {
    return this.#version
  }

  get stepUs(): number {
    return this.#stepUs
  }

  /** When the newest moment was; undefined before the first. */
  get newestUs(): TimeUs | undefined {
    return this.#newestUs
  }

  isDue(nowUs: TimeUs): boolean {
    return this.#newestUs === undefined || nowUs - this.#newestUs >= this.#stepUs
  }

  /** Half ticks, oldest first. */
  of(instrumentId: InstrumentId): readonly number[] {
    return this.#paths.get(instrumentId) ?? []
  }

  /** The market that is told of from now on; another one than before begins anew, and the same one goes on. */
  begin(market: string): void {
    if (market === this.#market) return
    this.#market = market
    this.#paths.clear()
    this.#moments = 0
    this.#stepUs = FIRST_STEP_US
    this.#newestUs = undefined
    this.#version += 1
  }

  /**
   * Adds one moment: what has no mark in half ticks has a hole there. Moments that were missed since the one before, as when the
   * link was cut, are holes in all of them.
   */
  take(marks: ReadonlyMap<InstrumentId, number>, nowUs: TimeUs): void {
    let before = this.#newestUs ?? nowUs
    while (nowUs - before >= 1.5 * this.#stepUs) {
      before = timeUs(before + this.#stepUs)
      this.#add(new Map())
    }
    this.#newestUs = timeUs(this.#newestUs === undefined ? nowUs : before + this.#stepUs)
    this.#add(marks)
    this.#version += 1
  }

  #add(marks: ReadonlyMap<InstrumentId, number>): void {
    for (const instrumentId of marks.keys()) {
      if (!this.#paths.has(instrumentId))
        this.#paths.set(instrumentId, Array<number>(this.#moments).fill(NaN))
    }
    for (const [instrumentId, path] of this.#paths) path.push(marks.get(instrumentId) ?? NaN)
    this.#moments += 1
    if (this.#moments <= PATH_MOMENTS_MAX) return
    if (this.#stepUs >= LAST_STEP_US) this.#dropOldest()
    else this.#thin()
  }

  #dropOldest(): void {
    for (const [instrumentId, path] of this.#paths) {
      path.shift()
      if (path.every(Number.isNaN)) this.#paths.delete(instrumentId)
    }
    this.#moments -= 1
  }

  /** Every other moment goes; the newest stays. */
  #thin(): void {
    const newest = this.#moments - 1
    for (const [instrumentId, path] of this.#paths) {
      this.#paths.set(
        instrumentId,
        path.filter((_, nth) => (newest - nth) % 2 === 0),
      )
    }
    this.#moments = Math.floor(newest / 2) + 1
    this.#stepUs *= 2
  }
}
