// What the market says ends up in the history's file: loop, recorder and reader together.
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isoDate, priceTicks, timeUs } from '../../shared/math/quantities.ts'
import { newHistoryFile, read, T0_US } from '../history/history.testing.ts'
import { HistoryRecorder } from '../history/history-recorder.ts'
import { H100F27, instrument, snapshot, trade } from '../marketdata/market-events.testing.ts'
import { CoreLoop } from './core-loop.ts'
import { DeskState } from './desk-state.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

let file: string
beforeEach(() => {
  file = newHistoryFile()
})
afterEach(() => {
  rmSync(dirname(file), { recursive: true })
})

it('keeps a trade, a settlement and a live quote that the core was told of', () => {
  const nowUs = timeUs(T0_US)
  const history = new HistoryRecorder({ file, log, onTrouble: () => undefined })
  const loop = new CoreLoop(new DeskState({ runName: 'run', user: 'ada', nowUs }), {
    clock: { nowUs: () => nowUs, random: () => 0.5, setTimer: () => ({ cancel: () => undefined }) },
    log,
    append: () => undefined,
    remember: (facts, atUs) => {
      history.record(facts, atUs)
    },
    changed: () => undefined,
  })
  const made = { kind: 'trade', trade: trade('a', { venueTimeUs: nowUs }) } as const
  const day = { date: isoDate('2026-11-19'), kind: 'daily', price: priceTicks(209), rule: 'vwap' } as const
  loop.marketEvents(
    [
      { kind: 'welcome', venueName: 'T', environment: 'paper', instanceId: 'i', evidence: 'checksum' },
      { kind: 'definitions', instruments: [instrument()] },
      snapshot(1, { venueTimeUs: nowUs }),
      { kind: 'settlement', settlement: { instrumentId: H100F27, ...day } },
      made,
      made,
      { kind: 'heard', bytes: 1, messages: 5 },
    ],
    nowUs,
  )
  loop.tick()
  history.close(nowUs)

  const wanted = {
    instrumentId: H100F27,
    interval: '1m',
    fromUs: undefined,
    toUs: undefined,
    limitMax: 9,
  } as const
  expect(read(file, (reader) => reader.bars(wanted))).toMatchObject({
    value: { rows: [{ startUs: T0_US, open: 211, volume: 2, bought: 2, tradeCount: 1, turnover: 422n }] },
  })
  expect(read(file, (reader) => reader.settleCurve('H100', day.date))).toMatchObject({
    value: { rows: [{ instrumentId: H100F27, price: 209 }] },
  })
  expect(read(file, (reader) => reader.liveCurve('H100', isoDate('2026-11-20')))).toMatchObject({
    value: { rows: [{ bid: 210, ask: 212, last: 211, mark: { priceHalfTicks: 422, rule: 'last' } }] },
  })
})
