import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import { instrumentId, isoDate, timeUs } from '../../shared/math/quantities.ts'
import { TestingExchange } from './market-exchange.testing.ts'
import { readMarketImage } from './market-image.ts'
import { MarketSimulation, STEP_US, type MarketSimulationOptions } from './market-simulation.ts'

const START = instant('2026-11-23T14:00:00Z')
const isH100 = ({ root }: Instrument): boolean => root === 'H100'

function instant(text: string): TimeUs {
  return timeUs(Date.parse(text) * 1_000)
}

function after(seconds: number, from: TimeUs = START): TimeUs {
  return timeUs(from + seconds * 1_000_000)
}

function startRun(options: Partial<MarketSimulationOptions> = {}, port = new TestingExchange()) {
  const market = new MarketSimulation({ seed: 1, startUs: START, port, ...options })
  market.start()
  return { market, port }
}

function hashOf(port: TestingExchange): string {
  return createHash('sha256').update(port.calls.join('\n')).digest('hex')
}

function clientBuys(port: TestingExchange, symbol: string, { price = 0, qty = 2_000 }): void {
  port.book(instrumentId(symbol))?.submit({
    orderRef: 5_000,
    account: 100,
    side: 'buy',
    orderType: 'limit',
    timeInForce: 'ioc',
    limitPrice: price,
    orderQty: qty,
  })
}

