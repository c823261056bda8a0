// The exchange as a machine: any stream of commands and times, over sessions, auctions, halts and combinations.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { SelfTradePrevention, Side } from '../../shared/domain/order.ts'
import { clientOrderId, isoDate, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { ExecutionReport } from '../../shared/venue-wire/order-messages.ts'
import type { ExchangeCommand } from './exchange-commands.ts'
import type { Exchange } from './exchange.ts'
import {
  at,
  F27,
  FLY,
  G27,
  H27,
  LISTINGS,
  recordedExchange,
  SPREAD,
  STRIP,
  type ExchangeRecord,
} from './exchange.testing.ts'

/** A Monday, shortly before the closing call. */
const START = at('2026-11-23T21:40:00Z')
const instruments = [F27, G27, H27, SPREAD, FLY, STRIP]
const centre = new Map<InstrumentId, number>([
  [F27, 300],
  [G27, 296],
  [H27, 293],
  [SPREAD, 4],
  [FLY, 1],
  [STRIP, 296],
])

type Step = (exchange: Exchange, place: number) => void

const account = fc.constantFrom('ada', 'bob', 'cyd')
const instrument = fc.constantFrom(...instruments)
const side = fc.constantFrom<Side>('buy', 'sell')
const id = fc.integer({ min: 0, max: 30 }).map((number) => clientOrderId(`o${number}`))
const away = fc.integer({ min: -6, max: 6 })

const entry: fc.Arbitrary<Step> = fc
  .record({
    ...{ account, instrument, side, id, away },
    qty: fc.integer({ min: 1, max: 20 }),
    kind: fc.constantFrom('limit', 'limit', 'limit', 'market', 'marketToLimit', 'stop', 'stopLimit'),
    timeInForce: fc.constantFrom('gtc', 'gtc', 'day', 'ioc', 'fok', 'gtd'),
    option: fc.constantFrom('none', 'none', 'display', 'minimum', 'postOnly'),
    selfTrade: fc.constantFrom<SelfTradePrevention>('cancelNewest', 'cancelOldest', 'cancelBoth'),
  })
  .map((order) => (exchange, place) => {
    const { account: name, kind, qty, option, timeInForce } = order
    const price = priceTicks((centre.get(order.instrument) ?? 0) + order.away)
    const hasPrice = kind === 'limit' || kind === 'stopLimit'
    exchange.newOrder(
      exchange.account(name),
      {
        ...{ type: 'newOrder', requestId: place + 1, clientOrderId: order.id },
        ...{ instrument: order.instrument, side: order.side, orderType: kind, orderQty: qtyLots(qty) },
        ...{ timeInForce, selfTrade: order.selfTrade },
        ...(hasPrice ? { priceTicks: price } : {}),
        ...(kind === 'stop' || kind === 'stopLimit' ? { stopPriceTicks: price } : {}),
        ...(timeInForce === 'gtd' ? { expireDate: isoDate('2026-11-24') } : {}),
        ...(option === 'display' ? { displayQty: qtyLots(Math.min(3, qty)) } : {}),
        ...(option === 'minimum' ? { minQty: qtyLots(Math.min(2, qty)) } : {}),
        ...(option === 'postOnly' ? { postOnly: true } : {}),
      },
      exchange.nowUs,
    )
  })

const change: fc.Arbitrary<Step> = fc
  .record({ account, id, away, qty: fc.integer({ min: 1, max: 20 }) })
  .map(({ account: name, id: clientId, away: by, qty }) => (exchange, place) => {
    const owner = exchange.account(name)
    const order = owner.order(clientId)
    const price = priceTicks((order === undefined ? 300 : (centre.get(order.instrument) ?? 0)) + by)
    exchange.replaceOrder(
      owner,
      {
        ...{ type: 'replaceOrder', requestId: place + 1, clientOrderId: clientId },
        ...{ priceTicks: price, orderQty: qtyLots(qty) },
      },
      exchange.nowUs,
    )
  })

const cancel: fc.Arbitrary<Step> = fc
  .record({ account, id })
  .map(({ account: name, id: clientId }) => (exchange, place) => {
    exchange.cancelOrder(
      exchange.account(name),
      { requestId: place + 1, clientOrderId: clientId },
      exchange.nowUs,
    )
  })

const clear: fc.Arbitrary<Step> = account.map((name) => (exchange, place) => {
  exchange.massCancel(exchange.account(name), { type: 'massCancel', requestId: place + 1 }, exchange.nowUs)
})

/** Seconds to hours: calls, auctions, the close, the break and the next open come by. */
const wait: fc.Arbitrary<Step> = fc
  .constantFrom(1, 5, 40, 400, 1_300, 4_000)
  .map((seconds) => (exchange) => exchange.advanceTo(timeUs(exchange.nowUs + seconds * 1_000_000)))

const halt: fc.Arbitrary<Step> = fc
  .record({ instrument, seconds: fc.constantFrom(30, undefined) })
  .map(({ instrument: halted, seconds }) => (exchange) => {
    const order = { instruments: [halted], reason: 'Test.', ...(seconds === undefined ? {} : { seconds }) }
    exchange.halt(order, exchange.nowUs)
  })

const resume: fc.Arbitrary<Step> = instrument.map((halted) => (exchange) => {
  exchange.resume([halted], exchange.nowUs)
})

const amend = fc
  .record({
    amended: fc.constantFrom(instruments, [F27], [SPREAD]),
    seconds: fc.constantFrom(0, 60, 10_000),
    change: fc.oneof(
      fc.constant({ kind: 'cancel' as const }),
      fc.record({
        kind: fc.constant('correct' as const),
        ticks: fc.integer({ min: -400, max: 9 }),
        lots: fc.nat({ max: 5 }).map((lots) => lots + 1),
      }),
    ),
  })
  .map(({ amended, seconds, change: to }): Step => (exchange) => {
    exchange.amendTrades({ instruments: amended, seconds, change: to, reason: 'Test.' }, exchange.nowUs)
  })

const step = fc.oneof(
  { weight: 30, arbitrary: entry },
  { weight: 6, arbitrary: change },
  { weight: 6, arbitrary: cancel },
  { weight: 1, arbitrary: clear },
  { weight: 5, arbitrary: wait },
  { weight: 1, arbitrary: halt },
  { weight: 1, arbitrary: resume },
  { weight: 3, arbitrary: amend },
)
const stream = fc.array(step, { maxLength: 80, size: 'max' })

function opened(): { exchange: Exchange; record: ExchangeRecord } {
  const opening = recordedExchange(START)
  opening.exchange.list(LISTINGS, START)
  return opening
}

function stateOf(exchange: Exchange): string {
  return JSON.stringify(exchange.capture())
}

describe('any stream of commands and times', () => {
  it('replayed from the journal gives the same state byte for byte and the same reports', () => {
    fc.assert(
      fc.property(stream, (steps) => {
        const { exchange, record } = opened()
        steps.forEach((one, place) => one(exchange, place))
        const journal = JSON.stringify(record.commands)
        const again = recordedExchange(START)
        for (const [command, nowUs] of JSON.parse(journal) as [ExchangeCommand, typeof START][])
          again.exchange.replay(command, nowUs)
        // Time in which nothing was due is not in the journal.
        again.exchange.advanceTo(exchange.nowUs)
        expect(stateOf(again.exchange)).toBe(stateOf(exchange))
        expect(again.record.reports).toEqual(record.reports)
      }),
      { numRuns: 600 },
    )
  })

  it('goes on the same from a snapshot taken anywhere', () => {
    fc.assert(
      fc.property(stream, fc.nat({ max: 80 }), (steps, cut) => {
        const { exchange, record } = opened()
        let restored = exchange
        let reports = record.reports
        steps.forEach((one, place) => {
          if (place === cut) {
            const image = JSON.parse(stateOf(exchange)) as ReturnType<Exchange['capture']>
            const opening = recordedExchange(START, image)
            restored = opening.exchange
            expect(stateOf(restored)).toBe(stateOf(exchange))
            reports = [...record.reports]
            opening.record.reports.push(...reports)
            reports = opening.record.reports
          }
          one(exchange, place)
          if (place >= cut) one(restored, place)
        })
        expect(stateOf(restored)).toBe(stateOf(exchange))
        expect(reports).toEqual(record.reports)
      }),
      { numRuns: 600 },
    )
  })

  it('leaves continuous books apart, direct and implied, lots that add up, and no trade with oneself', () => {
    fc.assert(
      fc.property(stream, (steps) => {
        const { exchange, record } = opened()
        steps.forEach((one, place) => {
          one(exchange, place)
          for (const book of exchange.books) {
            if (book.phase !== 'continuous') continue
            const [bid, ask] = [book.bestPrice('buy'), book.bestPrice('sell')]
            expect(bid === undefined || ask === undefined || bid < ask).toBe(true)
          }
        })
        exchange.publishChanges()
        for (const book of exchange.books) {
          if (book.phase !== 'continuous') continue
          const [bid, ask] = [book.bestPrice('buy'), book.bestPrice('sell')]
          for (const message of book.start()) {
            if (message.type !== 'implied') continue
            if (message.ask !== undefined && bid !== undefined) expect(message.ask[0]).toBeGreaterThan(bid)
            if (message.bid !== undefined && ask !== undefined) expect(message.bid[0]).toBeLessThan(ask)
          }
        }
        const trades = new Map<string, readonly [account: string, report: ExecutionReport]>()
        for (const told of record.reports) {
          const { execType, execId, execRefId = execId } = told[1]
          if (execType === 'trade' || execType === 'tradeCorrect') trades.set(execRefId, told)
          if (execType === 'tradeCancel') expect(trades.delete(execRefId)).toBe(true)
        }
        const net = new Map<string, number>()
        for (const [name, { legs, ...report }] of trades.values()) {
          const { instrument: own, side: of, lastQty = qtyLots(0) } = report
          for (const leg of legs ?? [{ instrument: own, side: of, lastQty }]) {
            const lots = (leg.side === 'buy' ? 1 : -1) * leg.lastQty
            const held = `${name} ${leg.instrument}`
            net.set(held, (net.get(held) ?? 0) + lots)
          }
        }
        const sums = new Map<InstrumentId, number>()
        for (const name of exchange.accounts.keys()) {
          for (const { instrument: held, netQty } of exchange.accountOf(exchange.account(name)).positions) {
            expect(netQty).toBe(net.get(`${name} ${held}`) ?? 0)
            sums.set(held, (sums.get(held) ?? 0) + netQty)
          }
        }
        for (const sum of sums.values()) expect(sum).toBe(0)
      }),
      { numRuns: 600 },
    )
  })
})

it('streams are long enough to trade, to cancel and correct trades, to cross sessions and to halt', () => {
  const [published, reports] = [new Set<string>(), new Set<string>()]
  let withLegs = 0
  for (let seed = 1; seed <= 10; seed++) {
    const { exchange, record } = opened()
    for (const [place, one] of fc.sample(step, { numRuns: 200, seed }).entries()) one(exchange, place)
    for (const { type } of record.published) published.add(type)
    for (const [, { execType, legs }] of record.reports) {
      reports.add(execType)
      if (legs !== undefined) withLegs += 1
    }
  }
  expect([...published]).toEqual(expect.arrayContaining(['trade', 'status', 'settlement', 'openInterest']))
  expect([...reports]).toEqual(expect.arrayContaining(['tradeCancel', 'tradeCorrect']))
  expect(withLegs).toBeGreaterThan(0)
})
