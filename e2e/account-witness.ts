// An account as a second, separate client of the exchange sees it, by drop copy: every report, and the open orders when it
// asks. What a program of ours says of orders is held against this, never against itself.
import { jsonEncoding } from '../conformance/link/encoding.ts'
import { openLink, type OrderLink } from '../conformance/link/link.ts'
import { loginMessage } from '../conformance/trader.ts'
import type { ExecutionReport, OrderVenueMessage, VenueOrder } from '../shared/venue-wire/order-messages.ts'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'

const PING_MS = 1_000

export class AccountWitness {
  readonly #link: OrderLink
  readonly #pings: NodeJS.Timeout

  private constructor(link: OrderLink) {
    this.#link = link
    this.#pings = setInterval(() => {
      link.send({ type: 'ping', requestId: link.requestId() })
    }, PING_MS)
  }

  static async open(venueUrl: string): Promise<AccountWitness> {
    const link = await openLink<OrderVenueMessage>(venueUrl, 'orders', jsonEncoding)
    const { nonce } = await link.find('challenge')
    link.send(loginMessage(PAPER_KEY, nonce, { requestId: link.requestId(), dropCopy: true }))
    await link.find('loggedIn')
    return new AccountWitness(link)
  }

  /** What the exchange holds open now. */
  async openOrders(): Promise<readonly VenueOrder[]> {
    const requestId = this.#link.requestId()
    this.#link.send({ type: 'requestOpenOrders', requestId })
    return (await this.#link.find('openOrders', (answer) => answer.requestId === requestId)).orders
  }

  /** Every report since it was opened. */
  get reports(): readonly ExecutionReport[] {
    return this.#link.all('executionReport')
  }

  async close(): Promise<void> {
    clearInterval(this.#pings)
    await this.#link.close()
  }
}
