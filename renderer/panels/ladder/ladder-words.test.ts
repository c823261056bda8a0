import { describe, expect, it } from 'vitest'
import { reason } from '../../../shared/domain/reason.ts'
import type { PriceTicks as P } from '../../../shared/domain/brands.ts'
import { isoDate, priceTicks, qtyLots, timeUs } from '../../../shared/math/quantities.ts'
import { F27, ladder, status } from '../../store/projections.testing.ts'
import { SHIPPED_MAPS } from './click-map.ts'
import { intentAt, type TradeSettings } from './ladder-click.ts'
import {
  barWords,
  clickLegend,
  hoverWords,
  phaseBanner,
  refusalWords,
  settleHint,
  tradedHint,
  unprovenWords,
} from './ladder-words.ts'

const armed: TradeSettings = {
  ...{ armed: true, orderQty: 5, block: undefined, nowMs: 0 },
  ...{ clicks: SHIPPED_MAPS.two, touch: { bid: 297, ask: 299 }, targetTicks: 8, stopTicks: 4 },
}
const silent = reason('silent', { afterMs: 4000 })
const spot = { instrumentId: F27, price: priceTicks(297), column: 'bid' } as const

describe('the words beside the pointer', () => {
  it.each([
    ['what would be sent', armed, 'Buy 5 @ 2.97 limit DAY'],
    ['the same when disarmed', { ...armed, armed: false }, 'Buy 5 @ 2.97 limit DAY · disarmed'],
    [
      'that not now',
      { ...armed, block: { kind: 'data', reason: silent } },
      'Buy 5 @ 2.97 limit DAY · not now',
    ],
  ] as const)('say %s', (_name, settings, words) => {
    expect(hoverWords(intentAt(spot, 'left', settings), ladder())).toBe(words)
  })

  it.each([
    ['buy', 299, 'Buy 5 @ 2.99 limit DAY'],
    ['buy', 300, 'Buy 5 @ 3.00 limit DAY · outside the band'],
    ['sell', 300, 'Sell 5 @ 3.00 limit DAY'],
    ['sell', 294, 'Sell 5 @ 2.94 limit DAY · outside the band'],
    ['buy', 294, 'Buy 5 @ 2.94 limit DAY'],
    ['sell', 311, 'Sell 5 @ 3.11 limit DAY · outside the day’s limits'],
    ['buy', 289, 'Buy 5 @ 2.89 limit DAY · outside the day’s limits'],
  ] as const)('say of a %s at %i where the exchange would reject it', (side, price, words) => {
    const [low, high, dailyLow, dailyHigh] = [295, 299, 290, 310].map(priceTicks) as [P, P, P, P]
    const limits = { instrumentId: F27, low, high, dailyLow, dailyHigh }
    const column = side === 'buy' ? 'bid' : 'ask'
    const intent = intentAt({ ...spot, price: priceTicks(price), column }, 'left', armed)
    expect(hoverWords(intent, ladder({ limits }))).toBe(words)
  })

  it.each([
    ['right', 305, 'Buy 5 stop 3.05 DAY'],
    [
      'right',
      299,
      'Not sent: a stop there would go off at once. Place a buy above the ask, a sell below the bid.',
    ],
    ['altLeft', 297, 'Buy 5 @ 2.97 limit DAY, target 3.05, stop 2.93'],
    ['middle', 297, ''],
  ] as const)('say what %s click at %i would place', (gesture, price, words) => {
    const intent = intentAt({ ...spot, price: priceTicks(price) }, gesture, armed)
    expect(hoverWords(intent, ladder())).toBe(words)
  })

  it('are none where a click means nothing', () => {
    expect(hoverWords(intentAt({ ...spot, column: 'price' }, 'left', armed), ladder())).toBe('')
  })
})

it('the legend of a map names each gesture that does something', () => {
  expect(clickLegend(SHIPPED_MAPS.two)).toBe(
    'left click limit · right click stop · middle click recentres · Alt+click bracket',
  )
})

it.each([
  ['disarmed', 'Not sent: the ladder is disarmed. Arm it with Shift+A and click again.'],
  ['moved', 'Not sent: the pointer left the price it pressed.'],
  ['lost', 'Not sent: the window lost the pointer while it was pressed.'],
  [
    { kind: 'data', reason: silent },
    'Not sent: The exchange has been silent for 4.0 s. Tenor is reconnecting.',
  ],
] as const)('a click that is refused as %j says why', (why, words) => {
  expect(refusalWords(why)).toBe(words)
})

