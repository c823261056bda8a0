import { describe, expect, it } from 'vitest'
import { isoDate, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import type { MarketNews, Notice } from '../../shared/ui-wire/projections.ts'
import { F27, h100, notice, status } from '../store/projections.testing.ts'
import { noticeText } from './order-text.ts'
import { nextPhaseText, phaseTitle } from './phase-text.ts'

const date = isoDate('2026-11-20')
const halt = status('halted', 'velocityHalt', 'The price moved 42 ticks in 10 s.')
const settled = { instrumentId: F27, date, price: priceTicks(312), rule: 'VWAP of the closing auction.' }
const fixing = { root: 'H100', date, source: 'index' }

describe('what the market told', () => {
  it.each<[string, MarketNews, Partial<Notice>, string]>([
    [
      'a halt of one contract',
      { kind: 'phase', status: halt },
      { instrumentId: F27 },
      'H100F27: Velocity halt. The price moved 42 ticks in 10 s.',
    ],
    [
      'halts of a root, without the prices of one of them',
      { kind: 'phase', status: halt },
      { instrumentId: F27, count: 12, root: 'H100' },
      '12 contracts of H100: Velocity halt.',
    ],
    [
      'a halt with its prices',
      { kind: 'phase', status: halt },
      { instrumentId: F27, root: 'H100' },
      'H100F27: Velocity halt. The price moved 42 ticks in 10 s.',
    ],
    [
      'trading that goes on, said once',
      { kind: 'phase', status: status('continuous', 'open', 'Continuous trading.') },
      { instrumentId: F27, count: 278 },
      '278 contracts: Continuous.',
    ],
    [
      'the hours, for all',
      { kind: 'phase', status: status('closed', 'close', '') },
      { instrumentId: F27, count: 350 },
      '350 contracts: Closed.',
    ],
    [
      'one settlement with its rule',
      { kind: 'settlement', settlement: { ...settled, kind: 'daily' } },
      { instrumentId: F27 },
      'H100F27 settled at 3.12 for 20 Nov 2026. VWAP of the closing auction.',
    ],
    [
      'many settlements',
      { kind: 'settlement', settlement: { ...settled, kind: 'daily' } },
      { instrumentId: F27, count: 250 },
      'Settlements of 20 Nov 2026: 250 contracts.',
    ],
    [
      'the end of a contract',
      { kind: 'settlement', settlement: { ...settled, kind: 'final' } },
      { instrumentId: F27 },
      'H100F27 has ended and is settled at 3.12, final for 20 Nov 2026. VWAP of the closing auction.',
    ],
    [
      'a missing day',
      { kind: 'index', fixing: { ...fixing, status: 'missing' } },
      { root: 'H100' },
      'H100 index: no value for 20 Nov 2026. index',
    ],
    [
      'a restated day, before and after',
      { kind: 'index', fixing: { ...fixing, status: 'restated', value: '3.20', previousValue: '3.10' } },
      { root: 'H100' },
      'H100 index of 20 Nov 2026 restated: 3.10 → 3.20. index',
    ],
    [
      'a headline',
      { kind: 'news', news: { newsId: 'n', headline: 'A new GPU.', roots: [], venueTimeUs: timeUs(1) } },
      {},
      'A new GPU.',
    ],
    ['a new contract', { kind: 'listed' }, { instrumentId: F27 }, 'H100F27 is listed.'],
    [
      'new contracts',
      { kind: 'listed' },
      { instrumentId: F27, count: 3, root: 'H100' },
      'Newly listed: 3 contracts of H100, H100F27 first.',
    ],
  ])('%s', (_name, market, about, words) => {
    expect(noticeText(notice(1, { kind: market.kind, market, ...about }), h100.tickSize)).toBe(words)
  })
})

describe('phases in words', () => {
  it('take the reason where there is a word for it, else the phase', () => {
    expect(phaseTitle(halt)).toBe('Velocity halt')
    expect(phaseTitle({ phase: 'auction', code: 'reopening' })).toBe('Reopening auction')
    expect(phaseTitle({ phase: 'halted', code: 'ofAnotherVenue' })).toBe('Halted')
    expect(phaseTitle({ phase: 'preOpen', code: '' })).toBe('Pre-open')
  })

  it('count down to what follows, in the time of the venue', () => {
    const next = { ...halt, nextPhase: 'auction', nextPhaseUs: timeUs(60_000_000) } as const
    expect(nextPhaseText(next, 18_000_000)).toBe('auction in 00:42')
    expect(nextPhaseText(next, 60_000_001)).toBe('auction is due')
    expect(nextPhaseText(next, undefined)).toBe('')
    expect(nextPhaseText(halt, 18_000_000)).toBe('')
    expect(nextPhaseText(undefined, 18_000_000)).toBe('')
  })
})
