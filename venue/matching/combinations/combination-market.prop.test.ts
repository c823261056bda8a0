// Properties of linked books over random command streams; fast-check prints the seed and the shortest
// failure.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Side } from '../../../shared/domain/order.ts'
import { bruteForceImplied, type BruteImplied } from './brute-force-implied.testing.ts'
import {
  bookCount,
  LinkedBooks,
  relations,
  type BookEvent,
  type LinkedCommand,
} from './linked-books.testing.ts'
import { OrderLedger } from './order-ledger.testing.ts'
import { linkedStream } from './random-linked-commands.testing.ts'

const sides: readonly Side[] = ['buy', 'sell']

function played(commands: readonly LinkedCommand[]): BookEvent[] {
  const linked = new LinkedBooks()
  for (const command of commands) linked.apply(command)
  return linked.take()
}

function bestOf(linked: LinkedBooks, book: number, side: Side): readonly [number, number] | undefined {
  const [level] = linked.book(book).levels(side, 1)
  return level === undefined ? undefined : [level[0], level[1]]
}

/** All that is implied now, by relations whose books all trade. */
function impliedNow(linked: LinkedBooks): BruteImplied[] {
  const active = relations.filter(({ combination, legs }) =>
    [combination, ...legs.map((leg) => leg.book)].every((book) => linked.isActive(book)),
  )
  return active.flatMap((relation) => bruteForceImplied(relation, (book, side) => bestOf(linked, book, side)))
}

/** The books in which prices meet. */
function crossedBooks(linked: LinkedBooks, implied: readonly BruteImplied[]): string[] {
  const crossed: string[] = []
  for (let book = 0; book < bookCount; book++) {
    const [bid, ask] = [bestOf(linked, book, 'buy'), bestOf(linked, book, 'sell')]
    if (linked.isActive(book) && bid !== undefined && ask !== undefined && bid[0] >= ask[0])
      crossed.push(`direct in ${book}`)
  }
  for (const { book, side, price } of implied) {
    const direct = bestOf(linked, book, opposite(side))
    if (direct !== undefined && (side === 'buy' ? price >= direct[0] : price <= direct[0]))
      crossed.push(`implied ${side} in ${book}`)
  }
  return crossed
}

/**
 * Where an order of nobody's account that may trade at once should trade first; undefined for any other
 * command.
 */
function bestForNewOrder(linked: LinkedBooks, { book, command }: LinkedCommand): FirstTrade | undefined {
  if (command.kind !== 'new' || !linked.isActive(book)) return undefined
  const { account, side, orderType, timeInForce, limitPrice, postOnly, orderQty } = command.order
  const isPlain = (orderType === 'limit' && postOnly !== true) || orderType === 'market'
  if (account !== 0 || !isPlain || timeInForce === 'fok') return undefined
  const from = opposite(side)
  // A single lot of the belly is too small for a butterfly, which this leaves to the examples.
  if (orderQty < 2) return undefined
  const direct = bestOf(linked, book, from)?.[0]
  const implied = impliedNow(linked).filter((price) => price.book === book && price.side === from)
  const all = [...(direct === undefined ? [] : [direct]), ...implied.map(({ price }) => price)]
  if (all.length === 0) return undefined
  const price = side === 'buy' ? Math.min(...all) : Math.max(...all)
  if (limitPrice !== undefined && (side === 'buy' ? price > limitPrice : price < limitPrice)) return undefined
  return { price, isDirect: price === direct }
}

interface FirstTrade {
  readonly price: number
  readonly isDirect: boolean
}

function firstTrade(events: readonly BookEvent[], { book, command }: LinkedCommand): FirstTrade | undefined {
  if (command.kind !== 'new') return undefined
  const ref = command.order.orderRef
  for (const event of events) {
    if (event.kind === 'trade' && event.book === book && event.taker === ref)
      return { price: event.price, isDirect: true }
    if (event.kind === 'filled' && event.book === book && event.ref === ref)
      return { price: event.price, isDirect: false }
  }
  return undefined
}

const isPreventedSelfTrade = (event: BookEvent): boolean =>
  event.kind === 'canceled' && event.reason === 'selfTradePrevented'
const isAccepted = (event: BookEvent): boolean => event.kind === 'accepted'

