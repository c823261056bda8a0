// Held orders from the command to the wire and back: what each kind sends, what it does when two sides race, when the link
// drops, when Tenor restarts, when a person steps in.
import { beforeEach, describe, expect, it } from 'vitest'
import type { HeldTerms } from '../../shared/domain/held-order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { REARM_WORD } from '../../shared/ui-wire/rearm-word.ts'
import { H100F27 } from '../marketdata/market-events.testing.ts'
import { HeldRig } from './held-rig.testing.ts'

const lots = { instrumentId: H100F27, side: 'sell', orderQty: qtyLots(5) } as const
const gtc = { timeInForce: 'gtc' } as const
const oco: HeldTerms = {
  ...{ kind: 'oco', ...lots, ...gtc, limitPrice: priceTicks(216), stopPrice: priceTicks(206) },
}
const bracket: HeldTerms = {
  ...{ kind: 'bracket', ...lots, ...gtc, side: 'buy', entryPrice: priceTicks(209) },
  ...{ targetPrice: priceTicks(216), stopPrice: priceTicks(206) },
}
const trailing: HeldTerms = { kind: 'trailingStop', ...lots, ...gtc, trailTicks: 3, protectionTicks: 2 }
const sliced: HeldTerms = {
  ...{ kind: 'sliced', ...lots, ...gtc, limitPrice: priceTicks(214), sliceQty: qtyLots(2) },
}
const SECOND_US = 1_000_000

function twap(desk: HeldRig, change: Partial<HeldTerms & { kind: 'twap' }> = {}): HeldTerms {
  return {
    ...{ kind: 'twap', ...lots, side: 'buy', orderQty: qtyLots(12), limitPrice: priceTicks(213) },
    startTimeUs: timeUs(desk.nowUs),
    endTimeUs: timeUs(desk.nowUs + 60 * SECOND_US),
    ...{ slices: 6, participationPercent: 50 },
    ...change,
  }
}

let desk: HeldRig
beforeEach(() => {
  desk = new HeldRig()
})

describe('one cancels the other', () => {
  beforeEach(() => {
    desk.place(oco)
    desk.settle()
  })

  it('sends a stop and a limit order, each named as its own in the journal before it is sent', () => {
    expect(desk.children()).toEqual(['stop sell 5 @ 206 working', 'limit sell 5 @ 216 working'])
    const kinds = desk.journal.map((text) => String((JSON.parse(text) as { kind: unknown }).kind))
    const created = kinds.indexOf('heldCreated')
    expect(kinds.slice(created, created + 5)).toEqual([
      ...['heldCreated', 'heldChildPlaced', 'orderPlaced', 'heldChildPlaced', 'orderPlaced'],
    ])
    expect(desk.childOrders()[0]?.origin).toBe(`held ${desk.held().heldId}`)
    expect(desk.held()).toMatchObject({ state: 'active', doneQty: 0, next: { kind: 'guard', qty: 5 } })
  })

  it('takes off the stop what the target has filled', () => {
    desk.fills(desk.child(216), 2)
    desk.settle()
    expect(desk.children()).toEqual(['stop sell 3 @ 206 working', 'limit sell 3 @ 216 partiallyFilled'])
  })

  it('takes it off even on old prices, and waits for a halt to end', () => {
    desk.wait(4_000, 'silent')
    desk.fills(desk.child(216), 2)
    desk.settle()
    expect(desk.children()[0]).toBe('stop sell 3 @ 206 working')
    desk.wait(100)
    desk.quote(210, 212, 'halted')
    desk.fills(desk.child(216), 1)
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'active', next: { kind: 'awaitMarket' } })
    desk.quote(210, 212)
    desk.settle()
    expect(desk.children()[0]).toBe('stop sell 2 @ 206 working')
  })

  it('cancels the stop once the target has filled all, and is done', () => {
    desk.fills(desk.child(216), 5)
    desk.settle()
    expect(desk.children(true)).toEqual(['stop sell 5 @ 206 canceled', 'limit sell 5 @ 216 filled'])
    expect(desk.held()).toMatchObject({ state: 'done', doneQty: 5, next: { kind: 'nothing' } })
  })

  it('tells when both have traded beyond the lots, and trades nothing back', () => {
    desk.fills(desk.child(216), 5)
    desk.deliver()
    desk.fills(desk.child(206), 4)
    const before = desk.sent.length
    desk.settle()
    expect(desk.held()).toMatchObject({
      state: 'failed',
      reason: reason('exitsRaced', { filledQty: 9, orderQty: 5 }),
    })
    expect(desk.sent).toHaveLength(before)
    expect(desk.state.notices.newestFirst().find(({ kind }) => kind === 'problem')?.reason?.code).toBe(
      'exitsRaced',
    )
  })

  it('counts a stop that fills while its reduction is on its way, and is done when nothing is left', () => {
    desk.fills(desk.child(216), 2)
    desk.deliver()
    desk.fills(desk.child(206), 3)
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'done', doneQty: 5 })
    expect(desk.children()).toEqual([])
  })

  it('asks when one of the two ends at the venue, and on resuming sends it again for what is left', () => {
    desk.fills(desk.child(216), 1)
    desk.settle()
    desk.expires(desk.child(206))
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'paused', next: { kind: 'awaitPerson' } })
    expect(desk.children()).toEqual(['limit sell 4 @ 216 partiallyFilled'])
    expect(desk.resume().ok).toBe(true)
    desk.settle()
    expect(desk.children()).toEqual(['limit sell 4 @ 216 partiallyFilled', 'stop sell 4 @ 206 working'])
  })
})

