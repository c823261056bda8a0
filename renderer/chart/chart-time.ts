// Moments as the chart library takes them: whole seconds since 1970-01-01T00:00:00Z.
import type { UTCTimestamp } from 'lightweight-charts'
import { assert } from '../../shared/domain/assert.ts'

export function chartTime(seconds: number): UTCTimestamp {
  assert(isWhole(seconds), 'a bar begins at a whole second')
  return seconds
}

function isWhole(seconds: number): seconds is UTCTimestamp {
  return Number.isSafeInteger(seconds)
}
