// What a comparison with the venue found: each difference with both sides and what was done about it. Every login compares
// anew; a difference stays listed until a later comparison no longer finds it. Owned by DeskState; not journalled, because
// each start compares again. Bounded.
import type { ClientOrderId, InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { HeldPosition, Order, VenueOrderState } from '../../shared/domain/order.ts'
import type { Difference, OrderSide, ReconciliationProjection } from '../../shared/ui-wire/reconciliation.ts'
import type { OpenOrderDifference } from '../order/compare-open-orders.ts'

const DIFFERENCES_MAX = 200

type Found = Omit<Difference, 'id' | 'timeUs' | 'resolvedUs'>

export class Reconciliation {
  /** When the positions are to be asked for again; undefined while they need not be. */
  askPositionsAtUs: TimeUs | undefined
  #differences: readonly Difference[] = []
  #orders: { readonly atUs: TimeUs; readonly count: number } | undefined
  #positions: { readonly atUs: TimeUs; readonly count: number } | undefined
  #lastId = 0
  #version = 0

  /** Rises with every comparison. */
  get version(): number {
    return this.#version
  }

  /** Differences that the last comparison found, or that wait for the venue's answer. */
  get openCount(): number {
    return this.#differences.filter(({ resolvedUs }) => resolvedUs === undefined).length
  }

  /** The difference in the contract's position that stands. */
  openPosition(instrumentId: InstrumentId): Difference | undefined {
    return this.#differences.find(
      (one) => one.kind === 'position' && one.instrumentId === instrumentId && one.resolvedUs === undefined,
    )
  }

  /** Our open orders were held against the venue's list of so many. */
  orders(compared: number, differences: readonly OpenOrderDifference[], atUs: TimeUs): void {
    this.#orders = { atUs, count: compared }
    this.#take('order', differences.map(foundInOrder), atUs)
  }

  /** What the venue answered about an order: where it was asked, the difference is settled. */
  orderSettled(clientOrderId: ClientOrderId, atUs: TimeUs): void {
    const isIt = (one: Difference) => one.clientOrderId === clientOrderId && one.resolvedUs === undefined
    if (!this.#differences.some(isIt)) return
    this.#differences = this.#differences.map((one) => (isIt(one) ? { ...one, resolvedUs: atUs } : one))
    this.#version += 1
  }

  /** Our positions were held against the venue's. */
  positions(compared: number, differences: readonly PositionDifference[], atUs: TimeUs): void {
    this.#positions = { atUs, count: compared }
    this.#take(
      'position',
      differences.map(({ instrumentId, ours, venues }) => ({
        ...{ kind: 'position', instrumentId, done: 'shown' },
        ...{ oursQty: ours, venuesQty: venues },
      })),
      atUs,
    )
  }

  projection(): ReconciliationProjection {
    return {
      topic: 'reconciliation',
      differences: this.#differences,
      ...(this.#orders === undefined ? {} : { orders: this.#orders }),
      ...(this.#positions === undefined ? {} : { positions: this.#positions }),
    }
  }

  /** What is found again keeps its time; what is not found any more is settled. */
  #take(kind: Difference['kind'], found: readonly Found[], atUs: TimeUs): void {
    const before = new Map(
      this.#differences
        .filter((one) => one.kind === kind && one.resolvedUs === undefined)
        .map((one) => [keyOf(one), one]),
    )
    const now = found.map((one): Difference => {
      const known = before.get(keyOf(one))
      before.delete(keyOf(one))
      const { id, timeUs } = known ?? { id: (this.#lastId += 1), timeUs: atUs }
      // The venue's state of an order was taken over: the difference is past as soon as it is known.
      return { ...one, id, timeUs, ...(one.done === 'taken' ? { resolvedUs: atUs } : {}) }
    })
    const gone = new Set([...before.values()].map(({ id }) => id))
    const again = new Set(now.map(({ id }) => id))
    const others = this.#differences
      .filter(({ id }) => !again.has(id))
      .map((one) => (gone.has(one.id) ? { ...one, resolvedUs: atUs } : one))
    this.#differences = [...now, ...others].slice(0, DIFFERENCES_MAX)
    this.#version += 1
  }
}

export interface PositionDifference {
  readonly instrumentId: InstrumentId
  readonly ours: number
  readonly venues: number
}

/** Contracts in which the two differ. `ours` are the lots that our fills add up to. */
export function comparePositions(
  ours: readonly HeldPosition[],
  venues: readonly HeldPosition[],
): readonly PositionDifference[] {
  const held = new Map(ours.map(({ instrumentId, netQty }) => [instrumentId, netQty]))
  const told = new Map(venues.map(({ instrumentId, netQty }) => [instrumentId, netQty]))
  return [...new Set([...held.keys(), ...told.keys()])]
    .map((instrumentId) => ({
      instrumentId,
      ours: held.get(instrumentId) ?? 0,
      venues: told.get(instrumentId) ?? 0,
    }))
    .filter(({ ours: mine, venues: theirs }) => mine !== theirs)
}

function foundInOrder(difference: OpenOrderDifference): Found {
  if (difference.action === 'ask') {
    const { clientOrderId, ours } = difference
    return {
      kind: 'order',
      clientOrderId,
      instrumentId: ours.instrumentId,
      done: 'asked',
      ours: sideOf(ours),
    }
  }
  const { ours, venues } = difference
  return {
    ...{
      kind: 'order',
      clientOrderId: venues.clientOrderId,
      instrumentId: venues.instrumentId,
      done: 'taken',
    },
    ...(ours === undefined ? {} : { ours: sideOf(ours) }),
    venues: sideOf(venues),
  }
}

function sideOf(order: Order | VenueOrderState): OrderSide {
  const { side, orderQty, cumQty, leavesQty, limitPrice } = order
  return {
    ...{ side, orderQty, cumQty, leavesQty, status: 'status' in order ? order.status : order.ordStatus },
    ...(limitPrice === undefined ? {} : { limitPrice }),
  }
}

function keyOf({
  kind,
  clientOrderId,
  instrumentId,
}: Pick<Difference, 'kind' | 'clientOrderId' | 'instrumentId'>) {
  return `${kind} ${clientOrderId ?? instrumentId}`
}
