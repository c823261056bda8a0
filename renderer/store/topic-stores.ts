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
import type { TapeProjection } from '../../shared/ui-wire/tape.ts'
import { wholeOf } from '../../shared/ui-wire/projection-updates.ts'

export interface TopicState<P> {
  readonly projection: P | undefined
}
export type TopicStore<P> = StoreApi<TopicState<P>>

function topicStore<P>(): TopicStore<P> {
  return createStore<TopicState<P>>(() => ({ projection: undefined }))
}

export const deskStore = topicStore<DeskProjection>()
export const ordersStore = topicStore<OrdersProjection>()
export const historyStore = topicStore<HistoryProjection>()
export const heldStore = topicStore<HeldProjection>()
export const fillsStore = topicStore<FillsProjection>()
export const positionsStore = topicStore<PositionsProjection>()
export const noticesStore = topicStore<NoticesProjection>()
export const alertsStore = topicStore<AlertsProjection>()
export const reconciliationStore = topicStore<ReconciliationProjection>()
export const healthStore = topicStore<HealthProjection>()
export const limitsStore = topicStore<LimitsProjection>()

const curves = new Map<string, TopicStore<CurveProjection>>()
const combinations = new Map<string, TopicStore<CombinationsProjection>>()
const ladders = new Map<string, TopicStore<LadderProjection>>()
const bars = new Map<string, TopicStore<BarsProjection>>()
const tapes = new Map<string, TopicStore<TapeProjection>>()

/** The store of one root's curve; made on first use, empty until its projection comes. */
export function curveStore(root: string): TopicStore<CurveProjection> {
  return keyed(curves, root)
}

/** The store of one root's spreads, butterflies and strips; made on first use, empty until its projection comes. */
export function combinationsStore(root: string): TopicStore<CombinationsProjection> {
  return keyed(combinations, root)
}

/** The store of one instrument's ladder; made on first use, empty until its projection comes. */
export function ladderStore(instrumentId: string): TopicStore<LadderProjection> {
  return keyed(ladders, instrumentId)
}

/** The store of one instrument's trades; made on first use, empty until its projection comes. */
export function tapeStore(instrumentId: string): TopicStore<TapeProjection> {
  return keyed(tapes, instrumentId)
}

/** The store of the bars of one instrument and interval, by their topic; made on first use, empty until they come. */
export function barsStore(topic: BarsTopic): TopicStore<BarsProjection> {
  return keyed(bars, topic)
}

function keyed<P>(stores: Map<string, TopicStore<P>>, key: string): TopicStore<P> {
  let store = stores.get(key)
  if (store === undefined) {
    store = topicStore<P>()
    stores.set(key, store)
  }
  return store
}

/** Writes what an update makes of the projection before it into the store of its topic. */
export function applyUpdate(update: ProjectionUpdate): void {
  const projection = wholeOf(update, heldOf(update))
  if (projection !== undefined) applyProjection(projection)
}

/** The projection that an update may build on; the others are whole by themselves. */
function heldOf(update: ProjectionUpdate): Projection | undefined {
  if ('venueName' in update) return deskStore.getState().projection
  if (update.topic === 'history') return historyStore.getState().projection
  if (update.topic === 'fills') return fillsStore.getState().projection
  if ('tapeOf' in update) return tapeStore(update.tapeOf).getState().projection
  if ('barsOf' in update) return barsStore(update.topic).getState().projection
  if (!('quotes' in update)) return undefined
  const store =
    'combinationsOf' in update ? combinationsStore(update.combinationsOf) : curveStore(update.root)
  return store.getState().projection
}

/** Writes one whole projection into the store of its topic. */
export function applyProjection(projection: Projection): void {
  switch (projection.topic) {
    case 'desk':
      deskStore.setState({ projection })
      return
    case 'orders':
      ordersStore.setState({ projection })
      return
    case 'history':
      historyStore.setState({ projection })
      return
    case 'held':
      heldStore.setState({ projection })
      return
    case 'fills':
      fillsStore.setState({ projection })
      return
    case 'positions':
      positionsStore.setState({ projection })
      return
    case 'notices':
      noticesStore.setState({ projection })
      return
    case 'alerts':
      alertsStore.setState({ projection })
      return
    case 'reconciliation':
      reconciliationStore.setState({ projection })
      return
    case 'health':
      healthStore.setState({ projection })
      return
    case 'limits':
      limitsStore.setState({ projection })
      return
    default:
      applyKeyed(projection)
  }
}

function applyKeyed(
  projection: CurveProjection | CombinationsProjection | LadderProjection | TapeProjection | BarsProjection,
): void {
  if ('combinationsOf' in projection) combinationsStore(projection.combinationsOf).setState({ projection })
  else if ('root' in projection) curveStore(projection.root).setState({ projection })
  else if ('tapeOf' in projection) tapeStore(projection.tapeOf).setState({ projection })
  else if ('barsOf' in projection) barsStore(projection.topic).setState({ projection })
  else ladderStore(projection.instrument.instrumentId).setState({ projection })
}

/** Empties every store that is not always watched and not among `topics`. */
export function forgetUnwatched(topics: readonly Topic[]): void {
  const watched = new Set<string>(topics)
  if (!watched.has('health')) forget(healthStore)
  if (!watched.has('limits')) forget(limitsStore)
  if (!watched.has('history')) forget(historyStore)
  forgetOf(curves, (root) => watched.has(`curve:${root}`))
  forgetOf(combinations, (root) => watched.has(`combinations:${root}`))
  forgetOf(ladders, (instrumentId) => watched.has(`ladder:${instrumentId}`))
  forgetOf(bars, (topic) => watched.has(topic))
  forgetOf(tapes, (instrumentId) => watched.has(`tape:${instrumentId}`))
}

function forgetOf<P>(stores: Map<string, TopicStore<P>>, isWatched: (key: string) => boolean): void {
  for (const [key, store] of stores) {
    if (!isWatched(key)) forget(store)
  }
}

function forget<P>(store: TopicStore<P>): void {
  if (store.getState().projection !== undefined) store.setState({ projection: undefined })
}
