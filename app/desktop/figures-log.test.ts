import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CoreFigures } from '../../main/core/trading-core.ts'
import { logFigures } from './figures-log.ts'

const lines: { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[] = []
const log = {
  info: (message: string, fields: Readonly<Record<string, unknown>> = {}) => lines.push({ message, fields }),
  warn: () => undefined,
  error: () => undefined,
}
const figures = (answers: number, updates: number): CoreFigures => ({
  market: { state: 'live' },
  orders: { state: 'down' },
  openOrders: 3,
  unknownOrders: 1,
  posted: { answers, updates },
})

beforeEach(() => {
  lines.length = 0
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('writes one line a minute with rates of that minute, the delay of the event loop and memory', () => {
  let now: CoreFigures | undefined = figures(600, 6_000)
  logFigures({ core: () => now, processes: () => [{ type: 'Tab', pid: 7, mb: 81.23 }] }, log)
  vi.advanceTimersByTime(59_000)
  expect(lines).toEqual([])
  vi.advanceTimersByTime(1_000)
  now = figures(1_200, 6_090)
  vi.advanceTimersByTime(60_000)
  expect(lines.map(({ message }) => message)).toEqual(['Figures.', 'Figures.'])
  expect(lines[0]?.fields).toMatchObject({ answersPerSecond: 10, updatesPerSecond: 100 })
  expect(lines[1]?.fields).toMatchObject({
    market: { state: 'live' },
    orders: { state: 'down' },
    openOrders: 3,
    unknownOrders: 1,
    answersPerSecond: 10,
    updatesPerSecond: 1.5,
  })
  for (const { fields } of lines) {
    expect(fields['memoryMb']).toEqual({ rss: expect.any(Number), heapUsed: expect.any(Number) })
    expect(fields['eventLoopDelayMs']).toHaveProperty('p99')
    expect(fields['processes']).toEqual([{ type: 'Tab', pid: 7, mb: 81.2 }])
  }
})

test('writes nothing while there is no core', () => {
  logFigures({ core: () => undefined, processes: () => [] }, log)
  vi.advanceTimersByTime(180_000)
  expect(lines).toEqual([])
})
