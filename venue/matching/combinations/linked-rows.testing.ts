// Short words for the tables of the combination tests.
import type { Side } from '../../../shared/domain/order.ts'
import type { NewOrder } from '../matching-commands.ts'
import { combined, LinkedBooks, months, order, type BookEvent } from './linked-books.testing.ts'

export const books = { ...months, ...combined }
export type Name = keyof typeof books
/** An order for a book, as a row of a table. */
export type Row = readonly [
  book: Name,
  side: Side,
  ref: number,
  qtyAtPrice: string,
  extra?: Partial<NewOrder>,
]

const nameOf = (book: number): string =>
  Object.entries(books).find(([, number]) => number === book)?.[0] ?? '?'

export function enter(linked: LinkedBooks, [book, side, ref, qtyAtPrice, extra]: Row): void {
  linked.submit(books[book], order(side, ref, qtyAtPrice, extra))
}

/** What happened as sentences, without the accepted orders and the fills that a match tells again. */
export function told(events: readonly BookEvent[]): string[] {
  return events.flatMap((event) => {
    switch (event.kind) {
      case 'matched': {
        const { incoming, fills } = event.match
        const parts = fills.map(
          (fill) => `${nameOf(fill.book)}#${fill.orderRef} ${fill.side} ${fill.qty}@${fill.price}`,
        )
        return [`${nameOf(incoming.book)}#${incoming.orderRef} came in: ${parts.join(', ')}`]
      }
      case 'trade':
        return [`${nameOf(event.book)}: #${event.maker} and #${event.taker} ${event.qty}@${event.price}`]
      case 'canceled':
        return [`${nameOf(event.book)}#${event.ref} canceled ${event.qty} ${event.reason}`]
      case 'triggered':
        return [`${nameOf(event.book)}#${event.ref} triggered`]
      case 'accepted':
      case 'filled':
      case 'replaced':
        return []
      case 'rejected':
        return [`${nameOf(event.book)}#${event.ref} rejected ${event.reason}`]
    }
  })
}

/** Lets the orders rest, enters the last one; what that made happen. */
export function after(resting: readonly Row[], incoming: Row): { linked: LinkedBooks; happened: string[] } {
  const linked = new LinkedBooks()
  for (const row of resting) enter(linked, row)
  linked.take()
  enter(linked, incoming)
  return { linked, happened: told(linked.take()) }
}