describe('a run', () => {
  test('the same seed, start and commands make the same calls on the exchange', () => {
    const hashes = [1, 2].map(() => {
      const { market, port } = startRun({ seed: 5 }, new TestingExchange({ keeps: isH100 }))
      market.advanceTo(after(20))
      clientBuys(port, 'H100F27', { price: 400 })
      market.advanceTo(after(60))
      expect(port.calls.length).toBeGreaterThan(1_000)
      return hashOf(port)
    })
    expect(hashes[0]).toBe(hashes[1])
  })

  test('the grid of its steps does not depend on how often it is asked', () => {
    const [often, once] = [1, 2].map(() => startRun({ seed: 3 }, new TestingExchange({ keeps: isH100 })))
    if (often === undefined || once === undefined) throw new Error('two runs')
    for (let ms = 7; ms < 10_000; ms += 7) often.market.advanceTo(timeUs(START + ms * 1_000))
    often.market.advanceTo(after(10))
    once.market.advanceTo(after(10))
    expect(hashOf(often.port)).toBe(hashOf(once.port))
  })

  test('another seed makes another market', () => {
    const ports = [1, 2].map((seed) => startRun({ seed }, new TestingExchange({ keeps: isH100 })).port)
    expect(ports[0] && hashOf(ports[0])).not.toBe(ports[1] && hashOf(ports[1]))
  })

  test('books are deep, never cross, no order is refused and no agent trades with itself', () => {
    const { market, port } = startRun({ seed: 11 })
    market.advanceTo(after(10))
    let [shallowest, thinnest, narrowest] = [99, 99, 99]
    for (let us = STEP_US; us <= 20_000_000; us += STEP_US) {
      market.advanceTo(timeUs(after(10) + us))
      for (const book of port.books.values()) {
        const depth = Math.min(book.levels('buy', 10).length, book.levels('sell', 10).length)
        if (book.instrument.combination === undefined) shallowest = Math.min(shallowest, depth)
        else thinnest = Math.min(thinnest, depth)
        narrowest = Math.min(narrowest, (book.bestPrice('sell') ?? 0) - (book.bestPrice('buy') ?? 0))
      }
    }
    expect(shallowest).toBe(10)
    expect(thinnest).toBeGreaterThanOrEqual(1)
    expect(narrowest).toBeGreaterThanOrEqual(1)
    expect([...port.books.values()].flatMap(({ rejects }) => rejects)).toEqual([])
    expect([...port.books.values()].flatMap(({ selfTrades }) => selfTrades)).toEqual([])
  })

  test('trades keep coming in every root and in spreads, and the front trades more than the back', () => {
    const { market, port } = startRun({ seed: 2 })
    market.advanceTo(after(120))
    for (const [root, least, most] of [
      ['H100', 1.5, 6],
      ['A100', 0.7, 4],
      ['TOK', 0.3, 4],
    ] as const) {
      const own = port.trades.filter(({ instrument }) => instrument.startsWith(root))
      expect(own.length / 120).toBeGreaterThan(least)
      expect(own.length / 120).toBeLessThan(most)
    }
    const near = port.trades.filter(({ instrument }) => /(X26|Z26|F27|G27)$/.test(instrument)).length
    expect(near).toBeGreaterThan(port.trades.length / 3)
    const isCombination = (symbol: string): boolean => /-|Q\d|CAL/.test(symbol)
    expect(port.trades.filter(({ instrument }) => isCombination(instrument)).length).toBeGreaterThan(20)
    expect(new Set(port.trades.map(({ qty }) => qty)).size).toBeGreaterThan(10)
  })

  test('stays within the rate of commands that an exchange is sized for', () => {
    const { market, port } = startRun({ seed: 6 })
    market.advanceTo(after(10))
    const before = port.calls.length
    market.advanceTo(after(40))
    expect((port.calls.length - before) / 30).toBeGreaterThan(150)
    expect((port.calls.length - before) / 30).toBeLessThan(700)
  })

  test('a book recovers after a client has swept one side of it', () => {
    const { market, port } = startRun({ seed: 9 }, new TestingExchange({ keeps: isH100 }))
    market.advanceTo(after(5))
    clientBuys(port, 'H100F27', { price: 100_000, qty: 100_000 })
    const book = port.book(instrumentId('H100F27'))
    expect(book?.levels('sell')).toEqual([])
    market.advanceTo(after(8))
    expect(book?.levels('sell').length).toBeGreaterThanOrEqual(10)
    expect(book?.levels('buy').length).toBeGreaterThanOrEqual(10)
  })

  test('what a client does in one root changes nothing in another', () => {
    const runs = [false, true].map((disturbs) => {
      const { market, port } = startRun({ seed: 8 })
      market.advanceTo(after(3))
      if (disturbs) clientBuys(port, 'H100F27', { price: 100_000 })
      market.advanceTo(after(15))
      return port.book(instrumentId('B200H27'))?.levels('buy')
    })
    expect(runs[0]).toEqual(runs[1])
  })

  test('nothing is quoted outside the prices that the exchange takes', () => {
    const { market, port } = startRun({}, new TestingExchange({ keeps: isH100 }))
    market.advanceTo(after(5))
    const book = port.book(instrumentId('H100F27'))
    const best = book?.bestPrice('sell') ?? 0
    if (book) book.limits = { low: best - 20, high: best - 5 }
    market.advanceTo(after(30))
    expect(book?.rejects).toEqual([])
    const ladder = Array.from({ length: 32 }, (_, place) => book?.order(1 + place)).filter(
      (order) => order !== undefined,
    )
    expect(ladder.length).toBeGreaterThan(5)
    for (const { price } of ladder) {
      expect(price).toBeGreaterThanOrEqual(best - 20)
      expect(price).toBeLessThanOrEqual(best - 5)
    }
  })

  test('a maker whose fair value is above what the exchange takes stands at the upper edge with bids', () => {
    const { market, port } = startRun({}, new TestingExchange({ keeps: isH100 }))
    market.advanceTo(after(5))
    const book = port.book(instrumentId('H100F27'))
    const edge = (book?.bestPrice('buy') ?? 0) - 30
    if (book) book.limits = { low: edge - 200, high: edge }
    market.advanceTo(after(30))
    expect(book?.rejects).toEqual([])
    expect(book?.levels('buy').some(([price]) => price === edge)).toBe(true)
    expect(Array.from({ length: 16 }, (_, place) => book?.order(17 + place)).filter(Boolean)).toEqual([])
  })
})

