// A small real venue for the gateway's tests and benches: the exchange itself with a handful of instruments, and in the
// place of agents a seeded stream of orders that can be turned off. Same seed, same market.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { CombinationLeg, Instrument } from '../../shared/domain/instrument.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import { instrumentId, isoDate, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import { Exchange } from '../exchange/exchange.ts'
import { SESSION_HOURS } from '../exchange/session/session-hours.ts'
import type { AgentBook, NewListing } from '../market/exchange-port.ts'
import type { GatewayListener, GatewayMarket, VenueParts } from './venue-port.ts'

/** A Monday afternoon of continuous trading. */
export const START_US = timeUs(Date.parse('2026-11-23T14:00:00Z') * 1_000)
/** Every outright's settlement, in ticks; the band is 50 around it. */
export const SETTLEMENT = 1_000
const STEP_US = 50_000
const REFS = 60
const [BUYER, SELLER] = [1, 2]

export interface SmallVenueOptions {
  readonly seed: number
  readonly instanceId: string
  /** Orders of the stream in each book and step of 50 ms. */
  readonly ordersPerStep: number
}

export const SMALL_INSTRUMENTS: readonly Instrument[] = [
  ...['H100F27', 'H100G27', 'H100H27', 'H100J27', 'B200F27', 'B200G27'].map((name) => outright(name)),
  outright('H100F27-H100G27', [
    { instrumentId: instrumentId('H100F27'), ratio: 1, priceWeight: 1 },
    { instrumentId: instrumentId('H100G27'), ratio: -1, priceWeight: -1 },
  ]),
]

export const SMALL_FIXINGS: readonly Fixing[] = [
  { root: 'H100', date: isoDate('2026-11-20'), status: 'published', value: '10.00', source: 'test' },
  { root: 'H100', date: isoDate('2026-11-21'), status: 'missing', source: 'test' },
  { root: 'H100', date: isoDate('2026-11-22'), status: 'published', value: '10.10', source: 'test' },
  { root: 'B200', date: isoDate('2026-11-22'), status: 'published', value: '20.10', source: 'test' },
]

export function openSmallVenue(
  options: SmallVenueOptions,
  listener: GatewayListener,
  listings: readonly NewListing[] = SMALL_INSTRUMENTS.map(listingOf),
): VenueParts & { readonly exchange: Exchange } {
  const exchange = new Exchange({
    startUs: START_US,
    hours: SESSION_HOURS.exchange,
    run: options.instanceId,
    listener: {
      published: (message) => listener.published(message),
      reported: (account, report) => listener.reported(account, report),
      executed: () => undefined,
    },
  })
  exchange.list(listings, START_US)
  for (const fixing of SMALL_FIXINGS) exchange.publishFixing(fixing, START_US)
  exchange.publishRate({ date: isoDate('2026-11-20'), value: '7.1000', source: 'test' }, START_US)
  return { exchange, market: new SmallMarket(exchange, options) }
}

class SmallMarket implements GatewayMarket {
  nowUs: TimeUs = START_US
  private readonly exchange: Exchange
  private readonly ordersPerStep: number
  private readonly random: () => number

  constructor(exchange: Exchange, { seed, ordersPerStep }: SmallVenueOptions) {
    this.exchange = exchange
    this.ordersPerStep = ordersPerStep
    this.random = lehmer(seed)
    if (ordersPerStep > 0) for (let step = 0; step < 60; step++) this.step()
  }

  advanceTo(nowUs: TimeUs): void {
    for (let stepUs = this.nowUs + STEP_US; stepUs <= nowUs; stepUs += STEP_US) {
      this.nowUs = timeUs(stepUs)
      this.exchange.advanceTo(this.nowUs)
      this.step()
    }
  }

  fixings(...[root, from, to]: Parameters<GatewayMarket['fixings']>): ReturnType<GatewayMarket['fixings']> {
    const ofRoot = SMALL_FIXINGS.filter((fixing) => fixing.root === root)
    if (ofRoot.length === 0) return undefined
    return ofRoot.filter(({ date }) => date >= from && date <= to).map((fixing) => this.message(fixing))
  }

  latestFixings(): ReturnType<GatewayMarket['latestFixings']> {
    const latest = new Map(SMALL_FIXINGS.map((fixing) => [fixing.root, fixing]))
    return [...latest.values()].map((fixing) => this.message(fixing))
  }

  rate(): ReturnType<GatewayMarket['rate']> {
    const [date, value] = [isoDate('2026-11-20'), '7.1000']
    return { type: 'rate', base: 'USD', quote: 'CNY', date, value, source: 'test', venueTimeUs: this.nowUs }
  }

  private message(fixing: Fixing): ReturnType<GatewayMarket['latestFixings']>[number] {
    return { type: 'fixing', ...fixing, venueTimeUs: this.nowUs }
  }

  private step(): void {
    if (this.ordersPerStep === 0) return
    for (const { instrumentId: id } of SMALL_INSTRUMENTS) {
      this.exchange.agentsAct(id, this.nowUs, (book) => {
        for (let nth = 0; nth < this.ordersPerStep; nth++) this.act(book)
      })
    }
  }

  private act(book: AgentBook): void {
    const orderRef = 1 + Math.floor(this.random() * REFS)
    if (book.order(orderRef) !== undefined) return book.cancel(orderRef)
    const isBuy = this.random() < 0.5
    const away = Math.floor(this.random() * 14) - 1
    const middle = book.instrument.combination === undefined ? SETTLEMENT : 0
    book.submit({
      orderRef,
      account: isBuy ? BUYER : SELLER,
      side: isBuy ? 'buy' : 'sell',
      orderType: 'limit',
      timeInForce: 'gtc',
      limitPrice: isBuy ? middle - away : middle + away,
      orderQty: 1 + Math.floor(this.random() * 20),
    })
  }
}

export function outright(name: string, legs?: readonly CombinationLeg[]): Instrument {
  return {
    instrumentId: instrumentId(name),
    root: name.slice(0, 4),
    description: name,
    tickSize: { mantissa: 1, scale: 2 },
    multiplier: 730,
    unit: 'GPU-hour',
    currency: 'USD',
    tickValueMinor: 730,
    deliveryStart: isoDate('2027-01-01'),
    deliveryEnd: isoDate('2027-01-31'),
    lastTradingDay: isoDate('2027-01-29'),
    feeMinorPerLot: 50,
    source: 'test',
    ...(legs === undefined
      ? {}
      : { combination: { kind: 'calendarSpread', legs, priceDivisor: 1 } as const }),
  }
}

export function listingOf(instrument: Instrument): NewListing {
  const price = priceTicks(instrument.combination === undefined ? SETTLEMENT : 0)
  return { instrument, firstSettlement: { date: isoDate('2026-11-20'), price, rule: 'test' } }
}

/** Lehmer's generator, modulus 2^31 − 1, multiplier 48271 (Park and Miller). */
function lehmer(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
