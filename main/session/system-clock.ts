// The machine's clock, randomness and timers for the edges (sessions, journal, core loop). Built once by the program
// that hosts the core; tests give a clock of their own. Invariant: nowUs() never goes backwards.
import { performance } from 'node:perf_hooks'
import { timeUs } from '../../shared/math/quantities.ts'
import type { EdgeClock } from './venue-contract.ts'

/** The two readings the clock is made of: microseconds of the monotonic and of the wall clock. */
export interface ClockReadings {
  monotonicUs(): number
  wallUs(): number
}

/** How far the wall clock may run ahead before the time is taken from it: the monotonic clock stops in sleep. */
const SLEEP_JUMP_US = 1_000_000

const machineReadings: ClockReadings = {
  monotonicUs: () => (performance.timeOrigin + performance.now()) * 1000,
  wallUs: () => Date.now() * 1000,
}

/**
 * Microseconds since 1970 that only rise: the monotonic clock, moved forward when the machine slept (the monotonic
 * clock stands still meanwhile and data from before the sleep would look fresh), never moved back.
 */
export function systemClock(readings: ClockReadings = machineReadings): EdgeClock {
  let aheadUs = 0
  let lastUs = 0
  return {
    nowUs() {
      const monotonicUs = readings.monotonicUs()
      const wallUs = readings.wallUs()
      if (wallUs - (monotonicUs + aheadUs) > SLEEP_JUMP_US) aheadUs = wallUs - monotonicUs
      lastUs = Math.max(lastUs, Math.floor(monotonicUs + aheadUs))
      return timeUs(lastUs)
    },
    random: () => Math.random(),
    setTimer(ms, callback) {
      const timer = setTimeout(callback, ms)
      return { cancel: () => clearTimeout(timer) }
    },
  }
}
