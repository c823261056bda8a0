// How one session is doing, from what was last heard on it and not from the state of its socket. Pure: the time comes
// in with each call.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { assertNever } from '../../shared/domain/assert.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import type { ResyncCount, SessionHealth, SessionState } from '../../shared/ui-wire/health.ts'
import { staleSession, type SessionFreshness } from '../marketdata/staleness.ts'
import type { LinkEvent } from '../session/venue-contract.ts'
import { LinkLog } from './link-log.ts'
import { LinkMeter } from './link-meter.ts'

export class LinkHealth implements SessionFreshness {
  readonly meter = new LinkMeter()
  readonly log = new LinkLog()
  #state: SessionState = 'connecting'
  #sinceUs: TimeUs
  #lastMessageTimeUs: TimeUs | undefined
  #provenTimeUs: TimeUs | undefined
  #roundTripUs: number | undefined
  #clockOffsetUs: number | undefined
  #reason: Reason | undefined
  #reconnects = 0
  #badFrames = 0
  readonly #resyncs = new Map<Reason['code'], ResyncCount>()
  #wasLive = false
  #version = 0

  constructor(nowUs: TimeUs) {
    this.#sinceUs = nowUs
  }

  get lastMessageTimeUs(): TimeUs | undefined {
    return this.#lastMessageTimeUs
  }

  /** When the newest ping that was answered was sent: what the venue had said by then has arrived. */
  get provenTimeUs(): TimeUs | undefined {
    return this.#provenTimeUs
  }

  get clockOffsetUs(): number | undefined {
    return this.#clockOffsetUs
  }

  get isLive(): boolean {
    return this.#state === 'live'
  }

  /** A session that was established and has not been lost, however silent. */
  get isUp(): boolean {
    return this.#state === 'live' || this.#state === 'stale'
  }

  /** Frames that could not be read. */
  get badFrames(): number {
    return this.#badFrames
  }

  apply(event: LinkEvent, atUs: TimeUs): void {
    switch (event.kind) {
      case 'connecting':
        this.#enter('connecting', atUs, this.#reason)
        return
      case 'down':
        this.#roundTripUs = undefined
        this.meter.lost()
        // One that never stood is told by its state; its every attempt would push out what matters.
        if (this.isUp) this.log.add(atUs, { kind: 'down', reason: event.reason })
        this.#enter('down', atUs, event.reason)
        return
      case 'heard':
        this.#lastMessageTimeUs = atUs
        this.meter.heard(event, atUs)
        this.tick(atUs)
        return
      case 'roundTrip':
        this.#roundTripUs = event.roundTripUs
        this.#clockOffsetUs = event.clockOffsetUs
        this.#provenTimeUs = timeUs(atUs - event.roundTripUs)
        this.tick(atUs)
        this.meter.roundTrip(event.roundTripUs)
        return
      case 'badFrame':
        this.#reason = reason('badFrame', { text: event.text })
        this.#badFrames++
        this.log.add(atUs, { kind: 'badFrame', reason: this.#reason })
        return
      default:
        assertNever(event)
    }
  }

  /** The session stands: welcomed on market data, logged in on orders. */
  established(atUs: TimeUs): void {
    if (this.#lastMessageTimeUs !== undefined && this.#state !== 'live' && this.#wasLive) this.#reconnects++
    this.#wasLive = true
    this.#lastMessageTimeUs = atUs
    this.#provenTimeUs = atUs
    this.#enterLive(atUs)
  }

  /** There is no such session, and none is tried: the reason says why. */
  switchedOff(why: Reason, atUs: TimeUs): void {
    this.#enter('off', atUs, why)
  }

  /** A book of the session is asked for again, for this reason. */
  resynced(instrumentId: InstrumentId, why: Reason, atUs: TimeUs): void {
    this.#resyncs.set(why.code, { count: (this.#resyncs.get(why.code)?.count ?? 0) + 1, newest: why })
    this.log.add(atUs, { kind: 'resync', instrumentId, reason: why })
  }

  /** How often books were asked for again, by reason, most frequent first. */
  get resyncs(): readonly ResyncCount[] {
    return [...this.#resyncs.values()].sort((a, b) => b.count - a.count)
  }

  /** Rises whenever the session becomes live, stale or down: what is shown of its data may then look different. */
  get version(): number {
    return this.#version
  }

  /** Turns a live link whose data are old into a stale one and back; true when that changed. */
  tick(nowUs: TimeUs): boolean {
    if (!this.isUp) return false
    const stale = staleSession(this, nowUs)
    if ((stale === undefined) === this.isLive) return false
    if (stale === undefined) this.#enterLive(nowUs)
    else {
      this.log.add(nowUs, { kind: 'stale', reason: stale.reason })
      this.#enter('stale', nowUs, stale.reason)
    }
    return true
  }

  view(): SessionHealth {
    return {
      state: this.#state,
      sinceUs: this.#sinceUs,
      ...(this.#lastMessageTimeUs === undefined ? {} : { lastMessageTimeUs: this.#lastMessageTimeUs }),
      ...(this.#roundTripUs === undefined ? {} : { roundTripUs: this.#roundTripUs }),
      ...(this.#reason === undefined ? {} : { reason: this.#reason }),
      reconnects: this.#reconnects,
      resyncs: this.resyncs.reduce((sum, { count }) => sum + count, 0),
    }
  }

  #enterLive(atUs: TimeUs): void {
    if (this.#state !== 'live') this.log.add(atUs, { kind: 'live' })
    this.#enter('live', atUs, undefined)
  }

  #enter(state: SessionState, atUs: TimeUs, why: Reason | undefined): void {
    if (this.#state !== state) this.#sinceUs = atUs
    this.#state = state
    this.#reason = why
    this.#version++
  }
}
