// The floor of the exchange: listed books, phases, price protection, settlements and clearing, and the order in which
// they act on each other. Owned by the exchange, which brings it client orders, agents and the outside's facts; here
// things happen in venue time only.
// Invariant: after `settle` no implied price crosses a book, and every halt that a trade asked for has begun.
import { assert } from '../../shared/domain/assert.ts'
import type { InstrumentId, IsoDate, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import { dayNumber } from '../../shared/domain/civil-day.ts'
import type { Fixing } from '../../shared/domain/market-data.ts'
import { parseDecimal } from '../../shared/math/decimal.ts'
import { formatPrice } from '../../shared/math/price-text.ts'
import { priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { FixingMessage, RateMessage } from '../../shared/venue-wire/index-messages.ts'
import type {
  CurrencyRate,
  HaltOrder,
  NewListing,
  NewsItem,
  TradeAmendment,
} from '../market/exchange-port.ts'
import type { ClientReports } from './client-reports.ts'
import { ClientTrades, type ClientTrade, type LegBooking } from './client-trades.ts'
import type { AccountFill, Clearing, ClearingImage } from './clearing/clearing.ts'
import type { UsdCnyRate } from './clearing/currency-rate.ts'
import { settleDay } from './day-end.ts'
import type { PublishedMessage } from './exchange-events.ts'
import { definitionOf } from './instrument-definition.ts'
import {
  InstrumentBook,
  type BookOwner,
  type DirectTrade,
  type InstrumentBookImage,
  type OrderFill,
} from './instrument-book.ts'
import { ListedBooks } from './listed-books.ts'
import { haltReasons, type Halt } from './protection/halt.ts'
import { InstrumentProtection } from './protection/instrument-protection.ts'
import {
  absoluteProtection,
  OUTRIGHT_PROTECTION,
  type ProtectionParameters,
} from './protection/protection-parameters.ts'
import type { RunNames } from './run-names.ts'
import type { SessionHours } from './session/session-hours.ts'
import { HalfHourTrades, type HalfHourTradesImage } from './settlement/half-hour-trades.ts'
import { TradeBooking, type BookTrade } from './trade-booking.ts'
import { TradingPhases, type PhaseDesk, type PhasesImage } from './trading-phases.ts'

const SECOND_US = 1_000_000
/** Stages of a halt that the exchange orders, after its own length. */
const OPERATOR_PRE_OPEN_US = 30 * SECOND_US
const OPERATOR_CALL_US = 10 * SECOND_US
const FIXINGS_KEPT = 1_000

export interface FloorSetup {
  readonly hours: SessionHours
  readonly startUs: TimeUs
  readonly names: RunNames
  readonly reports: ClientReports
  readonly clearing: Clearing
  readonly publish: (message: PublishedMessage) => void
}

/** What is kept of a book's day beside the book. */
interface DayTrades {
  trades: HalfHourTrades
  auction: { readonly price: PriceTicks; readonly qty: number } | undefined
}

export interface FloorImage {
  readonly reachedUs: TimeUs
  readonly books: readonly (InstrumentBookImage & { readonly day: DayImage })[]
  readonly phases: PhasesImage
  readonly clearing: ClearingImage
  readonly fixings: readonly Fixing[]
  readonly rate: CurrencyRate | null
  /** Absent in images of before trades could be canceled. */
  readonly clientTrades?: readonly ClientTrade[]
}

interface DayImage {
  readonly trades: HalfHourTradesImage
  readonly auction: { readonly price: PriceTicks; readonly qty: number } | null
}

export class TradingFloor implements BookOwner, PhaseDesk {
  readonly listed: ListedBooks
  readonly phases: TradingPhases
  readonly clearing: Clearing
  readonly clients: ClientReports
  readonly publish: (message: PublishedMessage) => void
  private readonly booking: TradeBooking
  private readonly clientTrades: ClientTrades
  private readonly days = new Map<InstrumentBook, DayTrades>()
  private readonly fixingsByRoot = new Map<string, Map<IsoDate, Fixing>>()
  private readonly pendingHalts: { readonly book: InstrumentBook; readonly halt: Halt }[] = []
  /** Books whose best price stands at an edge: the circuit breaker is due some time. */
  private readonly held = new Set<InstrumentBook>()
  private rateNow: CurrencyRate | undefined
  private reachedUs: TimeUs

  constructor({ hours, startUs, names, reports, clearing, publish }: FloorSetup) {
    this.clients = reports
    this.clearing = clearing
    this.publish = publish
    this.reachedUs = startUs
    this.phases = new TradingPhases(hours, startUs, this)
    this.listed = new ListedBooks((match) => this.booking.matched(match))
    this.booking = new TradeBooking({
      books: this.listed,
      reports,
      publish,
      nextTradeId: () => names.nextTradeId(),
      nowUs: () => this.reachedUs,
      post: (booking) => this.post(booking),
      noteTrade: (book, trade) => this.noteTrade(book, trade),
      noteClientTrade: (trade) => this.clientTrades.note(trade),
    })
    this.clientTrades = new ClientTrades({
      post: (booking) => this.post(booking),
      unpost: (booking) => this.clearing.unbookFill(this.fillOf(booking)),
      reprint: (tradedUs, was, now) =>
        this.dayOf(this.listed.leg(was.instrument)).trades.amend(tradedUs, was, now),
      isKnown: (side) => reports.knows(side),
      tell: (side) => reports.amended(side),
    })
  }

  get nowUs(): TimeUs {
    return this.reachedUs
  }

  /** Every figure of a root's index that is known, oldest first, each as it stands. */
  fixings(root: string): readonly Fixing[] {
    const fixings = [...(this.fixingsByRoot.get(root)?.values() ?? [])]
    return fixings.sort((a, b) => (a.date < b.date ? -1 : 1))
  }

  /** Sets the time of what happens next. */
  at(nowUs: TimeUs): void {
    assert(nowUs >= this.reachedUs, 'venue time only rises')
    this.reachedUs = nowUs
    this.clients.begin({ nowUs })
  }

  /** Does what the calendar and the circuit breakers ask for up to `nowUs`; says whether anything was due. */
  advanceTo(nowUs: TimeUs): boolean {
    let wasDue = false
    for (;;) {
      const breaker = this.nextBreaker()
      const breakerUs = breaker?.protection.nextDueUs() ?? Number.POSITIVE_INFINITY
      const dueUs = Math.min(this.phases.dueUs, breakerUs)
      if (dueUs > nowUs) break
      wasDue = true
      this.at(timeUs(Math.max(dueUs, this.reachedUs)))
      if (breaker !== undefined && breakerUs <= this.phases.dueUs) this.breakCircuit(breaker)
      else this.phases.runNext()
      this.settle()
    }
    if (nowUs > this.reachedUs) this.at(nowUs)
    return wasDue
  }

  /**
   * Ends what a command did: matches over several books, stops, then the halts that the trades asked for. Must follow
   * every command that touched a book.
   */
  settle(): void {
    do {
      if (this.pendingHalts.length > 0)
        for (const { book, halt } of this.pendingHalts.splice(0)) this.haltFor(book, halt)
      for (const book of this.listed.settleMatches()) this.noteTouch(book)
    } while (this.pendingHalts.length > 0)
  }

  list(listings: readonly NewListing[]): void {
    const added = listings.filter(({ instrument }) => this.listed.get(instrument.instrumentId) === undefined)
    const books: InstrumentBook[] = []
    for (const { instrument, firstSettlement } of added) {
      const { date, price, rule } = firstSettlement
      const protection = new InstrumentProtection({
        parameters: protectionOf(instrument, price, (leg) => settlementIn(leg, this.listed, added)),
        settlement: price,
      })
      const status = this.phases.sessionNews()
      const book = new InstrumentBook({ instrument, nowUs: this.reachedUs, protection, status }, this)
      book.settled = {
        type: 'settlement',
        instrument: instrument.instrumentId,
        date,
        kind: 'daily',
        priceTicks: price,
        rule,
        venueTimeUs: this.reachedUs,
      }
      if (instrument.combination === undefined) this.clearing.list(instrument, price)
      else this.clearing.listCombination(instrument)
      books.push(book)
    }
    for (const book of books) this.days.set(book, { trades: new HalfHourTrades(), auction: undefined })
    this.listed.add(books)
    for (const book of books) {
      this.phases.admit(book)
      const definition = definitionOf(book.instrument)
      this.publish({ type: 'listed', definition, venueTimeUs: this.reachedUs })
    }
  }

  noteFixing(fixing: Fixing): void {
    const { root, date } = fixing
    let known = this.fixingsByRoot.get(root)
    if (known === undefined) {
      known = new Map()
      this.fixingsByRoot.set(root, known)
    }
    // A market that went on from an older image may tell again what is known.
    if (fixing.status !== 'restated' && known.get(date)?.value !== undefined) return
    known.set(date, fixing)
    if (known.size > FIXINGS_KEPT) known.delete(this.fixings(root)[0]?.date ?? date)
    this.publish(this.fixingMessage(fixing))
  }

  noteRate(rate: CurrencyRate): void {
    this.rateNow = rate
    this.clearing.setRate(clearingRate(rate))
    this.publish(this.rateMessage(rate))
  }

  noteNews({ newsId, headline, roots }: NewsItem): void {
    this.publish({ type: 'news', newsId, headline, roots: [...roots], venueTimeUs: this.reachedUs })
  }

  halt({ instruments, reason, seconds }: HaltOrder): void {
    const times = {
      haltUs: seconds === undefined ? undefined : seconds * SECOND_US,
      preOpenUs: OPERATOR_PRE_OPEN_US,
      callUs: OPERATOR_CALL_US,
    }
    for (const instrument of instruments) {
      const book = this.listed.get(instrument)
      if (book !== undefined)
        this.phases.halt(book, { times, reason: { code: 'operatorHalt', text: reason } }, this.reachedUs)
    }
  }

  resume(instruments: readonly InstrumentId[]): void {
    const books = instruments.flatMap((instrument) => this.listed.get(instrument) ?? [])
    this.phases.resume(books, this.reachedUs)
  }

  amendTrades(amendment: TradeAmendment): void {
    this.clientTrades.amend(amendment, this.reachedUs)
  }

  fixingMessage(fixing: Fixing): FixingMessage {
    return { type: 'fixing', ...fixing, venueTimeUs: this.reachedUs }
  }

  rateMessage({ date, value, source }: CurrencyRate): RateMessage {
    return { type: 'rate', base: 'USD', quote: 'CNY', date, value, source, venueTimeUs: this.reachedUs }
  }

  capture(): FloorImage {
    return {
      reachedUs: this.reachedUs,
      books: this.listed.all.map((book) => ({ ...book.capture(), day: dayImage(this.dayOf(book)) })),
      phases: this.phases.capture(),
      clearing: this.clearing.capture(),
      fixings: [...this.fixingsByRoot.keys()].flatMap((root) => this.fixings(root)),
      rate: this.rateNow ?? null,
      clientTrades: this.clientTrades.capture(),
    }
  }

  /** Goes on from an image on a floor where nothing is listed; its clearing has been restored already. */
  restore(image: FloorImage): void {
    this.reachedUs = image.reachedUs
    this.clients.begin({ nowUs: image.reachedUs })
    const books = image.books.map((bookImage) => {
      const book = InstrumentBook.restore(bookImage, this)
      const { trades, auction } = bookImage.day
      this.days.set(book, { trades: HalfHourTrades.restore(trades), auction: auction ?? undefined })
      if (book.protection.nextDueUs() !== undefined) this.held.add(book)
      return book
    })
    this.listed.add(books)
    this.phases.restore(image.phases, (instrument) => this.listed.leg(instrument))
    for (const fixing of image.fixings) {
      const known = this.fixingsByRoot.get(fixing.root) ?? new Map<IsoDate, Fixing>()
      this.fixingsByRoot.set(fixing.root, known.set(fixing.date, fixing))
    }
    this.rateNow = image.rate ?? undefined
    this.clientTrades.restore(image.clientTrades ?? [])
    this.listed.settleMatches()
  }

  // What the books say.

  touched(book: InstrumentBook): void {
    book.at(this.reachedUs)
    this.listed.touched(book)
  }

  traded(book: InstrumentBook, trade: DirectTrade): void {
    this.touched(book)
    this.booking.traded(book, trade)
  }

  /** An outright order is booked when the whole match is told; here its book is only noted as changed. */
  filled(book: InstrumentBook, _fill: OrderFill): void {
    this.touched(book)
  }

  // What the phases ask for.

  books(): readonly InstrumentBook[] {
    return this.listed.all.filter(({ phase }) => phase !== 'expired')
  }

  collect(book: InstrumentBook): void {
    book.book.collect()
    book.protection.suspend()
    this.held.delete(book)
    this.listed.setActive(book, false)
  }

  uncross(book: InstrumentBook): void {
    this.touched(book)
    const result = book.book.uncross(book.protection.limits().reference)
    const auction =
      result === undefined ? undefined : { price: priceTicks(result.price), qty: qtyLots(result.qty) }
    this.dayOf(book).auction = auction
    book.protection.resume(this.reachedUs)
    this.listed.setActive(book, true)
  }

  endDay(date: IsoDate): void {
    const books = this.books()
    for (const book of books) {
      this.touched(book)
      book.book.expireDay(dayNumber(date))
    }
    this.clientTrades.endDay()
    const settled = settleDay({
      date,
      nowUs: this.reachedUs,
      books,
      dayOf: (book) => this.dayOf(book),
      fixingsOf: (root) => this.fixings(root),
    })
    const finals = settled.filter(({ settlement }) => settlement.kind === 'final')
    for (const { book } of finals) book.book.massCancelAll('expired')
    const openInterest = new Map(books.map((book) => [book, this.clearing.openInterest(book.instrumentId)]))
    this.clearing.settleDay({
      date,
      prices: settled.flatMap(({ book, settlement }) => {
        if (book.instrument.combination !== undefined) return []
        const { instrument, priceTicks: price, kind } = settlement
        return [{ instrument, price, isFinal: kind === 'final' }]
      }),
    })
    for (const { book, settlement } of settled) {
      book.publishSettlement(settlement)
      this.dayOf(book).auction = undefined
      if (book.instrument.combination === undefined)
        this.tellOpenInterest(book, date, openInterest.get(book) ?? 0)
      if (settlement.kind === 'final') this.expire(book)
      else book.protection.startDay(settlement.priceTicks)
    }
  }

  /** As it stood when trading closed; a contract that ended on the day has none from here on. */
  private tellOpenInterest(book: InstrumentBook, date: IsoDate, lots: number): void {
    book.publishOpenInterest({
      type: 'openInterest',
      instrument: book.instrumentId,
      date,
      lots: qtyLots(lots),
      venueTimeUs: this.reachedUs,
    })
  }

  private post(booking: LegBooking): void {
    this.clearing.bookFill(this.fillOf(booking))
  }

  private fillOf({ account, instrument, side, qty, price }: LegBooking): AccountFill {
    const feeMinor = qty * this.listed.leg(instrument).instrument.feeMinorPerLot
    return { account, instrument, side, qty, price: priceTicks(price), feeMinor }
  }

  private expire(book: InstrumentBook): void {
    this.phases.forget(book)
    this.held.delete(book)
    const { lastTradingDay, combination } = book.instrument
    const reason =
      combination === undefined
        ? `Its last trading day was ${lastTradingDay}; it is settled to the mean of its index.`
        : `Its last trading day was ${lastTradingDay}.`
    book.changePhase({ phase: 'expired', reasonCode: 'expired', reason })
  }

  private noteTrade(book: InstrumentBook, { price, qty, isAuction }: BookTrade): void {
    const ticks = priceTicks(price)
    this.dayOf(book).trades.note(ticks, qtyLots(qty), this.reachedUs)
    if (isAuction) {
      book.protection.noteAuction(ticks, this.reachedUs)
      return
    }
    const halt = book.protection.noteTrade(ticks, this.reachedUs)
    if (halt !== undefined) this.pendingHalts.push({ book, halt })
  }

  private noteTouch(book: InstrumentBook): void {
    if (book.phase !== 'continuous') return
    const [bid, ask] = [book.bestPrice('buy'), book.bestPrice('sell')]
    book.protection.noteTouch(
      bid === undefined ? undefined : priceTicks(bid),
      ask === undefined ? undefined : priceTicks(ask),
      this.reachedUs,
    )
    if (book.protection.nextDueUs() === undefined) this.held.delete(book)
    else this.held.add(book)
  }

  private nextBreaker(): InstrumentBook | undefined {
    if (this.held.size === 0) return undefined
    let next: InstrumentBook | undefined
    let nextUs = Number.POSITIVE_INFINITY
    for (const book of this.held) {
      const dueUs = book.protection.nextDueUs() ?? Number.POSITIVE_INFINITY
      if (dueUs >= nextUs) continue
      next = book
      nextUs = dueUs
    }
    return next
  }

  private breakCircuit(book: InstrumentBook): void {
    const halt = book.protection.due(this.reachedUs)
    this.held.delete(book)
    if (halt !== undefined) this.haltFor(book, halt)
  }

  private haltFor(book: InstrumentBook, halt: Halt): void {
    const { kind, fromPrice, toPrice, withinUs, haltUs, preOpenUs, callUs } = halt
    const { tickSize } = book.instrument
    const seconds = Math.round(withinUs / SECOND_US)
    const numbers =
      kind === 'velocity'
        ? ` From ${formatPrice(fromPrice, tickSize)} to ${formatPrice(toPrice, tickSize)} within ${seconds} s.`
        : ` ${formatPrice(fromPrice, tickSize)} for ${seconds} s.`
    const code = kind === 'velocity' ? 'velocityHalt' : 'circuitBreaker'
    const reason = { code, text: `${haltReasons[kind]}${numbers}` } as const
    this.phases.halt(book, { times: { haltUs, preOpenUs, callUs }, reason }, this.reachedUs)
  }

  private dayOf(book: InstrumentBook): DayTrades {
    const day = this.days.get(book)
    assert(day !== undefined, 'a listed book has a day')
    return day
  }
}

function dayImage({ trades, auction }: DayTrades): DayImage {
  return { trades: trades.capture(), auction: auction ?? null }
}

function settlementIn(
  instrument: InstrumentId,
  listed: ListedBooks,
  added: readonly NewListing[],
): PriceTicks {
  const price =
    listed.get(instrument)?.settlement ??
    added.find((listing) => listing.instrument.instrumentId === instrument)?.firstSettlement.price
  assert(price !== undefined, `the leg ${instrument} has a settlement`)
  return price
}

function clearingRate({ value, date, source }: CurrencyRate): UsdCnyRate {
  const decimal = parseDecimal(value)
  assert(decimal !== undefined, `a rate is a plain decimal, got ${value}`)
  return { numerator: decimal.mantissa, denominator: 10 ** decimal.scale, date, source }
}

function protectionOf(
  { combination }: NewListing['instrument'],
  settlement: PriceTicks,
  settlementOf: (leg: InstrumentId) => PriceTicks,
): ProtectionParameters {
  if (combination === undefined || combination.kind === 'strip') return OUTRIGHT_PROTECTION
  const legs = combination.legs.map(({ instrumentId }) => Math.abs(settlementOf(instrumentId)))
  return absoluteProtection(OUTRIGHT_PROTECTION, Math.max(...legs, Math.abs(settlement)))
}
