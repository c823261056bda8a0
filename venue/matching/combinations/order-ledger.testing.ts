// Who every order of the linked books belongs to, what it may trade at and what it has left, kept from the
// events alone; says what an event breaks. Used by the property tests.
import type { Side } from '../../../shared/domain/order.ts'
import type { ImpliedMatch } from './implied-listener.ts'
import { combined, relations, type BookEvent, type LinkedCommand } from './linked-books.testing.ts'

interface Known {
  readonly account: number
  readonly side: Side
  limitPrice: number | undefined
  open: number
}

export class OrderLedger {
  readonly broken: string[] = []
  private readonly orders = new Map<string, Known>()
  private told: Extract<BookEvent, { kind: 'filled' }>[] = []

  note({ book, command }: LinkedCommand, events: readonly BookEvent[]): void {
    for (const event of events) {
      if (event.kind === 'matched') {
        this.noteMatch(event.match)
        continue
      }
      switch (event.kind) {
        case 'accepted':
          if (command.kind === 'new' && event.book === book) {
            const { account, side, limitPrice, orderQty } = command.order
            this.orders.set(`${book}/${event.ref}`, { account, side, limitPrice, open: orderQty })
          }
          break
        case 'replaced': {
          const known = this.find(event.book, event.ref)
          known.open = event.leaves
          if (known.limitPrice !== undefined) known.limitPrice = event.price
          break
        }
        case 'trade':
          this.noteTrade(event)
          break
        case 'filled': {
          this.told.push(event)
          const known = this.find(event.book, event.ref)
          known.open -= event.qty
          this.expect(known.open === event.leaves, `leaves of ${event.book}/${event.ref}`)
          this.expect(event.qty > 0, 'a fill has lots')
          this.expectWithinLimit(known, event.price)
          break
        }
        case 'canceled': {
          const known = this.find(event.book, event.ref)
          this.expect(known.open === event.qty, `what ${event.book}/${event.ref} had left`)
          known.open = 0
          break
        }
        case 'triggered':
        case 'rejected':
          break
      }
    }
    this.expect(this.told.length === 0, 'every filled is part of a match')
  }

  /** Lots that the orders of a book have left together. */
  openQty(book: number): number {
    let open = 0
    for (const [key, order] of this.orders) if (key.startsWith(`${book}/`)) open += order.open
    return open
  }

  private noteTrade({ book, maker, taker, price, qty }: Extract<BookEvent, { kind: 'trade' }>): void {
    const [one, two] = [this.find(book, maker), this.find(book, taker)]
    this.expect(one.side !== two.side, 'a buyer meets a seller')
    this.expect(one.account !== two.account || one.account === 0, `self trade in book ${book}`)
    for (const known of [one, two]) {
      known.open -= qty
      this.expectWithinLimit(known, price)
    }
  }

  private noteMatch(match: ImpliedMatch): void {
    const relation = relations[match.relation]
    if (relation === undefined) return void this.broken.push('a match names its relation')
    const fills = match.fills.map(({ book, orderRef: ref, price, qty, leavesQty: leaves, liquidity }) => ({
      book,
      kind: 'filled',
      ref,
      price,
      qty,
      leaves,
      liquidity,
    }))
    this.expect(JSON.stringify(fills) === JSON.stringify(this.told), 'the parts of a match are what was told')
    this.told = []
    this.expect(fills.filter((fill) => fill.liquidity === 'taker').length === 1, 'one order came in')

    const net = new Map<number, number>()
    const add = (book: number, lots: number): void => void net.set(book, (net.get(book) ?? 0) + lots)
    const sign = (side: Side): number => (side === 'buy' ? 1 : -1)
    for (const { book, side, qty } of match.fills) {
      if (book !== relation.combination) add(book, sign(side) * qty)
      else for (const leg of relation.legs) add(leg.book, sign(side) * qty * leg.ratio)
    }
    this.expect(
      [...net.values()].every((lots) => lots === 0),
      'bought and sold lots of each leg are equal',
    )

    const [whole] = match.fills
    if (whole === undefined) return
    this.expect(whole.book === relation.combination && whole.qty === match.units, 'one combination order')
    const sum = relation.legs.reduce(
      (total, leg, index) => total + leg.priceWeight * (match.legPrices[index] ?? 0),
      0,
    )
    const over = match.price * relation.priceDivisor - sum
    const fair = whole.side === 'buy' ? over : -over
    this.expect(relation.combination === combined.strip || over === 0, 'legs add up exactly')
    this.expect(fair >= 0 && fair < relation.priceDivisor, 'legs of a strip add up to its tick')
    const party = this.find(whole.book, whole.orderRef).account
    for (const fill of match.fills.slice(1)) {
      const leg = relation.legs.findIndex(({ book }) => book === fill.book)
      this.expect(match.legPrices[leg] === fill.price, 'a leg has one price')
      this.expect(party === 0 || this.find(fill.book, fill.orderRef).account !== party, 'self trade in a leg')
    }
  }

  private expectWithinLimit({ side, limitPrice }: Known, price: number): void {
    if (limitPrice !== undefined)
      this.expect(
        side === 'buy' ? price <= limitPrice : price >= limitPrice,
        'nobody trades beyond the limit',
      )
  }

  private find(book: number, ref: number): Known {
    const known = this.orders.get(`${book}/${ref}`)
    if (known === undefined) throw new Error(`nobody entered ${book}/${ref}`)
    return known
  }

  private expect(holds: boolean, what: string): void {
    if (!holds) this.broken.push(what)
  }
}
