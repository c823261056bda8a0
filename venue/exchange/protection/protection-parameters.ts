// The figures of price protection as data, each with where it comes from. Given to InstrumentProtection per
// instrument by the exchange, so that a venue of another design changes numbers and no code.
import { assert } from '../../../shared/domain/assert.ts'

/** A width in ticks: a share of a price, never narrower than the floor. A share of 0 makes it absolute. */
export interface WidthRule {
  /** Share of the price's absolute value in hundredths of a per cent, 0 to 10,000. */
  readonly shareBp: number
  readonly floorTicks: number
  readonly origin: string
}

/** All times in microseconds. */
export interface ProtectionParameters {
  /** Distance of the band's edges from the reference price. */
  readonly band: WidthRule
  /** A move of more than this within `velocityWindowUs` halts; measured at the prior settlement. */
  readonly velocity: WidthRule
  readonly velocityWindowUs: number
  /** Distance of the daily limits from the prior settlement. */
  readonly dailyLimit: WidthRule
  /** How long the best price may stand at the band's edge or a daily limit before the circuit breaker halts. */
  readonly heldUs: number
  /** After a halt of `haltUs` orders are collected for `preOpenUs`, then called to an auction for `callUs`. */
  readonly haltUs: number
  readonly preOpenUs: number
  readonly callUs: number
  readonly timesOrigin: string
}

const SECOND_US = 1_000_000

/** For outright contracts and strips, whose price is a mean of outrights. */
export const OUTRIGHT_PROTECTION: ProtectionParameters = {
  band: {
    shareBp: 500,
    floorTicks: 20,
    origin:
      'Floor: the non-reviewable range of 20 ticks that NYMEX filed for GPU1 and GPU2 (submission 26-370), so that' +
      ' no trade which it would let stand is refused. The share of 5 % is our choice.',
  },
  velocity: {
    shareBp: 800,
    floorTicks: 30,
    origin: 'Our choice: wider than one band, so that it takes more than one price to halt.',
  },
  velocityWindowUs: 10 * SECOND_US,
  dailyLimit: {
    shareBp: 2_000,
    floorTicks: 80,
    origin: 'Our choice: four bands. NYMEX filed no daily limit for GPU1 and GPU2 that we know of.',
  },
  heldUs: 15 * SECOND_US,
  haltUs: 60 * SECOND_US,
  preOpenUs: 30 * SECOND_US,
  callUs: 10 * SECOND_US,
  timesOrigin: 'Our choice: long enough to be read by a person, short enough for a practice session.',
}

/**
 * The same protection with absolute widths, for spreads and butterflies, whose price may be zero or negative: shares
 * are taken once of `scaleTicks`, the price of the dearest leg (its prior settlement).
 */
export function absoluteProtection(
  parameters: ProtectionParameters,
  scaleTicks: number,
): ProtectionParameters {
  const absolute = (rule: WidthRule): WidthRule => ({
    shareBp: 0,
    floorTicks: widthTicks(rule, scaleTicks),
    origin: `${rule.origin} Taken once of the dearest leg’s settlement of ${scaleTicks} ticks.`,
  })
  return {
    ...parameters,
    band: absolute(parameters.band),
    velocity: absolute(parameters.velocity),
    dailyLimit: absolute(parameters.dailyLimit),
  }
}

/** The rule's width at a price, in whole ticks, a fraction of a tick rounded up. */
export function widthTicks(rule: WidthRule, price: number): number {
  return Math.max(rule.floorTicks, Math.ceil((Math.abs(price) * rule.shareBp) / 10_000))
}

/** Throws when the parameters cannot work: they are ours, so that is a bug. */
export function assertProtection(parameters: ProtectionParameters): void {
  const { band, velocity, dailyLimit, velocityWindowUs, heldUs, haltUs, preOpenUs, callUs } = parameters
  for (const { shareBp, floorTicks } of [band, velocity, dailyLimit]) {
    const works = Number.isInteger(shareBp) && shareBp >= 0 && shareBp <= 10_000
    assert(works && Number.isSafeInteger(floorTicks) && floorTicks >= 1, 'a width of a tick or more')
  }
  for (const durationUs of [velocityWindowUs, heldUs, haltUs, preOpenUs, callUs]) {
    assert(Number.isSafeInteger(durationUs) && durationUs > 0, 'a protection time above zero')
  }
}
