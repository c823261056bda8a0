// The auction's price written the slow way: every price that could matter is tried. Used by the reference book and by
// the tests of the auction.

export interface AuctionLots {
  readonly price: number
  readonly qty: number
}

export interface SlowAuction {
  readonly bids: readonly AuctionLots[]
  readonly asks: readonly AuctionLots[]
  readonly referencePrice: number
}

interface Candidate {
  readonly price: number
  readonly qty: number
  readonly imbalanceQty: number
}

/** The best candidate, rule by rule; undefined when nothing trades. */
export function slowAuction({ bids, asks, referencePrice }: SlowAuction): Candidate | undefined {
  const sum = (lots: readonly AuctionLots[]) => lots.reduce((total, { qty }) => total + qty, 0)
  const prices = [...bids, ...asks].flatMap(({ price }) => [price - 1, price, price + 1])
  const all = [...new Set([...prices, referencePrice])].map((price): Candidate => {
    const demand = sum(bids.filter((bid) => bid.price >= price))
    const supply = sum(asks.filter((ask) => ask.price <= price))
    return { price, qty: Math.min(demand, supply), imbalanceQty: demand - supply }
  })
  const most = leastBy(
    all.filter(({ qty }) => qty > 0),
    ({ qty }) => -qty,
  )
  const even = leastBy(most, ({ imbalanceQty }) => Math.abs(imbalanceQty))
  if (even.every(({ imbalanceQty }) => imbalanceQty > 0)) return leastBy(even, ({ price }) => -price)[0]
  if (even.every(({ imbalanceQty }) => imbalanceQty < 0)) return leastBy(even, ({ price }) => price)[0]
  const near = leastBy(even, ({ price }) => Math.abs(price - referencePrice))
  return leastBy(near, ({ price }) => -price)[0]
}

function leastBy<T>(rows: readonly T[], figure: (row: T) => number): T[] {
  const least = Math.min(...rows.map(figure))
  return rows.filter((row) => figure(row) === least)
}
