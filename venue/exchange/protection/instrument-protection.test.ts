import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { priceTicks, timeUs } from '../../../shared/math/quantities.ts'
import { InstrumentProtection } from './instrument-protection.ts'
import {
  absoluteProtection,
  OUTRIGHT_PROTECTION,
  type ProtectionParameters,
} from './protection-parameters.ts'

const SECOND = 1_000_000
const width = (floorTicks: number, shareBp = 0) => ({ shareBp, floorTicks, origin: 'test' })
const parameters: ProtectionParameters = {
  band: width(20),
  velocity: width(30),
  velocityWindowUs: 10 * SECOND,
  dailyLimit: width(60),
  heldUs: 15 * SECOND,
  haltUs: 60 * SECOND,
  preOpenUs: 30 * SECOND,
  callUs: 10 * SECOND,
  timesOrigin: 'test',
}
const t = (seconds: number) => timeUs(seconds * SECOND)
const p = priceTicks

function around(settlement: number): InstrumentProtection {
  return new InstrumentProtection({ parameters, settlement: p(settlement) })
}

describe('the price band', () => {
  test.each([
    // bid, ask, last trade, reference, low, high
    [undefined, undefined, undefined, 100, 80, 120],
    [105, 110, undefined, 107, 87, 127],
    [105, undefined, undefined, 100, 80, 120],
    [85, 106, undefined, 100, 80, 120],
    [105, 110, 96, 96, 76, 116],
    [-10, 10, -3, 40, 40, 60],
    [undefined, undefined, 155, 155, 135, 160],
    [undefined, undefined, 175, 160, 140, 160],
  ])('of bid %s, ask %s, last %s stands around %i from %i to %i', (bid, ask, last, reference, low, high) => {
    const protection = around(100)
    protection.noteTouch(bid === undefined ? bid : p(bid), ask === undefined ? ask : p(ask), t(1))
    if (last !== undefined) protection.noteTrade(p(last), t(2))
    expect(protection.limits()).toEqual({ reference, low, high, dailyLow: 40, dailyHigh: 160 })
  })

  test('is a share of the reference with a floor', () => {
    const wide = new InstrumentProtection({ parameters: OUTRIGHT_PROTECTION, settlement: p(569) })
    expect(wide.limits()).toEqual({ reference: 569, low: 540, high: 598, dailyLow: 455, dailyHigh: 683 })
    const narrow = new InstrumentProtection({ parameters: OUTRIGHT_PROTECTION, settlement: p(200) })
    expect(narrow.limits()).toEqual({ reference: 200, low: 180, high: 220, dailyLow: 120, dailyHigh: 280 })
  })

  test('of a spread is absolute and holds zero and below', () => {
    const spread = absoluteProtection(OUTRIGHT_PROTECTION, 569)
    const protection = new InstrumentProtection({ parameters: spread, settlement: p(0) })
    expect(protection.limits()).toEqual({ reference: 0, low: -29, high: 29, dailyLow: -114, dailyHigh: 114 })
    protection.noteTrade(p(-10), t(1))
    expect(protection.limits()).toMatchObject({ reference: -10, low: -39, high: 19 })
    expect(protection.checkPrice('sell', p(-39))).toBeUndefined()
    expect(protection.checkPrice('sell', p(-40))?.kind).toBe('priceOutsideBand')
  })

  test.each([
    ['buy', 120, undefined],
    ['buy', 121, { kind: 'priceOutsideBand', edge: 120 }],
    ['buy', 160, { kind: 'priceOutsideBand', edge: 120 }],
    ['buy', 161, { kind: 'priceOutsideLimit', edge: 160 }],
    ['buy', 40, undefined],
    ['buy', 39, { kind: 'priceOutsideLimit', edge: 40 }],
    ['sell', 80, undefined],
    ['sell', 79, { kind: 'priceOutsideBand', edge: 80 }],
    ['sell', 39, { kind: 'priceOutsideLimit', edge: 40 }],
    ['sell', 160, undefined],
    ['sell', 161, { kind: 'priceOutsideLimit', edge: 160 }],
  ] as const)('answers a %s at %i with %o', (side, price, refusal) => {
    const expected = refusal === undefined ? undefined : { ...refusal, price }
    expect(around(100).checkPrice(side, p(price))).toEqual(expected)
  })

  test('gives market orders its edge', () => {
    expect([around(100).marketLimit('buy'), around(100).marketLimit('sell')]).toEqual([120, 80])
  })

  test('moves with trades, and a new day starts at its settlement again', () => {
    const protection = around(100)
    protection.noteTrade(p(115), t(1))
    expect(protection.limits()).toMatchObject({ low: 95, high: 135 })
    protection.startDay(p(112))
    expect(protection.limits()).toMatchObject({ reference: 112, low: 92, high: 132, dailyHigh: 172 })
  })
})

