// Surveillance as the core runs it: fed by what is journalled, told as a notice, never in the way of an order.
import { beforeEach, describe, expect, it } from 'vitest'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import type { Notice } from '../../shared/ui-wire/projections.ts'
import { H100F27 } from '../marketdata/market-events.testing.ts'
import { isSurveillanceRecord } from '../surveillance/surveillance-records.ts'
import { ScriptedDesk } from './scripted-desk.testing.ts'

function layers(desk: ScriptedDesk): readonly ClientOrderId[] {
  return [209, 208, 207].map((price) => desk.rests('buy', 10, price))
}

describe('surveillance in the core', () => {
  let desk: ScriptedDesk
  beforeEach(() => {
    desk = new ScriptedDesk()
    desk.open()
  })

  it('tells this desk of a layer at once, with its evidence, and leaves a record and a line in the log', () => {
    const orders = layers(desk)
    const sold = desk.rests('sell', 1, 212)
    desk.says(sold, 'trade')
    desk.wait(700)
    for (const id of orders) desk.cancels(id)
    expect(alertsOf(desk)).toMatchObject([
      {
        ...{ kind: 'surveillance', instrumentId: H100F27, timeUs: desk.nowUs },
        alert: { pattern: 'layering', orderIds: [sold, ...orders], evidence: { qty: 30, afterMs: 700 } },
      },
    ])
    expect(desk.happened.filter((what) => what === 'surveillance alert')).toHaveLength(1)
    expect(desk.written().filter(isSurveillanceRecord)).toEqual([
      { kind: 'surveillanceAlert', ...alertsOf(desk)[0]?.alert },
    ])
    expect(desk.state.halted).toBeUndefined()
    expect(desk.loop.command({ kind: 'cancelAll', origin: 'test' }).ok).toBe(true)
  })

  it('tells of orders that rest at crossing prices within five seconds, by its ticks alone', () => {
    // The risk gate lets no own order cross another; one of the account’s other terminal can.
    const crossing = [desk.rests('buy', 5, 212), desk.restsElsewhere('sell', 5, 211)]
    const crossedUs = desk.nowUs
    desk.wait(10_000)
    expect(alertsOf(desk)).toMatchObject([{ alert: { evidence: { how: 'resting' }, orderIds: crossing } }])
    expect((alertsOf(desk)[0]?.timeUs ?? 0) - crossedUs).toBeLessThan(5_000_000)
  })

  it('tells of an alert also where its record cannot be written; then nothing can, and trading halts', () => {
    desk.rests('buy', 5, 212)
    desk.restsElsewhere('sell', 5, 211)
    desk.breakJournal()
    desk.wait(2_000)
    expect(alertsOf(desk)).toHaveLength(1)
    expect(desk.state.halted).toMatchObject({ code: 'tradingHalted' })
    expect(desk.written().filter(isSurveillanceRecord)).toEqual([])
  })

  it('looks once the request is on its way', () => {
    const { surveillance } = desk.state
    if (surveillance === undefined) throw new Error('none')
    surveillance.order = () => {
      desk.happened.push('looked')
      return []
    }
    desk.happened.length = 0
    desk.rests('buy', 1, 209)
    expect(desk.happened.slice(0, 3)).toEqual(['durable orderPlaced', 'sent newOrder', 'looked'])
  })

  it('says so when it fails, and orders go on without it', () => {
    const { surveillance } = desk.state
    if (surveillance === undefined) throw new Error('none')
    surveillance.order = () => {
      throw new Error('broken')
    }
    const id = desk.rests('buy', 1, 209)
    expect(desk.order(id).status).toBe('working')
    expect(desk.state.halted).toBeUndefined()
    expect(desk.state.notices.newestFirst()).toMatchObject([
      { kind: 'problem', reason: { code: 'surveillanceFailed', params: { text: 'broken' } } },
    ])
    desk.cancels(id)
    desk.wait(200)
    expect(desk.state.notices.newestFirst()).toHaveLength(2)
  })

  describe('after a restart', () => {
    let orders: readonly ClientOrderId[]
    let sold: ClientOrderId
    let again: ScriptedDesk

    /** The journal as it is read again, up to the trade in front of a layer. */
    beforeEach(() => {
      orders = layers(desk)
      sold = desk.rests('sell', 1, 212)
      const past = desk.written()
      again = new ScriptedDesk(past, 'later')
      again.nowUs = desk.nowUs + 1_000_000
    })

    it('does not judge what the venue tells of the time before', () => {
      again.open(desk.seq + 4)
      again.says(sold, 'trade', desk.seq + 1)
      for (const [nth, id] of orders.entries()) again.says(id, 'canceled', desk.seq + 2 + nth)
      again.wait(5_000)
      expect(again.state.orders.openCount).toBe(0)
      expect(alertsOf(again)).toEqual([])
    })

    it('tells nothing of what it told before: the records are history', () => {
      desk.says(sold, 'trade')
      for (const id of orders) desk.cancels(id)
      again = new ScriptedDesk(desk.written(), 'later')
      expect(alertsOf(desk)).toHaveLength(1)
      expect(alertsOf(again)).toEqual([])
      expect(again.state.orders.openCount).toBe(0)
    })

    it('judges what happens now, to orders from before as well', () => {
      again.open(desk.seq)
      again.says(sold, 'trade')
      for (const id of orders) again.cancels(id)
      expect(alertsOf(again)).toMatchObject([{ alert: { pattern: 'layering', orderIds: [sold, ...orders] } }])
    })
  })
})

function alertsOf({ state }: ScriptedDesk): readonly Notice[] {
  return state.notices.newestFirst().filter(({ kind }) => kind === 'surveillance')
}
