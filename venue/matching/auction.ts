// The auction: trades what was collected at one price. Called by `OrderBook.uncross`.
// Every bid at the price or above and every offer at the price or below trades, in order of priority, until one side
// has no more. Where two orders of one account would meet, the older one (by its place in time) is canceled and the
// price is found anew, so that nothing trades before the whole is known to be clean.
// Invariant: afterwards the book is not crossed.

import { type AuctionResult, auctionResult } from './auction-price.ts'
import type { BookSide } from './book-side.ts'
import type { BookState } from './book-state.ts'
import { takeShown } from './book-as-leg.ts'
import { cancelResting } from './cancel-resting.ts'
import { intAt } from './columns.ts'
import type { MatchingSink } from './matching-events.ts'
import { accountAt, displayQtyAt, hiddenQtyAt, orderRefAt, shownQtyAt } from './order-slots.ts'

interface Pair {
  readonly buyer: number
  readonly seller: number
  readonly qty: number
}

/** An order while the auction is tried out. */
interface Standing {
  readonly slot: number
  readonly account: number
  readonly displayQty: number
  shownQty: number
  hiddenQty: number
}

/** Trades the collected orders: `canceled` for own orders that would meet, then a `trade` per pair. */
export function uncrossBook(
  state: BookState,
  sink: MatchingSink,
  referencePrice: number,
): AuctionResult | undefined {
  for (;;) {
    const result = auctionResult(state, referencePrice)
    if (result === undefined) return undefined
    const outcome = tryOut(state, result)
    if (!Array.isArray(outcome)) {
      cancelResting(state, sink, olderOf(state, outcome), 'selfTradePrevented')
      continue
    }
    for (const pair of outcome) trade(state, sink, { ...pair, price: result.price })
    state.noteTrades(result.price, result.price)
    return result
  }
}

/** Who trades with whom; or the first pair of one account. */
function tryOut(state: BookState, { price, qty }: AuctionResult): Pair[] | Pair {
  const pairs: Pair[] = []
  const buyers = new StandingQueue(state, state.bids, price)
  const sellers = new StandingQueue(state, state.asks, price)
  for (let missingQty = qty; missingQty > 0;) {
    const buyer = buyers.head()
    const seller = sellers.head()
    const pairQty = Math.min(missingQty, buyer.shownQty, seller.shownQty)
    const pair = { buyer: buyer.slot, seller: seller.slot, qty: pairQty }
    if (buyer.account !== 0 && buyer.account === seller.account) return pair
    pairs.push(pair)
    buyers.take(pairQty)
    sellers.take(pairQty)
    missingQty -= pairQty
  }
  return pairs
}

function olderOf({ slots }: BookState, { buyer, seller }: Pair): number {
  return slots.priority(buyer) < slots.priority(seller) ? buyer : seller
}

function trade(state: BookState, sink: MatchingSink, pair: Pair & { readonly price: number }): void {
  const { buyer, seller, qty, price } = pair
  const { cells } = state.slots
  const buyerRef = intAt(cells, buyer + orderRefAt)
  const sellerRef = intAt(cells, seller + orderRefAt)
  const buyerLeavesQty = takeShown(state, buyer, qty)
  const sellerLeavesQty = takeShown(state, seller, qty)
  sink.trade(buyerRef, sellerRef, price, qty, buyerLeavesQty, sellerLeavesQty, 'none')
}

/** The orders of a side that may trade at a price, in order of priority; icebergs come round within their level. */
class StandingQueue {
  private readonly levels: Standing[][] = []
  private level = 0
  private place = 0

  constructor({ slots: { cells } }: BookState, side: BookSide, worstPrice: number) {
    let lastPrice: number | undefined
    side.visitOrdersDownTo(side.ladder.keyOf(worstPrice), (slot, price) => {
      if (price !== lastPrice) this.levels.push([])
      lastPrice = price
      this.levels.at(-1)?.push({
        slot,
        account: intAt(cells, slot + accountAt),
        displayQty: intAt(cells, slot + displayQtyAt),
        shownQty: intAt(cells, slot + shownQtyAt),
        hiddenQty: intAt(cells, slot + hiddenQtyAt),
      })
    })
  }

  /** The next to trade; there is one as long as lots of the auction are missing. */
  head(): Standing {
    const standing = this.levels[this.level]?.[this.place]
    if (standing === undefined)
      throw new Error('Invariant broken: the auction trades no more than its orders hold')
    return standing
  }

  take(qty: number): void {
    const standing = this.head()
    const level = this.levels[this.level] ?? []
    standing.shownQty -= qty
    if (standing.shownQty > 0) return
    if (standing.hiddenQty > 0) {
      const shownQty = Math.min(standing.displayQty, standing.hiddenQty)
      level.push({ ...standing, shownQty, hiddenQty: standing.hiddenQty - shownQty })
    }
    this.place++
    if (this.place < level.length) return
    this.level++
    this.place = 0
  }
}
