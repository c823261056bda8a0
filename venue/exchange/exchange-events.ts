// What the exchange tells the outside, in the words of the native wire: it is the protocol's own venue, so its events
// are the messages that clients read. The gateway sends them; tests and the tape hash record them.
import type { ExecutionReport } from '../../shared/venue-wire/order-messages.ts'
import type { MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'

/** The market-data messages the exchange itself originates. */
export type PublishedMessage = Extract<
  MarketVenueMessage,
  { type: 'delta' | 'trade' | 'status' | 'settlement' | 'fixing' }
>

/** Called in the order in which things happen, in the middle of a command: must not call the exchange back. */
export interface ExchangeListener {
  published(message: PublishedMessage): void
  /** One numbered report of an account. */
  reported(accountId: string, report: ExecutionReport): void
}
