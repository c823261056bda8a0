// What a window is sent again, and what not.
import { expect, it } from 'vitest'
import { isoDate, priceTicks, timeUs } from '../../../shared/math/quantities.ts'
import { delta, H100F27, instrument, snapshot } from '../../marketdata/market-events.testing.ts'
import { DeskState } from '../desk-state.ts'
import { projectionSource } from './projection-source.ts'

const at = (ms: number) => timeUs(ms * 1_000)

it('sends what hardly changes once, and again as soon as it has changed', () => {
  const state = new DeskState({ runName: 'run', user: 'ada', nowUs: at(0) })
  const { market } = state
  const welcome = { venueName: 'V', environment: 'paper', instanceId: 'r', evidence: 'chain' } as const
  market.apply({ kind: 'welcome', ...welcome }, at(1))
  market.apply({ kind: 'definitions', instruments: [instrument()] }, at(1))
  market.apply(snapshot(7), at(2))
  const source = projectionSource(state)
  const first = source.build('curve:H100', at(3), undefined)
  expect(first?.update).toMatchObject({ terms: [{ instrumentId: H100F27, state: { kind: 'live' } }] })

  market.apply(delta(8), at(4))
  const second = source.build('curve:H100', at(5), first?.sent)
  expect(second?.update).not.toHaveProperty('terms')

  const settlement = {
    instrumentId: H100F27,
    date: isoDate('2027-01-04'),
    kind: 'daily',
    rule: 'VWAP',
  } as const
  market.apply({ kind: 'settlement', settlement: { ...settlement, price: priceTicks(211) } }, at(6))
  const third = source.build('curve:H100', at(7), second?.sent)
  expect(third?.update).toMatchObject({ terms: [{ settle: { price: 211 } }] })

  const limits = { instrumentId: H100F27, low: priceTicks(190), high: priceTicks(232) }
  const daily = { dailyLow: priceTicks(150), dailyHigh: priceTicks(260) }
  market.apply({ kind: 'limits', limits: { ...limits, ...daily } }, at(7))
  const fourth = source.build('curve:H100', at(7), third?.sent)
  expect(fourth?.update).toMatchObject({ terms: [{ limits: { low: 190, high: 232 } }] })

  const desk = source.build('desk', at(8), undefined)
  expect(desk?.update).toHaveProperty('roots')
  expect(source.build('desk', at(9), desk?.sent)?.update).toBeUndefined()
  market.apply({ kind: 'listed', instrument: instrument(H100F27, { description: 'renamed' }) }, at(10))
  expect(source.build('desk', at(11), desk?.sent)?.update).toHaveProperty('roots')
})

it('says nothing of a desk in which nothing changed, and at once what did', () => {
  const state = new DeskState({ runName: 'run', user: 'ada', nowUs: at(0) })
  const source = projectionSource(state)
  const first = source.build('desk', at(1), undefined)
  expect(first?.update).toMatchObject({ topic: 'desk', workingCount: 0 })
  const second = source.build('desk', at(2), first?.sent)
  expect(second?.update).toBeUndefined()
  state.venueUrl = 'ws://127.0.0.1:1'
  const third = source.build('desk', at(3), second?.sent)
  expect(third?.update).toMatchObject({ venueUrl: 'ws://127.0.0.1:1' })
  expect(third?.update).not.toHaveProperty('roots')
})
