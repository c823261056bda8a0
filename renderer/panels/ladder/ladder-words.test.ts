import { describe, expect, it } from 'vitest'
import { reason } from '../../../shared/domain/reason.ts'
import { priceTicks, timeUs } from '../../../shared/math/quantities.ts'
import { F27, h100, ladder } from '../../store/projections.testing.ts'
import { intentAt, type TradeSettings } from './ladder-click.ts'
import { barWords, hoverWords, refusalWords } from './ladder-words.ts'

const armed: TradeSettings = { armed: true, orderQty: 5, block: undefined, nowMs: 0 }
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
    expect(hoverWords(intentAt(spot, settings), h100.tickSize)).toBe(words)
  })

  it('are none where a click means nothing', () => {
    expect(hoverWords(intentAt({ ...spot, column: 'price' }, armed), h100.tickSize)).toBe('')
  })
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
      'a halt',
      { kind: 'phase', reason: silent },
      ladder({ phase: 'halted', phaseReason: 'Guard.' }),
      'H100F27: Halted. Guard.',
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
