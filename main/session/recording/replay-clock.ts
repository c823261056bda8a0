// The time of a replay: runs from a place in the recording at a speed, stands still while paused, never passes the end.
// Pure: the machine's time comes in. Owned by replay.ts.
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { timeUs } from '../../../shared/math/quantities.ts'

export interface ReplaySpan {
  readonly fromUs: TimeUs
  readonly toUs: TimeUs
}

export class ReplayClock {
  readonly #span: ReplaySpan
  #anchorUs: TimeUs
  #anchoredAtUs: TimeUs
  #speed: number
  #isPlaying = false

  constructor(span: ReplaySpan, speed: number, nowUs: TimeUs) {
    this.#span = span
    this.#speed = speed
    this.#anchorUs = span.fromUs
    this.#anchoredAtUs = nowUs
  }

  get isPlaying(): boolean {
    return this.#isPlaying
  }

  get speed(): number {
    return this.#speed
  }

  /** The recording's time at the machine's. */
  atUs(nowUs: TimeUs): TimeUs {
    if (!this.#isPlaying) return this.#anchorUs
    const passedUs = Math.max(0, nowUs - this.#anchoredAtUs) * this.#speed
    return timeUs(Math.min(this.#span.toUs, Math.floor(this.#anchorUs + passedUs)))
  }

  play(nowUs: TimeUs): void {
    this.#anchor(nowUs)
    this.#isPlaying = true
  }

  pause(nowUs: TimeUs): void {
    this.#anchor(nowUs)
    this.#isPlaying = false
  }

  setSpeed(speed: number, nowUs: TimeUs): void {
    this.#anchor(nowUs)
    this.#speed = speed
  }

  /** Goes to a time of the recording; playing or paused as before. */
  seek(toUs: number, nowUs: TimeUs): void {
    const { fromUs, toUs: endUs } = this.#span
    this.#anchorUs = timeUs(Math.round(Math.min(endUs, Math.max(fromUs, toUs))))
    this.#anchoredAtUs = nowUs
  }

  #anchor(nowUs: TimeUs): void {
    this.#anchorUs = this.atUs(nowUs)
    this.#anchoredAtUs = nowUs
  }
}
