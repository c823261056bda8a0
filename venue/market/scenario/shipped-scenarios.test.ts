import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Instrument } from '../../../shared/domain/instrument.ts'
import { instrumentId, timeUs } from '../../../shared/math/quantities.ts'
import { TestingExchange } from '../market-exchange.testing.ts'
import { MarketSimulation } from '../market-simulation.ts'
import type { GatewayFault } from './gateway-fault.ts'
import { shippedScenario, shippedScenarios } from './shipped-scenarios.ts'

const DAY_SECONDS = 86_400
/** The first months of two roots with a spread and a strip: enough to see agents act, few enough for a whole day. */
const BOOKS = /^H100([XZ]26|[FGH]27|Z26-H100F27|Q127)$|^B200F27$/

function play(name: string, { coarse = true, seconds = DAY_SECONDS } = {}) {
  const scenario = shippedScenario(name)
  if (scenario?.startUs === undefined) throw new Error(`${name} has no start`)
  const faults: GatewayFault[] = []
  const keeps = ({ instrumentId: id }: Instrument): boolean => BOOKS.test(id)
  const port = new TestingExchange({ closesDaily: true, keeps })
  const { startUs, seed = 1 } = scenario
  const onFault = (fault: GatewayFault): unknown => faults.push(fault)
  const stepUs = coarse ? 10_000_000 : 50_000
  const market = new MarketSimulation({ seed, startUs, port, scenario, stepUs, onFault })
  market.start()
  const runTo = (until: number): void => market.advanceTo(timeUs(startUs + until * 1_000_000))
  const middle = (symbol: string): number => {
    const book = port.book(instrumentId(symbol))
    return ((book?.bestPrice('buy') ?? Number.NaN) + (book?.bestPrice('sell') ?? Number.NaN)) / 2
  }
  if (coarse) runTo(seconds)
  return { scenario, port, market, faults, runTo, middle }
}

describe('shipped scenarios', () => {
  test('are every file of the folder, each under its own name, with a title and what to watch', () => {
    const files = readdirSync(join(import.meta.dirname, '..', 'scenarios')).map((file) =>
      file.replace('.json', ''),
    )
    const scenarios = shippedScenarios()
    expect(scenarios.map(({ name }) => name).sort()).toEqual(files.sort())
    expect(scenarios.length).toBeGreaterThanOrEqual(7)
    for (const { title, description } of scenarios) {
      expect(title.length).toBeLessThanOrEqual(50)
      expect(description).toContain('Watch')
    }
    expect(shippedScenario('nothing')).toBeUndefined()
  })

  test.each(shippedScenarios().map(({ name }) => name))(
    '%s runs for a day, every event of it happens',
    (name) => {
      const { scenario, port, market } = play(name)
      expect(market.capture().scenario).toEqual({ name, position: scenario.events.length })
      expect([...port.books.values()].flatMap(({ rejects }) => rejects)).toEqual([])
      expect([...port.books.values()].flatMap(({ selfTrades }) => selfTrades)).toEqual([])
      expect(port.trades.length).toBeGreaterThan(300)
      const headlines = scenario.events.filter((event) => event.do.kind === 'news').length
      expect(port.news).toHaveLength(headlines)
      for (const { phase } of port.books.values()) expect(['continuous', 'expired']).toContain(phase)
    },
  )

  test('a scenario makes the same run twice', () => {
    const [one, two] = [1, 2].map(() => play('flash-crash', { seconds: 1_200 }).port.calls)
    expect(one).toEqual(two)
  })

  test('new-generation takes older generations and later months down most', () => {
    const { runTo, middle } = play('new-generation', { coarse: false })
    runTo(1_790)
    const before = new Map(['H100F27', 'H100H27', 'B200F27'].map((symbol) => [symbol, middle(symbol)]))
    runTo(2_400)
    const move = (symbol: string): number => middle(symbol) / (before.get(symbol) ?? Number.NaN) - 1
    expect(move('H100H27')).toBeLessThan(-0.05)
    expect(move('H100H27')).toBeLessThan(move('H100F27'))
    expect(move('H100H27')).toBeLessThan(move('B200F27'))
  })

  test('export-rule halts every book for two minutes and comes back', () => {
    const { port, runTo } = play('export-rule', { coarse: false })
    runTo(1_210)
    expect([...port.books.values()].every(({ phase }) => phase === 'halted')).toBe(true)
    runTo(1_330)
    expect([...port.books.values()].every(({ phase }) => phase === 'continuous')).toBe(true)
  })

  test('flash-crash empties the book of its makers and drives it down within seconds', () => {
    const { port, runTo, middle } = play('flash-crash', { coarse: false })
    runTo(598)
    const before = middle('H100F27')
    runTo(622)
    const last = port.trades.filter(({ instrument }) => instrument === 'H100F27').at(-1)?.price ?? before
    expect(last / before - 1).toBeLessThan(-0.03)
    expect(port.book(instrumentId('H100F27'))?.levels('buy').length).toBeLessThan(5)
    runTo(700)
    expect(port.book(instrumentId('H100F27'))?.levels('buy').length).toBeGreaterThanOrEqual(10)
  })

  test('index-restatement leaves a day out, brings it late and restates it', () => {
    const { port } = play('index-restatement')
    const own = port.fixings.filter(({ root, date }) => root === 'H100' && date === '2026-12-17')
    expect(own.map(({ status }) => status)).toEqual(['missing', 'published', 'restated'])
    const share = Number(own[2]?.value) / Number(own[2]?.previousValue)
    expect(share).toBeCloseTo(0.975, 2)
  })

  test('rough-network asks the gateway for its faults in order', () => {
    const { faults } = play('rough-network', { seconds: 1_200 })
    expect(faults.map(({ kind }) => kind)).toEqual([
      'latency',
      'dropDeltas',
      'silence',
      'disconnect',
      'disconnect',
      'latency',
      'dropDeltas',
      'disconnect',
    ])
  })

  test('expiry-day ends with the front expired after its closing auction traded', () => {
    const { port } = play('expiry-day')
    expect(port.book(instrumentId('H100X26'))).toMatchObject({ phase: 'expired' })
    expect(port.fixings.some(({ root, date }) => root === 'H100' && date === '2026-11-30')).toBe(true)
  })
})
