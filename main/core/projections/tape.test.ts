// What a window is told of the trades of an instrument, and where it is told that some may be missing.
import { describe, expect, it } from 'vitest'
import { reason } from '../../../shared/domain/reason.ts'
import { timeUs } from '../../../shared/math/quantities.ts'
import type { TapeProjection } from '../../../shared/ui-wire/tape.ts'
import { wholeOf } from '../../../shared/ui-wire/projection-updates.ts'
import { delta, H100F27, instrument, snapshot, trade } from '../../marketdata/market-events.testing.ts'
import { DeskState } from '../desk-state.ts'
import type { SentBefore } from '../projection-hub.ts'
import { projectionSource } from './projection-source.ts'

const at = (ms: number) => timeUs(ms * 1_000)
const welcome = { venueName: 'V', environment: 'paper', instanceId: 'r', evidence: 'chain' } as const

/** A market with one book and a window that watches its tape. */
function watched() {
  const state = new DeskState({ runName: 'run', user: 'ada', nowUs: at(0) })
  const { market } = state
  market.apply({ kind: 'welcome', ...welcome }, at(1))
  market.apply({ kind: 'definitions', instruments: [instrument()] }, at(1))
  market.apply(snapshot(7), at(2))
  const source = projectionSource(state)
  let sent: SentBefore | undefined
  let window: TapeProjection | undefined
  return {
    market,
    trade: (id: string) => market.apply({ kind: 'trade', trade: trade(id) }, at(3)),
    /** What it is sent; undefined where it has all of it. */
    look() {
      const built = source.build(`tape:${H100F27}`, at(4), sent)
      sent = built?.sent
      const update = built?.update
      if (update === undefined || !('tapeOf' in update)) return undefined
      const whole = wholeOf(update, window)
      window = whole !== undefined && 'tapeOf' in whole ? whole : undefined
      return update
    },
    window: () => window,
  }
}

describe('the tape of an instrument', () => {
  it('is sent whole, then what is new of it, and nothing where nothing is', () => {
    const desk = watched()
    desk.trade('t1')
    desk.trade('t2')
    expect(desk.look()).toMatchObject({ isAfresh: true, firstPlace: 0, begunUs: 7_000, letGo: 0 })
    expect(desk.look()).toBeUndefined()
    desk.trade('t3')
    desk.trade('t3')
    expect(desk.look()).toMatchObject({ isAfresh: false, firstPlace: 2, columns: { length: 4 } })
    expect(desk.window()?.trades.map(({ place }) => place)).toEqual([0, 1, 2])
  })

  it('begins anew where the window was away for longer than trades are kept', () => {
    const desk = watched()
    desk.look()
    for (let n = 0; n < 5_001; n++) desk.trade(`t${n}`)
    expect(desk.look()).toMatchObject({ isAfresh: true, firstPlace: 1, letGo: 1 })
    expect(desk.window()?.trades).toHaveLength(5_000)
  })

  it('begins anew with another tick size: its prices are not those of before', () => {
    const desk = watched()
    desk.trade('t1')
    desk.look()
    const other = instrument(H100F27, { tickSize: { mantissa: 5, scale: 2 } })
    desk.market.apply({ kind: 'definitions', instruments: [other] }, at(5))
    expect(desk.look()).toMatchObject({ isAfresh: true, columns: { length: 0 } })
  })

  it('says that trades are missed from when the link was lost until the book is back', () => {
    const desk = watched()
    desk.trade('t1')
    desk.market.linkDown(reason('linkClosed', { text: 'cut' }), at(10))
    desk.look()
    expect(desk.window()?.gaps).toEqual([
      { beforePlace: 1, afterUs: 7_000, reason: reason('linkClosed', { text: 'cut' }) },
    ])
    expect(desk.window()?.state.kind).toBe('stale')
    desk.market.apply({ kind: 'welcome', ...welcome }, at(11))
    desk.market.apply(snapshot(20), at(12))
    desk.trade('t2')
    desk.look()
    expect(desk.window()?.gaps).toMatchObject([{ beforePlace: 1, afterUs: 7_000, untilUs: 20_000 }])
    expect(desk.window()?.trades).toHaveLength(2)
  })

  it.each([
    ['a change is missing', (desk: ReturnType<typeof watched>) => desk.market.apply(delta(9), at(3)), 'gap'],
    ['a frame cannot be read', (desk: ReturnType<typeof watched>) => desk.market.frameLost('?'), 'badFrame'],
    [
      'the venue sends a book anew, further on, that nobody asked for',
      (desk: ReturnType<typeof watched>) => desk.market.apply(snapshot(12), at(3)),
      'gap',
    ],
  ])('says that trades may be missing where %s', (_, happens, code) => {
    const desk = watched()
    desk.trade('t1')
    happens(desk)
    desk.market.apply(snapshot(20), at(6))
    desk.look()
    expect(desk.window()?.gaps).toMatchObject([{ beforePlace: 1, reason: { code } }])
    expect(desk.window()?.gaps[0]?.untilUs).toBeDefined()
  })

  it('misses nothing where a book is asked for again, by price or by order, that stands as it stood', () => {
    const desk = watched()
    desk.trade('t1')
    desk.market.apply(snapshot(7), at(3))
    desk.market.follow(H100F27, 'orders', at(4))
    desk.look()
    expect(desk.window()?.gaps).toEqual([])
  })
})