describe('the bar across the ladder', () => {
  const sinceUs = timeUs(Date.UTC(2026, 10, 22, 9, 55, 10) * 1000)
  const stale = ladder({ state: { kind: 'stale', reason: silent, sinceUs } })
  const context = { instrumentId: F27, ladder: stale, nowUs: sinceUs + 6_100_000 }

  it('is not there while one can trade', () => {
    expect(barWords(undefined, context)).toBeUndefined()
  })

  it('says since when and how long a book has been old, and why', () => {
    expect(barWords({ kind: 'data', reason: silent }, context)).toBe(
      'H100F27 is stale since 09:55:10 UTC, for 6.1 s. The exchange has been silent for 4.0 s. Tenor is reconnecting.',
    )
  })

  it.each([
    [
      'no book',
      { kind: 'data', reason: reason('awaitingSnapshot', {}) },
      undefined,
      'No market for H100F27.',
    ],
    [
      'a standstill',
      { kind: 'halted', reason: reason('tradingHalted', { why: 'x' }) },
      stale,
      'Halted. Trading',
    ],
    [
      'the order session',
      { kind: 'session', reason: reason('orderSessionDown', {}) },
      stale,
      'The order session',
    ],
    ['the core', { kind: 'coreSilent' }, stale, 'The trading core'],
  ] as const)('names %s', (_name, block, projection, start) => {
    expect(barWords(block, { ...context, ladder: projection })?.startsWith(start)).toBe(true)
  })
})

describe('the banner of a phase', () => {
  const halt = status('halted', 'velocityHalt', 'The price moved 42 ticks in 10 s.')
  const phaseBlock = { kind: 'phase', reason: silent } as const
  const call = status('auction', 'closingCall', 'The closing auction is called.')

  it('says which, since when and why', () => {
    expect(phaseBanner(phaseBlock, ladder({ status: halt }))).toEqual({
      phase: 'halted',
      title: 'Velocity halt since 00:00:01 UTC',
      text: 'The price moved 42 ticks in 10 s.',
      auction: '',
    })
  })

  it.each([
    [undefined, 0, 4, 'Nothing would trade yet; 4 lots left to buy.'],
    [297, 42, 0, 'Would trade 42 lots at 2.97; nobody left over.'],
    [0, 1, -1, 'Would trade 1 lot at 0.00; 1 lot left to sell.'],
  ])('says what the auction at %s would do', (price, qty, imbalance, words) => {
    const indicative = {
      instrumentId: F27,
      ...(price === undefined ? {} : { price: priceTicks(price) }),
      ...{ qty: qtyLots(qty), imbalance },
    }
    expect(phaseBanner(undefined, ladder({ status: call, indicative }))?.auction).toBe(words)
  })

  it.each([
    ['in continuous trading', undefined, ladder()],
    ['while the book is old', { kind: 'data', reason: silent } as const, ladder({ status: halt })],
    ['before anything is known', undefined, undefined],
  ])('is not there %s', (_name, block, projection) => {
    expect(phaseBanner(block, projection)).toBeUndefined()
  })

  it('stays while only the order session is away', () => {
    const session = { kind: 'session', reason: silent } as const
    expect(phaseBanner(session, ladder({ status: call }))?.phase).toBe('auction')
  })
})

it.each([
  ['daily', 'Settlement of 20 Nov 2026. VWAP'],
  ['final', 'Final settlement of 20 Nov 2026. VWAP'],
] as const)('the mark of a %s settlement says its day and rule', (kind, words) => {
  const date = isoDate('2026-11-20')
  expect(settleHint({ instrumentId: F27, date, kind, price: priceTicks(0), rule: 'VWAP' })).toBe(words)
})

describe('a book whose sequence cannot be proved', () => {
  it('says how it compared with the last snapshot, and when', () => {
    const checked = { evidence: 'none', checkedTimeUs: timeUs(5_000_000) } as const
    expect(unprovenWords({ ...checked, differences: 0 }, 17_000_000)).toMatch(/30 seconds\. Last .* equal\.$/)
    expect(unprovenWords({ ...checked, differences: 3 }, 17_000_000)).toMatch(
      /12.*: 3 price levels differed\.$/,
    )
  })

  it('says nothing of a comparison that there has not been', () => {
    expect(unprovenWords({ evidence: 'checksum' }, 17_000_000)).toMatch(/checksum differs\.$/)
    expect(unprovenWords(undefined, 17_000_000)).toBe('')
  })
})

it('says what the traded lots add up to', () => {
  const totals = { count: 1_204, boughtQty: 3_000, soldQty: 2_500, auctionQty: 40 }
  expect(tradedHint(totals)).toMatch(/1.204 trades: 3.000 bought, 2.500 sold, 40 in auctions\.$/)
  expect(tradedHint({ ...totals, count: 0 })).not.toMatch(/trades:/)
})
