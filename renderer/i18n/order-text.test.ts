import { describe, expect, it } from 'vitest'
import { reason } from '../../shared/domain/reason.ts'
import { isoDate, priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import { F27, h100, notice, order } from '../store/projections.testing.ts'
import { existingOrderWords, listed, noticeText, orderWords } from './order-text.ts'

const tick = h100.tickSize

describe('an order in words', () => {
  it('says side, size, price, type and how long', () => {
    const words = orderWords({ side: 'buy', qty: 5, price: priceTicks(297) }, tick)
    expect(words).toBe('Buy 5 @ 2.97 limit DAY')
    expect(existingOrderWords(order('a', 'sell', 300, { timeInForce: 'ioc' }), tick)).toBe(
      'Sell 5 @ 3.00 limit IOC in H100F27',
    )
    expect(orderWords({ side: 'sell', qty: 2, orderType: 'market' }, tick)).toBe('Sell 2 at market DAY')
  })

  const stopPrice = priceTicks(290)
  const until = { timeInForce: 'gtd', terms: { expireDate: isoDate('2026-12-04') } } as const
  it.each([
    [{ orderType: 'stop', terms: { stopPrice } }, 'Sell 5 stop 2.90 DAY'],
    [
      { orderType: 'stopLimit', price: priceTicks(288), terms: { stopPrice }, timeInForce: 'gtc' },
      'Sell 5 @ 2.88 stop 2.90 limit GTC',
    ],
    [{ orderType: 'marketToLimit' }, 'Sell 5 market to limit DAY'],
    [{ orderType: 'marketToLimit', price: priceTicks(297) }, 'Sell 5 @ 2.97 market to limit DAY'],
    [{ price: priceTicks(-4), ...until }, 'Sell 5 @ −0.04 limit GTD 4 Dec'],
  ] as const)('says %j truthfully', (what, words) => {
    expect(orderWords({ side: 'sell', qty: 5, ...what }, tick)).toBe(words)
  })
})

it.each([
  [0, ''],
  [1, '0'],
  [3, '0, 1, 2'],
  [4, '0, 1, 2 and 1 more'],
  [1_003, '0, 1, 2 and 1\u2009000 more'],
])('of %i as many are named as a line can hold', (count, words) => {
  expect(listed([...Array(count).keys()], String)).toBe(words)
})

describe('a notice in words', () => {
  const about = { instrumentId: F27, side: 'buy', qty: qtyLots(5), price: priceTicks(297) } as const
  it.each([
    ['a fill', notice(1, { kind: 'fill', ...about }), 'Bought 5 lots of H100F27 at 2.97.'],
    [
      'a denial',
      notice(1, { kind: 'denied', ...about, reason: reason('orderSessionDown', {}) }),
      'Buy 5 @ 2.97 limit DAY in H100F27. The order session is down,',
    ],
    ['an end', notice(1, { kind: 'canceled', ...about }), 'Buy 5 @ 2.97 limit DAY in H100F27.'],
    [
      'a resync, naming the contract once',
      notice(1, {
        kind: 'resync',
        instrumentId: F27,
        reason: reason('noMarketData', { instrument: 'H100F27' }),
      }),
      'There is no market data for H100F27 yet.',
    ],
    [
      'a resync whose reason names none',
      notice(1, { kind: 'resync', instrumentId: F27, reason: reason('awaitingSnapshot', {}) }),
      'H100F27: The book is being fetched from the exchange.',
    ],
    ['a session', notice(1, { kind: 'session' }), 'Session.'],
  ])('%s', (_name, said, start) => {
    expect(noticeText(said, tick).startsWith(start)).toBe(true)
  })
})