function opposite(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy'
}

describe('linked books over random command streams', { timeout: 120_000 }, () => {
  it('never shows a direct or implied price that locks or crosses a book', () => {
    let implied = 0
    let matches = 0
    fc.assert(
      fc.property(linkedStream(100), (commands) => {
        const linked = new LinkedBooks()
        for (const command of commands) {
          linked.apply(command)
          const now = impliedNow(linked)
          implied += now.length
          expect(crossedBooks(linked, now)).toEqual([])
        }
        matches += linked.take().filter((event) => event.kind === 'matched').length
      }),
      { numRuns: 3_000 },
    )
    // The streams are worth something only while implied prices are common and trade.
    expect(implied).toBeGreaterThan(200_000)
    expect(matches).toBeGreaterThan(3_000)
  })

  it('trades first at the best price there is, direct orders before implied ones', () => {
    let firstTrades = 0
    fc.assert(
      fc.property(linkedStream(150), (commands) => {
        const linked = new LinkedBooks()
        for (const command of commands) {
          const expected = bestForNewOrder(linked, command)
          linked.take()
          linked.apply(command)
          const events = linked.take()
          if (expected === undefined || events.some(isPreventedSelfTrade) || !events.some(isAccepted))
            continue
          expect(firstTrade(events, command)).toEqual(expected)
          firstTrades++
        }
      }),
      { numRuns: 1_000 },
    )
    expect(firstTrades).toBeGreaterThan(2_000)
  })

  it('conserves lots leg by leg, adds up, keeps limits, and no account meets itself', () => {
    fc.assert(
      fc.property(linkedStream(150), (commands) => {
        const linked = new LinkedBooks()
        const ledger = new OrderLedger()
        for (const command of commands) {
          linked.apply(command)
          ledger.note(command, linked.take())
          expect(ledger.broken).toEqual([])
        }
        for (let book = 0; book < bookCount; book++)
          expect(ledger.openQty(book), `book ${book}`).toBe(openIn(linked, book))
      }),
      { numRuns: 3_000 },
    )
  })

  it('tells as market data what the levels imply, each change once', () => {
    fc.assert(
      fc.property(linkedStream(80), (commands) => {
        const linked = new LinkedBooks()
        const told = new Map<string, { price: number; qty: number }>()
        for (const command of commands) {
          linked.apply(command)
          linked.market.drainChangedImplied((book, side, top) => {
            const key = `${book} ${side}`
            expect(top).not.toEqual(told.get(key))
            if (top === undefined) told.delete(key)
            else told.set(key, top)
          })
          const expected = new Map<string, { price: number; qty: number }>()
          for (const { book, side, price, qty } of impliedNow(linked)) {
            const key = `${book} ${side}`
            const best = expected.get(key)
            const isBetter = best === undefined || (side === 'buy' ? price > best.price : price < best.price)
            if (isBetter || (price === best.price && qty > best.qty)) expected.set(key, { price, qty })
          }
          expect(told).toEqual(expected)
          for (let book = 0; book < bookCount; book++)
            for (const side of sides)
              expect(linked.market.impliedTop(book, side)).toEqual(expected.get(`${book} ${side}`))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('gives the same events for the same commands', () => {
    fc.assert(
      fc.property(linkedStream(150), (commands) => {
        expect(played(commands)).toEqual(played(commands))
      }),
      { numRuns: 500 },
    )
  })

  it('goes on the same after the books were restored from their images', () => {
    fc.assert(
      fc.property(linkedStream(150), fc.nat({ max: 90 }), (commands, at) => {
        const linked = new LinkedBooks()
        commands.forEach((command, index) => {
          if (index === at) linked.restoreFromImages()
          linked.apply(command)
        })
        expect(linked.take()).toEqual(played(commands))
      }),
      { numRuns: 1_000 },
    )
  })
})

/** Lots of all orders in a book, hidden ones and waiting stops included, asked one by one. */
function openIn(linked: LinkedBooks, book: number): number {
  let open = 0
  for (let ref = 1; ref <= 40; ref++) {
    const order = linked.book(book).order(ref) ?? linked.book(book).waitingStop(ref)
    if (order !== undefined) open += 'leavesQty' in order ? order.leavesQty : order.orderQty
  }
  return open
}
