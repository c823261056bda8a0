// The newest projection of each topic, one zustand store per topic. The router writes, panels read; a topic that is no
// longer watched is emptied, so that what it held cannot pass for live when it is shown again.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ReconciliationProjection } from '../../shared/ui-wire/reconciliation.ts'
import type { HealthProjection } from '../../shared/ui-wire/health.ts'
import type {
  AlertsProjection,
  CombinationsProjection,
  CurveProjection,
  DeskProjection,
  FillsProjection,
  HeldProjection,
  HistoryProjection,
  LadderProjection,
  LimitsProjection,
  NoticesProjection,
  OrdersProjection,
  PositionsProjection,
  Projection,
  ProjectionUpdate,
  Topic,
} from '../../shared/ui-wire/projections.ts'
import type { BarsProjection, BarsTopic } from '../../shared/ui-wire/bars.ts'
import type { MarkPathsProjection } from '../../shared/ui-wire/mark-paths.ts'
import type { TapeProjection } from '../../shared/ui-wire/tape.ts'
import { wholeOf } from '../../shared/ui-wire/projection-updates.ts'

export interface TopicState<P> {
  readonly projection: P | undefined
}
export type TopicStore<P> = StoreApi<TopicState<P>>

const stores = new Map<string, TopicStore<Projection>>()

/** The store of one topic; made on first use, empty until its projection comes. */
function storeOf<P extends Projection>(topic: P['topic']): TopicStore<P> {
  let store = stores.get(topic)
  if (store === undefined) {
    store = createStore<TopicState<Projection>>(() => ({ projection: undefined }))
    stores.set(topic, store)
  }
  // A projection is put where its own topic says, so that each store holds its kind and no other.
  return store as unknown as TopicStore<P>
}

export const deskStore = storeOf<DeskProjection>('desk')
export const ordersStore = storeOf<OrdersProjection>('orders')
export const historyStore = storeOf<HistoryProjection>('history')
export const heldStore = storeOf<HeldProjection>('held')
export const fillsStore = storeOf<FillsProjection>('fills')
export const positionsStore = storeOf<PositionsProjection>('positions')
export const noticesStore = storeOf<NoticesProjection>('notices')
export const alertsStore = storeOf<AlertsProjection>('alerts')
export const reconciliationStore = storeOf<ReconciliationProjection>('reconciliation')
export const healthStore = storeOf<HealthProjection>('health')
export const limitsStore = storeOf<LimitsProjection>('limits')

/** Of one root's curve. */
export function curveStore(root: string): TopicStore<CurveProjection> {
  return storeOf(`curve:${root}`)
}

/** Of one root's spreads, butterflies and strips. */
export function combinationsStore(root: string): TopicStore<CombinationsProjection> {
  return storeOf(`combinations:${root}`)
}

/** Of how the marks of one root's months went. */
export function markPathsStore(root: string): TopicStore<MarkPathsProjection> {
  return storeOf(`paths:${root}`)
}

/** Of one instrument's ladder. */
export function ladderStore(instrumentId: string): TopicStore<LadderProjection> {
  return storeOf(`ladder:${instrumentId}`)
}

/** Of one instrument's trades. */
export function tapeStore(instrumentId: string): TopicStore<TapeProjection> {
  return storeOf(`tape:${instrumentId}`)
}

/** Of the bars of one instrument and interval. */
export function barsStore(topic: BarsTopic): TopicStore<BarsProjection> {
  return storeOf(topic)
}

/** Writes what an update makes of the projection before it into the store of its topic. */
export function applyUpdate(update: ProjectionUpdate): void {
  const projection = wholeOf(update, storeOf(update.topic).getState().projection)
  if (projection !== undefined) applyProjection(projection)
}

/** Writes one whole projection into the store of its topic. */
export function applyProjection(projection: Projection): void {
  storeOf(projection.topic).setState({ projection })
}

/** Empties every store that is not among `topics`. */
export function forgetUnwatched(topics: readonly Topic[]): void {
  const watched = new Set<string>(topics)
  for (const [topic, store] of stores) {
    if (!watched.has(topic) && store.getState().projection !== undefined) {
      store.setState({ projection: undefined })
    }
  }
}