describe('a bracket', () => {
  beforeEach(() => {
    desk.place(bracket)
    desk.settle()
  })

  it('sends its entry alone', () => {
    expect(desk.children()).toEqual(['limit buy 5 @ 209 working'])
    expect(desk.held().next).toEqual({ kind: 'awaitEntry' })
  })

  it('guards what has entered, and more as more enters', () => {
    desk.fills(desk.child(209), 2)
    desk.settle()
    expect(desk.children().slice(1)).toEqual(['stop sell 2 @ 206 working', 'limit sell 2 @ 216 working'])
    desk.fills(desk.child(209), 3)
    desk.settle()
    expect(desk.children()).toEqual(['stop sell 5 @ 206 working', 'limit sell 5 @ 216 working'])
    desk.fills(desk.child(206), 5)
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'done', doneQty: 5 })
    expect(desk.children()).toEqual([])
  })

  const move = (to: { readonly target?: number; readonly stop?: number }) =>
    desk.command({
      ...{ kind: 'moveExits', heldId: desk.held().heldId, origin: 'test' },
      ...(to.target === undefined ? {} : { targetPrice: priceTicks(to.target) }),
      ...(to.stop === undefined ? {} : { stopPrice: priceTicks(to.stop) }),
    })

  it('sends its exits where they were moved before its entry filled', () => {
    expect(move({ target: 218 }).ok).toBe(true)
    expect(move({ stop: 204 }).ok).toBe(true)
    expect(desk.held().terms).toMatchObject({ entryPrice: 209, targetPrice: 218, stopPrice: 204 })
    desk.fills(desk.child(209), 2)
    desk.settle()
    expect(desk.children().slice(1)).toEqual(['stop sell 2 @ 204 working', 'limit sell 2 @ 218 working'])
    expect(move({ target: 220 })).toMatchObject({ ok: false, reason: { code: 'exitsAtVenue' } })
  })

  it('keeps its exits around the entry, wherever that was amended to', () => {
    const amend = (price: number) =>
      desk.command({
        ...{ kind: 'replaceOrder', clientOrderId: desk.child(209) },
        ...{ limitPrice: priceTicks(price), orderQty: qtyLots(5), origin: 'test' },
      })
    expect(move({ stop: 209 })).toMatchObject({ ok: false, reason: { code: 'entryOutsideExits' } })
    expect(amend(206)).toMatchObject({ ok: false, reason: { code: 'entryOutsideExits' } })
    expect(amend(208).ok).toBe(true)
    desk.settle()
    expect(move({ stop: 208 })).toMatchObject({ ok: false, reason: { code: 'entryOutsideExits' } })
    expect(move({ stop: 207 }).ok).toBe(true)
    expect(desk.held().terms).toMatchObject({ entryPrice: 208, stopPrice: 207 })
  })

  it('is there as it was moved after a restart', () => {
    move({ target: 219 })
    desk.restart()
    expect(desk.held()).toMatchObject({ state: 'paused', terms: { targetPrice: 219 } })
  })

  it('waits for the rest of the entry after everything that entered is closed', () => {
    desk.fills(desk.child(209), 2)
    desk.settle()
    desk.fills(desk.child(216), 2)
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'active', next: { kind: 'awaitEntry' } })
    desk.fills(desk.child(209), 3)
    desk.settle()
    expect(desk.children()).toEqual(['stop sell 3 @ 206 working', 'limit sell 3 @ 216 working'])
  })

  it('sends its exits once prices are live again, when it entered on old ones', () => {
    desk.wait(4_000, 'silent')
    desk.fills(desk.child(209), 2)
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'active', next: { kind: 'awaitMarket' } })
    expect(desk.children()).toEqual(['limit buy 3 @ 209 partiallyFilled'])
    desk.wait(100)
    desk.settle()
    expect(desk.children().slice(1)).toEqual(['stop sell 2 @ 206 working', 'limit sell 2 @ 216 working'])
  })

  it('goes on guarding what entered when the rest of the entry is cancelled', () => {
    desk.fills(desk.child(209), 2)
    desk.settle()
    desk.command({ kind: 'cancelOrder', clientOrderId: desk.child(209), origin: 'test' })
    desk.settle()
    expect(desk.held().state).toBe('active')
    desk.fills(desk.child(216), 2)
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'done', doneQty: 2 })
  })

  it('ends when the entry ends without a fill, and says why', () => {
    desk.expires(desk.child(209))
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'failed', reason: { code: 'entryEnded' } })
  })

  it('waits for a person after a restart, then goes on where the venue stands', () => {
    desk.fills(desk.child(209), 5)
    desk.settle()
    const before = desk.sent.length
    desk.restart()
    expect(desk.held()).toMatchObject({ state: 'paused', reason: reason('heldFoundAfterRestart', {}) })
    desk.fills(desk.child(216), 5)
    desk.settle()
    desk.wait(3_000)
    expect(desk.children()).toEqual(['stop sell 5 @ 206 working'])
    const asked = desk.sent.slice(before).map(({ kind }) => kind)
    expect(asked.filter((kind) => !kind.startsWith('request'))).toEqual([])
    expect(desk.resume().ok).toBe(true)
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'done', doneQty: 5 })
    expect(desk.restingQty()).toBe(0)
  })
})

