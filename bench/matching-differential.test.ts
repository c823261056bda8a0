// Differential test: random flows give the same trades and the same depth in our book as in npm
// nodejs-order-book, for what both have: limit GTC, IOC, FOK and post-only, market orders, cancels and replaces. The
// peer is installed apart (`npm ci` in bench/); without it the test is skipped.
// Left out where the two mean different things: its modify gives what is left a quantity and always loses the place, so
// that only replaces to another price are compared; it cancels a post-only order whose modify would trade, ours rejects
// the replace; it refuses stops whose price is reached, ours go off at once, and its OCO orders we do not have.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Side } from '../shared/domain/order.ts'
import type { MatchingSink } from '../venue/matching/matching-events.ts'
import { OrderBook } from '../venue/matching/order-book.ts'
import { importPeerMatching, orderKey, type PeerOrderBook, type PeerReport } from './matching-peer.ts'

const peer = await importPeerMatching().catch(() => undefined)

type TimeInForce = keyof typeof peerTimeInForce
const peerTimeInForce = { gtc: 'GTC', ioc: 'IOC', fok: 'FOK' } as const

type Step =
  | { kind: 'limit'; side: Side; price: number; qty: number; timeInForce: TimeInForce; isPostOnly: boolean }
  | { kind: 'market'; side: Side; qty: number }
  | { kind: 'cancel'; orderRef: number }
  | { kind: 'replace'; orderRef: number; price: number; qty: number }

const side = fc.constantFrom<Side>('buy', 'sell')
const qty = fc.integer({ min: 1, max: 9 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('limit' as const),
      side,
      price: fc.integer({ min: 1, max: 12 }),
      qty,
      timeInForce: fc.constantFrom<TimeInForce>('gtc', 'gtc', 'gtc', 'ioc', 'fok'),
      isPostOnly: fc.integer({ min: 0, max: 5 }).map((draw) => draw === 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('market' as const), side, qty }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('cancel' as const), orderRef: fc.integer({ min: 1, max: 80 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('replace' as const),
      orderRef: fc.integer({ min: 1, max: 80 }),
      price: fc.integer({ min: 1, max: 12 }),
      qty,
    }),
  },
)

type Trade = readonly [maker: string, qty: number]

describe.skipIf(peer === undefined)('OrderBook beside nodejs-order-book', { timeout: 60_000 }, () => {
  it('makes the same trades, cancels the same orders and shows the same depth', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
        const sink = new TradesAndCancels()
        const book = new OrderBook(sink)
        const peerBook = new peer!.OrderBook()
        const ours: unknown[] = []
        const theirs: unknown[] = []
        steps.forEach((next, index) => {
          const orderRef = next.kind === 'replace' ? next.orderRef : index + 1
          if (next.kind === 'replace' && !isComparable(book, next, steps[orderRef - 1])) return
          enterOurs(book, orderRef, next)
          const { trades, canceled } = sink.take()
          ours.push(next.kind === 'cancel' ? canceled.length > 0 : trades)
          if (next.kind === 'cancel') theirs.push(peerBook.cancel(orderKey(next.orderRef)) !== undefined)
          else theirs.push(peerTrades(enterPeer(peerBook, orderRef, next), orderRef))
        })
        const [asks, bids] = peerBook.depth()
        ours.push(depth(book, 'buy'), depth(book, 'sell'))
        theirs.push(bids, asks)
        expect(ours).toEqual(theirs)
      }),
      { numRuns: 2_000 },
    )
  })
})

/** Whether both books mean the same by a replace; `entered` is the step that the order came from. */
function isComparable(book: OrderBook, next: Step & { kind: 'replace' }, entered: Step | undefined): boolean {
  const order = book.order(next.orderRef)
  const isPostOnly = entered?.kind === 'limit' && isPostOnlyStep(entered)
  return order !== undefined && order.price !== next.price && !isPostOnly
}

/** Post-only is for what can rest. */
function isPostOnlyStep({ isPostOnly, timeInForce }: Step & { kind: 'limit' }): boolean {
  return isPostOnly && timeInForce === 'gtc'
}

class TradesAndCancels implements MatchingSink {
  private trades: Trade[] = []
  private canceledRefs: number[] = []

  take(): { trades: Trade[]; canceled: number[] } {
    const taken = { trades: this.trades, canceled: this.canceledRefs }
    this.trades = []
    this.canceledRefs = []
    return taken
  }

  trade(makerRef: number, _takerRef: number, _price: number, lastQty: number): void {
    this.trades.push([orderKey(makerRef), lastQty])
  }

  canceled(orderRef: number): void {
    this.canceledRefs.push(orderRef)
  }

  accepted(): void {}
  triggered(): void {}
  filled(): void {}
  replaced(): void {}
  rejected(): void {}
}

function enterOurs(book: OrderBook, orderRef: number, next: Step): void {
  switch (next.kind) {
    case 'limit': {
      const { side, price: limitPrice, qty: orderQty, timeInForce } = next
      const order = {
        orderRef,
        account: 0,
        side,
        orderType: 'limit',
        timeInForce,
        limitPrice,
        orderQty,
      } as const
      book.submit(isPostOnlyStep(next) ? { ...order, postOnly: true } : order)
      return
    }
    case 'replace': {
      // Ours names the whole quantity, the peer what is to be left.
      const cumQty = book.order(orderRef)?.cumQty ?? 0
      book.replace({ orderRef, limitPrice: next.price, orderQty: cumQty + next.qty })
      return
    }
    case 'market': {
      const { side, qty: orderQty } = next
      book.submit({ orderRef, account: 0, side, orderType: 'market', timeInForce: 'ioc', orderQty })
      return
    }
    case 'cancel':
      book.cancel(next.orderRef)
  }
}

function enterPeer(
  book: PeerOrderBook,
  orderRef: number,
  next: Exclude<Step, { kind: 'cancel' }>,
): PeerReport {
  if (next.kind === 'market') return book.market({ side: next.side, size: next.qty })
  if (next.kind === 'replace') return book.modify(orderKey(orderRef), { price: next.price, size: next.qty })
  const { side, price, qty: size } = next
  return book.limit({
    id: orderKey(orderRef),
    side,
    price,
    size,
    timeInForce: peerTimeInForce[next.timeInForce],
    postOnly: isPostOnlyStep(next),
  })
}

/**
 * The peer lists the makers that are filled, then the one that is filled in part; the taker itself may
 * follow.
 */
function peerTrades({ done, partial, partialQuantityProcessed }: PeerReport, takerRef: number): Trade[] {
  const filled = done.map(({ id, size }): Trade => [id, size])
  const inPart: Trade[] = partial === null ? [] : [[partial.id, partialQuantityProcessed]]
  return [...filled, ...inPart].filter(([id]) => id !== orderKey(takerRef))
}

function depth(book: OrderBook, of: Side): [number, number][] {
  return book.levels(of).map(([price, restingQty]) => [price, restingQty])
}
