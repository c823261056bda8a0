import { expect, it } from 'vitest'
import type { HeldNext, HeldOrder } from '../../shared/domain/held-order.ts'
import { reason } from '../../shared/domain/reason.ts'
import {
  clientOrderId,
  heldId,
  instrumentId,
  priceTicks,
  qtyLots,
  timeUs,
} from '../../shared/math/quantities.ts'
import { heldWords, nextText } from './held-text.ts'

const held: HeldOrder = {
  heldId: heldId('r-h1'),
  terms: {
    ...{ kind: 'trailingStop', instrumentId: instrumentId('H100F27'), side: 'sell', orderQty: qtyLots(5) },
    ...{ trailTicks: 3, protectionTicks: 1, timeInForce: 'day' },
  },
  ...{ state: 'active', doneQty: 0, next: { kind: 'nothing' }, childIds: [] },
  ...{ createdTimeUs: timeUs(0), updatedTimeUs: timeUs(0) },
}
const id = clientOrderId('r-7')
const atUs = timeUs(Date.UTC(2026, 10, 23, 15, 30) * 1_000)

it.each<[HeldNext, string]>([
  [{ kind: 'nothing' }, ''],
  [{ kind: 'awaitPerson' }, 'Asks you: resume or cancel.'],
  [{ kind: 'awaitVenue', clientOrderId: id }, 'Waits for the exchange’s answer about r-7.'],
  [
    { kind: 'awaitMarket', reason: reason('marketNotOpen', { instrument: 'H100F27', phase: 'halted' }) },
    'Waits for the market. H100F27 is not trading, its phase is halted. Send the order when it opens.',
  ],
  [{ kind: 'awaitQuote' }, 'Waits for a price: that side of the book is empty.'],
  [{ kind: 'awaitEntry' }, 'Sends target and stop for whatever of the entry fills.'],
  [{ kind: 'guard', qty: 3 }, 'Guards 3 lots: what target or stop fills is taken off the other.'],
  [
    { kind: 'trail', bestPrice: priceTicks(0), stopPrice: priceTicks(-3) },
    'Sells when the bid is −0.03 or below. Best bid so far 0.00.',
  ],
  [{ kind: 'awaitFill', qty: 1 }, 'Done with 1 lot more.'],
  [{ kind: 'nextSlice', qty: 2 }, 'Sends 2 lots when this slice is filled.'],
  [{ kind: 'sliceAt', timeUs: atUs, qty: 4 }, 'Sends up to 4 lots at 15:30:00 UTC.'],
  [{ kind: 'sliceAt', timeUs: atUs, qty: 0 }, 'Ends at 15:30:00 UTC.'],
  [{ kind: 'awaitVolume', qty: 4 }, 'Waits until enough has traded to send up to 4 lots.'],
])('%j reads: %s', (next, text) => {
  expect(nextText({ ...held, next }, { mantissa: 1, scale: 2 })).toBe(text)
})

it('looks at the ask where it buys', () => {
  const next = { kind: 'trail', bestPrice: priceTicks(210), stopPrice: priceTicks(213) } as const
  const buys = { ...held, terms: { ...held.terms, side: 'buy' } as const, next }
  expect(nextText(buys, { mantissa: 1, scale: 2 })).toBe(
    'Buys when the ask is 2.13 or above. Best ask so far 2.10.',
  )
})

it('is called by its kind and its contract', () => {
  expect(heldWords(held.terms)).toBe('Trailing stop in H100F27')
})
