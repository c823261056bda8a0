// How one session is doing, from what was last heard on it and not from the state of its socket. Pure: the time comes
// in with each call.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { assertNever } from '../../shared/domain/assert.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import type { SessionHealth } from '../../shared/ui-wire/projections.ts'
import { staleSession, type SessionFreshness } from '../marketdata/instrument-feed.ts'
import type { LinkEvent } from '../session/venue-contract.ts'
import { LinkMeter } from './link-meter.ts'

export class LinkHealth implements SessionFreshness {
  readonly meter = new LinkMeter()
  #state: SessionHealth['state'] = 'connecting'
  #sinceUs: TimeUs
  #lastMessageTimeUs: TimeUs | undefined
  #provenTimeUs: TimeUs | undefined
  #roundTripUs: number | undefined
  #clockOffsetUs: number | undefined
  #reason: Reason | undefined
  #reconnects = 0
  readonly #resyncs = new Map<Reason['code'], number>()
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

  apply(event: LinkEvent, atUs: TimeUs): void {
    switch (event.kind) {
      case 'connecting':
        this.#enter('connecting', atUs, this.#reason)
        return
      case 'down':
        this.#roundTripUs = undefined
        this.meter.lost()
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
    this.#enter('live', atUs, undefined)
  }

  /** A book of the session is asked for again, for this reason. */
  resynced({ code }: Reason): void {
    this.#resyncs.set(code, (this.#resyncs.get(code) ?? 0) + 1)
  }

  /** How often books were asked for again, by reason. */
  get resyncs(): ReadonlyMap<Reason['code'], number> {
    return this.#resyncs
  }

  /** Rises whenever the session becomes live, stale or down: what is shown of its data may then look different. */
  get version(): number {
    return this.#version
  }

  /** Turns a live link whose data are old into a stale one and back; true when that changed. */
  tick(nowUs: TimeUs): boolean {
    if (!this.isUp) return false
    const stale = staleSession(this, nowUs)
    const state = stale === undefined ? 'live' : 'stale'
    if (state === this.#state) return false
    this.#enter(state, nowUs, stale?.reason)
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
      resyncs: [...this.#resyncs.values()].reduce((sum, count) => sum + count, 0),
    }
  }

  #enter(state: SessionHealth['state'], atUs: TimeUs, why: Reason | undefined): void {
    if (this.#state !== state) this.#sinceUs = atUs
    this.#state = state
    this.#reason = why
    this.#version++
  }
}
