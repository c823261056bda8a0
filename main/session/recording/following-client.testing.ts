// A client of a replay as the terminal is one: the real session, its books kept by the real code, its time moved by hand.
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import { MarketData } from '../../marketdata/market-data.ts'
import { LinkedMarketSession } from '../link/market-session.ts'
import { nativeMarket } from '../native/native-market.ts'
import type { LinkEvent, MarketEvent } from '../venue-contract.ts'
import { VirtualClock } from '../virtual-clock.testing.ts'

export class FollowingClient {
  readonly market = new MarketData()
  readonly clock = new VirtualClock()
  readonly events: (LinkEvent | MarketEvent)[] = []
  readonly session: LinkedMarketSession
  /** Of each resync that the books asked for. */
  readonly resyncs: InstrumentId[] = []
  #waiting: (() => void)[] = []

  constructor(encoding: 'json' | 'binary' = 'json') {
    this.session = new LinkedMarketSession({
      adapter: nativeMarket([encoding]),
      clock: this.clock,
      listener: (events) => {
        for (const event of events) this.#take(event)
        for (const wake of this.#waiting.splice(0)) wake()
      },
    })
  }

  of<K extends (LinkEvent | MarketEvent)['kind']>(kind: K): Extract<LinkEvent | MarketEvent, { kind: K }>[] {
    type E = LinkEvent | MarketEvent
    return this.events.filter((event): event is Extract<E, { kind: K }> => event.kind === kind)
  }

  /** Resolves once this holds; asked after everything that is heard. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** What the books show of an instrument, without when it was received. */
  held(instrument: InstrumentId): Record<string, unknown> {
    return heldOf(this.market, instrument)
  }

  #take(event: LinkEvent | MarketEvent): void {
    this.events.push(event)
    const nowUs = this.clock.nowUs()
    switch (event.kind) {
      case 'connecting':
      case 'heard':
      case 'roundTrip':
      case 'badFrame':
        return
      case 'down':
        this.market.linkDown(event.reason, nowUs)
        return
      default:
        for (const effect of this.market.apply(event, nowUs)) {
          if (effect.kind !== 'resync') continue
          this.resyncs.push(effect.instrumentId)
          this.session.resync(effect.instrumentId)
        }
    }
  }
}

export function heldOf(market: MarketData, instrument: InstrumentId): Record<string, unknown> {
  const feed = market.feed(instrument)
  if (feed === undefined) return {}
  const { book, sync, phase, limits, implied, indicative, openInterest, settlements, trades } = feed
  return {
    ...{ sync: sync.kind, changeId: book.changeId, venueTimeUs: book.venueTimeUs },
    ...{ bids: book.bids.topRows(100), asks: book.asks.topRows(100) },
    ...{ phase, limits, implied, indicative, openInterest, settlements },
    traded: [trades.last, trades.tradedQty, [...trades.tradedByPrice()]],
    index: market.index(feed.instrument.root),
    rate: market.rate,
  }
}
