// The acts that stop a desk, as the core carries them out: recorded first, latched over a restart, never past zero.
import { beforeEach, describe, expect, it } from 'vitest'
import { priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { UiCommandResult } from '../../shared/ui-wire/commands.ts'
import { REARM_WORD } from '../../shared/ui-wire/rearm-word.ts'
import { reason } from '../../shared/domain/reason.ts'
import { H100F27 } from '../marketdata/market-events.testing.ts'
import { ScriptedDesk } from './scripted-desk.testing.ts'

let desk: ScriptedDesk
beforeEach(() => {
  desk = new ScriptedDesk()
  desk.open()
})

const buy = { kind: 'placeOrder', instrumentId: H100F27, side: 'buy', orderType: 'limit' } as const

function tryToBuy(at: ScriptedDesk, qty = 1): UiCommandResult {
  const terms = { limitPrice: priceTicks(208), orderQty: qtyLots(qty), timeInForce: 'day' } as const
  return at.loop.command({ ...buy, ...terms, origin: 'test' })
}

describe('stopping trading', () => {
  const why = { code: 'tradingStopped', params: { origin: 'menu' }, owner: 'ada' }
  const stopped = { ok: false, reason: why }

  it('is on record before it answers, and denies every new order until the word is typed', () => {
    desk.happened.length = 0
    expect(desk.loop.command({ kind: 'stopTrading', origin: 'menu' }).ok).toBe(true)
    expect(desk.happened).toEqual(['durable tradingStopped'])
    expect(tryToBuy(desk)).toMatchObject(stopped)
    const wrong = desk.loop.command({ kind: 'rearmTrading', word: 'trade', origin: 'dialog' })
    expect(wrong).toEqual({ ok: false, reason: { code: 'wrongWord', params: { word: REARM_WORD } } })
    expect(tryToBuy(desk)).toMatchObject(stopped)
    expect(desk.loop.command({ kind: 'rearmTrading', word: REARM_WORD, origin: 'dialog' }).ok).toBe(true)
    expect(tryToBuy(desk).ok).toBe(true)
  })

  it('lets a person cancel and take quantity away, and nothing else', () => {
    const id = desk.rests('buy', 5, 209)
    desk.loop.command({ kind: 'stopTrading', origin: 'menu' })
    const change = {
      kind: 'replaceOrder',
      clientOrderId: id,
      limitPrice: priceTicks(209),
      origin: 'test',
    } as const
    expect(desk.loop.command({ ...change, orderQty: qtyLots(6) })).toMatchObject(stopped)
    expect(desk.loop.command({ ...change, orderQty: qtyLots(3) }).ok).toBe(true)
    expect(desk.loop.command({ kind: 'cancelOrder', clientOrderId: id, origin: 'test' }).ok).toBe(true)
  })

  it('stands after a restart, with who stopped it first', () => {
    desk.loop.command({ kind: 'stopTrading', origin: 'menu' })
    desk.loop.command({ kind: 'stopTrading', origin: 'tray' })
    const again = new ScriptedDesk(desk.written(), 'later')
    again.open()
    expect(again.state.controls.stopped).toMatchObject({ origin: 'menu' })
    expect(tryToBuy(again)).toMatchObject(stopped)
  })

  it('is never answered with yes while it is not on record, however often it is asked for', () => {
    desk.breakJournal()
    for (const command of ['stopTrading', 'stopTrading'] as const) {
      const answer = desk.loop.command({ kind: command, origin: 'menu' })
      expect(answer).toMatchObject({ ok: false, reason: { code: 'tradingHalted' } })
    }
    for (let again = 0; again < 2; again++) {
      const answer = desk.loop.command({ kind: 'setCancelOnDisconnect', isOn: true, origin: 'menu' })
      expect(answer).toMatchObject({ ok: false, reason: { code: 'tradingHalted' } })
    }
    expect(new ScriptedDesk(desk.written(), 'later').state.controls.stopped).toBeUndefined()
  })

  it('cannot be armed again where it is not stopped', () => {
    const armed = desk.loop.command({ kind: 'rearmTrading', word: REARM_WORD, origin: 'dialog' })
    expect(armed).toEqual({ ok: false, reason: reason('tradingNotStopped', {}) })
  })
})

describe('flattening', () => {
  /** Long seven lots, with a bid and an offer of its own at the exchange. */
  function longSeven(): { readonly bid: string; readonly offer: string } {
    desk.fills(desk.rests('buy', 7, 210), 7, 210)
    return { bid: desk.rests('buy', 2, 208), offer: desk.rests('sell', 3, 214) }
  }

  function flatten(): UiCommandResult {
    return desk.loop.command({ kind: 'flatten', origin: 'top bar' })
  }

  it('cancels first, and sends one market order for what is held once they have ended', () => {
    longSeven()
    desk.happened.length = 0
    expect(flatten().ok).toBe(true)
    expect(desk.happened).toEqual([
      ...['durable flattenStarted', 'durable cancelRequested', 'durable cancelRequested'],
      ...['sent cancelOrder', 'sent cancelOrder'],
    ])
    for (const { clientOrderId } of desk.state.orders.openOrders()) desk.says(clientOrderId, 'canceled')
    expect(desk.newest).toMatchObject({ side: 'sell', orderType: 'market', timeInForce: 'ioc', orderQty: 7 })
    desk.fills(desk.newest.clientOrderId, 7, 209)
    expect(desk.state.positions.netQty(H100F27)).toBe(0)
    expect(desk.state.controls.flattenings).toEqual([])
    expect(desk.records.at(-1)).toMatchObject({ kind: 'flattenEnded', leftQty: 0 })
  })

  it('counts what fills while the cancels are on their way, and never passes zero', () => {
    const { bid, offer } = longSeven()
    flatten()
    desk.fills(offer as never, 3, 214)
    desk.fills(bid as never, 1, 208)
    desk.says(bid as never, 'canceled')
    expect(desk.newest).toMatchObject({ side: 'sell', orderQty: 5 })
  })

  it('goes on with what is left when an order fills in part, and stops beside an empty book', () => {
    desk.fills(desk.rests('buy', 7, 210), 7, 210)
    flatten()
    desk.fills(desk.newest.clientOrderId, 4, 210)
    expect(desk.newest).toMatchObject({ orderQty: 3 })
    for (let step = 0; step < 5; step++) {
      desk.says(desk.newest.clientOrderId, 'canceled')
      desk.wait(1_100)
    }
    expect(desk.records.findLast(({ kind }) => kind === 'flattenEnded')).toMatchObject({
      leftQty: 3,
      reason: { code: 'flattenStuck' },
    })
  })

  it('lets no other order leave in the contract meanwhile, and works while trading is stopped', () => {
    desk.fills(desk.rests('buy', 7, 210), 7, 210)
    desk.loop.command({ kind: 'stopTrading', origin: 'menu' })
    expect(flatten().ok).toBe(true)
    expect(desk.newest).toMatchObject({ side: 'sell', orderQty: 7 })
    desk.loop.command({ kind: 'rearmTrading', word: REARM_WORD, origin: 'dialog' })
    expect(tryToBuy(desk)).toMatchObject({ ok: false, reason: reason('flattening', { instrument: H100F27 }) })
  })

  it('ends with the session, and a restart does not go on with it', () => {
    longSeven()
    flatten()
    const cut = new ScriptedDesk(desk.written(), 'later')
    expect(cut.state.controls.flattenings).toEqual([])
    expect(cut.records.at(-1)).toMatchObject({
      kind: 'flattenEnded',
      leftQty: 7,
      reason: { code: 'foundAfterRestart' },
    })
    const down = { kind: 'down', reason: reason('linkClosed', { text: 'x' }), retryInMs: 0 } as const
    desk.loop.orderEvents([down], timeUs(desk.nowUs))
    expect(desk.records.at(-1)).toMatchObject({ kind: 'flattenEnded', reason: { code: 'orderSessionDown' } })
  })

  it('says so when there is nothing to flatten', () => {
    expect(flatten()).toEqual({ ok: false, reason: reason('nothingToFlatten', {}) })
  })
})

describe('cancel on disconnect', () => {
  it('is asked for at a login of its own, and never given up by ending a session that would cancel', () => {
    desk.happened.length = 0
    desk.loop.command({ kind: 'setCancelOnDisconnect', isOn: true, origin: 'connections' })
    expect(desk.happened).toEqual(['durable cancelOnDisconnectSet', 'orders reconnect loginAgain'])
    desk.happened.length = 0
    desk.loop.command({ kind: 'setCancelOnDisconnect', isOn: false, origin: 'connections' })
    expect(desk.happened).toEqual(['durable cancelOnDisconnectSet'])
    expect(new ScriptedDesk(desk.written(), 'later').state.controls.cancelOnDisconnect).toBe(false)
  })
})