describe('a trailing stop', () => {
  beforeEach(() => {
    desk.place(trailing)
  })

  it('follows the bid up and never down, and says where it stands', () => {
    expect(desk.held().next).toEqual({ kind: 'trail', bestPrice: 210, stopPrice: 207 })
    desk.quote(214, 216)
    desk.quote(212, 214)
    expect(desk.held().next).toEqual({ kind: 'trail', bestPrice: 214, stopPrice: 211 })
    expect(desk.children(true)).toEqual([])
  })

  it('sells through the bid by its protection once the bid is as far behind, and once only', () => {
    desk.quote(214, 216)
    desk.quote(211, 213)
    desk.quote(209, 211)
    expect(desk.children()).toEqual(['limit sell 5 @ 209 pendingNew'])
    desk.settle()
    desk.fills(desk.child(209), 5)
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'done', doneQty: 5 })
  })

  it.each<[string, () => void, Partial<Reason>]>([
    [
      'a halted market',
      () => {
        desk.quote(200, 202, 'halted')
      },
      { code: 'marketNotOpen' },
    ],
    [
      'old prices',
      () => {
        desk.wait(4_000, 'silent')
      },
      { code: 'silent' },
    ],
  ])('is neither moved nor set off by %s, and says so', (_name, given, why) => {
    given()
    desk.wait(100, 'silent')
    expect(desk.held().next).toMatchObject({ kind: 'awaitMarket', reason: why })
    expect(desk.children(true)).toEqual([])
  })

  it('takes an empty side for no price', () => {
    desk.quote(undefined, 212)
    expect(desk.held().next).toEqual({ kind: 'awaitQuote' })
    expect(desk.children(true)).toEqual([])
  })

  it('keeps the best price over a restart', () => {
    desk.quote(218, 220)
    desk.restart()
    desk.quote(217, 219)
    expect(desk.resume().ok).toBe(true)
    expect(desk.held().next).toEqual({ kind: 'trail', bestPrice: 218, stopPrice: 215 })
  })
})

describe('a sliced order', () => {
  it('shows one slice at a time until all are filled', () => {
    desk.place(sliced)
    for (const slice of [2, 2, 1]) {
      desk.settle()
      expect(desk.children()).toEqual([`limit sell ${slice} @ 214 working`])
      desk.fills(desk.child(214), slice)
    }
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'done', doneQty: 5 })
  })

  it('waits for the rest of a slice that is filled in part', () => {
    desk.place(sliced)
    desk.settle()
    desk.fills(desk.child(214), 1)
    desk.settle()
    expect(desk.children()).toEqual(['limit sell 1 @ 214 partiallyFilled'])
    expect(desk.held().next).toEqual({ kind: 'nextSlice', qty: 2 })
  })
})

