// The order session of any venue: the link and the conversation that its adapter opens on each connection. Built by the
// core with the venue's adapter. Invariant: a request is written to a logged-in link at once or not at all.
import type { Reason } from '../../../shared/domain/reason.ts'
import type { OrderAdapter, OrderConversation } from '../venue-adapter.ts'
import type {
  EdgeClock,
  LinkEvent,
  Listener,
  OrderRequest,
  OrderSession,
  OrderSessionEvent,
} from '../venue-contract.ts'
import { VenueLink, type OpenSocket } from './venue-link.ts'

export interface LinkedOrderSessionOptions {
  readonly adapter: OrderAdapter
  readonly clock: EdgeClock
  readonly listener: Listener<LinkEvent | OrderSessionEvent>
  /** The network, where it is another than the machine's. */
  readonly openSocket?: OpenSocket
}

export class LinkedOrderSession implements OrderSession {
  readonly #link: VenueLink<OrderSessionEvent, OrderConversation>

  constructor({ adapter, clock, listener, openSocket }: LinkedOrderSessionOptions) {
    this.#link = new VenueLink<OrderSessionEvent, OrderConversation>({
      channel: adapter.channel,
      clock,
      listener,
      open: adapter.open,
      closed: () => undefined,
      ...(openSocket === undefined ? {} : { openSocket }),
    })
  }

  start(venueUrl: string): void {
    this.#link.start(venueUrl)
  }

  send(request: OrderRequest): boolean {
    return !this.#link.isEnding && this.#link.conversation?.send(request) === true
  }

  reconnect(why: Reason): void {
    this.#link.reconnect(why, 'soon')
  }

  stop(): void {
    this.#link.stop()
  }
}
