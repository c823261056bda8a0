import { describe, expect, it } from 'vitest'
import { reason } from '../../shared/domain/reason.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { desk, ladder, status } from './projections.testing.ts'
import { tradeBlock, type TradeGateInput } from './trade-gate.ts'

const open: TradeGateInput = {
  link: { status: 'live' },
  desk: desk(),
  ladder: ladder(),
  instrumentId: 'H100F27',
}
const silent = reason('silent', { afterMs: 4000 })
const tooFast = reason('throttled', { what: 'orders', burst: 1, perSecond: 1 })
const staleLadder = ladder({ state: { kind: 'stale', reason: silent, sinceUs: timeUs(1) } })
const ordersDown = desk({ orders: { state: 'down', sinceUs: timeUs(1), reconnects: 1, resyncs: 0 } })
const halted = desk({ halted: reason('tradingHalted', { why: 'x' }) })

describe('the trade gate', () => {
  it('is open when core, market and order session are live', () => {
    expect(tradeBlock(open)).toBeUndefined()
  })

  it.each([
    ['the core is silent', { link: { status: 'silent' } }, 'coreSilent'],
    ['the core has not answered yet', { link: { status: 'waiting' } }, 'coreSilent'],
    ['the past is replayed', { desk: desk({ environment: 'replay' }) }, 'replay'],
    ['trading stands still', { desk: halted }, 'halted'],
    ['orders left too fast', { desk: desk({ throttled: tooFast }) }, 'throttled'],
    ['there is no book', { ladder: undefined }, 'data'],
    ['the book is old', { ladder: staleLadder }, 'data'],
    ['the market is halted', { ladder: ladder({ status: status('halted', 'velocityHalt', '') }) }, 'phase'],
    ['the contract expired', { ladder: ladder({ status: status('expired', 'expired', '') }) }, 'phase'],
    ['the order session is down', { desk: ordersDown }, 'session'],
    ['nothing is known of the order session', { desk: undefined }, 'session'],
  ] as const)('is closed when %s', (_name, changed, kind) => {
    expect(tradeBlock({ ...open, ...changed })?.kind).toBe(kind)
  })

  it('names the widest trouble first', () => {
    const all = { ...open, desk: { ...halted, orders: ordersDown.orders }, ladder: staleLadder }
    expect(tradeBlock(all)?.kind).toBe('halted')
    expect(tradeBlock({ ...all, link: { status: 'silent' } })?.kind).toBe('coreSilent')
  })

  it.each(['preOpen', 'auction', 'continuous'] as const)('lets orders into %s', (phase) => {
    expect(tradeBlock({ ...open, ladder: ladder({ status: status(phase, '', '') }) })).toBeUndefined()
  })
})
