// Plays a recording: hands its entries to a listener when their time has come, at a speed, with pause and seek. Driven by
// replay-server.ts; the clock comes from outside. Invariants: entries come in the recording's order; after a seek the
// listener begins anew from an image; one turn hands out a bounded number, so that a fast replay never blocks its process.
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { timeUs } from '../../../shared/math/quantities.ts'
import { REPLAY_SPEEDS, type ReplayState } from '../../../shared/ui-wire/replay.ts'
import type { EdgeClock } from '../venue-contract.ts'
import type { RecordingEntry } from './recording-lines.ts'
import type { Recording } from './recording-reader.ts'
import { ReplayClock } from './replay-clock.ts'

export interface ReplayListener {
  /** Forget everything: what follows begins anew. */
  began(): void
  entry(entry: RecordingEntry): void
  /** Knows what a client has to be told first; no replay stands before that. */
  isReady(): boolean
}

const TICK_MS = 10
const ENTRIES_PER_TURN = 2_000

export class Replay {
  readonly #recording: Recording
  readonly #edge: EdgeClock
  readonly #listener: ReplayListener
  readonly #clock: ReplayClock
  #entries: Generator<RecordingEntry> | undefined
  #next: RecordingEntry | undefined
  #deliveredUs: TimeUs
  #ticking: { cancel(): void } | undefined

  /** Stands at the beginning, paused. */
  constructor(options: {
    readonly recording: Recording
    readonly clock: EdgeClock
    readonly speed: number
    readonly listener: ReplayListener
  }) {
    const { recording, clock, speed, listener } = options
    this.#recording = recording
    this.#edge = clock
    this.#listener = listener
    this.#clock = new ReplayClock(recording, speed, clock.nowUs())
    this.#deliveredUs = recording.fromUs
    this.seek(recording.fromUs)
    this.#tick()
  }

  get state(): ReplayState {
    const { fromUs, toUs, damage } = this.#recording
    const { speed, isPlaying } = this.#clock
    const hasEnded = this.#next === undefined
    return {
      ...{ fromUs, toUs, speed, hasEnded },
      atUs: this.atUs,
      isPlaying: isPlaying && !hasEnded,
      ...(damage === undefined ? {} : { damage }),
    }
  }

  /** The recording's time up to which everything was handed out. */
  get atUs(): TimeUs {
    const clockUs = this.#clock.atUs(this.#edge.nowUs())
    return this.#next !== undefined && this.#next.timeUs > clockUs ? clockUs : this.#deliveredUs
  }

  play(): void {
    this.#clock.play(this.#edge.nowUs())
  }

  pause(): void {
    this.#clock.pause(this.#edge.nowUs())
  }

  /** Times as fast as it was; kept within REPLAY_SPEEDS. */
  setSpeed(speed: number): void {
    this.#clock.setSpeed(Math.min(REPLAY_SPEEDS.max, Math.max(REPLAY_SPEEDS.min, speed)), this.#edge.nowUs())
  }

  /** Goes to this time: the listener begins anew and is brought up to it at once, however slow the replay. */
  seek(toUs: number): void {
    const nowUs = this.#edge.nowUs()
    this.#clock.seek(toUs, nowUs)
    this.#listener.began()
    this.#deliveredUs = this.#recording.fromUs
    this.#entries = this.#recording.entriesFrom(this.#clock.atUs(nowUs))
    this.#advance()
    this.#deliver(Infinity)
    while (this.#next !== undefined && !this.#listener.isReady()) this.#deliverNext(this.#next)
    this.#clock.seek(Math.max(this.#deliveredUs, this.#clock.atUs(nowUs)), nowUs)
  }

  stop(): void {
    this.#ticking?.cancel()
    this.#ticking = undefined
  }

  #tick(): void {
    this.#ticking = this.#edge.setTimer(TICK_MS, () => {
      this.#deliver(ENTRIES_PER_TURN)
      if (this.#ticking !== undefined) this.#tick()
    })
  }

  #deliver(most: number): void {
    const untilUs = this.#clock.atUs(this.#edge.nowUs())
    for (let nth = 0; nth < most; nth++) {
      if (this.#next === undefined || this.#next.timeUs > untilUs) return
      this.#deliverNext(this.#next)
    }
  }

  #deliverNext(entry: RecordingEntry): void {
    this.#deliveredUs = timeUs(Math.max(this.#deliveredUs, entry.timeUs))
    this.#advance()
    this.#listener.entry(entry)
  }

  #advance(): void {
    const next = this.#entries?.next()
    this.#next = next?.done === false ? next.value : undefined
  }
}
