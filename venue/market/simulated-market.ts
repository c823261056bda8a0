// The whole paper exchange without its gateway: listing, exchange, agents, settlements, in venue time. Called by the
// gateway and by tests; nothing here knows a clock, so a seed, a start and the clients' commands give the market.
// Invariants: time only rises; agents act on a grid of STEP_US from the start; clients' commands come between steps.
import type { InstrumentId, IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import { priceTicks, timeUs } from '../../shared/math/quantities.ts'
import type { FixingMessage, SettlementMessage } from '../../shared/venue-wire/market-messages.ts'
import type { ExchangeListener } from '../exchange/exchange-events.ts'
import { Exchange } from '../exchange/exchange.ts'
import type { InstrumentBook } from '../exchange/instrument-book.ts'
import { BookAgents } from './book-agents.ts'
import { US_PER_DAY } from '../../shared/domain/civil-day.ts'
import { FairCurve } from './fair-curve.ts'
import { INDEX_SOURCE, lastIndexFigure } from './gpu-index.ts'
import { listedContracts, type Listing } from './listing.ts'
import { createRandom } from './random.ts'
import { ROOTS } from './roots.ts'
import { lastSettledDate, nextDayEnd, tradingDate, type DayEnd } from './trading-day.ts'

/** Venue time between two looks of the agents. */
export const STEP_US = 50_000

const FIRST_SETTLEMENT_RULE =
  'Fair curve of the simulated market when this run of the venue started, to the nearest tick; nothing traded before.'
const DAILY_SETTLEMENT_RULE =
  'Middle of best bid and offer at 22:00 UTC, halves rounded up; the simulated fair curve where a side was empty.'

export interface MarketOptions {
  readonly seed: number
  readonly startUs: TimeUs
  /** Unique per run of the venue, at most 24 characters; part of every id it gives. */
  readonly run: string
  readonly listener: ExchangeListener
}

export class SimulatedMarket {
  readonly exchange: Exchange
  readonly listings: readonly Listing[]
  private readonly listener: ExchangeListener
  private readonly curve: FairCurve
  private readonly agents: readonly BookAgents[]
  private readonly settlements = new Map<InstrumentId, SettlementMessage>()
  private readonly fixings: ReadonlyMap<string, FixingMessage>
  private lastUs: TimeUs
  private nextStepUs: number
  private dayEnd: DayEnd

  constructor({ seed, startUs, run, listener }: MarketOptions) {
    this.listener = listener
    this.listings = listedContracts(tradingDate(startUs))
    this.exchange = new Exchange({
      instruments: this.listings.map((listing) => listing.instrument),
      startUs,
      run,
      listener,
    })
    this.curve = new FairCurve(createRandom(seed, 0))
    this.agents = this.listings.map((listing, place) => {
      const book = this.bookAt(place)
      return new BookAgents(book, listing, this.curve, createRandom(seed, place + 1), startUs)
    })
    this.lastUs = startUs
    this.nextStepUs = startUs + STEP_US
    this.dayEnd = nextDayEnd(startUs)
    this.fixings = new Map(ROOTS.map(({ root }) => [root, firstFixing(root, startUs)]))
    for (const listing of this.listings) this.strikeFirstSettlement(listing, startUs)
    this.letAgentsAct(startUs)
  }

  /** Venue time that the market has reached. */
  get nowUs(): TimeUs {
    return this.lastUs
  }

  /** The newest daily settlement of an instrument. */
  settlementOf(instrument: InstrumentId): SettlementMessage | undefined {
    return this.settlements.get(instrument)
  }

  /** The newest index figure of a root. */
  fixingOf(root: string): FixingMessage | undefined {
    return this.fixings.get(root)
  }

  /** Lets the market run to `nowUs`; a time that has passed already changes nothing. */
  advanceTo(nowUs: TimeUs): void {
    while (this.nextStepUs <= nowUs) {
      const stepUs = timeUs(this.nextStepUs)
      this.nextStepUs += STEP_US
      this.curve.step(STEP_US / 1_000_000)
      this.letAgentsAct(stepUs)
      if (stepUs >= this.dayEnd.timeUs) this.endDay(stepUs)
    }
    if (nowUs > this.lastUs) this.lastUs = nowUs
  }

  private letAgentsAct(nowUs: TimeUs): void {
    this.lastUs = nowUs
    for (const agents of this.agents) {
      if (agents.isDue(nowUs)) this.exchange.agentsAct(agents.book, nowUs, () => agents.act(nowUs))
    }
  }

  private endDay(nowUs: TimeUs): void {
    const { date } = this.dayEnd
    this.dayEnd = nextDayEnd(nowUs)
    this.exchange.endDay(nowUs)
    for (const [place, listing] of this.listings.entries()) {
      const book = this.bookAt(place)
      if (book.phase === 'expired') continue
      this.publishSettlement(this.settlementNow(book, listing, date, nowUs))
      if (listing.instrument.lastTradingDay > date) continue
      this.exchange.agentsAct(book, nowUs, () => this.agents[place]?.leave())
      this.exchange.expire(book, `Its last trading day was ${date}.`, nowUs)
    }
  }

  private settlementNow(
    book: InstrumentBook,
    listing: Listing,
    date: IsoDate,
    nowUs: TimeUs,
  ): SettlementMessage {
    const [bid, ask] = [book.book.bestPrice('buy'), book.book.bestPrice('sell')]
    const fair = this.curve.fairTicks(listing, nowUs / US_PER_DAY)
    const price = bid === undefined || ask === undefined ? Math.round(fair) : Math.ceil((bid + ask) / 2)
    return {
      type: 'settlement',
      instrument: listing.instrument.instrumentId,
      date,
      priceTicks: priceTicks(price),
      rule: DAILY_SETTLEMENT_RULE,
      venueTimeUs: nowUs,
    }
  }

  private strikeFirstSettlement(listing: Listing, startUs: TimeUs): void {
    const { instrumentId } = listing.instrument
    const fair = Math.round(this.curve.fairTicks(listing, startUs / US_PER_DAY))
    this.settlements.set(instrumentId, {
      type: 'settlement',
      instrument: instrumentId,
      date: lastSettledDate(startUs),
      priceTicks: priceTicks(fair),
      rule: FIRST_SETTLEMENT_RULE,
      venueTimeUs: startUs,
    })
  }

  private publishSettlement(settlement: SettlementMessage): void {
    this.settlements.set(settlement.instrument, settlement)
    this.listener.published(settlement)
  }

  private bookAt(place: number): InstrumentBook {
    const book = this.exchange.books[place]
    if (book === undefined) throw new Error(`Invariant broken: no book at ${place}`)
    return book
  }
}

function firstFixing(root: (typeof ROOTS)[number]['root'], venueTimeUs: TimeUs): FixingMessage {
  const { date, value } = lastIndexFigure(root)
  return { type: 'fixing', root, date, value, source: INDEX_SOURCE, venueTimeUs }
}
