// When each instrument trades: the session's calendar for all of them, and halts of single ones. Owned by the exchange;
// does what is due up to a time, each thing at its own time, so that how often it is asked changes nothing.
// A halt: nothing trades and no order is taken, then orders are collected, then an auction, then trading goes on. A halt
// that still runs when the session closes ends with it; one without an end outlasts the session.
import type { InstrumentId, IsoDate, TimeUs } from '../../shared/domain/brands.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { statusReasonCodes, type StatusReasonCode } from '../../shared/venue-wire/market-messages.ts'
import type { InstrumentBook, PhaseNews } from './instrument-book.ts'
import type { SessionHours } from './session/session-hours.ts'
import {
  nextTransition,
  sessionStateAt,
  type SessionState,
  type SessionTransition,
} from './session/trading-sessions.ts'

/** What a phase begins with in a book. Implemented by the exchange. */
export interface PhaseDesk {
  /** Orders rest without trading from here on. */
  collect(book: InstrumentBook): void
  /** Trades what is crossed at one price; the book is in continuous trading after it. */
  uncross(book: InstrumentBook): void
  /** The session of this day is over; every book has been uncrossed. */
  endDay(date: IsoDate): void
  /** Books that the session is about: those that have not expired. */
  books(): readonly InstrumentBook[]
  /** Sets the time of what happens next. */
  at(nowUs: TimeUs): void
}

/** How long each stage of a halt lasts; undefined: until it is ended by hand. */
export interface HaltTimes {
  readonly haltUs: number | undefined
  readonly preOpenUs: number
  readonly callUs: number
}

export interface HaltReason {
  readonly code: Extract<StatusReasonCode, 'velocityHalt' | 'circuitBreaker' | 'operatorHalt'>
  readonly text: string
}

type Stage = 'halted' | 'preOpen' | 'auction'

interface RunningHalt {
  readonly book: InstrumentBook
  readonly times: HaltTimes
  readonly reason: HaltReason
  stage: Stage
  /** When the stage ends; undefined while it waits for a hand. */
  untilUs: TimeUs | undefined
}

export interface PhasesImage {
  readonly sessionUs: TimeUs
  readonly halts: readonly (Omit<RunningHalt, 'book'> & { readonly instrument: InstrumentId })[]
}

export class TradingPhases {
  private readonly hours: SessionHours
  private readonly desk: PhaseDesk
  private session: SessionState
  private next: SessionTransition
  private readonly halts = new Map<InstrumentBook, RunningHalt>()

  constructor(hours: SessionHours, startUs: TimeUs, desk: PhaseDesk) {
    this.hours = hours
    this.desk = desk
    this.session = sessionStateAt(hours, startUs)
    this.next = nextTransition(hours, startUs)
  }

  /** The trading day that orders count towards. */
  get tradingDate(): IsoDate {
    return this.session.tradingDate
  }

  /** The earliest time at which something is due. */
  get dueUs(): TimeUs {
    let due = this.next.timeUs
    for (const { untilUs } of this.halts.values()) if (untilUs !== undefined && untilUs < due) due = untilUs
    return due
  }

  /** What a book that is in no halt is told of the session. */
  sessionNews(): PhaseNews {
    const { phase, reasonCode } = this.session
    return {
      phase,
      reasonCode,
      reason: statusReasonCodes[reasonCode],
      nextPhase: this.next.phase,
      nextPhaseUs: this.next.timeUs,
    }
  }

  /** Does the earliest thing that is due; the caller has made sure that its time has come. */
  runNext(): void {
    const dueUs = this.dueUs
    this.desk.at(dueUs)
    const halt = [...this.halts.values()].find(({ untilUs }) => untilUs === dueUs)
    if (halt !== undefined) this.nextStage(halt, dueUs)
    else this.changeSession(this.next)
  }

  halt(book: InstrumentBook, halt: { times: HaltTimes; reason: HaltReason }, nowUs: TimeUs): void {
    if (book.phase === 'expired' || book.phase === 'closed') return
    const { times, reason } = halt
    const untilUs = times.haltUs === undefined ? undefined : timeUs(nowUs + times.haltUs)
    const running: RunningHalt = { book, times, reason, stage: 'halted', untilUs }
    this.halts.set(book, running)
    this.desk.collect(book)
    this.tell(running)
  }

  /** Ends the halts of these: orders are collected for their auctions now. */
  resume(books: readonly InstrumentBook[], nowUs: TimeUs): void {
    for (const book of books) {
      const halt = this.halts.get(book)
      if (halt?.stage === 'halted') this.nextStage(halt, nowUs)
    }
  }

  /** Takes over a newly listed book or one of an image. */
  admit(book: InstrumentBook): void {
    if (this.session.phase !== 'continuous') this.desk.collect(book)
  }

  /** The book has expired: nothing of it is due any more. */
  forget(book: InstrumentBook): void {
    this.halts.delete(book)
  }

  capture(): PhasesImage {
    const halts = [...this.halts.values()].map(({ book, ...halt }) => ({
      ...halt,
      instrument: book.instrumentId,
    }))
    return { sessionUs: this.session.sinceUs, halts }
  }

  /** Goes on from an image; the books have their phases already. */
  restore(image: PhasesImage, bookOf: (instrument: InstrumentId) => InstrumentBook): void {
    this.session = sessionStateAt(this.hours, image.sessionUs)
    this.next = nextTransition(this.hours, image.sessionUs)
    for (const { instrument, ...halt } of image.halts) {
      const book = bookOf(instrument)
      this.halts.set(book, { ...halt, book })
    }
  }

  private changeSession(transition: SessionTransition): void {
    const { what, timeUs: atUs } = transition
    this.session = sessionStateAt(this.hours, atUs)
    this.next = nextTransition(this.hours, atUs)
    if (what === 'close') this.endTimedHalts()
    const books = this.desk.books().filter((book) => !this.halts.has(book))
    if (what === 'open' || what === 'close') for (const book of books) this.desk.uncross(book)
    if (what !== 'open') for (const book of books) this.desk.collect(book)
    const news = this.sessionNews()
    for (const book of books) book.changePhase(news)
    if (what === 'close') this.desk.endDay(transition.tradingDate)
  }

  private endTimedHalts(): void {
    for (const [book, { untilUs }] of this.halts) if (untilUs !== undefined) this.halts.delete(book)
  }

  private nextStage(halt: RunningHalt, nowUs: TimeUs): void {
    const { book, times } = halt
    if (halt.stage === 'auction') {
      this.halts.delete(book)
      // A session that is called to its closing auction, or closed, takes the book in as it is.
      if (this.session.phase === 'continuous') this.desk.uncross(book)
      book.changePhase(this.sessionNews())
      return
    }
    halt.stage = halt.stage === 'halted' ? 'preOpen' : 'auction'
    halt.untilUs = timeUs(nowUs + (halt.stage === 'preOpen' ? times.preOpenUs : times.callUs))
    this.tell(halt)
  }

  private tell({ book, stage, untilUs, reason }: RunningHalt): void {
    const following = { halted: 'preOpen', preOpen: 'auction', auction: 'continuous' } as const
    book.changePhase({
      phase: stage,
      reasonCode: stage === 'halted' ? reason.code : 'reopening',
      reason: stage === 'halted' ? reason.text : statusReasonCodes.reopening,
      ...(untilUs === undefined ? {} : { nextPhase: following[stage], nextPhaseUs: untilUs }),
    })
  }
}
