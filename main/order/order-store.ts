// Every order of the account, its fills, and the place in the venue's reports. The only way to change it is `apply`
// with a record of the journal: live and recovery are the same path, and equal records give equal stores. Owned by
// main/core, which writes the record before applying it and carries out the effects. Deterministic: no clock of its own.
import { assert, assertNever } from '../../shared/domain/assert.ts'
import type { ClientOrderId, InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import { isTerminal } from '../../shared/domain/order.ts'
import type { Fill, Order, VenueOrderState } from '../../shared/domain/order.ts'
import { reason } from '../../shared/domain/reason.ts'
import { qtyLots } from '../../shared/math/quantities.ts'
import { FillLedger } from './fill-ledger.ts'
import { GrownRows } from './grown-rows.ts'
import type { OrderEffect } from './order-effects.ts'
import { exposedQty, inOneForm, missingFillQty, NO_REQUESTS, openRequests, orderOf } from './order-facts.ts'
import type { OrderFacts, RequestMoment } from './order-facts.ts'
import type { OrderRecord, OrderRecordOf } from './order-records.ts'
import {
  cancelRequested,
  denied,
  placed,
  putInDoubt,
  replaceRequested,
  resolved,
  sendFailed,
} from './own-events.ts'
import { ReportSequence } from './report-sequence.ts'
import { reported, stateLearnt } from './venue-events.ts'
import { WorkingQtys, type WorkingQty } from './working-qty.ts'

/** A person, or a program at its usual pace, ends fewer within the time in which an order may be a twin of another. */
const ENDED_LOOKED_AT = 200

interface Entry {
  readonly facts: OrderFacts
  readonly order: Order
  /** Lots that may still change the position in the worst case. */
  readonly exposed: number
  /** Among all orders, in the order in which they came. */
  readonly place: number
}

export class OrderStore {
  readonly #entries = new Map<ClientOrderId, Entry>()
  readonly #rows = new GrownRows<Order>()
  /** Orders that are not ended, oldest first. */
  readonly #open = new Set<ClientOrderId>()
  /** Orders the venue has filled further than we were told. */
  readonly #short = new Set<ClientOrderId>()
  /** Ended orders by the time of their end; one that was reopened may stand in it twice. */
  readonly #ended: ClientOrderId[] = []
  readonly #fills = new FillLedger()
  readonly #sequence = new ReportSequence()
  readonly #working = new WorkingQtys()
  #requestCount = 0
  #version = 0

  /** Grows with every change of an order or fill. */
  get version(): number {
    return this.#version
  }

  /** Requests made so far: what an answer of the venue speaks for is counted in these. */
  get requestCount(): number {
    return this.#requestCount
  }

  /** Where the order session resumes; undefined before the first login. */
  get resumePoint(): { readonly instanceId: string; readonly lastSeq: number } | undefined {
    return this.#sequence.resumePoint
  }

  /** Takes one record, already durable, and returns what is to be done. A record that cannot be is a bug: it throws. */
  apply(record: OrderRecord): readonly OrderEffect[] {
    switch (record.kind) {
      case 'orderPlaced':
        return this.#add(placed(record, this.#nextRequest(record.timeUs)))
      case 'orderDenied':
        return this.#add(denied(record))
      case 'cancelRequested':
        return this.#change(record, (facts) => cancelRequested(facts, this.#nextRequest(record.timeUs)))
      case 'replaceRequested':
        return this.#change(record, (facts) =>
          replaceRequested(facts, record, this.#nextRequest(record.timeUs)),
        )
      // Kept for the audit trail: nothing of an order changes by them.
      case 'replaceDenied':
      case 'cancelDenied':
      case 'requestSent':
      case 'dayAnchored':
        return []
      case 'sendFailed':
        return this.#change(record, (facts) => sendFailed(facts, record.request, record.timeUs))
      case 'noAnswer':
        return this.#noAnswer(record)
      case 'requestRefused':
        return this.#requestRefused(record)
      case 'orderResolved':
        return this.#change(record, (facts) => resolved(facts, record))
      case 'positionAdopted':
        this.#version += 1
        return this.#fills.book(record)
      case 'linkLost':
        return this.#doubtAll(reason('linkLost', {}), record.timeUs)
      case 'recovered':
        return this.#doubtAll(reason('foundAfterRestart', {}), record.timeUs)
      case 'sessionLoggedIn':
        return this.#loggedIn(record)
      case 'report':
        return this.#report(record)
      case 'orderStateLearnt':
        return this.#orderStateLearnt(record)
      default:
        return assertNever(record)
    }
  }

  order(clientOrderId: ClientOrderId): Order | undefined {
    return this.#entries.get(clientOrderId)?.order
  }

  facts(clientOrderId: ClientOrderId): OrderFacts | undefined {
    return this.#entries.get(clientOrderId)?.facts
  }

  get openCount(): number {
    return this.#open.size
  }

  /** Orders that are not ended, oldest first; of one instrument where it is given. */
  openOrders(instrumentId?: InstrumentId): readonly Order[] {
    const orders: Order[] = []
    for (const id of this.#open) {
      const { order } = this.#entry(id)
      if (instrumentId === undefined || order.instrumentId === instrumentId) orders.push(order)
    }
    return orders
  }

  /** The newest `count` ended orders, newest first. */
  finishedOrders(count: number): readonly Order[] {
    const newest = new Map<ClientOrderId, Order>()
    for (let at = this.#ended.length - 1; at >= 0 && newest.size < count; at--) {
      const id = this.#ended[at]
      if (id !== undefined && !this.#open.has(id) && !newest.has(id)) newest.set(id, this.#entry(id).order)
    }
    return [...newest.values()]
  }

  /**
   * All open orders of the instrument, oldest first, then those that have ended since, newest first; of the ended ones no
   * more than the newest ENDED_LOOKED_AT of all instruments are looked at.
   */
  ordersIn(instrumentId: InstrumentId, endedSinceUs: number): readonly Order[] {
    const orders = this.openOrders(instrumentId)
    const ended: Order[] = []
    const oldest = Math.max(0, this.#ended.length - ENDED_LOOKED_AT)
    for (let at = this.#ended.length - 1; at >= oldest; at--) {
      const id = this.#ended[at]
      if (id === undefined || this.#open.has(id)) continue
      const { order } = this.#entry(id)
      if (order.updatedTimeUs <= endedSinceUs) break
      if (order.instrumentId === instrumentId) ended.push(order)
    }
    return [...orders, ...ended]
  }

  /** Every order, ended ones among them, in the order in which they came. */
  get rows(): Pick<GrownRows<Order>, 'all' | 'newsSince'> {
    return this.#rows
  }

  /** Every fill, in the order in which it was told; those that the venue canceled later are among them. */
  get fillRows(): Pick<GrownRows<Fill>, 'all' | 'newsSince'> {
    return this.#fills.rows
  }

  /** The fills that positions are made of, in the order in which they were told. */
  countedFills(): Iterable<Fill> {
    return this.#fills.counted()
  }

  unknownOrders(): readonly Order[] {
    return this.openOrders().filter((order) => order.status === 'unknown')
  }

  /** Orders with a request sent at or before this time whose answer is still awaited and not yet in doubt. */
  unanswered(sentUntilUs: number): readonly ClientOrderId[] {
    const isLate = (facts: OrderFacts) =>
      openRequests(facts).some((request) => !request.inDoubt && request.sentTimeUs <= sentUntilUs)
    return [...this.#open].filter((id) => isLate(this.#entry(id).facts))
  }

  /** What may still trade, by instrument: open lots, lots asked for by a replace, lots filled but not told yet. */
  workingQty(): ReadonlyMap<InstrumentId, WorkingQty> {
    return this.#working.byInstrument
  }

  /** Orders of which fills are missing here, with how many lots. */
  missingFills(): readonly { readonly order: Order; readonly missingQty: number }[] {
    return [...this.#short].map((id) => {
      const { order, facts } = this.#entry(id)
      return { order, missingQty: missingFillQty(facts) }
    })
  }

  #nextRequest(timeUs: TimeUs): RequestMoment {
    this.#requestCount += 1
    return { ordinal: this.#requestCount, sentTimeUs: timeUs, after: this.#sequence.newest }
  }

  #entry(id: ClientOrderId): Entry {
    const entry = this.#entries.get(id)
    assert(entry !== undefined, `order ${id} is known`)
    return entry
  }

  #add(facts: OrderFacts): readonly OrderEffect[] {
    assert(!this.#entries.has(facts.clientOrderId), `client order id ${facts.clientOrderId} is new`)
    return this.#put(facts, undefined, [])
  }

  #change(
    record: { clientOrderId: ClientOrderId },
    change: (facts: OrderFacts) => OrderFacts,
  ): readonly OrderEffect[] {
    const entry = this.#entry(record.clientOrderId)
    return this.#put(change(entry.facts), entry, [])
  }

  #doubtAll(why: Parameters<typeof putInDoubt>[1], timeUs: TimeUs): readonly OrderEffect[] {
    return [...this.#open].flatMap((clientOrderId) =>
      this.#change({ clientOrderId }, (facts) => putInDoubt(facts, why, timeUs)),
    )
  }

  #noAnswer(record: OrderRecordOf<'noAnswer'>): readonly OrderEffect[] {
    const { afterMs, timeUs } = record
    const why = reason('noAnswer', { afterMs })
    return this.#doubtAndAsk(record, (facts) => putInDoubt(facts, why, timeUs, timeUs - afterMs * 1000))
  }

  #requestRefused(record: OrderRecordOf<'requestRefused'>): readonly OrderEffect[] {
    const why = reason('venueRefused', { code: record.code, text: record.text })
    if (!this.#entries.has(record.clientOrderId)) return []
    return this.#doubtAndAsk(record, (facts) => putInDoubt(facts, why, record.timeUs))
  }

  #doubtAndAsk(
    { clientOrderId }: { clientOrderId: ClientOrderId },
    doubt: (facts: OrderFacts) => OrderFacts,
  ): readonly OrderEffect[] {
    const { facts } = this.#entry(clientOrderId)
    const doubted = this.#change({ clientOrderId }, doubt)
    return facts === this.#entry(clientOrderId).facts
      ? []
      : [...doubted, { kind: 'requestOrderStatus', clientOrderId }]
  }

  #loggedIn(record: OrderRecordOf<'sessionLoggedIn'>): readonly OrderEffect[] {
    this.#sequence.loggedIn(record)
    const ask = this.unknownOrders().map(
      ({ clientOrderId }) => ({ kind: 'requestOrderStatus', clientOrderId }) as const,
    )
    return [{ kind: 'requestOpenOrders' }, ...ask]
  }

  #report({ report, timeUs }: OrderRecordOf<'report'>): readonly OrderEffect[] {
    const { at, missing } = this.#sequence.received(report.seq)
    const gap = gapEffect(missing, report.seq)
    const filled = this.#fills.take(report, at, timeUs)
    if (filled === undefined) return gap
    const entry = this.#entries.get(report.clientOrderId)
    // A refused change of an order that neither side holds tells nothing that could be kept.
    if (entry === undefined && report.ordStatus === 'rejected') return gap
    const step = reported(entry?.facts ?? foreign(report, timeUs), { report, at, timeUs, filled })
    return [...gap, ...this.#put(step.facts, entry, step.effects)]
  }

  #orderStateLearnt(record: OrderRecordOf<'orderStateLearnt'>): readonly OrderEffect[] {
    const { at, missing } = this.#sequence.toldOf(record.lastSeq)
    const gap = gapEffect(missing, record.lastSeq)
    const entry = this.#entries.get(record.clientOrderId)
    const facts = entry?.facts ?? (record.held && foreign(record.held, record.timeUs))
    if (facts === undefined) return gap
    const step = stateLearnt(facts, record.held, at, record.askedAfterRequest, record.timeUs)
    return [...gap, ...this.#put(step.facts, entry, step.effects)]
  }

  #put(
    facts: OrderFacts,
    before: Entry | undefined,
    effects: readonly OrderEffect[],
  ): readonly OrderEffect[] {
    if (facts === before?.facts) return effects
    const order = orderOf(facts)
    const id = facts.clientOrderId
    assert(order.cumQty + order.leavesQty <= order.orderQty, `cumQty + leavesQty ≤ orderQty of ${id}`)
    const exposed = exposedQty(facts)
    const place = this.#placed(order, before)
    this.#entries.set(id, { facts: inOneForm(facts), order, exposed, place })
    this.#working.changed(before?.exposed ?? 0, exposed, facts.intent)
    this.#version += 1
    if (missingFillQty(facts) > 0) this.#short.add(id)
    else this.#short.delete(id)
    if (order.status === before?.order.status) return effects
    if (!isTerminal(order.status)) this.#open.add(id)
    else if (this.#open.delete(id) || before === undefined) this.#ended.push(id)
    return [...effects, { kind: 'statusChanged', order, from: before?.order.status }]
  }

  #placed(order: Order, before: Entry | undefined): number {
    if (before === undefined) return this.#rows.add(order)
    this.#rows.change(before.place, order)
    return before.place
  }
}

function gapEffect(missing: number | undefined, received: number): readonly OrderEffect[] {
  return missing === undefined ? [] : [{ kind: 'reportGap', expected: missing, received }]
}

/** An order of this account that this terminal did not place: another terminal's, or one of a lost journal. */
function foreign(state: VenueOrderState, timeUs: TimeUs): OrderFacts {
  const { instrumentId, side, orderType, timeInForce } = state
  return {
    clientOrderId: state.clientOrderId,
    venueOrderId: state.venueOrderId,
    orderNumber: state.orderNumber,
    intent: { instrumentId, side, orderType, timeInForce, origin: 'found at the venue' },
    limitPrice: state.limitPrice,
    terms: state.terms,
    told: { orderQty: state.orderQty, cumQty: qtyLots(0), leavesQty: state.leavesQty },
    countedQty: qtyLots(0),
    requests: NO_REQUESTS,
    word: undefined,
    ended: undefined,
    disowned: false,
    doubtReason: undefined,
    endReason: undefined,
    createdTimeUs: timeUs,
    updatedTimeUs: timeUs,
  }
}
