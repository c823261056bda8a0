// Surveillance in the core: which own orders and fills a record of the journal concerns, and what becomes of alerts. The
// loop calls it once the requests of a step are on their way, so that no order ever waits for it.
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { Fill, Order } from '../../shared/domain/order.ts'
import type { SurveillanceAlert } from '../../shared/domain/surveillance.ts'
import { dataState } from '../marketdata/staleness.ts'
import type { OrderEffect } from '../order/order-effects.ts'
import type { OrderRecord } from '../order/order-records.ts'
import type { Touch } from '../surveillance/own-flow.ts'
import type { Surveillance } from '../surveillance/surveillance.ts'
import type { DeskState } from './desk-state.ts'
import { bestPrice } from './marks.ts'

/** What the desk's own flow did in a step. */
export type OwnEvent =
  /** It stands so; how it came to is past or not known. */
  | { readonly kind: 'learnt'; readonly order: Order }
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'fill'; readonly fill: Fill }

/** An order comes before its fills. */
export function ownEvents(
  state: DeskState,
  entry: OrderRecord,
  effects: readonly OrderEffect[],
): readonly OwnEvent[] {
  switch (entry.kind) {
    case 'recovered':
      return state.orders.openOrders().map((order) => ({ kind: 'learnt', order }))
    case 'linkLost':
    case 'replaceDenied':
    case 'cancelDenied':
    case 'requestSent':
    case 'dayAnchored':
    case 'positionAdopted':
      return []
    case 'sessionLoggedIn':
      state.reportsBeforeLogin = entry.lastSeq
      return []
    case 'report': {
      const isPast = entry.report.seq <= state.reportsBeforeLogin
      return eventsOf(state.orders.order(entry.report.clientOrderId), effects, isPast)
    }
    default:
      return eventsOf(state.orders.order(entry.clientOrderId), effects, entry.kind === 'orderStateLearnt')
  }
}

function eventsOf(
  order: Order | undefined,
  effects: readonly OrderEffect[],
  isPast: boolean,
): readonly OwnEvent[] {
  if (order === undefined) return []
  if (isPast) return [{ kind: 'learnt', order }]
  const fills = effects.filter((effect) => effect.kind === 'fillCounted')
  return [{ kind: 'order', order }, ...fills.map(({ fill }) => ({ kind: 'fill', fill }) as const)]
}

/** What surveillance has to say to these events, told to the people of this desk. */
export function watchOwn(
  state: DeskState,
  events: readonly OwnEvent[],
  nowUs: TimeUs,
): readonly SurveillanceAlert[] {
  const { surveillance } = state
  if (surveillance === undefined) return []
  return tell(
    state,
    events.flatMap((event) => watch(surveillance, event, state, nowUs)),
  )
}

/** What shows only as time passes. */
export function watchTime(state: DeskState, nowUs: TimeUs): readonly SurveillanceAlert[] {
  const touch = (instrumentId: InstrumentId) => touchOf(state, instrumentId, nowUs)
  return tell(state, state.surveillance?.tick(nowUs, touch) ?? [])
}

function watch(
  surveillance: Surveillance,
  event: OwnEvent,
  state: DeskState,
  nowUs: TimeUs,
): readonly SurveillanceAlert[] {
  const { instrumentId } = event.kind === 'fill' ? event.fill : event.order
  const moment = { nowUs, touch: touchOf(state, instrumentId, nowUs) }
  if (event.kind === 'fill') return surveillance.fill(event.fill, moment)
  if (event.kind === 'order') return surveillance.order(event.order, moment)
  surveillance.learn(event.order, moment)
  return []
}

function tell(state: DeskState, alerts: readonly SurveillanceAlert[]): readonly SurveillanceAlert[] {
  for (const alert of alerts) {
    state.notices.add(alert.timeUs, { kind: 'surveillance', instrumentId: alert.instrumentId, alert })
  }
  return alerts
}

/** Prices that are not live say nothing of where the market stood. */
function touchOf(state: DeskState, instrumentId: InstrumentId, nowUs: TimeUs): Touch {
  const feed = state.market.feed(instrumentId)
  if (feed === undefined || dataState(feed, nowUs, state.marketLink).kind !== 'live') return {}
  const [bid, ask] = [bestPrice(feed.book.bids), bestPrice(feed.book.asks)]
  return { ...(bid === undefined ? {} : { bid }), ...(ask === undefined ? {} : { ask }) }
}
