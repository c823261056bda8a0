import { describe, expect, test } from 'vitest'
import type { ExecutionReport } from '../shared/venue-wire/order-messages.ts'
import { delayPercentile, readFigures } from './load-metrics.ts'
import { LoadTally, roundTripPercentile, summed } from './load-tally.ts'
import { memoryDrift } from './memory-drift.ts'

const page = (late: number): string => `# HELP tenor_venue_resident_memory_bytes Memory.
tenor_venue_resident_memory_bytes 1000
tenor_venue_heap_used_bytes 400
tenor_venue_reports_total{exec_type="new"} 3
tenor_venue_reports_total{exec_type="trade"} 4
tenor_venue_event_loop_delay_seconds_bucket{le="0.001"} 90
tenor_venue_event_loop_delay_seconds_bucket{le="0.02"} 98
tenor_venue_event_loop_delay_seconds_bucket{le="+Inf"} ${100 + late}
`

describe('figures of the load test', () => {
  test('reads memory, reports and the delay histogram from the metrics page', () => {
    const figures = readFigures(page(0))
    expect(figures).toMatchObject({ residentBytes: 1_000, heapBytes: 400, reports: 7 })
    expect(figures.delays.map(({ upToMs, count }) => [upToMs, count])).toEqual([
      [1, 90],
      [20, 98],
      [Infinity, 100],
    ])
  })

  test('takes percentiles of what happened between two looks only', () => {
    const none = readFigures(page(0)).delays.map((bucket) => ({ ...bucket, count: 0 }))
    const { delays } = readFigures(page(0))
    expect(delayPercentile(none, delays, 0.5)).toBe(1)
    expect(delayPercentile(none, delays, 0.98)).toBe(20)
    expect(delayPercentile(none, delays, 0.99)).toBe(Infinity)
    expect(delayPercentile(delays, readFigures(page(5)).delays, 0.01)).toBe(Infinity)
    expect(delayPercentile(delays, delays, 0.5)).toBeUndefined()
  })

  test('counts gaps, answers and rejections by whether the rules ask for them', () => {
    const tally = new LoadTally()
    tally.begin(10)
    for (const [requestId, nowMs] of [
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 0],
    ] as const)
      tally.sent(requestId, 'newOrder', nowMs)
    const told = (fields: object): void =>
      tally.report({ execType: 'new', reason: 'none', ...fields } as ExecutionReport, 7)
    told({ seq: 11, requestId: 1 })
    told({ seq: 13, requestId: 2, execType: 'cancelRejected', reason: 'orderNotOpen' })
    told({ seq: 14, requestId: 3, execType: 'rejected', reason: 'qtyOutOfRange' })
    tally.closing = { openOrders: 0, lastSeq: 15 }
    const figures = summed([tally.figures(), tally.figures()])
    expect(figures).toMatchObject({
      sent: { newOrder: 8 },
      sequenceGaps: 2,
      unanswered: 2,
      rejectedByRules: { orderNotOpen: 2 },
      rejectedOtherwise: { qtyOutOfRange: 2 },
      unsettled: 2,
    })
    expect(roundTripPercentile(figures, 0.99)).toBe(7)
  })

  test('judges memory by the mean of stretches after the first minute', () => {
    const samples = (bytesAt: (second: number) => number): Parameters<typeof memoryDrift>[0] =>
      Array.from({ length: 100 }, (_, at) => ({ atSeconds: at * 2, bytes: bytesAt(at * 2), heapBytes: 0 }))
    const settled = { settledAfterSeconds: 60 }
    expect(
      memoryDrift(
        samples((second) => (second < 60 ? second : 100 + (second % 4))),
        settled,
      ),
    ).toBeCloseTo(0, 2)
    expect(
      memoryDrift(
        samples((second) => 100 + second),
        settled,
      ),
    ).toBeGreaterThan(0.4)
    expect(
      memoryDrift(
        samples((second) => 400 - second),
        settled,
      ),
    ).toBeLessThan(-0.2)
    expect(memoryDrift(samples(() => 1).slice(0, 40), settled)).toBeUndefined()
  })
})
