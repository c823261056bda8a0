// The market session of any venue: the link, the conversation that its adapter opens on each connection, subscriptions
// kept over reconnects, and the pace of resyncs. Built by the core with the venue's adapter.
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { BookDepth } from '../../../shared/domain/market-data.ts'
import type { Reason } from '../../../shared/domain/reason.ts'
import type { MarketAdapter, MarketConversation } from '../venue-adapter.ts'
import type { EdgeClock, LinkEvent, Listener, MarketEvent, MarketSession } from '../venue-contract.ts'
import { Subscriptions } from './subscriptions.ts'
import { VenueLink, type FrameTap, type OpenSocket } from './venue-link.ts'

export interface LinkedMarketSessionOptions {
  readonly adapter: MarketAdapter
  readonly clock: EdgeClock
  readonly listener: Listener<LinkEvent | MarketEvent>
  /** Sees every frame before anything is made of it. */
  readonly tap?: FrameTap
  /** The network, where it is another than the machine's. */
  readonly openSocket?: OpenSocket
}

const DEPTHS: readonly BookDepth[] = ['levels', 'orders']

export class LinkedMarketSession implements MarketSession {
  readonly #clock: EdgeClock
  readonly #link: VenueLink<MarketEvent, MarketConversation>
  readonly #subscriptions = new Subscriptions()
  #resyncTimer: { cancel(): void } | undefined

  constructor({ adapter, clock, listener, tap, openSocket }: LinkedMarketSessionOptions) {
    this.#clock = clock
    this.#link = new VenueLink<MarketEvent, MarketConversation>({
      channel: adapter.channel,
      clock,
      listener: (events, receivedTimeUs) => {
        for (const event of events) this.#note(event)
        listener(events, receivedTimeUs)
      },
      open: adapter.open,
      closed: () => {
        this.#closed()
      },
      ...(tap === undefined ? {} : { tap }),
      ...(openSocket === undefined ? {} : { openSocket }),
    })
  }

  start(venueUrl: string): void {
    this.#link.start(venueUrl)
  }

  subscribe(wanted: readonly InstrumentId[], depth?: BookDepth): void {
    this.#ask(this.#subscriptions.want({ instruments: wanted, depth }, this.#clock.nowUs()))
  }

  resync(instrument: InstrumentId): void {
    this.#subscriptions.resync(instrument)
    this.#planResyncs()
  }

  reconnect(why: Reason): void {
    this.#link.reconnect(why, 'soon')
  }

  stop(): void {
    this.#link.stop()
  }

  /** What the venue lists can be asked for from now on. */
  #note(event: LinkEvent | MarketEvent): void {
    if (event.kind === 'definitions') {
      const listed = event.instruments.map(({ instrumentId }) => instrumentId)
      this.#ask(this.#subscriptions.list(listed, this.#clock.nowUs()))
    } else if (event.kind === 'listed') {
      this.#ask(this.#subscriptions.add(event.instrument.instrumentId, this.#clock.nowUs()))
    }
  }

  #planResyncs(): void {
    if (this.#resyncTimer !== undefined) return
    const inMs = this.#subscriptions.nextDueMs(this.#clock.nowUs())
    if (inMs === undefined) return
    // Even what is due at once waits for the end of the frame, so that many gaps in it are one request.
    this.#resyncTimer = this.#clock.setTimer(inMs, () => {
      this.#resyncTimer = undefined
      this.#ask(this.#subscriptions.due(this.#clock.nowUs()))
      this.#planResyncs()
    })
  }

  /** Where there is no connection nothing is asked: the next one asks for everything again. */
  #ask(wanted: readonly InstrumentId[]): void {
    for (const depth of DEPTHS) {
      const atDepth = wanted.filter((instrument) => this.#subscriptions.depthOf(instrument) === depth)
      if (atDepth.length > 0) this.#link.conversation?.subscribe(atDepth, depth)
    }
  }

  #closed(): void {
    this.#subscriptions.disconnected()
    this.#resyncTimer?.cancel()
    this.#resyncTimer = undefined
  }
}