describe('listing', () => {
  test('first settlements are on the curve, dated the Business Day before, and combinations add up', () => {
    const { port } = startRun()
    const settled = new Map(
      port.listings.map(({ instrument, firstSettlement }) => [instrument, firstSettlement]),
    )
    const prices = new Map([...settled].map(([{ instrumentId: id }, { price }]) => [id, price]))
    for (const [instrument, settlement] of settled) {
      expect(settlement.date).toBe('2026-11-20')
      const { combination } = instrument
      if (combination === undefined) continue
      const sum = combination.legs.reduce(
        (total, leg) => total + leg.priceWeight * (prices.get(leg.instrumentId) ?? 0),
        0,
      )
      expect(Math.abs(settlement.price - sum / combination.priceDivisor)).toBeLessThanOrEqual(0.5)
    }
  })

  test('after the last Business Day the front expires and new months and combinations are listed', () => {
    const startUs = instant('2026-11-30T21:58:00Z')
    const port = new TestingExchange({ closesDaily: true, keeps: isH100 })
    const { market } = startRun({ startUs }, port)
    const before = new Set(port.books.keys())
    expect(before).toContain('H100X26')
    market.advanceTo(after(5 * 60, startUs))
    const fresh = [...port.books.keys()].filter((id) => !before.has(id))
    expect(fresh).toContain('H100X28')
    expect(fresh).toContain('H100X27-H100Z27')
    expect(fresh).toContain('H100Z26-H100H27')
    expect(port.book(instrumentId('H100X26'))).toMatchObject({ phase: 'expired', rejects: [] })
    expect(port.book(instrumentId('H100X28'))?.levels('buy').length).toBeGreaterThanOrEqual(10)
    const late = port.calls.slice(-2_000)
    expect(late.some((call) => call.startsWith('H100X26 '))).toBe(false)
  })
})

describe('phases', () => {
  test('the closing and the opening auction trade, and quotes come back after them', () => {
    const startUs = instant('2026-11-24T21:59:00Z')
    const port = new TestingExchange({ closesDaily: true, keeps: isH100 })
    const { market } = startRun({ startUs }, port)
    const tradesFrom = (from: number, to: number): number => {
      market.advanceTo(after(from, startUs))
      const before = port.trades.length
      market.advanceTo(after(to, startUs))
      return port.trades.length - before
    }
    expect(tradesFrom(31, 59.9)).toBe(0)
    expect(tradesFrom(59.9, 60.1)).toBeGreaterThan(24)
    expect(tradesFrom(60.1, 89.9)).toBe(0)
    expect(tradesFrom(89.9, 90.1)).toBeGreaterThan(24)
    market.advanceTo(after(100, startUs))
    for (const book of port.books.values()) {
      if (book.instrument.combination !== undefined) continue
      expect(book.levels('buy').length).toBeGreaterThanOrEqual(10)
      expect(book.rejects).toEqual([])
      const auctionLeftOvers = Array.from({ length: 16 }, (_, place) => book.order(50 + place))
      expect(auctionLeftOvers.every((order) => order === undefined)).toBe(true)
    }
  })

  test('agents wait while their contracts are halted', () => {
    const { market, port } = startRun({}, new TestingExchange({ keeps: isH100 }))
    market.advanceTo(after(10))
    port.halt({ instruments: [...port.books.keys()], reason: 'test', seconds: 30 }, market.nowUs)
    const before = port.calls.length
    market.advanceTo(after(39))
    expect(port.calls.slice(before)).toEqual([])
    market.advanceTo(after(50))
    expect(port.calls.length - before).toBeGreaterThan(100)
  })
})

