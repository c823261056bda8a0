// The hours of the exchange as data: when a trading day opens and closes on the wall clock of Chicago. Read by
// trading-sessions.ts and whoever starts an exchange; an instrument's own phase may differ (halted, expired).
// Origin: `exchange` hours are those NYMEX filed for GPU1 and GPU2 (submission 26-370: Sunday 17:00 to Friday 16:00
// Central, break 16:00 to 17:00). Pre-open, calls and the whole of `practice` hours are our choice.
import type { TradingPhase } from '../../../shared/domain/instrument.ts'

export type SessionPhase = Extract<TradingPhase, 'preOpen' | 'auction' | 'continuous' | 'closed'>

/** What happens at a change of phase; `open` and `close` are also when the auctions uncross. */
export type SessionChange = 'preOpen' | 'openingCall' | 'open' | 'closingCall' | 'close'

export type SessionReasonCode =
  'preOpen' | 'openingCall' | 'open' | 'closingCall' | 'dailyBreak' | 'weekend' | 'holiday'

export const phaseAfter: Readonly<Record<SessionChange, SessionPhase>> = {
  preOpen: 'preOpen',
  openingCall: 'auction',
  open: 'continuous',
  closingCall: 'auction',
  close: 'closed',
}

/** The changes of one trading day, in order; times are seconds of the day in Chicago. */
export interface SessionHours {
  readonly name: 'exchange' | 'practice'
  /** The calendar day on whose evening a trading day opens: the one before it, or the Business Day before it. */
  readonly opensOn: 'dayBefore' | 'businessDayBefore'
  readonly preOpenAt: number
  readonly openingCallAt: number
  readonly openAt: number
  readonly closingCallAt: number
  readonly closeAt: number
}

export type SessionHoursName = SessionHours['name']

/**
 * `exchange`: no session ends on a weekend or a holiday, so the market is closed from 16:00 of the last Business Day
 * until 17:00 of the evening before the next one. `practice`: continuous trading pauses for one minute at the end of a
 * Business Day and goes through weekends and holidays.
 */
export const SESSION_HOURS: Readonly<Record<SessionHoursName, SessionHours>> = {
  exchange: {
    name: 'exchange',
    opensOn: 'dayBefore',
    preOpenAt: clock(16, 45),
    openingCallAt: clock(16, 59),
    openAt: clock(17, 0),
    closingCallAt: clock(15, 59),
    closeAt: clock(16, 0),
  },
  practice: {
    name: 'practice',
    opensOn: 'businessDayBefore',
    preOpenAt: clock(16, 0) + 10,
    openingCallAt: clock(16, 0) + 20,
    openAt: clock(16, 0) + 30,
    closingCallAt: clock(15, 59) + 30,
    closeAt: clock(16, 0),
  },
}

function clock(hour: number, minute: number): number {
  return (hour * 60 + minute) * 60
}
