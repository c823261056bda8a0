import { describe, expect, it } from 'vitest'
import type { Settlement } from '../../shared/domain/market-data.ts'
import { instrumentId, isoDate, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import type { PhaseStatus } from '../../shared/ui-wire/projections.ts'
import type { MarketTold } from '../marketdata/market-effect.ts'
import { tellOfMarket } from './market-notices.ts'
import { Notices } from './notices.ts'

function phase(id: string, status: Partial<PhaseStatus>): MarketTold {
  const known = { phase: 'auction', code: 'openingCall', text: '', sinceUs: timeUs(0) } as const
  return {
    ...{ kind: 'told', news: { kind: 'phase', status: { ...known, ...status } } },
    ...{ instrumentId: instrumentId(id), root: id.slice(0, 4) },
  }
}

function settled(id: string, kind: Settlement['kind']): MarketTold {
  const instrument = instrumentId(id)
  const terms = { date: isoDate('2026-11-20'), kind, price: priceTicks(0), rule: 'test' }
  const settlement = { instrumentId: instrument, ...terms }
  return { kind: 'told', news: { kind: 'settlement', settlement }, instrumentId: instrument, root: 'H100' }
}

/** `[first instrument, count, root]` of each notice, newest first; each is told 0.5 s after the one before. */
function notices(...told: readonly MarketTold[]): readonly unknown[] {
  const all = new Notices()
  told.forEach((each, nth) => {
    tellOfMarket(all, each, timeUs(nth * 500_000))
  })
  return all.newestFirst().map(({ instrumentId: first, count, root }) => [first, count, root])
}

const halt = { phase: 'halted', code: 'velocityHalt', text: 'Too fast.' } as const

describe('notices of the market', () => {
  it('tell the hours once for all contracts, and name the root only where they share one', () => {
    expect(notices(phase('H100F27', {}), phase('H100G27', {}))).toEqual([['H100F27', 2, 'H100']])
    expect(notices(phase('H100F27', {}), phase('H200F27', {}), phase('H100G27', {}))).toEqual([
      ['H100F27', 3, undefined],
    ])
  })

  it('tell halts by the exchange by root and by what is said of them', () => {
    const ordered = { ...halt, code: 'operatorHalt' } as const
    expect(
      notices(
        phase('H100F27', ordered),
        phase('H200F27', ordered),
        phase('H100G27', ordered),
        phase('H100H27', { ...ordered, text: 'Else.' }),
      ),
    ).toEqual([
      ['H100H27', undefined, 'H100'],
      ['H200F27', undefined, 'H200'],
      ['H100F27', 2, 'H100'],
    ])
  })

  it('count halts of a root for their own prices together: each has other prices', () => {
    const told = [phase('H100F27', halt), phase('H100G27', { ...halt, text: 'From 3.10 to 2.80.' })]
    expect(notices(...told)).toEqual([['H100F27', 2, 'H100']])
  })

  it.each(['dailyBreak', 'weekend', 'holiday', 'expired'])('tell %s once for all roots', (code) => {
    const closed = { phase: 'closed', code, text: 'Over.' } as const
    expect(notices(phase('H100F27', closed), phase('H200F27', closed))).toEqual([['H100F27', 2, undefined]])
  })

  it('begin anew after two seconds', () => {
    const calls = Array.from({ length: 6 }, (_, nth) => phase(`H100${'FGHJKM'.charAt(nth)}27`, {}))
    expect(notices(...calls)).toEqual([
      ['H100M27', undefined, 'H100'],
      ['H100F27', 5, 'H100'],
    ])
  })

  it('count daily settlements and tell each final one', () => {
    expect(
      notices(
        settled('H100X26', 'final'),
        settled('H100F27', 'daily'),
        settled('H100Z26', 'final'),
        settled('H100G27', 'daily'),
      ),
    ).toEqual([
      ['H100Z26', undefined, 'H100'],
      ['H100F27', 2, 'H100'],
      ['H100X26', undefined, 'H100'],
    ])
  })

  it('change their version when they are counted on, so that windows see it', () => {
    const all = new Notices()
    tellOfMarket(all, phase('H100F27', {}), timeUs(0))
    const before = all.version
    tellOfMarket(all, phase('H100G27', {}), timeUs(1))
    expect(all.version).toBeGreaterThan(before)
    expect(all.newestFirst()).toHaveLength(1)
  })
})
