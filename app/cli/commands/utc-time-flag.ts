// A flag that takes a time in UTC such as 2026-11-20T15:00:00Z, or a day. Used by `tenor history` and `tenor audit`.
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { timeUs } from '../../../shared/math/quantities.ts'

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/

/** Undefined where the flag was left out, `bad` for text that is no time. A day is its midnight. */
export function timeOf(text: string | undefined): TimeUs | undefined | 'bad' {
  if (text === undefined) return undefined
  const ms = TIME.test(text) ? Date.parse(text) : Number.NaN
  // Date.parse takes 30 February for 2 March.
  const isReal = ms >= 0 && new Date(ms).toISOString().startsWith(text.slice(0, 10))
  return isReal ? timeUs(ms * 1_000) : 'bad'
}