describe('work over a time', () => {
  it('sends slices at the ask, no more than their share of what traded, and catches up', () => {
    desk.place(twap(desk))
    expect(desk.children(true)).toEqual([])
    desk.wait(10_000)
    expect(desk.held().next).toMatchObject({ kind: 'awaitVolume', qty: 2 })
    desk.marketTrades(2)
    expect(desk.children()).toEqual(['limit buy 1 @ 212 pendingNew'])
    desk.settle()
    desk.fills(desk.child(212), 1)
    desk.settle()
    desk.marketTrades(100)
    desk.wait(10_000)
    desk.settle()
    expect(desk.children()).toEqual(['limit buy 3 @ 212 working'])
  })

  it('takes a slice back when the next is due, and pays no more than its limit', () => {
    desk.place(twap(desk))
    desk.quote(214, 216)
    desk.marketTrades(100)
    desk.wait(10_000)
    desk.settle()
    expect(desk.children()).toEqual(['limit buy 2 @ 213 working'])
    desk.marketTrades(100)
    desk.wait(10_000)
    desk.settle()
    desk.wait(100)
    desk.settle()
    expect(desk.children(true)).toEqual(['limit buy 2 @ 213 canceled', 'limit buy 4 @ 213 working'])
  })

  it('ends at its end with what is left', () => {
    desk.place(twap(desk))
    desk.marketTrades(100)
    desk.wait(10_000)
    desk.settle()
    desk.fills(desk.child(212), 1)
    desk.settle()
    desk.wait(50_000)
    desk.settle()
    desk.wait(100)
    expect(desk.held()).toMatchObject({ state: 'failed', reason: reason('endTimeReached', { leftQty: 11 }) })
    expect(desk.restingQty()).toBe(0)
  })

  it('starts at its start', () => {
    desk.place(twap(desk, { startTimeUs: timeUs(desk.nowUs + 30 * SECOND_US) }))
    desk.marketTrades(100)
    desk.wait(29_000)
    expect(desk.children(true)).toEqual([])
    desk.wait(6_000)
    expect(desk.children(true)).toHaveLength(1)
  })

  it('counts what traded anew when a person lets it go on', () => {
    desk.place(twap(desk))
    desk.wait(5_000)
    const { heldId } = desk.held()
    desk.command({ kind: 'pauseHeld', heldId, origin: 'test' })
    desk.marketTrades(100)
    desk.wait(5_000)
    desk.resume()
    expect(desk.held().next).toMatchObject({ kind: 'awaitVolume' })
  })
})

