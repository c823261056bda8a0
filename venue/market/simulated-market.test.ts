import { createHash } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { clientOrderId, instrumentId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { ExecutionReport, NewOrderMessage } from '../../shared/venue-wire/order-messages.ts'
import type { PublishedMessage } from '../exchange/exchange-events.ts'
import { SimulatedMarket, STEP_US } from './simulated-market.ts'

const START = timeUs(Date.parse('2026-11-23T14:00:00Z') * 1_000)

interface Run {
  readonly market: SimulatedMarket
  readonly tape: PublishedMessage[]
  readonly reports: ExecutionReport[]
}

function startRun(seed = 1, startUs = START): Run {
  const tape: PublishedMessage[] = []
  const reports: ExecutionReport[] = []
  const market = new SimulatedMarket({
    seed,
    startUs,
    run: 'r',
    listener: {
      published: (message) => tape.push(message),
      reported: (_account, report) => reports.push(report),
    },
  })
  return { market, tape, reports }
}

function hashOf({ tape, reports }: Run): string {
  return createHash('sha256')
    .update(JSON.stringify([tape, reports]))
    .digest('hex')
}

function after(seconds: number, from: TimeUs = START): TimeUs {
  return timeUs(from + seconds * 1_000_000)
}

function order(id: string, more: Partial<NewOrderMessage> = {}): NewOrderMessage {
  return {
    type: 'newOrder',
    requestId: 1,
    clientOrderId: clientOrderId(id),
    instrument: instrumentId('H100F27'),
    side: 'buy',
    orderType: 'limit',
    priceTicks: priceTicks(1_000),
    orderQty: qtyLots(2_000),
    timeInForce: 'ioc',
    ...more,
  }
}

/** Lets the market run for `seconds`, looking at every book after every step. */
function watch(
  market: SimulatedMarket,
  seconds: number,
  look: (books: SimulatedMarket['exchange']['books']) => void,
) {
  const from = market.nowUs
  for (let us = STEP_US; us <= seconds * 1_000_000; us += STEP_US) {
    market.advanceTo(timeUs(from + us))
    look(market.exchange.books)
  }
}

describe('simulated market', () => {
  test('the same seed, start and commands give the same tape to the byte', () => {
    const runs = [startRun(5), startRun(5)].map((run) => {
      const account = run.market.exchange.account('paper')
      run.market.advanceTo(after(20))
      run.market.exchange.newOrder(account, order('a'), after(20))
      const resting = order('b', { timeInForce: 'gtc', priceTicks: priceTicks(318) })
      run.market.exchange.newOrder(account, resting, after(20))
      run.market.advanceTo(after(60))
      return run
    })
    expect(runs[0]?.reports.length).toBeGreaterThan(5)
    expect(runs.map(hashOf)[0]).toBe(runs.map(hashOf)[1])
  })

  test('the grid of its steps does not depend on how often it is asked', () => {
    const [often, once] = [startRun(3), startRun(3)]
    for (let ms = 7; ms < 10_000; ms += 7) often.market.advanceTo(timeUs(START + ms * 1_000))
    often.market.advanceTo(after(10))
    once.market.advanceTo(after(10))
    expect(hashOf(often)).toBe(hashOf(once))
  })

  test('another seed gives another tape', () => {
    const [one, two] = [startRun(1), startRun(2)]
    one.market.advanceTo(after(5))
    two.market.advanceTo(after(5))
    expect(hashOf(one)).not.toBe(hashOf(two))
  })

  test('every book shows ten levels a side and never crosses', () => {
    const { market } = startRun(11)
    let shallowest = Number.POSITIVE_INFINITY
    let narrowest = Number.POSITIVE_INFINITY
    watch(market, 60, (books) => {
      for (const { book } of books) {
        shallowest = Math.min(shallowest, book.levels('buy', 10).length, book.levels('sell', 10).length)
        narrowest = Math.min(narrowest, (book.bestPrice('sell') ?? 0) - (book.bestPrice('buy') ?? 0))
      }
    })
    expect(shallowest).toBe(10)
    expect(narrowest).toBeGreaterThanOrEqual(1)
  })

  test('no agent trades with itself', () => {
    const { market } = startRun(4)
    const spies = market.exchange.books.map((book) => vi.spyOn(book, 'canceled'))
    market.advanceTo(after(120))
    const reasons = spies.flatMap((spy) => spy.mock.calls.map(([, , reason]) => reason))
    expect(reasons.length).toBeGreaterThan(1_000)
    expect(reasons).not.toContain('selfTradePrevented')
  })

  test('trades keep coming in every root, and the front trades more than the back', () => {
    const { market, tape } = startRun(2)
    market.advanceTo(after(120))
    const trades = tape.filter((message) => message.type === 'trade')
    for (const root of ['H100', 'H200', 'B200', 'A100']) {
      const own = trades.filter(({ instrument }) => instrument.startsWith(root))
      expect(own.length / 120).toBeGreaterThan(0.7)
      expect(own.length / 120).toBeLessThan(6)
    }
    const isNear = (symbol: string): boolean => /(X26|Z26|F27|G27)$/.test(symbol)
    const near = trades.filter(({ instrument }) => isNear(instrument)).length
    expect(near).toBeGreaterThan(trades.length / 3)
    expect(new Set(trades.map(({ qty }) => qty)).size).toBeGreaterThan(10)
  })

  test('stays within the rate of messages that a desktop is promised', () => {
    const { market, tape } = startRun(6)
    market.advanceTo(after(60))
    const perSecond = tape.filter(({ type }) => type === 'delta').length / 60
    expect(perSecond).toBeGreaterThan(200)
    expect(perSecond).toBeLessThan(400)
  })

  test('a book recovers after a client has swept one side of it', () => {
    const { market } = startRun(9)
    const book = market.exchange.book(instrumentId('H100F27'))
    market.advanceTo(after(5))
    const account = market.exchange.account('paper')
    const swept = order('sweep', { orderQty: qtyLots(10_000), priceTicks: priceTicks(100_000) })
    market.exchange.newOrder(account, swept, after(5))
    expect(book?.book.levels('sell')).toEqual([])
    market.advanceTo(after(7))
    expect(book?.book.levels('sell').length).toBeGreaterThanOrEqual(10)
    expect(book?.book.levels('buy').length).toBeGreaterThanOrEqual(10)
  })

  test('what a client does in one contract changes nothing in another', () => {
    const [alone, disturbed] = [startRun(8), startRun(8)]
    for (const { market } of [alone, disturbed]) market.advanceTo(after(3))
    disturbed.market.exchange.newOrder(disturbed.market.exchange.account('paper'), order('d'), after(3))
    for (const { market } of [alone, disturbed]) market.advanceTo(after(20))
    const other = instrumentId('B200H27')
    const levels = [alone, disturbed].map(({ market }) => market.exchange.book(other)?.book.levels('buy'))
    expect(levels[0]).toEqual(levels[1])
  })

  test('strikes the first settlement on the curve for the Business Day before', () => {
    const { market } = startRun()
    const settlement = market.settlementOf(instrumentId('H100F27'))
    expect(settlement?.date).toBe('2026-11-20')
    expect(settlement?.rule).toContain('Fair curve')
    const book = market.exchange.book(instrumentId('H100F27'))?.book
    expect(settlement?.priceTicks).toBeGreaterThanOrEqual(book?.bestPrice('buy') ?? Number.NaN)
    expect(settlement?.priceTicks).toBeLessThanOrEqual(book?.bestPrice('sell') ?? Number.NaN)
  })

  test('ends the day at 22:00 UTC: day orders expire, prices are settled, a month past its last day expires', () => {
    const { market, tape, reports } = startRun(1, timeUs(Date.parse('2026-11-30T21:59:58Z') * 1_000))
    const account = market.exchange.account('paper')
    const rests = { priceTicks: priceTicks(100), orderQty: qtyLots(1) } as const
    const front = instrumentId('H100X26')
    market.exchange.newOrder(account, order('day', { ...rests, timeInForce: 'day' }), market.nowUs)
    market.exchange.newOrder(account, order('gtc', { ...rests, timeInForce: 'gtc' }), market.nowUs)
    const inFront = order('front', { ...rests, timeInForce: 'gtc', instrument: front })
    market.exchange.newOrder(account, inFront, market.nowUs)
    market.advanceTo(timeUs(market.nowUs + 4_000_000))
    expect(market.settlementOf(instrumentId('H100F27'))).toMatchObject({ date: '2026-11-30' })
    const expired = reports.filter((report) => report.execType === 'expired')
    expect(expired.map((report) => [report.clientOrderId, report.reason])).toEqual([
      ['day', 'endOfDay'],
      ['front', 'endOfDay'],
    ])
    expect([...account.open.keys()]).toEqual(['gtc'])
    const statuses = tape.filter((message) => message.type === 'status')
    expect(statuses.map(({ instrument, phase }) => [instrument, phase])).toEqual([
      ['H100X26', 'expired'],
      ['H200X26', 'expired'],
      ['B200X26', 'expired'],
      ['A100X26', 'expired'],
    ])
    expect(market.exchange.book(front)?.snapshot()).toMatchObject({ bids: [], asks: [], phase: 'expired' })
    market.exchange.newOrder(account, order('late', { instrument: front }), market.nowUs)
    expect(reports.at(-1)).toMatchObject({ execType: 'rejected', reason: 'instrumentNotOpen' })
    expect(market.exchange.book(instrumentId('H100Z26'))?.book.levels('buy').length).toBeGreaterThanOrEqual(
      10,
    )
  })
})
