// What an order would come to, in a market of 5 lots at 210 and 4 at 212, 9 at 213; a lot is 730 hours, a tick 7.30 USD.
import { beforeEach, describe, expect, it } from 'vitest'
import { instrumentId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { parsePreviewedOrder, type PreviewedOrder } from '../../shared/ui-wire/order-preview.ts'
import { H100F27 } from '../marketdata/market-events.testing.ts'
import { currencyMargin } from './account-margin.ts'
import { orderPreview } from './order-preview.ts'
import { ScriptedDesk } from './scripted-desk.testing.ts'

let desk: ScriptedDesk
beforeEach(() => {
  desk = new ScriptedDesk()
  desk.open()
})

function asked(
  change: Partial<PreviewedOrder> & { readonly qty?: number; readonly at?: number } = {},
): PreviewedOrder {
  const { qty = 6, at, ...rest } = change
  return {
    ...{ instrumentId: H100F27, side: 'buy', timeInForce: 'day', orderQty: qtyLots(qty) },
    ...(at === undefined ? { orderType: 'market' } : { orderType: 'limit', limitPrice: priceTicks(at) }),
    ...rest,
  }
}

const preview = (order: PreviewedOrder) => orderPreview(desk.state, order, timeUs(desk.nowUs))

describe('a preview', () => {
  it('walks the book as far as the order goes, and says what that costs beyond the best price', () => {
    expect(preview(asked())).toMatchObject({
      tradesNow: { lots: 6, lotTicks: 4n * 212n + 2n * 213n, slippageMinor: 2n * 730n },
      valueMinor: (4n * 212n + 2n * 213n) * 730n,
      feeMinor: 300n,
      netQty: { before: 0, after: 6 },
    })
    expect(preview(asked({ side: 'sell', qty: 5 }))).toMatchObject({
      tradesNow: { lots: 5, lotTicks: 5n * 210n, slippageMinor: 0n },
      netQty: { before: 0, after: -5 },
    })
  })

  it('stops at the limit, and values the rest at it', () => {
    expect(preview(asked({ at: 212 }))).toMatchObject({
      tradesNow: { lots: 4, lotTicks: 4n * 212n },
      valueMinor: 6n * 212n * 730n,
    })
    const resting = preview(asked({ at: 209 }))
    expect(resting).toMatchObject({ valueMinor: 6n * 209n * 730n })
    expect(resting).not.toHaveProperty('tradesNow')
  })

  it('of a stop says that nothing trades now, and takes what wakes it for its value', () => {
    const stop = preview(asked({ orderType: 'stop', stopPrice: priceTicks(220) }))
    expect(stop).not.toHaveProperty('tradesNow')
    expect(stop).toMatchObject({ valueMinor: 6n * 220n * 730n })
    expect(stop).not.toHaveProperty('against')
  })

  it('has no value where the book that is seen does not fill it and no price says more', () => {
    const large = preview(asked({ qty: 20 }))
    expect(large).toMatchObject({ tradesNow: { lots: 13 } })
    expect(large).not.toHaveProperty('valueMinor')
  })

  it('says what the risk gate would, and leaves no trace', () => {
    const before = desk.records.length
    expect(preview(asked({ qty: 101, at: 212 })).against).toMatchObject({
      code: 'maxOrderQtyExceeded',
      params: { orderQty: 101, maxOrderQty: 100 },
    })
    expect(preview(asked({ at: 212, instrumentId: instrumentId('H100Q99') })).against).toMatchObject({
      code: 'unknownInstrument',
    })
    desk.loop.command({ kind: 'stopTrading', origin: 'test' })
    expect(preview(asked({ at: 212 })).against).toMatchObject({ code: 'tradingStopped' })
    expect(desk.records.slice(before).map(({ kind }) => kind)).toEqual(['tradingStopped'])
    expect(desk.state.orders.openCount).toBe(0)
  })

  it('holds the margin of what is there beside the margin with it', () => {
    desk.rests('buy', 5, 209)
    const { marginMinor } = preview(asked({ at: 209 }))
    const now = currencyMargin(desk.state, 'USD', timeUs(desk.nowUs))
    expect(marginMinor.before).toBe(now)
    desk.rests('buy', 6, 208)
    expect(marginMinor.after).toBe(currencyMargin(desk.state, 'USD', timeUs(desk.nowUs)))
    expect(marginMinor.after).toBeGreaterThan(marginMinor.before)
  })
})

it.each([
  ['nothing', undefined],
  ['a price in decimals', { ...asked({ at: 212 }), limitPrice: 2.12 }],
  ['no lots', { ...asked(), orderQty: 0 }],
  ['an added field', { ...asked(), confirmDuplicate: true }],
  ['another time in force', { ...asked(), timeInForce: 'gtd' }],
])('%s is no order to be previewed', (_, value) => {
  expect(parsePreviewedOrder(value)).toHaveProperty('malformed')
})
