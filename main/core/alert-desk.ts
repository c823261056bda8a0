// Alerts in the core: what becomes one of what happens, and the look at the market that raises the others. The loop calls it
// last in a step, when everything is durable and on its way, so that no order ever waits for an alert. The market is looked
// at twenty times a second at most, and of it only instruments that a rule is about and that have changed.
import { assertNever } from '../../shared/domain/assert.ts'
import type { AlertNotification, AlertSession, OrderAlert } from '../../shared/domain/alert.ts'
import type { InstrumentId, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { Currency } from '../../shared/domain/instrument.ts'
import type { Settlement } from '../../shared/domain/market-data.ts'
import type { Fill, Order } from '../../shared/domain/order.ts'
import type { SurveillanceAlert } from '../../shared/domain/surveillance.ts'
import { formatPrice } from '../../shared/math/price-text.ts'
import type { AlertEvent } from '../alert/alert-event.ts'
import type { Look } from '../alert/alert-book.ts'
import type { AlertLogLine } from '../alert/alert-log.ts'
import type { AlertGroup } from '../alert/coalesce.ts'
import type { AlertWorld, InstrumentView } from '../alert/gauge.ts'
import { isQuiet, quietMinutesLeft } from '../alert/quiet-hours.ts'
import { dataState } from '../marketdata/staleness.ts'
import type { MarketTold } from '../marketdata/market-effect.ts'
import type { OrderEffect } from '../order/order-effects.ts'
import { wholeUnits } from '../risk/order-checks.ts'
import { currencyMargin } from './account-margin.ts'
import type { DeskState } from './desk-state.ts'
import { bestPrice } from './marks.ts'
import { wasAskedFor } from './order-notices.ts'

const LOOK_EVERY_US = 50_000
/** Margin and sessions. */
const LOOK_AT_DESK_EVERY_US = 1_000_000

export interface AlertsTold {
  readonly lines: readonly AlertLogLine[]
  readonly notifications: readonly AlertNotification[]
}

const NOTHING: AlertsTold = { lines: [], notifications: [] }

/** What these events and the market as it stands come to now. */
export function tellAlerts(state: DeskState, events: readonly AlertEvent[], nowUs: TimeUs): AlertsTold {
  const { alerts } = state
  if (alerts.hasFailed) return NOTHING
  for (const event of events)
    for (const raised of alerts.book.happened(event, nowUs)) alerts.coalescer.add(raised)
  if (nowUs - alerts.lookedUs < LOOK_EVERY_US) return NOTHING
  alerts.lookedUs = nowUs
  const returned = look(state, nowUs)
  const groups = alerts.coalescer.due(nowUs)
  if (returned.length === 0 && groups.length === 0) return NOTHING
  const { quietHours } = alerts.settings
  const isQuietNow = groups.length > 0 && isQuiet(quietHours, nowUs)
  const told = groups.flatMap((group) => logged(state, group, isQuietNow))
  const heard = groups.filter(({ isOrderFate }) => isOrderFate || !isQuietNow)
  return {
    lines: [...returned, ...told],
    notifications: heard.map((group) => notificationOf(state, group)),
  }
}

/** Raises what the market says; answers with the lines of the rules whose value has come back. */
function look(state: DeskState, nowUs: TimeUs): readonly AlertLogLine[] {
  const { alerts } = state
  const world = worldOf(state, nowUs)
  const lines = taken(state, alerts.book.lookAt(changedInstruments(state), world, nowUs))
  if (nowUs - alerts.lookedAtDeskUs < LOOK_AT_DESK_EVERY_US) return lines
  alerts.lookedAtDeskUs = nowUs
  alerts.quietMinutes = quietMinutesLeft(alerts.settings.quietHours, nowUs)
  return [...lines, ...taken(state, alerts.book.lookAtDesk(world, nowUs))]
}

function taken({ alerts }: DeskState, { raised, returned }: Look): readonly AlertLogLine[] {
  for (const alert of raised) alerts.coalescer.add(alert)
  return returned.flatMap((ruleId) => {
    const raisedUs = alerts.book.raisedUs(ruleId)
    if (raisedUs === undefined) return []
    const line = alerts.log.returnedLine(ruleId, raisedUs)
    alerts.log.take(line)
    return [line]
  })
}

/** Of those that rules are about; a session that turns stale changes them all. */
function changedInstruments({ alerts, market, marketLink }: DeskState): readonly InstrumentId[] {
  const changed: InstrumentId[] = []
  for (const instrumentId of alerts.book.instruments()) {
    const version = (market.feed(instrumentId)?.version ?? 0) + marketLink.version
    if (alerts.seen.get(instrumentId) === version) continue
    alerts.seen.set(instrumentId, version)
    changed.push(instrumentId)
  }
  return changed
}

function worldOf(state: DeskState, nowUs: TimeUs): AlertWorld {
  return {
    view: (instrumentId) => viewOf(state, instrumentId, nowUs),
    marginPercent: (currency) => marginPercent(state, currency, nowUs),
    notLiveS: (session) => notLiveS(state, session, nowUs),
  }
}

function viewOf(state: DeskState, instrumentId: InstrumentId, nowUs: TimeUs): InstrumentView | undefined {
  const feed = state.market.feed(instrumentId)
  if (feed === undefined) return undefined
  const { instrument, book, trades, limits } = feed
  const { root, currency, tickSize } = instrument
  return {
    isLive: dataState(feed, nowUs, state.marketLink).kind === 'live',
    ...{ root, currency, tickSize, limits },
    ...{ bid: bestPrice(book.bids), ask: bestPrice(book.asks), last: trades.last?.price },
  }
}

function marginPercent(state: DeskState, currency: Currency, nowUs: TimeUs): number | 'old' | undefined {
  if (!state.marketLink.isLive) return 'old'
  const { maxMarginUsd, maxMarginCny } = state.limits
  const limit = wholeUnits((currency === 'USD' ? maxMarginUsd : maxMarginCny).value)
  return limit <= 0n ? undefined : Number((currencyMargin(state, currency, nowUs) * 100n) / limit)
}

function notLiveS(state: DeskState, session: AlertSession, nowUs: TimeUs): number | undefined {
  const link = session === 'market' ? state.marketLink : state.orderLink
  const { notLiveSince } = state.alerts
  if (link.isLive) {
    notLiveSince.delete(session)
    return 0
  }
  // Where data are past there is no order session, and before the venue is known there is none at all.
  if (state.venueUrl === '' || link.view().state === 'off') return undefined
  const sinceUs = notLiveSince.get(session) ?? nowUs
  notLiveSince.set(session, sinceUs)
  return Math.floor((nowUs - sinceUs) / 1_000_000)
}

function logged({ alerts }: DeskState, group: AlertGroup, isQuietNow: boolean): readonly AlertLogLine[] {
  const wasQuiet = isQuietNow && !group.isOrderFate
  return group.lines.map((alert) => {
    const line = alerts.log.lineOf({ ...alert, wasQuiet })
    alerts.log.take(line)
    return line
  })
}

function notificationOf({ alerts }: DeskState, { topic, isOrderFate, lines }: AlertGroup): AlertNotification {
  const last = lines[lines.length - 1]
  if (last === undefined) throw new Error('Invariant broken: a group of alerts has none')
  const { volume, off } = alerts.settings.sounds
  const isHeard = volume > 0 && !off.includes(last.sound)
  return {
    ...{ topic, isOrderFate, volume, said: last.said },
    count: lines.reduce((sum, { count }) => sum + count, 0),
    ...(last.note === undefined ? {} : { note: last.note }),
    ...(isHeard ? { sound: last.sound } : {}),
  }
}

/** Fates of an order that a person is told of; what they did themselves they know. */
export function orderAlerts(state: DeskState, effect: OrderEffect): readonly AlertEvent[] {
  switch (effect.kind) {
    case 'statusChanged': {
      const event = fateOf(effect.order)
      return event === undefined ? [] : [ofOrder(state, event, effect.order)]
    }
    case 'changeRefused':
      return [ofOrder(state, 'changeRefused', effect.order)]
    case 'fillCounted':
      return effect.fill.liquidity === 'byHand' ? [] : [ofFill(state, effect.fill)]
    case 'fillAmended':
      return [ofFill(state, effect.before, 'amended')]
    case 'stopTriggered':
    case 'missingFills':
    case 'amendmentUnmatched':
    case 'contradiction':
    case 'reportGap':
    case 'requestOrderStatus':
    case 'requestOpenOrders':
      return []
    default:
      return assertNever(effect)
  }
}

function fateOf({ status, reason }: Order): OrderAlert | undefined {
  switch (status) {
    case 'denied':
    case 'rejected':
    case 'unknown':
      return status
    case 'canceled':
    case 'expired':
      if (reason !== undefined && (wasAskedFor(reason) || reason.code === 'resolvedByPerson'))
        return undefined
      return status
    case 'pendingNew':
    case 'working':
    case 'partiallyFilled':
    case 'pendingReplace':
    case 'pendingCancel':
    case 'filled':
      return undefined
    default:
      return assertNever(status)
  }
}

function ofOrder(state: DeskState, event: OrderAlert, { instrumentId, side, orderQty }: Order): AlertEvent {
  return { kind: 'order', event, ...about(state, instrumentId), side, qty: orderQty, leftQty: 0, price: '' }
}

function ofFill(state: DeskState, fill: Fill, event?: 'amended'): AlertEvent {
  const { instrumentId, clientOrderId, side, lastQty, lastPrice } = fill
  const leftQty = state.orders.order(clientOrderId)?.leavesQty ?? 0
  const price = priceWords(state, instrumentId, lastPrice)
  return {
    ...{ kind: 'order', event: event ?? (leftQty === 0 ? 'filled' : 'partlyFilled') },
    ...{ ...about(state, instrumentId), side, qty: lastQty, leftQty, price },
  }
}

/** A phase that people are told of. */
export function phaseAlerts(state: DeskState, { news, instrumentId }: MarketTold): readonly AlertEvent[] {
  if (news.kind !== 'phase' || instrumentId === undefined) return []
  return [{ kind: 'phase', ...about(state, instrumentId), phase: news.status.phase }]
}

/** To be asked before the market takes it: a new day's, or another price of a day that is known. */
export function settlementAlerts(state: DeskState, settlement: Settlement): readonly AlertEvent[] {
  const { instrumentId, date, price, kind } = settlement
  const feed = state.market.feed(instrumentId)
  const newest = feed?.settlement
  if (feed === undefined || newest === undefined) return []
  const same = feed.settlements.find((known) => known.date === date && known.kind === kind)
  const isNew = same === undefined && date >= newest.date
  if (!isNew && (same === undefined || same.price === price)) return []
  const words = (ticks: PriceTicks): string => priceWords(state, instrumentId, ticks)
  return [
    {
      ...{ kind: 'settlement', ...about(state, instrumentId), date, price: words(price) },
      ...(same === undefined ? {} : { was: words(same.price) }),
    },
  ]
}

export function surveillanceAlert(
  state: DeskState,
  { instrumentId, pattern }: SurveillanceAlert,
): AlertEvent {
  return { kind: 'surveillance', ...about(state, instrumentId), pattern }
}

function about(state: DeskState, instrumentId: InstrumentId) {
  return { instrumentId, root: state.market.feed(instrumentId)?.instrument.root }
}

/** Decimal; in ticks while the instrument is not known. */
function priceWords(state: DeskState, instrumentId: InstrumentId, price: PriceTicks): string {
  const tickSize = state.market.feed(instrumentId)?.instrument.tickSize
  return tickSize === undefined ? String(price) : formatPrice(price, tickSize)
}
