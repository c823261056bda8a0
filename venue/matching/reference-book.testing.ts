// The rules of the book written the slow and obvious way: one array in order of time, sorted again for each
// trade. The property tests hold the real book to it, event by event.

import type { SelfTradePrevention, Side } from '../../shared/domain/order.ts'
import type { LevelDepth } from './book-queries.ts'
import type { MatchingCommand, NewOrder, ReplaceOrder } from './matching-commands.ts'
import type { CancelReason, RejectedCommand } from './matching-events.ts'
import type { RecordedEvent } from './recording-sink.testing.ts'
import { type AuctionLots, slowAuction } from './reference-auction.testing.ts'
import { problemOf, replaceProblemOf, isInt32 } from './reference-checks.testing.ts'

export interface Resting {
  readonly ref: number
  readonly account: number
  readonly side: Side
  price: number
  qty: number
  shown: number
  hidden: number
  readonly display: number
  readonly lastDay: number
  readonly postOnly: boolean
  readonly selfTrade: SelfTradePrevention
  /** Only while it waits. */
  stopPrice: number | undefined
  readonly becomesLimit: boolean
}

export class ReferenceBook {
  readonly events: RecordedEvent[] = []
  private resting: Resting[] = []
  private waiting: Resting[] = []
  private collecting = false
  private lastPrice: number | undefined
  /** Prices traded since the stops were last looked through. */
  private traded: number[] = []

  apply(command: MatchingCommand): void {
    this.carryOut(command)
    this.runStops()
  }

  levels(side: Side): LevelDepth[] {
    const levels = new Map<number, [number, number, number]>()
    for (const { price, shown } of this.byPriority(side)) {
      const level = levels.get(price) ?? [price, 0, 0]
      levels.set(price, [price, level[1] + shown, level[2] + 1])
    }
    return [...levels.values()]
  }

