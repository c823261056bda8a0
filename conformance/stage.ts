// What a check is given: links and sessions on the venue under test, a view of its market, and its accounts. One stage
// serves all checks of an encoding; `act` gives each check its own, whose links are closed and whose orders are
// canceled when the check has ended, however it ended.
import type { MarketVenueMessage } from '../shared/venue-wire/market-messages.ts'
import type { OrderVenueMessage } from '../shared/venue-wire/order-messages.ts'
import type { Channel, Encoding } from './link/encoding.ts'
import { openLink, type Link, type MarketLink, type OrderLink } from './link/link.ts'
import { NotTested } from './broken-promise.ts'
import { loginMessage, Trader, type AccountKey } from './trader.ts'
import { openFloor, type MarketFloor } from './view/market-floor.ts'
import type { ReportLedger } from './view/report-ledger.ts'

export interface StageOptions {
  readonly venueUrl: string
  readonly encoding: Encoding
  /** Accounts that the checks may trade with; the second is for checks that need a counterparty. */
  readonly keys: readonly AccountKey[]
  readonly ledger: ReportLedger
}

/** What a login asks for beyond the account; by default orders stay when the session ends. */
export interface LoginWish {
  readonly cancelOnDisconnect?: boolean
  readonly resumeAfterSeq?: number
  readonly resumeInstanceId?: string
  readonly dropCopy?: boolean
}

export class Stage {
  readonly venueUrl: string
  readonly encoding: Encoding
  readonly keys: readonly AccountKey[]
  readonly ledger: ReportLedger
  readonly #shared: SharedFloor
  readonly #links: Link<MarketVenueMessage | OrderVenueMessage>[] = []
  readonly #traders: Trader[] = []

  constructor({ venueUrl, encoding, keys, ledger }: StageOptions, shared: SharedFloor = {}) {
    this.venueUrl = venueUrl
    this.encoding = encoding
    this.keys = keys
    this.ledger = ledger
    this.#shared = shared
  }

  /** A stage for one check, over the same market floor. */
  act(): Stage {
    return new Stage(this, this.#shared)
  }

  /** A market-data link that had its `welcome`. */
  async market(): Promise<MarketLink> {
    const link = await this.#open<MarketVenueMessage>('market')
    await link.find('welcome')
    return link
  }

  /** An order link that had its `challenge` and nothing else. */
  async orders(): Promise<OrderLink> {
    const link = await this.#open<OrderVenueMessage>('orders')
    await link.find('challenge')
    return link
  }

  /** A session of the first account, or of the second. */
  async logIn(more: LoginWish = {}, which: 0 | 1 = 0): Promise<Trader> {
    return this.logInOn(await this.orders(), more, which)
  }

  /** As `logIn`, on a link that has had its challenge. */
  async logInOn(link: OrderLink, more: LoginWish = {}, which: 0 | 1 = 0): Promise<Trader> {
    const key = this.key(which)
    const { nonce } = await link.find('challenge')
    const session = { seq: 0 }
    const { resumeAfterSeq: resumesAfter, dropCopy } = more
    link.onMessage((message) => {
      if (message.type === 'loggedIn') session.seq = message.resumed ? (resumesAfter ?? 0) : message.lastSeq
      if (message.type === 'executionReport') this.ledger.take(key.keyId, message, session)
    })
    const requestId = link.requestId()
    link.send(loginMessage(key, nonce, { requestId, ...more }))
    const loggedIn = await link.find('loggedIn', (message) => message.requestId === requestId)
    const trader = new Trader(link, { key, loggedIn, ledger: this.ledger, isDropCopy: dropCopy === true })
    this.#traders.push(trader)
    return trader
  }

  key(which: 0 | 1): AccountKey {
    const key = this.keys[which]
    if (key === undefined)
      throw new NotTested(which === 0 ? 'no account was given' : 'only one account was given')
    return key
  }

  /** The market as all order checks see it; opened by the first that asks. */
  async floor(): Promise<MarketFloor> {
    this.#shared.floor ??= this.#openFloor()
    return this.#shared.floor
  }

  /** What this check's links were sent that fits no schema. */
  violations(): readonly string[] {
    return this.#links.flatMap((link) => link.violations)
  }

  /** What the floor's link was sent that fits no schema, and how many messages it was sent. */
  async floorForm(): Promise<{ readonly violations: readonly string[]; readonly messages: number }> {
    await this.floor()
    return {
      violations: this.#shared.link?.violations ?? [],
      messages: this.#shared.link?.received.length ?? 0,
    }
  }

  /** Cancels what a check left open and ends what it opened. */
  async clear(): Promise<void> {
    for (const which of new Set(this.#traders.map(({ key }) => this.keys.indexOf(key)))) {
      const key = this.keys[which]
      if (key === undefined || this.ledger.openOf(key.keyId).length === 0) continue
      const standing = this.#traders.find((trader) => trader.key === key && trader.mayTrade)
      const trader = standing ?? (await this.logIn({}, which === 0 ? 0 : 1))
      await trader.cancelOwn()
    }
    await Promise.all(this.#traders.splice(0).map((trader) => trader.close()))
    await Promise.all(this.#links.splice(0).map((link) => link.close()))
  }

  /** Closes the floor's link. For the owner of the stage of an encoding, after all its checks. */
  async end(): Promise<void> {
    await this.clear()
    await this.#shared.link?.close()
  }

  async #open<M extends MarketVenueMessage | OrderVenueMessage>(channel: Channel): Promise<Link<M>> {
    const link = await openLink<M>(this.venueUrl, channel, this.encoding)
    this.#links.push(link as unknown as Link<MarketVenueMessage | OrderVenueMessage>)
    return link
  }

  async #openFloor(): Promise<MarketFloor> {
    const link = await openLink<MarketVenueMessage>(this.venueUrl, 'market', this.encoding)
    this.#shared.link = link
    return openFloor(link)
  }
}

/** The one market floor of an encoding. */
interface SharedFloor {
  floor?: Promise<MarketFloor>
  link?: MarketLink
}