describe('the velocity halt', () => {
  test.each([
    ['a move of the whole width in the window', [0, 100], [9, 131], true],
    ['no move below it', [0, 100], [9, 130], false],
    ['a move down', [0, 131], [9, 100], true],
    ['a jump from a price that stood for an hour', [0, 100], [3600, 131], true],
  ] as const)('knows %s', (_what, from, to, halts) => {
    const protection = around(100)
    expect(protection.noteTrade(p(from[1]), t(from[0]))).toBeUndefined()
    const halt = protection.noteTrade(p(to[1]), t(to[0]))
    expect(halt?.kind).toBe(halts ? 'velocity' : undefined)
    if (halts) expect(halt).toMatchObject({ fromPrice: from[1], toPrice: to[1], withinUs: 10 * SECOND })
  })

  test('lets a slow move pass and halts a fast one', () => {
    const slow = around(100)
    const slowHalts = Array.from({ length: 60 }, (_, i) => slow.noteTrade(p(100 + i), t(i)))
    expect(slowHalts.every((halt) => halt === undefined)).toBe(true)
    const fast = around(100)
    const fastHalts = Array.from({ length: 60 }, (_, i) => fast.noteTrade(p(100 + i), t(i / 4)))
    expect(fastHalts.findIndex((halt) => halt !== undefined)).toBe(31)
    expect(fastHalts.filter((halt) => halt !== undefined)).toHaveLength(1)
  })

  test('compares no price with one before an auction', () => {
    const protection = around(100)
    protection.noteTrade(p(100), t(0))
    protection.noteTrade(p(131), t(1))
    protection.noteAuction(p(150), t(90))
    protection.resume(t(91))
    expect(protection.limits().reference).toBe(150)
    expect(protection.noteTrade(p(130), t(92))).toBeUndefined()
    expect(protection.noteTrade(p(119), t(93))?.fromPrice).toBe(150)
  })

  test('finds the same moves as a full search of the window', () => {
    const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -9, max: 9 })), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(moves, (steps) => {
        const protection = around(100)
        const trades: (readonly [price: number, second: number])[] = []
        let [price, second] = [100, 0]
        for (const [wait, move] of steps) {
          second += wait
          price += move
          trades.push([price, second])
          // A price stands until the next trade: it counts when that is inside the window.
          const counted = trades
            .filter((_, i) => (trades[i + 1]?.[1] ?? second) >= second - 10)
            .map(([at]) => at)
          const expected = Math.max(...counted) - Math.min(...counted) > 30
          const halt = protection.noteTrade(p(price), t(second))
          expect(halt !== undefined).toBe(expected)
          if (expected) return
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('keeps no more prices than its width has', () => {
    const protection = around(100)
    for (let i = 0; i < 100_000; i++) protection.noteTrade(p(100 + ((i * 7919) % 31)), timeUs(i))
    const { lows, highs } = protection.capture().window
    expect(lows.length + highs.length).toBeLessThanOrEqual(62)
  })
})

describe('the circuit breaker', () => {
  test('halts when the bid has stood at the edge of the band for long enough', () => {
    const protection = around(100)
    protection.noteTouch(p(120), p(125), t(5))
    expect(protection.nextDueUs()).toBeUndefined()
    protection.noteTouch(p(120), undefined, t(6))
    protection.noteTouch(p(120), undefined, t(8))
    expect(protection.nextDueUs()).toBe(t(21))
    expect(protection.due(timeUs(t(21) - 1))).toBeUndefined()
    expect(protection.due(t(21))).toMatchObject({ kind: 'bandHeld', fromPrice: 120, withinUs: 15 * SECOND })
    expect(protection.nextDueUs()).toBeUndefined()
  })

  test('is quiet when the price trades away or the touch leaves the edge', () => {
    const trades = around(100)
    trades.noteTouch(p(120), undefined, t(0))
    trades.noteTrade(p(120), t(10))
    expect(trades.nextDueUs()).toBeUndefined()
    const leaves = around(100)
    leaves.noteTouch(undefined, p(80), t(0))
    leaves.noteTouch(undefined, p(81), t(10))
    leaves.noteTouch(undefined, p(80), t(11))
    expect(leaves.nextDueUs()).toBe(t(26))
  })

  test('moves the band to the edge that was held when the auction finds no trade', () => {
    const protection = around(100)
    protection.noteTouch(p(120), undefined, t(0))
    protection.due(t(15))
    // The exchange suspends trading to carry the halt out; that must not make it forget why.
    protection.suspend()
    expect(protection.limits().reference).toBe(100)
    protection.resume(t(115))
    expect(protection.limits()).toMatchObject({ reference: 120, low: 100, high: 140 })
    expect(protection.nextDueUs()).toBeUndefined()
  })

  test('goes by the auction’s price when there is one', () => {
    const protection = around(100)
    protection.noteTouch(p(120), undefined, t(0))
    protection.due(t(15))
    protection.noteAuction(p(117), t(115))
    protection.resume(t(115))
    expect(protection.limits().reference).toBe(117)
  })

  test('halts once a day at a daily limit, then lets trading go on there', () => {
    const protection = around(100)
    protection.noteTrade(p(155), t(0))
    protection.noteTouch(p(160), undefined, t(0))
    protection.noteTrade(p(160), t(5))
    expect(protection.due(t(15))).toMatchObject({ kind: 'limitHeld', fromPrice: 160 })
    protection.resume(t(115))
    protection.noteTouch(p(160), undefined, t(115))
    expect(protection.nextDueUs()).toBeUndefined()
    protection.startDay(p(160))
    protection.noteTouch(p(220), undefined, t(200))
    expect(protection.nextDueUs()).toBe(t(215))
  })

  test('does nothing while trading is suspended', () => {
    const protection = around(100)
    protection.noteTouch(p(120), undefined, t(0))
    protection.suspend()
    expect(protection.due(t(100))).toBeUndefined()
    expect(protection.noteTrade(p(60), t(101))).toBeUndefined()
    expect(protection.limits().reference).toBe(60)
  })
})

type Step = (protection: InstrumentProtection, second: number) => unknown

const price = fc.integer({ min: 30, max: 170 }).map(p)
const step: fc.Arbitrary<Step> = fc.oneof(
  price.map(
    (at): Step =>
      (protection, second) =>
        protection.noteTrade(at, t(second)),
  ),
  fc.tuple(fc.option(price, { nil: undefined }), fc.option(price, { nil: undefined })).map(
    ([bid, ask]): Step =>
      (protection, second) =>
        protection.noteTouch(bid, ask, t(second)),
  ),
  fc.constant<Step>((protection, second) => protection.due(t(second))),
  fc.constant<Step>((protection, second) => protection.resume(t(second))),
  fc.constant<Step>((protection) => protection.suspend()),
  price.map(
    (at): Step =>
      (protection, second) =>
        protection.noteAuction(at, t(second)),
  ),
  price.map(
    (at): Step =>
      (protection) =>
        protection.startDay(at),
  ),
)

test('limits stay in order, and a restored protection goes on as the first one would', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), step), { maxLength: 40 }), (steps) => {
      const first = around(100)
      let second = 0
      for (const [wait, act] of steps) {
        second += wait
        const image = JSON.stringify(first.capture())
        const restored = InstrumentProtection.restore(JSON.parse(image) as ReturnType<typeof first.capture>)
        expect(JSON.stringify(restored.capture())).toBe(image)
        expect(act(restored, second)).toEqual(act(first, second))
        expect(restored.capture()).toEqual(first.capture())
        const { low, high, reference, dailyLow, dailyHigh } = first.limits()
        expect([dailyLow, low, reference, high, dailyHigh]).toEqual(
          [dailyLow, low, reference, high, dailyHigh].toSorted((a, b) => a - b),
        )
      }
    }),
    { numRuns: 500 },
  )
})

test('parameters that cannot work are refused', () => {
  const broken = { ...parameters, band: width(0) }
  expect(() => new InstrumentProtection({ parameters: broken, settlement: p(1) })).toThrow('a width')
})