  private carryOut(command: MatchingCommand): void {
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
        return this.cancelAll((order) => order.lastDay <= command.day, 'endOfDay')
      case 'collect':
        this.collecting = true
        return
      case 'uncross':
        this.uncross(command.referencePrice)
        this.collecting = false
        if (this.lastPrice !== undefined) this.traded.push(this.lastPrice)
    }
  }

  private submit(order: NewOrder): void {
    const { orderRef: ref, account, side, orderQty: qty, timeInForce, orderType } = order
    const duplicate = this.find(ref) === undefined ? undefined : 'duplicateOrder'
    const problem = problemOf(order) ?? duplicate ?? this.problemNow(order)
    if (problem !== undefined) return this.reject(ref, 'new', problem)
    this.events.push(['accepted', ref])
    const incoming: Resting = {
      ref,
      account,
      side,
      price: order.limitPrice ?? (side === 'buy' ? Infinity : -Infinity),
      qty,
      shown: qty,
      hidden: 0,
      display: order.displayQty ?? Infinity,
      lastDay: timeInForce === 'day' ? -Infinity : (order.expireDay ?? Infinity),
      postOnly: order.postOnly ?? false,
      selfTrade: order.selfTrade ?? 'cancelOldest',
      stopPrice: order.stopPrice,
      becomesLimit: orderType === 'stopLimit',
    }
    if (order.stopPrice !== undefined) {
      this.waiting.push(incoming)
      this.checkStop(incoming)
      return
    }
    if (orderType === 'marketToLimit') {
      const best = this.byPriority(side === 'buy' ? 'sell' : 'buy')[0]
      if (best === undefined) return void this.events.push(['canceled', ref, qty, 'noLiquidity'])
      incoming.price = best.price
    }
    if (!this.collecting) {
      if (timeInForce === 'fok' && this.couldTrade(incoming) < qty)
        return void this.events.push(['canceled', ref, qty, 'fokNotFilled'])
      if (this.couldTrade(incoming) < (order.minQty ?? 0))
        return void this.events.push(['canceled', ref, qty, 'minQtyNotFilled'])
      this.match(incoming)
    }
    if (incoming.shown === 0) return
    if (orderType !== 'market' && timeInForce !== 'ioc' && timeInForce !== 'fok') this.rest(incoming)
    else this.events.push(['canceled', ref, incoming.shown, 'noLiquidity'])
  }

  private problemNow({ orderType, timeInForce, minQty, postOnly, side, limitPrice = 0 }: NewOrder) {
    const needsTrade = timeInForce === 'ioc' || timeInForce === 'fok' || minQty !== undefined
    if (this.collecting) {
      const canRest = ['limit', 'stop', 'stopLimit'].includes(orderType)
      return needsTrade || !canRest ? 'notWhileCollecting' : undefined
    }
    return postOnly === true && this.reachable(side, limitPrice).length > 0 ? 'wouldTrade' : undefined
  }

  private cancel(ref: number): void {
    const order = this.find(ref)
    if (order === undefined) return this.reject(ref, 'cancel', 'unknownOrder')
    this.end(order, 'userRequested')
  }

  private replace(change: ReplaceOrder): void {
    const { orderRef: ref, limitPrice, orderQty } = change
    const order = this.find(ref)
    if (order === undefined) return this.reject(ref, 'replace', 'unknownOrder')
    const isWaiting = this.waiting.includes(order)
    const problem = replaceProblemOf(change, { isWaiting, hasLimit: !isWaiting || order.becomesLimit })
    if (problem !== undefined) return this.reject(ref, 'replace', problem)
    if (isWaiting) return this.replaceWaiting(order, change)
    const leavesBefore = order.shown + order.hidden
    const cum = order.qty - leavesBefore
    const price = limitPrice ?? NaN
    const leaves = orderQty - cum
    if (leaves <= 0) return this.end(order, 'userRequested')
    if (order.price === price && orderQty < order.qty) {
      order.qty = orderQty
      order.shown = Math.min(order.shown, leaves)
      order.hidden = leaves - order.shown
      this.events.push(['replaced', ref, price, orderQty, leaves, 'kept'])
      return
    }
    if (order.postOnly && !this.collecting && this.reachable(order.side, price).length > 0)
      return this.reject(ref, 'replace', 'wouldTrade')
    this.events.push(['replaced', ref, price, orderQty, leaves, 'lost'])
    this.remove(order)
    Object.assign(order, { price, qty: orderQty, shown: leaves, hidden: 0 })
    this.enterAgain(order)
  }

  private replaceWaiting(order: Resting, { limitPrice, stopPrice, orderQty }: ReplaceOrder): void {
    const newStop = stopPrice ?? order.stopPrice ?? NaN
    const kept = newStop === order.stopPrice && orderQty <= order.qty
    order.price = limitPrice ?? order.price
    order.stopPrice = newStop
    order.qty = orderQty
    order.shown = orderQty
    this.events.push([
      'replaced',
      order.ref,
      limitPrice ?? newStop,
      orderQty,
      orderQty,
      kept ? 'kept' : 'lost',
    ])
    if (kept) return
    this.waiting = [...this.waiting.filter((other) => other !== order), order]
    this.checkStop(order)
  }

  private checkStop(order: Resting): void {
    if (!this.collecting && this.lastPrice !== undefined && isReached(order, this.lastPrice))
      this.trigger(order)
  }

  private runStops(): void {
    if (this.collecting) return
    for (;;) {
      const reached = this.waiting.filter((order) => this.traded.some((price) => isReached(order, price)))
      const buys = reached.filter(({ side }) => side === 'buy').sort((a, b) => stopOf(a) - stopOf(b))
      const sells = reached.filter(({ side }) => side === 'sell').sort((a, b) => stopOf(b) - stopOf(a))
      const next = buys[0] ?? sells[0]
      if (next === undefined) break
      this.trigger(next)
    }
    this.traded = []
  }

  private trigger(order: Resting): void {
    this.waiting = this.waiting.filter((other) => other !== order)
    order.stopPrice = undefined
    this.events.push(['triggered', order.ref])
    if (order.becomesLimit) return this.enterAgain(order)
    order.price = order.side === 'buy' ? Infinity : -Infinity
    this.match(order)
    if (order.shown > 0) this.events.push(['canceled', order.ref, order.shown, 'noLiquidity'])
  }

  private enterAgain(order: Resting): void {
    if (!this.collecting) this.match(order)
    if (order.shown > 0) this.rest(order)
  }

  private rest(order: Resting): void {
    const leaves = order.shown
    order.shown = Math.min(leaves, order.display)
    order.hidden = leaves - order.shown
    this.resting.push(order)
  }

  private match(incoming: Resting): void {
    for (;;) {
      const maker = this.reachable(incoming.side, incoming.price)[0]
      if (maker === undefined || incoming.shown === 0) return
      if (isOwn(maker, incoming)) {
        if (incoming.selfTrade !== 'cancelNewest') this.end(maker, 'selfTradePrevented')
        if (incoming.selfTrade === 'cancelOldest') continue
        this.events.push(['canceled', incoming.ref, incoming.shown, 'selfTradePrevented'])
        incoming.shown = 0
        return
      }
      const qty = Math.min(maker.shown, incoming.shown)
      incoming.shown -= qty
      this.take(maker, qty)
      this.traded.push(maker.price)
      this.lastPrice = maker.price
      const leaves = `${maker.shown + maker.hidden}/${incoming.shown}`
      this.events.push(['trade', maker.ref, incoming.ref, maker.price, qty, leaves, incoming.side])
    }
  }

  /** What would trade, found by trading on a copy. */
  private couldTrade(incoming: Resting): number {
    const copy = new ReferenceBook()
    copy.resting = this.resting.map((order) => ({ ...order }))
    copy.match({ ...incoming })
    return copy.events.reduce((sum, event) => (event[0] === 'trade' ? sum + event[4] : sum), 0)
  }

  private take(order: Resting, qty: number): void {
    order.shown -= qty
    if (order.shown > 0) return
    this.remove(order)
    if (order.hidden === 0) return
    order.shown = order.hidden
    this.rest(order)
  }

  private uncross(referencePrice: number): void {
    for (;;) {
      const lots = (side: Side): AuctionLots[] =>
        this.byPriority(side).map(({ price, shown, hidden }) => ({ price, qty: shown + hidden }))
      const result = slowAuction({ bids: lots('buy'), asks: lots('sell'), referencePrice })
      if (result === undefined) return
      const before = { resting: this.resting.map((order) => ({ ...order })), events: this.events.length }
      const clash = this.tradeAt(result.price)
      if (clash === undefined) {
        this.lastPrice = result.price
        this.traded.push(result.price)
        return
      }
      // Nothing has happened yet: the older of the two goes and the auction starts over.
      this.events.length = before.events
      this.resting = before.resting
      const older = this.resting.find(({ ref }) => clash.includes(ref))
      if (older !== undefined) this.end(older, 'selfTradePrevented')
    }
  }

  private tradeAt(price: number): number[] | undefined {
    for (;;) {
      const buyer = this.byPriority('buy').find((order) => order.price >= price)
      const seller = this.byPriority('sell').find((order) => order.price <= price)
      if (buyer === undefined || seller === undefined) return undefined
      if (isOwn(buyer, seller)) return [buyer.ref, seller.ref]
      const qty = Math.min(buyer.shown, seller.shown)
      this.take(buyer, qty)
      this.take(seller, qty)
      const leaves = `${buyer.shown + buyer.hidden}/${seller.shown + seller.hidden}`
      this.events.push(['trade', buyer.ref, seller.ref, price, qty, leaves, 'none'])
    }
  }

  private reachable(side: Side, price: number): Resting[] {
    const opposite = this.byPriority(side === 'buy' ? 'sell' : 'buy')
    return opposite.filter((maker) => (side === 'buy' ? maker.price <= price : maker.price >= price))
  }

  private byPriority(side: Side): Resting[] {
    const orders = this.resting.filter((order) => order.side === side)
    return orders.sort((a, b) => (side === 'buy' ? b.price - a.price : a.price - b.price))
  }

  private cancelAll(fits: (order: Resting) => boolean, reason: CancelReason): void {
    const stops = (side: Side) =>
      this.waiting
        .filter((order) => order.side === side)
        .sort((a, b) => (side === 'buy' ? stopOf(a) - stopOf(b) : stopOf(b) - stopOf(a)))
    const all = [...this.byPriority('buy'), ...this.byPriority('sell'), ...stops('buy'), ...stops('sell')]
    for (const order of all.filter(fits)) this.end(order, reason)
  }

  private end(order: Resting, reason: CancelReason): void {
    this.remove(order)
    this.waiting = this.waiting.filter((other) => other !== order)
    this.events.push(['canceled', order.ref, order.shown + order.hidden, reason])
  }

  private remove(order: Resting): void {
    this.resting = this.resting.filter((other) => other !== order)
  }

  private find(ref: number): Resting | undefined {
    return [...this.resting, ...this.waiting].find((order) => order.ref === ref)
  }

  private reject(ref: number, command: RejectedCommand, reason: RecordedEvent[3] & string): void {
    this.events.push(['rejected', ref, command, reason] as RecordedEvent)
  }
}

function isOwn(maker: Resting, incoming: Resting): boolean {
  return incoming.account !== 0 && maker.account === incoming.account
}

function stopOf({ stopPrice = NaN }: Resting): number {
  return stopPrice
}

function isReached({ side, stopPrice = NaN }: Resting, price: number): boolean {
  return side === 'buy' ? price >= stopPrice : price <= stopPrice
}
