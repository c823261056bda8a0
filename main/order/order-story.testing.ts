// Drives an OrderStore against the reference venue the way main/core does, through a link that cuts, drops what is in
// flight, repeats and reorders. After every step the invariants are checked; `settle` is the reconciliation.
import { isTerminal } from '../../shared/domain/order.ts'
import type { ClientOrderId } from '../../shared/domain/brands.ts'
import { clientOrderId, execId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { compareOpenOrders } from './compare-open-orders.ts'
import * as records from './order-records.testing.ts'
import { parseOrderRecord, type OrderRecord } from './order-records.ts'
import { OrderStore } from './order-store.ts'
import {
  ReferenceVenue,
  type ReportRecord,
  type StatusAnswer,
  type VenueRequest,
} from './reference-venue.testing.ts'
import { StatusInquiries } from './status-inquiries.ts'

export const STEPS = [
  ...[
    'place',
    'place',
    'cancel',
    'replace',
    'trade',
    'trade',
    'venueTakes',
    'venueTakes',
    'deliver',
    'deliver',
  ],
  ...['deliverLate', 'deliverTwice', 'cut', 'login', 'noAnswer', 'restart', 'forget'],
  ...['bust', 'correct', 'resolve'],
] as const
export type StepKind = (typeof STEPS)[number]

export interface StoryStep {
  readonly kind: StepKind
  readonly pick: number
  readonly qty: number
}

/**
 * What the canary spoils: a fill repeated under another name, an unknown order sent again after a login, a canceled
 * trade taken for one that was never told.
 */
export type Sabotage = 'renamesRepeats' | 'resendsUnknown' | 'mistakesBusts'

export class OrderStory {
  readonly venue = new ReferenceVenue()
  store = new OrderStore()
  readonly #sabotage: Sabotage | undefined
  readonly #journal: string[] = []
  #inquiries = new StatusInquiries()
  #toVenue: VenueRequest[] = []
  #toUs: (ReportRecord | StatusAnswer)[] = []
  #linkIsUp = false
  #nowUs = 1_000
  #orders: ClientOrderId[] = []
  readonly #cumSeen = new Map<ClientOrderId, number>()

  constructor(sabotage?: Sabotage) {
    this.#sabotage = sabotage
    this.#login()
  }

  step({ kind, pick, qty }: StoryStep): void {
    this.#nowUs += 1_000
    const id = this.#orders[pick % Math.max(this.#orders.length, 1)]
    const order = id === undefined ? undefined : this.store.order(id)
    switch (kind) {
      case 'place':
        this.#place(qty)
        break
      case 'cancel':
        if (order !== undefined && !isTerminal(order.status)) this.#cancel(order.clientOrderId)
        break
      case 'resolve':
        if (order?.status === 'unknown') this.#write(records.resolved(order.clientOrderId))
        break
      case 'replace':
        if (order?.status === 'working' || order?.status === 'partiallyFilled') {
          this.#replace(order.clientOrderId, qty, 90 + pick)
        }
        break
      case 'trade':
        if (id !== undefined) this.#toUs.push(...this.#ifUp(this.venue.trade(id, qty)))
        break
      case 'bust':
        this.#toUs.push(...this.#ifUp(this.venue.amend(pick, 0)))
        break
      case 'correct':
        this.#toUs.push(...this.#ifUp(this.venue.amend(pick, qty)))
        break
      case 'venueTakes':
        this.#venueTakes()
        break
      case 'deliver':
        this.#deliver(0)
        break
      case 'deliverLate':
        this.#deliver(Math.min(pick, this.#toUs.length - 1))
        break
      case 'deliverTwice':
        this.#repeat()
        break
      case 'cut':
        this.#cut(pick)
        break
      case 'login':
        this.#cut(pick)
        this.#login()
        break
      case 'noAnswer':
        for (const late of this.store.unanswered(this.#nowUs - 2_000)) this.#silence(late)
        break
      case 'restart':
        this.#cut(pick)
        this.#restart()
        break
      case 'forget':
        this.#cut(pick)
        this.venue.forget()
        this.#login()
        break
    }
    this.#checkInvariants()
  }

  /** Connected and quiet: everything taken, delivered, asked and answered. */
  settle(): void {
    this.#cut(0)
    this.#login()
    for (let round = 0; round < 5; round++) {
      this.#nowUs += 1_000
      this.#quiet()
      const open = this.venue.orders().filter((state) => !isTerminal(state.ordStatus))
      for (const difference of compareOpenOrders(this.store, open, this.store.requestCount)) {
        if (difference.action === 'ask') this.#ask(difference.clientOrderId)
        else this.#learn(difference.venues.clientOrderId, difference.venues, this.store.requestCount)
      }
      for (const order of this.store.unknownOrders()) this.#ask(order.clientOrderId)
    }
    this.#quiet()
  }

  /** The journal replayed into a new store, as after a restart. */
  replayed(): OrderStore {
    const store = new OrderStore()
    for (const line of this.#journal) {
      const parsed = parseOrderRecord(JSON.parse(line))
      if (!parsed.ok) throw new Error(parsed.error.text)
      store.apply(parsed.value)
    }
    return store
  }

  #write(record: OrderRecord): void {
    this.#journal.push(JSON.stringify(record))
    for (const effect of this.store.apply(record)) {
      if (effect.kind === 'requestOrderStatus') this.#ask(effect.clientOrderId)
    }
  }

  #send(request: VenueRequest): boolean {
    if (this.#linkIsUp) this.#toVenue.push(request)
    return this.#linkIsUp
  }

  #ask(id: ClientOrderId): void {
    if (this.#send({ kind: 'status', id }))
      this.#inquiries.asked(id, this.store.requestCount, timeUs(this.#nowUs))
  }

  #place(qty: number): void {
    const id = clientOrderId(`T-${String(this.#orders.length + 1)}`)
    this.#orders.push(id)
    this.#write(records.placed({ clientOrderId: id, orderQty: qtyLots(qty), timeUs: timeUs(this.#nowUs) }))
    if (!this.#send({ kind: 'new', id, qty })) this.#failed(id, 'new')
  }

  #cancel(id: ClientOrderId): void {
    this.#write(records.cancelRequested(this.#nowUs, id))
    if (!this.#send({ kind: 'cancel', id })) this.#failed(id, 'cancel')
  }

  #replace(id: ClientOrderId, qty: number, price: number): void {
    const to = { limitPrice: priceTicks(price), orderQty: qtyLots(qty) }
    this.#write({
      kind: 'replaceRequested',
      timeUs: timeUs(this.#nowUs),
      clientOrderId: id,
      ...to,
      origin: 'test',
    })
    if (!this.#send({ kind: 'replace', id, qty, price })) this.#failed(id, 'replace')
  }

  #failed(id: ClientOrderId, request: 'new' | 'cancel' | 'replace'): void {
    this.#write({ kind: 'sendFailed', timeUs: timeUs(this.#nowUs), clientOrderId: id, request })
  }

  #silence(id: ClientOrderId): void {
    this.#write({ kind: 'noAnswer', timeUs: timeUs(this.#nowUs), clientOrderId: id, afterMs: 2 })
  }

  #venueTakes(): void {
    const request = this.#toVenue.shift()
    if (request !== undefined) this.#toUs.push(...this.#ifUp(this.venue.take(request)))
  }

  #deliver(at: number): void {
    const [message] = this.#toUs.splice(at, 1)
    if (message !== undefined) this.#receive(message)
  }

  #repeat(): void {
    const message = this.#toUs[0]
    if (message?.kind !== 'report') return
    const execId = this.#sabotage === 'renamesRepeats' ? `${message.report.execId}+` : message.report.execId
    this.#receive({ ...message, report: { ...message.report, execId } as ReportRecord['report'] })
  }

  #receive(message: ReportRecord | StatusAnswer): void {
    if (message.kind === 'report') this.#write(this.#mistaken(message))
    else this.#learn(message.id, message.held, this.#inquiries.answered(message.id), message.lastSeq)
  }

  #mistaken(message: ReportRecord): ReportRecord {
    if (this.#sabotage !== 'mistakesBusts' || message.report.execType !== 'tradeCancel') return message
    return { ...message, report: { ...message.report, execRefId: execId('E-strange') } }
  }

  #learn(
    id: ClientOrderId,
    state: ReturnType<ReferenceVenue['order']>,
    asked: number,
    lastSeq = this.venue.lastSeq,
  ): void {
    this.#write({
      kind: 'orderStateLearnt',
      timeUs: timeUs(this.#nowUs),
      clientOrderId: id,
      ...(state !== undefined && { held: state }),
      lastSeq,
      askedAfterRequest: asked,
    })
  }

  /** The first `arrived` requests still reach the venue; nothing more reaches us. */
  #cut(arrived: number): void {
    if (!this.#linkIsUp) return
    this.#linkIsUp = false
    for (const request of this.#toVenue.splice(0, arrived)) this.venue.take(request)
    this.#toVenue = []
    this.#toUs = []
    this.#inquiries.linkLost()
    this.#write({ kind: 'linkLost', timeUs: timeUs(this.#nowUs) })
  }

  #login(): void {
    const again = this.venue.reportsAfter(this.store.resumePoint)
    this.#linkIsUp = true
    this.#write(records.loggedIn(this.venue.instanceId, this.venue.lastSeq, again !== undefined))
    this.#toUs.unshift(...(again ?? []))
    if (this.#sabotage !== 'resendsUnknown') return
    for (const { clientOrderId: id, orderQty } of this.store.unknownOrders())
      this.#send({ kind: 'new', id, qty: orderQty })
  }

  #restart(): void {
    this.store = this.replayed()
    this.#inquiries = new StatusInquiries()
    this.#write({ kind: 'recovered', timeUs: timeUs(this.#nowUs) })
  }

  #quiet(): void {
    while (this.#toVenue.length > 0) this.#venueTakes()
    while (this.#toUs.length > 0) this.#deliver(0)
  }

  #ifUp<T>(messages: readonly T[]): readonly T[] {
    return this.#linkIsUp ? messages : []
  }

  #checkInvariants(): void {
    for (const id of this.#orders) {
      const order = this.store.order(id)
      if (order === undefined) throw new Error(`lost ${id}`)
      if (order.cumQty + order.leavesQty > order.orderQty) throw new Error(`too many lots in ${id}`)
      const isAmended = [...this.venue.trades.values()].some(
        (trade) => trade.id === id && trade.states.length > 1,
      )
      if (!isAmended && order.cumQty < (this.#cumSeen.get(id) ?? 0)) throw new Error(`cumQty of ${id} fell`)
      this.#cumSeen.set(id, order.cumQty)
    }
  }
}
