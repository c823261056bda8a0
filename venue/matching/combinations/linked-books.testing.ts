// Books of four months with three calendar spreads, a butterfly and a strip between them, driven the way the
// exchange drives them, with everything that happens kept as rows that read well in an assertion.
import type { AggressorSide, Side } from '../../../shared/domain/order.ts'
import type { MatchingCommand, NewOrder } from '../matching-commands.ts'
import type { CancelReason, MatchingSink, RejectedCommand, RejectReason } from '../matching-events.ts'
import { OrderBook } from '../order-book.ts'
import { CombinationMarket } from './combination-market.ts'
import type { ImpliedListener, ImpliedMatch } from './implied-listener.ts'
import type { Relation } from './relation.ts'

/** Numbers of the books. */
export const months = { a: 0, b: 1, c: 2, d: 3 } as const
export const combined = { ab: 4, bc: 5, ac: 6, fly: 7, strip: 8 } as const
export const bookCount = 9

const { a, b, c } = months

function spread(combination: number, front: number, back: number): Relation {
  const legs = [
    { book: front, ratio: 1, priceWeight: 1 },
    { book: back, ratio: -1, priceWeight: -1 },
  ]
  return { combination, legs, priceDivisor: 1 }
}

export const butterfly: Relation = {
  combination: combined.fly,
  legs: [
    { book: a, ratio: 1, priceWeight: 1 },
    { book: b, ratio: -2, priceWeight: -2 },
    { book: c, ratio: 1, priceWeight: 1 },
  ],
  priceDivisor: 1,
}

export const strip: Relation = {
  combination: combined.strip,
  legs: [21, 20, 23, 22].map((priceWeight, book) => ({ book, ratio: 1, priceWeight })),
  priceDivisor: 86,
}

export const relations: readonly Relation[] = [
  spread(combined.ab, a, b),
  spread(combined.bc, b, c),
  spread(combined.ac, a, c),
  butterfly,
  strip,
]

export type BookEvent =
  | { readonly book: number; readonly kind: 'accepted' | 'triggered'; readonly ref: number }
  | {
      readonly book: number
      readonly kind: 'filled'
      readonly ref: number
      readonly price: number
      readonly qty: number
      readonly leaves: number
      readonly liquidity: 'maker' | 'taker'
    }
  | {
      readonly book: number
      readonly kind: 'trade'
      readonly maker: number
      readonly taker: number
      readonly price: number
      readonly qty: number
      readonly aggressor: AggressorSide
    }
  | {
      readonly book: number
      readonly kind: 'canceled'
      readonly ref: number
      readonly qty: number
      readonly reason: CancelReason
    }
  | {
      readonly book: number
      readonly kind: 'replaced'
      readonly ref: number
      readonly price: number
      readonly qty: number
      readonly leaves: number
    }
  | {
      readonly book: number
      readonly kind: 'rejected'
      readonly ref: number
      readonly command: RejectedCommand
      readonly reason: RejectReason
    }
  | { readonly kind: 'matched'; readonly match: ImpliedMatch }

/** What happens to the books: a command for one of them, or a change of phase. */
export interface LinkedCommand {
  readonly book: number
  readonly command: MatchingCommand
}

export class LinkedBooks implements ImpliedListener {
  readonly books: OrderBook[]
  market: CombinationMarket
  events: BookEvent[] = []
  private readonly active = new Set<number>()

  constructor() {
    this.books = Array.from({ length: bookCount }, (_, book) => new OrderBook(this.sinkOf(book)))
    this.market = new CombinationMarket({ books: this.books, relations }, this)
    for (let book = 0; book < bookCount; book++) this.setActive(book, true)
    this.market.settle()
  }

  book(number: number): OrderBook {
    const book = this.books[number]
    if (book === undefined) throw new Error(`no book ${number}`)
    return book
  }

  isActive(book: number): boolean {
    return this.active.has(book)
  }

  apply({ book, command }: LinkedCommand): void {
    if (command.kind === 'collect') this.setActive(book, false)
    this.book(book).apply(command)
    if (command.kind === 'uncross') this.setActive(book, true)
    this.market.touched(book)
    this.market.settle()
  }

  submit(book: number, order: NewOrder): void {
    this.apply({ book, command: { kind: 'new', order } })
  }

  setActive(book: number, isActive: boolean): void {
    if (isActive) this.active.add(book)
    else this.active.delete(book)
    this.market.setActive(book, isActive)
  }

  /** Throws the books away and builds them again from their images. */
  restoreFromImages(): void {
    const images = this.books.map((book) => JSON.stringify(book.capture()))
    images.forEach((image, number) => {
      this.books[number] = OrderBook.restore(this.sinkOf(number), JSON.parse(image) as never)
    })
    this.market = new CombinationMarket({ books: this.books, relations }, this)
    for (const book of this.active) this.market.setActive(book, true)
    this.market.settle()
  }

  /** The events since the last call. */
  take(): BookEvent[] {
    const { events } = this
    this.events = []
    return events
  }

  matched(match: ImpliedMatch): void {
    this.events.push({ kind: 'matched', match })
  }

  private sinkOf(book: number): MatchingSink {
    const note = (event: BookEvent): number => this.events.push(event)
    return {
      accepted: (ref) => note({ book, kind: 'accepted', ref }),
      triggered: (ref) => note({ book, kind: 'triggered', ref }),
      filled: (ref, price, qty, leaves, liquidity) =>
        note({ book, kind: 'filled', ref, price, qty, leaves, liquidity }),
      trade: (maker, taker, price, qty, _makerLeaves, _takerLeaves, aggressor) =>
        note({ book, kind: 'trade', maker, taker, price, qty, aggressor }),
      canceled: (ref, qty, reason) => note({ book, kind: 'canceled', ref, qty, reason }),
      replaced: (ref, price, qty, leaves) => note({ book, kind: 'replaced', ref, price, qty, leaves }),
      rejected: (ref, command, reason) => note({ book, kind: 'rejected', ref, command, reason }),
    }
  }
}

/** A good-till-cancel limit order, `'5@100'` for 5 lots at 100 ticks. */
export function order(
  side: Side,
  orderRef: number,
  qtyAtPrice: string,
  extra: Partial<NewOrder> = {},
): NewOrder {
  const [orderQty = Number.NaN, limitPrice = Number.NaN] = qtyAtPrice.split('@').map(Number)
  return {
    orderRef,
    account: 0,
    side,
    orderType: 'limit',
    timeInForce: 'gtc',
    limitPrice,
    orderQty,
    ...extra,
  }
}
