// `tenor watch INSTRUMENT`: the book of one instrument, by price or by order, as lines of JSON, kept by the same session
// and book code as the desktop's. One line per book change; nothing else on stdout.
import { formatPrice } from '../../../shared/math/price-text.ts'
import { instrumentId, priceTicks } from '../../../shared/math/quantities.ts'
import { MarketData } from '../../../main/marketdata/market-data.ts'
import type { InstrumentFeed } from '../../../main/marketdata/instrument-feed.ts'
import type { OrderQueues } from '../../../main/marketdata/order-queues.ts'
import type { PriceLevels } from '../../../main/marketdata/price-levels.ts'
import { LinkedMarketSession } from '../../../main/session/link/market-session.ts'
import { nativeMarket } from '../../../main/session/native/native-market.ts'
import { systemClock } from '../../../main/session/system-clock.ts'
import type { LinkEvent, MarketEvent } from '../../../main/session/venue-contract.ts'
import { speechOf } from '../speech.ts'

const { say, tell } = speechOf('watch')

export interface WatchOptions {
  readonly instrument: string
  readonly venueUrl: string
  /** Levels of each side to print. */
  readonly depth: number
  /** Print the orders of those levels instead of their quantities. */
  readonly byOrder: boolean
  /** Lines after which to stop; undefined goes on until it is stopped. */
  readonly count: number | undefined
}

/** Runs until the count is reached, stdout is closed or the process is told to stop; resolves to the exit code. */
export function watch(options: WatchOptions): Promise<number> {
  return new Promise((resolve) => {
    const wanted = instrumentId(options.instrument)
    const bookDepth = options.byOrder ? 'orders' : 'levels'
    const market = new MarketData()
    let printedChangeId: number | undefined
    let lines = 0

    const session = new LinkedMarketSession({
      adapter: nativeMarket(),
      clock: systemClock(),
      listener: (events, receivedTimeUs) => {
        for (const event of events) take(event, receivedTimeUs)
      },
    })
    const end = (code: number) => {
      session.stop()
      process.off('SIGINT', stopped).off('SIGTERM', stopped)
      resolve(code)
    }
    const stopped = () => {
      end(0)
    }

    function take(event: LinkEvent | MarketEvent, receivedTimeUs: Parameters<typeof market.apply>[1]): void {
      switch (event.kind) {
        case 'down':
          market.linkDown(event.reason, receivedTimeUs)
          printedChangeId = undefined
          say(`no connection to ${options.venueUrl} (${event.reason.code}); trying again`)
          return
        case 'badFrame':
          say(`the venue sent a frame that cannot be read: ${event.text}`)
          return
        case 'connecting':
        case 'heard':
        case 'roundTrip':
          return
        case 'definitions':
          market.apply(event, receivedTimeUs)
          if (market.feed(wanted) === undefined) {
            say(
              `${options.instrument} is not listed by ${options.venueUrl}. ${listing(event.instruments.length)}`,
            )
            end(2)
            return
          }
          market.follow(wanted, bookDepth, receivedTimeUs)
          session.subscribe([wanted], bookDepth)
          return
        case 'refused':
          say(`the venue refused (${event.code}): ${event.text}`)
          return
        case 'welcome':
        case 'snapshot':
        case 'delta':
        case 'orderSnapshot':
        case 'orderDelta':
        case 'trade':
        case 'status':
        case 'settlement':
        case 'fixing':
        case 'limits':
        case 'indicative':
        case 'implied':
        case 'openInterest':
        case 'rate':
        case 'news':
        case 'listed':
          for (const effect of market.apply(event, receivedTimeUs)) {
            if (effect.kind === 'resync') session.resync(effect.instrumentId)
            else if (effect.kind === 'reconnect') session.reconnect(effect.reason)
          }
          print()
      }
    }

    function print(): void {
      const feed = market.feed(wanted)
      if (feed?.sync.kind !== 'live' || feed.book.changeId === printedChangeId) return
      printedChangeId = feed.book.changeId
      tell(bookLine(feed, options.depth))
      lines += 1
      if (lines === options.count) end(0)
    }

    process.stdout.on('error', stopped)
    process.on('SIGINT', stopped).on('SIGTERM', stopped)
    session.start(options.venueUrl)
  })
}

/**
 * One book as JSON, best first. By price the rows are `[price, lots]`, by order `[order number, price, lots]` with the one
 * that trades first in front; prices are decimal strings.
 */
function bookLine(feed: InstrumentFeed, depth: number): object {
  const { book, bookByOrder, instrument } = feed
  const priceText = (price: number) => formatPrice(priceTicks(price), instrument.tickSize)
  const levels = (side: PriceLevels) => side.topRows(depth).map(([price, qty]) => [priceText(price), qty])
  const orders = (side: OrderQueues) =>
    side.levels
      .topRows(depth)
      .flatMap(([price]) => side.ordersAt(priceTicks(price)))
      .map(([orderNumber, price, qty]) => [orderNumber, priceText(price), qty])
  return {
    instrument: instrument.instrumentId,
    changeId: book.changeId,
    bids: bookByOrder === undefined ? levels(book.bids) : orders(bookByOrder.bidOrders),
    asks: bookByOrder === undefined ? levels(book.asks) : orders(bookByOrder.askOrders),
    venueTimeUs: book.venueTimeUs,
    receivedTimeUs: book.receivedTimeUs,
  }
}

function listing(count: number): string {
  return count === 0 ? 'It lists nothing.' : `It lists ${count} instruments, for example H100F27.`
}
