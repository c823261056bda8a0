// The venue of the publishing bench: two hundred instruments and a seeded stream of clients' orders near the middle of
// each book, half of them cancels, so that books stay as deep as they are and positions stay small.
import type { ClientOrderId, InstrumentId, TimeUs } from '../shared/domain/brands.ts'
import type { Instrument } from '../shared/domain/instrument.ts'
import {
  clientOrderId,
  instrumentId,
  isoDate,
  priceTicks,
  qtyLots,
  timeUs,
} from '../shared/math/quantities.ts'
import { Exchange } from '../venue/exchange/exchange.ts'
import { SESSION_HOURS } from '../venue/exchange/session/session-hours.ts'
import type { GatewayListener, GatewayMarket, VenueParts } from '../venue/gateway/venue-port.ts'
import type { NewListing } from '../venue/market/exchange-port.ts'

export const PUBLISH_START_US = timeUs(Date.parse('2026-11-23T14:00:00Z') * 1_000)
const INSTRUMENTS = 200
const ACCOUNTS = 100
/** Books that an account trades, with one other account each. */
const GROUP = 4
const MIDDLE = 1_000
/** Ticks from the middle that an order may be priced. */
const SPREAD = 12
/** Orders that an account keeps open before it cancels its oldest. */
const OPEN_ORDERS = 40

export const publishInstruments: readonly InstrumentId[] = Array.from({ length: INSTRUMENTS }, (_, nth) =>
  instrumentId(`R${100 + Math.floor(nth / 24)}M${10 + (nth % 24)}`),
)

export function openPublishVenue(listener: GatewayListener): VenueParts & { readonly exchange: Exchange } {
  const exchange = new Exchange({
    startUs: PUBLISH_START_US,
    hours: SESSION_HOURS.exchange,
    run: 'bench',
    listener: {
      published: (message) => listener.published(message),
      reported: (account, report) => listener.reported(account, report),
      executed: () => undefined,
    },
  })
  exchange.list(publishInstruments.map(listingOf), PUBLISH_START_US)
  const rate = { date: isoDate('2026-11-20'), value: '7.1000', source: 'bench' }
  exchange.publishRate(rate, PUBLISH_START_US)
  const market: GatewayMarket = {
    get nowUs() {
      return exchange.nowUs
    },
    advanceTo: (nowUs) => exchange.advanceTo(nowUs),
    fixings: () => undefined,
    latestFixings: () => [],
    rate: () => ({ type: 'rate', base: 'USD', quote: 'CNY', ...rate, venueTimeUs: exchange.nowUs }),
  }
  return { exchange, market }
}

export class OrderFlow {
  private readonly exchange: Exchange
  private readonly random: () => number
  private readonly open: ClientOrderId[][] = Array.from({ length: ACCOUNTS }, () => [])
  private sent = 0

  constructor(exchange: Exchange, seed: number) {
    this.exchange = exchange
    this.random = lehmer(seed)
  }

  /** One command of a client. */
  send(nowUs: TimeUs): void {
    const nth = Math.floor(this.random() * ACCOUNTS)
    const account = this.exchange.account(`bench-${nth}`)
    const open = this.open[nth] ?? []
    const requestId = ++this.sent
    const oldest = open.length < OPEN_ORDERS ? undefined : open.shift()
    if (oldest !== undefined) {
      this.exchange.cancelOrder(account, { requestId, clientOrderId: oldest }, nowUs)
      return
    }
    const isBuy = this.random() < 0.5
    const away = Math.floor(this.random() * SPREAD)
    const name = clientOrderId(`o${requestId}`)
    open.push(name)
    this.exchange.newOrder(
      account,
      {
        type: 'newOrder',
        requestId,
        clientOrderId: name,
        instrument: publishInstruments[this.book(nth)] ?? instrumentId('none'),
        side: isBuy ? 'buy' : 'sell',
        orderType: 'limit',
        priceTicks: priceTicks(isBuy ? MIDDLE - away : MIDDLE + away),
        orderQty: qtyLots(1 + Math.floor(this.random() * 3)),
        timeInForce: 'gtc',
      },
      nowUs,
    )
  }

  private book(account: number): number {
    return ((account * GROUP) % INSTRUMENTS) + Math.floor(this.random() * GROUP)
  }
}

function listingOf(name: InstrumentId): NewListing {
  const instrument: Instrument = {
    instrumentId: name,
    root: name.slice(0, 4),
    ...{ description: 'bench', multiplier: 730, unit: 'GPU-hour', currency: 'USD', source: 'bench' },
    ...{ tickSize: { mantissa: 1, scale: 2 }, tickValueMinor: 2, feeMinorPerLot: 1 },
    deliveryStart: isoDate('2027-01-01'),
    deliveryEnd: isoDate('2027-01-31'),
    lastTradingDay: isoDate('2027-01-29'),
  }
  const price = priceTicks(MIDDLE)
  return { instrument, firstSettlement: { date: isoDate('2026-11-20'), price, rule: 'bench' } }
}

/** Lehmer's generator, modulus 2^31 − 1, multiplier 48271 (Park and Miller): the same seed gives the same flow. */
function lehmer(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
