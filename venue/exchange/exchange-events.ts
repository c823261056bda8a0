// What the exchange tells the outside, in the words of the native wire: it is the protocol's own venue, so its events
// are the messages that clients read. The gateway sends them; tests and the tape hash record them.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { ExecutionReport } from '../../shared/venue-wire/order-messages.ts'
import type { MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import type { ExchangeCommand } from './exchange-commands.ts'

/** The market-data messages the exchange itself originates. */
export type PublishedMessage = Extract<
  MarketVenueMessage,
  {
    type:
      | 'delta'
      | 'orderDelta'
      | 'trade'
      | 'status'
      | 'limits'
      | 'indicative'
      | 'implied'
      | 'openInterest'
      | 'settlement'
      | 'fixing'
      | 'rate'
      | 'news'
      | 'listed'
  }
>

/** Called in the order in which things happen, in the middle of a command: must not call the exchange back. */
export interface ExchangeListener {
  published(message: PublishedMessage): void
  /** One numbered report of an account. */
  reported(accountId: string, report: ExecutionReport): void
  /** A command was carried out: replaying all of them in this order gives the same exchange. */
  executed(command: ExchangeCommand, nowUs: TimeUs): void
}
