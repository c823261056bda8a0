// The rules of the book written the slow and obvious way: one array in order of time, sorted again for each
// trade. The property tests hold the real book to it, event by event.

import type { Side } from '../../shared/domain/order.ts'
import type { LevelDepth } from './book-queries.ts'
import type { MatchingCommand, NewOrder, ReplaceOrder } from './matching-commands.ts'
import type { CancelReason, RejectedCommand, RejectReason } from './matching-events.ts'
import type { RecordedEvent } from './recording-sink.testing.ts'

interface Resting {
  readonly ref: number
  readonly account: number
  readonly side: Side
  price: number
  qty: number
  leaves: number
  readonly day: boolean
}

export class ReferenceBook {
  readonly events: RecordedEvent[] = []
  private resting: Resting[] = []

  apply(command: MatchingCommand): void {
    switch (command.kind) {
      case 'new':
        return this.submit(command.order)
      case 'cancel':
        return this.cancel(command.orderRef)
      case 'replace':
        return this.replace(command.change)
      case 'massCancel': {
        const { account, side, reason } = command.massCancel
        if (!isInt32(account) || account < 0) return this.reject(0, 'massCancel', 'accountOutOfRange')
        const fits = (order: Resting) =>
          order.account === account && (side === undefined || order.side === side)
        return this.cancelAll(fits, reason)
      }
      case 'expireDay':
        return this.cancelAll((order) => order.day, 'endOfDay')
    }
  }

  levels(side: Side): LevelDepth[] {
    const levels = new Map<number, [number, number, number]>()
    for (const { price, leaves } of this.byPriority(side)) {
      const level = levels.get(price) ?? [price, 0, 0]
      levels.set(price, [price, level[1] + leaves, level[2] + 1])
    }
    return [...levels.values()]
  }

  private submit(order: NewOrder): void {
    const { orderRef: ref, account, side, orderQty: qty, timeInForce } = order
    const problem = problemOf(order) ?? (this.find(ref) === undefined ? undefined : 'duplicateOrder')
    if (problem !== undefined) return this.reject(ref, 'new', problem)
    this.events.push(['accepted', ref])
    const price = order.limitPrice ?? (side === 'buy' ? Infinity : -Infinity)
    const incoming = { ref, account, side, price, qty, leaves: qty, day: timeInForce === 'day' }
    const fillable = this.matchable(incoming).filter((maker) => !isOwn(maker, incoming))
    if (timeInForce === 'fok' && fillable.reduce((sum, maker) => sum + maker.leaves, 0) < qty) {
      this.events.push(['canceled', ref, qty, 'fokNotFilled'])
      return
    }
    this.match(incoming)
    if (incoming.leaves === 0) return
    if (order.orderType === 'limit' && (timeInForce === 'gtc' || timeInForce === 'day'))
      this.resting.push(incoming)
    else this.events.push(['canceled', ref, incoming.leaves, 'noLiquidity'])
  }

  private cancel(ref: number): void {
    const order = this.find(ref)
    if (order === undefined) return this.reject(ref, 'cancel', 'unknownOrder')
    this.end(order, 'userRequested')
  }

  private replace({ orderRef: ref, limitPrice, orderQty }: ReplaceOrder): void {
    const order = this.find(ref)
    if (order === undefined) return this.reject(ref, 'replace', 'unknownOrder')
    if (!isInt32(limitPrice)) return this.reject(ref, 'replace', 'priceOutOfRange')
    if (!isInt32(orderQty) || orderQty <= 0) return this.reject(ref, 'replace', 'qtyOutOfRange')
    const cum = order.qty - order.leaves
    if (orderQty <= cum) return this.end(order, 'userRequested')
    const kept = order.price === limitPrice && orderQty < order.qty
    order.price = limitPrice
    order.qty = orderQty
    order.leaves = orderQty - cum
    this.events.push(['replaced', ref, limitPrice, orderQty, order.leaves, kept ? 'kept' : 'lost'])
    if (kept) return
    this.remove(order)
    this.match(order)
    if (order.leaves > 0) this.resting.push(order)
  }

  private match(incoming: Resting): void {
    for (;;) {
      const maker = this.matchable(incoming)[0]
      if (maker === undefined || incoming.leaves === 0) return
      if (isOwn(maker, incoming)) {
        this.end(maker, 'selfTradePrevented')
        continue
      }
      const qty = Math.min(maker.leaves, incoming.leaves)
      maker.leaves -= qty
      incoming.leaves -= qty
      if (maker.leaves === 0) this.remove(maker)
      const leaves = `${maker.leaves}/${incoming.leaves}`
      this.events.push(['trade', maker.ref, incoming.ref, maker.price, qty, leaves, incoming.side])
    }
  }

  private matchable({ side, price }: Resting): Resting[] {
    const opposite = this.byPriority(side === 'buy' ? 'sell' : 'buy')
    return opposite.filter((maker) => (side === 'buy' ? maker.price <= price : maker.price >= price))
  }

  private byPriority(side: Side): Resting[] {
    const orders = this.resting.filter((order) => order.side === side)
    return orders.sort((a, b) => (side === 'buy' ? b.price - a.price : a.price - b.price))
  }

  private cancelAll(fits: (order: Resting) => boolean, reason: CancelReason): void {
    for (const order of [...this.byPriority('buy'), ...this.byPriority('sell')].filter(fits))
      this.end(order, reason)
  }

  private end(order: Resting, reason: CancelReason): void {
    this.remove(order)
    this.events.push(['canceled', order.ref, order.leaves, reason])
  }

  private remove(order: Resting): void {
    this.resting = this.resting.filter((other) => other !== order)
  }

  private find(ref: number): Resting | undefined {
    return this.resting.find((order) => order.ref === ref)
  }

  private reject(ref: number, command: RejectedCommand, reason: RejectReason): void {
    this.events.push(['rejected', ref, command, reason])
  }
}

function isOwn(maker: Resting, incoming: Resting): boolean {
  return incoming.account !== 0 && maker.account === incoming.account
}

function isInt32(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value + 0.5) < 2 ** 31
}

function problemOf(order: NewOrder): RejectReason | undefined {
  if (!isInt32(order.orderRef) || order.orderRef <= 0) return 'orderRefOutOfRange'
  if (!isInt32(order.account) || order.account < 0) return 'accountOutOfRange'
  if (!isInt32(order.orderQty) || order.orderQty <= 0) return 'qtyOutOfRange'
  if ((order.orderType === 'limit') !== (order.limitPrice !== undefined)) return 'priceMissing'
  return order.limitPrice === undefined || isInt32(order.limitPrice) ? undefined : 'priceOutOfRange'
}