describe('index and rate', () => {
  test('what is known is told at the start, and each day at 20:00 UTC its fixings and the rate', () => {
    const startUs = instant('2026-11-23T19:59:00Z')
    const port = new TestingExchange({ keeps: () => false })
    const { market } = startRun({ startUs }, port)
    const dates = new Set(port.fixings.map(({ date }) => date))
    expect(dates).toContain('2026-11-01')
    expect(dates).not.toContain('2026-11-23')
    expect(market.latestFixing('H100')?.date).toBe('2026-11-22')
    const told = port.fixings.length
    market.advanceTo(after(61, startUs))
    const fresh = port.fixings.slice(told).filter(({ date }) => date === '2026-11-23')
    expect(fresh.map(({ root }) => root)).toEqual(['H100', 'H200', 'B200', 'A100', 'TOK', 'TOKC'])
    expect(market.rate).toMatchObject({ date: '2026-11-23' })
    const [token, inYuan] = [market.latestFixing('TOK'), market.latestFixing('TOKC')]
    expect(Number(inYuan?.value)).toBeCloseTo(Number(token?.value) * Number(market.rate.value), 3)
    const range = market.fixings('H100', isoDate('2026-07-05'), isoDate('2026-07-07'))
    expect(range?.map(({ value }) => value)).toEqual(['3.29', '3.2', '3.85'])
    expect(market.fixings('XYZ', isoDate('2026-07-05'), isoDate('2026-07-07'))).toBeUndefined()
  })
})

describe('restart', () => {
  test('a restored market adopts its orders and goes on from the same curve and fixings', () => {
    const startUs = instant('2026-11-23T19:59:30Z')
    const port = new TestingExchange({ keeps: isH100 })
    const { market } = startRun({ startUs }, port)
    market.advanceTo(after(120, startUs))
    const parsed = readMarketImage(JSON.parse(JSON.stringify(market.capture())))
    if (!parsed.ok) throw new Error(parsed.error)
    const quotes = [...port.books.values()].map((book) => book.levels('buy', 1)[0]?.[0] ?? 0)
    const restored = new MarketSimulation({ seed: 1, startUs: market.nowUs, port, image: parsed.value })
    const [told, listed] = [port.fixings.length, port.listings.length]
    restored.start()
    expect([port.fixings.length, port.listings.length]).toEqual([told, listed])
    expect(restored.latestFixing('H100')).toEqual(market.latestFixing('H100'))
    expect(restored.rate).toEqual(market.rate)
    restored.advanceTo(after(30, market.nowUs))
    for (const [place, book] of [...port.books.values()].entries()) {
      expect(book.rejects).toEqual([])
      expect(book.selfTrades).toEqual([])
      expect(Math.abs((book.levels('buy', 1)[0]?.[0] ?? 0) - (quotes[place] ?? 0))).toBeLessThan(8)
      expect(book.levels('buy').length).toBeLessThan(30)
    }
    expect(restored.capture().restarts).toBe(1)
  })

  test('fixings missed while the venue was down are struck at the start, those already published are not', () => {
    const port = new TestingExchange({ keeps: () => false })
    const { market } = startRun({}, port)
    const image = market.capture()
    const startUs = instant('2026-11-26T10:00:00Z')
    const restored = new MarketSimulation({ seed: 1, startUs, port, image })
    const known = { root: 'H100', date: isoDate('2026-11-23'), status: 'published', value: '9.99' } as const
    restored.adoptFixing({ ...known, source: 'the exchange' })
    const before = port.fixings.length
    restored.start()
    const struck = port.fixings.slice(before).filter(({ root }) => root === 'H100')
    expect(struck.map(({ date }) => date)).toEqual(['2026-11-24', '2026-11-25'])
    expect(restored.fixings('H100', known.date, known.date)).toMatchObject([{ value: '9.99' }])
  })

  test.each([
    ['nothing', undefined, 'it must be object'],
    ['another version', { version: 2 }, 'must'],
  ])('refuses %s as an image and says why', (_, value, words) => {
    const read = readMarketImage(value)
    expect(read.ok ? '' : read.error).toContain(words)
  })
})