describe('a held order', () => {
  it('pauses when the order session drops, leaves its orders where they are, and asks before it goes on', () => {
    desk.place(oco)
    desk.settle()
    desk.drop()
    desk.wait(100)
    expect(desk.held()).toMatchObject({ state: 'paused', reason: reason('sessionDropped', {}) })
    expect(desk.resume()).toEqual({ ok: false, reason: reason('orderSessionDown', {}) })
    desk.fills(desk.child(216), 2)
    desk.reconnect()
    desk.wait(1_000)
    expect(desk.children()).toEqual(['stop sell 5 @ 206 working', 'limit sell 3 @ 216 partiallyFilled'])
    desk.resume()
    desk.settle()
    expect(desk.children()).toEqual(['stop sell 3 @ 206 working', 'limit sell 3 @ 216 partiallyFilled'])
  })

  it('does not go on while the venue has not told what became of a child', () => {
    desk.place(sliced)
    desk.drop()
    desk.wait(100)
    const [child] = desk.held().childIds
    desk.loop.orderEvents(
      [
        {
          kind: 'loggedIn',
          account: 'a',
          instanceId: 'run',
          lastSeq: 0,
          resumed: false,
          cancelsOnDisconnect: false,
        },
      ],
      timeUs(desk.nowUs),
    )
    expect(desk.resume()).toEqual({
      ok: false,
      reason: reason('changeInFlight', { clientOrderId: String(child) }),
    })
  })

  it('pauses with the reason when a child is denied, and sends no other', () => {
    desk.place({ ...oco, orderQty: qtyLots(101) })
    expect(desk.held()).toMatchObject({
      state: 'paused',
      reason: reason('maxOrderQtyExceeded', { orderQty: 101, maxOrderQty: 100 }),
    })
    expect(desk.children(true)).toEqual(['stop sell 101 @ 206 denied'])
  })

  it('does nothing while paused, whatever fills', () => {
    desk.place(bracket)
    desk.settle()
    desk.command({ kind: 'pauseHeld', heldId: desk.held().heldId, origin: 'test' })
    desk.fills(desk.child(209), 5)
    desk.settle()
    desk.wait(2_000)
    expect(desk.children()).toEqual([])
    desk.resume()
    desk.settle()
    expect(desk.children()).toEqual(['stop sell 5 @ 206 working', 'limit sell 5 @ 216 working'])
  })

  it('cancels its orders when a person cancels it', () => {
    desk.place(oco)
    desk.settle()
    const answer = desk.command({ kind: 'cancelHeld', heldId: desk.held().heldId, origin: 'test' })
    expect(answer.ok && answer.clientOrderIds).toHaveLength(2)
    desk.settle()
    expect(desk.held()).toMatchObject({ state: 'done', reason: reason('canceledByPerson', {}) })
    expect(desk.restingQty()).toBe(0)
  })

  it('pauses when all orders are cancelled, even where the venue cannot be reached', () => {
    desk.place(sliced)
    desk.settle()
    desk.command({ kind: 'cancelAll', origin: 'test' })
    desk.settle()
    desk.wait(1_000)
    expect(desk.held()).toMatchObject({ state: 'paused', reason: reason('pausedByCancelAll', {}) })
    expect(desk.restingQty()).toBe(0)
  })

  it('pauses when trading is stopped, and is not resumed by itself once it is armed again', () => {
    desk.place(bracket)
    desk.settle()
    desk.command({ kind: 'stopTrading', origin: 'test' })
    desk.fills(desk.child(209), 5)
    desk.settle()
    desk.command({ kind: 'rearmTrading', word: REARM_WORD, origin: 'test' })
    desk.wait(1_000)
    expect(desk.held()).toMatchObject({
      state: 'paused',
      reason: reason('tradingStopped', { origin: 'test' }),
    })
    expect(desk.children()).toEqual([])
  })

  it('is neither held anew nor resumed while trading is stopped, and is once it is armed again', () => {
    desk.place(trailing)
    const { heldId } = desk.held()
    const resume = () => desk.command({ kind: 'resumeHeld', heldId, origin: 'test' })
    const hold = () => desk.command({ kind: 'placeHeld', terms: oco, origin: 'test' })
    desk.command({ kind: 'stopTrading', origin: 'test' })
    expect([resume(), hold()]).toMatchObject([
      { ok: false, reason: { code: 'tradingStopped', owner: 'ada' } },
      { ok: false, reason: { code: 'tradingStopped', owner: 'ada' } },
    ])
    expect(desk.held().state).toBe('paused')
    desk.command({ kind: 'rearmTrading', word: REARM_WORD, origin: 'test' })
    expect([resume().ok, hold().ok]).toEqual([true, true])
  })

  it('pauses when its contract is flattened', () => {
    desk.place(bracket)
    desk.settle()
    desk.fills(desk.child(209), 5)
    desk.settle()
    desk.command({ kind: 'flatten', instrumentId: H100F27, origin: 'test' })
    desk.settle()
    expect(desk.held()).toMatchObject({
      state: 'paused',
      reason: reason('flattening', { instrument: H100F27 }),
    })
    expect(desk.children()).toEqual([])
  })

  it('pauses when the venue does not take a change of its child', () => {
    desk.place(oco)
    desk.settle()
    const stop = desk.child(206)
    desk.refusesChanges = true
    desk.fills(desk.child(216), 2)
    desk.settle()
    expect(desk.held()).toMatchObject({
      state: 'paused',
      reason: reason('changeNotTaken', { clientOrderId: stop }),
    })
  })

  it.each<[string, HeldTerms, string]>([
    ['a stop on the wrong side', { ...oco, stopPrice: priceTicks(220) }, 'exitPricesCrossed'],
    ['an entry outside its exits', { ...bracket, entryPrice: priceTicks(217) }, 'entryOutsideExits'],
    ['a slice of more than all', { ...sliced, sliceQty: qtyLots(6) }, 'sliceTooLarge'],
  ])('is refused with %s, and nothing is recorded', (_name, terms, code) => {
    const before = desk.journal.length
    expect(desk.command({ kind: 'placeHeld', terms, origin: 'test' })).toMatchObject({
      ok: false,
      reason: { code },
    })
    expect(desk.journal).toHaveLength(before)
  })

  it.each<[string, Partial<HeldTerms & { kind: 'twap' }>, string]>([
    ['more slices than lots', { slices: 13 }, 'moreSlicesThanLots'],
    ['an end before its start', { endTimeUs: timeUs(0) }, 'workTooShort'],
    ['less than a second for a slice', { endTimeUs: timeUs(6_900_000) }, 'workTooShort'],
    ['more than a week', { endTimeUs: timeUs(8 * 86_400 * SECOND_US) }, 'workTooLong'],
  ])('over a time is refused with %s', (_name, change, code) => {
    const answer = desk.command({ kind: 'placeHeld', terms: twap(desk, change), origin: 'test' })
    expect(answer).toMatchObject({ ok: false, reason: { code } })
  })
})
