// Which phase the exchange is in at an instant, and when the next change comes. Pure and without state: the same time
// gives the same answer, so a replay needs nothing but the time. Called by the exchange.
// Trading days are Business Days; what trades on another day (practice hours) belongs to the next Business Day.
// Holds from 2022-01-05 to 2099-12-28, inside the business calendar's years; outside it throws.
import type { IsoDate, TimeUs } from '../../../shared/domain/brands.ts'
import { isBusinessDay, previousBusinessDay } from '../../../shared/domain/business-calendar.ts'
import { dateOfDayNumber, dayNumber, weekdayOf } from '../../../shared/domain/civil-day.ts'
import { chicagoTimeUs, chicagoWallTime } from '../../../shared/domain/chicago-time.ts'
import {
  phaseAfter,
  type SessionChange,
  type SessionHours,
  type SessionPhase,
  type SessionReasonCode,
} from './session-hours.ts'

export interface SessionState {
  readonly phase: SessionPhase
  /** The trading day that orders count towards; after a close it is the next one. */
  readonly tradingDate: IsoDate
  /** When the phase began. */
  readonly sinceUs: TimeUs
  readonly reasonCode: SessionReasonCode
}

export interface SessionTransition {
  readonly timeUs: TimeUs
  readonly phase: SessionPhase
  readonly what: SessionChange
  /** The trading day that opens or ends by this change: a `close` names the day that is to be settled. */
  readonly tradingDate: IsoDate
  readonly reasonCode: SessionReasonCode
}

export function sessionStateAt(hours: SessionHours, nowUs: TimeUs): SessionState {
  let current: SessionTransition | undefined
  let next: SessionTransition | undefined
  for (const transition of transitionsAround(hours, nowUs)) {
    if (transition.timeUs <= nowUs) current = transition
    else next ??= transition
  }
  if (current === undefined || next === undefined) throw outside(nowUs)
  return {
    phase: current.phase,
    tradingDate: next.tradingDate,
    sinceUs: current.timeUs,
    reasonCode: current.reasonCode,
  }
}

/** The first change strictly after `nowUs`. */
export function nextTransition(hours: SessionHours, nowUs: TimeUs): SessionTransition {
  const next = transitionsAround(hours, nowUs).find((transition) => transition.timeUs > nowUs)
  if (next === undefined) throw outside(nowUs)
  return next
}

/** The nearest Business Day strictly after `date`. */
export function nextBusinessDay(date: IsoDate): IsoDate {
  return businessDayFrom(dayNumber(date) + 1)
}

/** The changes of three trading days in a row, in order; the last one before `nowUs` and the next are among them. */
function transitionsAround(hours: SessionHours, nowUs: TimeUs): readonly SessionTransition[] {
  const today = businessDayFrom(chicagoWallTime(nowUs).day)
  return [previousBusinessDay(today), today, nextBusinessDay(today)].flatMap((date) =>
    transitionsOf(hours, date),
  )
}

function transitionsOf(hours: SessionHours, date: IsoDate): readonly SessionTransition[] {
  const day = dayNumber(date)
  const openingDay = hours.opensOn === 'dayBefore' ? day - 1 : dayNumber(previousBusinessDay(date))
  const changes: readonly (readonly [SessionChange, number, number])[] = [
    ['preOpen', openingDay, hours.preOpenAt],
    ['openingCall', openingDay, hours.openingCallAt],
    ['open', openingDay, hours.openAt],
    ['closingCall', day, hours.closingCallAt],
    ['close', day, hours.closeAt],
  ]
  return changes.map(([what, onDay, secondOfDay]) => ({
    timeUs: chicagoTimeUs(onDay, secondOfDay),
    phase: phaseAfter[what],
    what,
    tradingDate: date,
    reasonCode: what === 'close' ? closeReason(hours, date) : what,
  }))
}

function closeReason(hours: SessionHours, date: IsoDate): SessionReasonCode {
  const [from, to] = [dayNumber(date) + 1, dayNumber(nextBusinessDay(date))]
  if (from === to || hours.opensOn === 'businessDayBefore') return 'dailyBreak'
  for (let day = from; day < to; day++) {
    if (weekdayOf(day) !== 0 && weekdayOf(day) !== 6) return 'holiday'
  }
  return 'weekend'
}

function businessDayFrom(day: number): IsoDate {
  let found = day
  while (!isBusinessDay(dateOfDayNumber(found))) found++
  return dateOfDayNumber(found)
}

function outside(nowUs: TimeUs): Error {
  return new Error(`Invariant broken: a time with sessions on both sides, got ${nowUs}`)
}
