// How fast orders and messages leave: two token buckets, and the latch that stays shut from the moment one is empty until
// a person arms it again. Deterministic: times come in. Owned by main/core, which tells it what left and records the
// latch, so that a restart does not open it.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Reason } from '../../shared/domain/reason.ts'
import type { Pace } from './risk-context.ts'
import type { RiskLimits } from './risk-limits.ts'

interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/** A token in the parts that a rate of one a second gives in a microsecond, so that every level is an integer. */
const TOKEN = 1_000_000

class TokenBucket {
  #missing = 0
  #sinceUs: number | undefined

  hasToken({ burst, perSecond }: Rate, nowUs: TimeUs): boolean {
    return this.#missingAt(perSecond, nowUs) + TOKEN <= burst * TOKEN
  }

  /** Takes one, or what is left of it: a cancel goes out of an empty bucket as well. */
  take({ burst, perSecond }: Rate, nowUs: TimeUs): void {
    this.#missing = Math.min(this.#missingAt(perSecond, nowUs) + TOKEN, burst * TOKEN)
    this.#sinceUs = nowUs
  }

  fill(): void {
    this.#missing = 0
  }

  /** A clock that was set back fills nothing. */
  #missingAt(perSecond: number, nowUs: TimeUs): number {
    const elapsedUs = Math.max(0, nowUs - (this.#sinceUs ?? nowUs))
    return Math.max(0, this.#missing - elapsedUs * perSecond)
  }
}

export class OrderThrottle {
  readonly #orders = new TokenBucket()
  readonly #messages = new TokenBucket()
  #tripped: Reason | undefined

  /** Why nothing leaves; undefined while it is armed. */
  get tripped(): Reason | undefined {
    return this.#tripped
  }

  pace(limits: RiskLimits, nowUs: TimeUs): Pace {
    return {
      tripped: this.#tripped,
      ordersLeft: this.#orders.hasToken(orderRate(limits), nowUs),
      messagesLeft: this.#messages.hasToken(messageRate(limits), nowUs),
    }
  }

  /** A message is about to leave; a new order is one as well. */
  leaves(what: 'order' | 'change', limits: RiskLimits, nowUs: TimeUs): void {
    if (what === 'order') this.#orders.take(orderRate(limits), nowUs)
    this.#messages.take(messageRate(limits), nowUs)
  }

  trip(why: Reason): void {
    this.#tripped ??= why
  }

  rearm(): void {
    this.#tripped = undefined
    this.#orders.fill()
    this.#messages.fill()
  }
}

function orderRate({ orderBurst, ordersPerSecond }: RiskLimits): Rate {
  return { burst: orderBurst.value, perSecond: ordersPerSecond.value }
}

function messageRate({ messageBurst, messagesPerSecond }: RiskLimits): Rate {
  return { burst: messageBurst.value, perSecond: messagesPerSecond.value }
}
