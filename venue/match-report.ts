// What `tenor match` prints: a line for each event and the book at the end, as JSON or for people. Called by
// venue/match.ts, which takes the text out again before it grows large.

import type { LevelDepth } from './matching/book-queries.ts'
import type { CancelReason, MatchingSink, RejectedCommand, RejectReason } from './matching/matching-events.ts'
import type { OrderBook } from './matching/order-book.ts'

/** One printed line: `type` first, then the fields that this type of event has. */
type Row = Readonly<Record<string, string | number | boolean>> & { readonly type: string }

export class MatchReport implements MatchingSink {
  private text = ''
  private readonly ids: readonly string[]
  private readonly isJson: boolean

  constructor(ids: readonly string[], { isJson }: { readonly isJson: boolean }) {
    this.ids = ids
    this.isJson = isJson
  }

  /** Characters that wait to be taken. */
  get length(): number {
    return this.text.length
  }

  /** The lines since the last call. */
  take(): string {
    const { text } = this
    this.text = ''
    return text
  }

  accepted(orderRef: number): void {
    this.print({ type: 'accepted', id: this.idOf(orderRef) })
  }

  trade(makerRef: number, takerRef: number, priceTicks: number, qty: number): void {
    this.print({ type: 'trade', maker: this.idOf(makerRef), taker: this.idOf(takerRef), priceTicks, qty })
  }

  canceled(orderRef: number, qty: number, reason: CancelReason): void {
    this.print({ type: 'canceled', id: this.idOf(orderRef), qty, reason })
  }

  replaced(
    orderRef: number,
    priceTicks: number,
    orderQty: number,
    leavesQty: number,
    priorityKept: boolean,
  ): void {
    this.print({ type: 'replaced', id: this.idOf(orderRef), priceTicks, orderQty, leavesQty, priorityKept })
  }

  rejected(orderRef: number, command: RejectedCommand, reason: RejectReason): void {
    this.print({ type: 'rejected', id: this.idOf(orderRef), command, reason })
  }

  triggered(orderRef: number): void {
    this.print({ type: 'triggered', id: this.idOf(orderRef) })
  }

  filled(orderRef: number, priceTicks: number, qty: number): void {
    this.print({ type: 'filled', id: this.idOf(orderRef), priceTicks, qty })
  }

  /** The last lines: what rests, best first. */
  book(book: OrderBook): void {
    const [bids, asks] = [book.levels('buy'), book.levels('sell')]
    this.text += this.isJson ? `${JSON.stringify({ type: 'book', bids, asks })}\n` : bookTable(bids, asks)
  }

  private print(row: Row): void {
    this.text += this.isJson ? `${JSON.stringify(row)}\n` : wordsOf(row)
  }

  private idOf(orderRef: number): string {
    return this.ids[orderRef] ?? ''
  }
}

function wordsOf({ type, ...fields }: Row): string {
  const words = Object.entries(fields).map(([name, value]) => `${name} ${value}`)
  return `${type.padEnd(9)} ${words.join('  ')}\n`
}

function bookTable(bids: readonly LevelDepth[], asks: readonly LevelDepth[]): string {
  const cells = (level: LevelDepth | undefined): string[] =>
    (level === undefined ? ['', '', ''] : [level[2], level[1], level[0]]).map((cell) =>
      String(cell).padStart(11),
    )
  const head = ['orders', 'bid qty', 'bid', 'ask', 'ask qty', 'orders'].map((word) => word.padStart(11))
  const rows = Array.from({ length: Math.max(bids.length, asks.length) }, (_, rank) => [
    ...cells(bids[rank]),
    ...cells(asks[rank]).reverse(),
  ])
  return `${[head, ...rows].map((row) => row.join('').trimEnd()).join('\n')}\n`
}
