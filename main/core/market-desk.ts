// Market data in the core: applies what the market session tells, keeps the session's health, and says what to ask for.
// Pure: (state, event, time) → output. Called by the loop only.
import { assertNever } from '../../shared/domain/assert.ts'
import type { InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { Settlement } from '../../shared/domain/market-data.ts'
import { reason } from '../../shared/domain/reason.ts'
import type { MarketIdentity } from '../history/history-fact.ts'
import { staleSession } from '../marketdata/staleness.ts'
import type { MarketEffect } from '../marketdata/market-effect.ts'
import type { LinkEvent, MarketEvent } from '../session/venue-contract.ts'
import { phaseAlerts, settlementAlerts } from './alert-desk.ts'
import type { CoreOutput } from './core-output.ts'
import type { DeskState } from './desk-state.ts'
import { linkEvent } from './link-events.ts'
import { livePoints } from './live-points.ts'
import { keepMarkMoment } from './mark-moments.ts'
import { tellOfMarket } from './market-notices.ts'
import { orderEvent } from './order-desk.ts'

/** One event of the market session. */
export function marketEvent(
  state: DeskState,
  event: LinkEvent | MarketEvent,
  atUs: TimeUs,
  output: CoreOutput,
): void {
  switch (event.kind) {
    case 'connecting':
    case 'heard':
    case 'roundTrip':
      linkEvent(state, 'market', event, atUs)
      return
    case 'badFrame':
      linkEvent(state, 'market', event, atUs)
      output.market.push(...state.market.frameLost(event.text))
      return
    case 'down': {
      // Books that were old before the link was given up are as old afterwards.
      const sinceUs = staleSession(state.marketLink, atUs)?.sinceUs ?? atUs
      linkEvent(state, 'market', event, atUs)
      state.market.linkDown(event.reason, sinceUs)
      return
    }
    case 'welcome':
      state.watchedBars.clear()
      state.markPaths.begin(`${event.environment} ${event.venueName} ${event.instanceId}`)
      state.venue = { venueName: event.venueName, environment: event.environment }
      state.marketLink.established(atUs)
      if (event.environment === 'replay') {
        const why = reason('replaying', {})
        orderEvent(state, { kind: 'down', reason: why, retryInMs: 0 }, atUs, output)
        output.endsOrders = true
        state.orderLink.switchedOff(why, atUs)
      }
      state.deskVersion += 1
      output.history.push({ kind: 'market', market: marketOf(event) })
      carry(state, state.market.apply(event, atUs), atUs, output)
      followByOrder(state, atUs, output)
      return
    case 'refused':
      state.notices.add(atUs, {
        kind: 'problem',
        reason: reason('venueRefused', { code: event.code, text: event.text }),
      })
      return
    case 'definitions':
      state.deskVersion += 1
      define(state, event.instruments, atUs)
      carry(state, state.market.apply(event, atUs), atUs, output)
      followByOrder(state, atUs, output)
      return
    case 'listed':
      state.deskVersion += 1
      define(state, [event.instrument], atUs)
      carry(state, state.market.apply(event, atUs), atUs, output)
      followByOrder(state, atUs, output)
      return
    case 'fixing':
    case 'rate':
      state.deskVersion += 1
      carry(state, state.market.apply(event, atUs), atUs, output)
      return
    case 'settlement':
      keepSettlement(state, event.settlement, output)
      output.alerts.push(...settlementAlerts(state, event.settlement))
      carry(state, state.market.apply(event, atUs), atUs, output)
      return
    case 'snapshot':
    case 'delta':
    case 'orderSnapshot':
    case 'orderDelta':
    case 'trade':
    case 'status':
    case 'limits':
    case 'indicative':
    case 'implied':
    case 'openInterest':
    case 'news':
      carry(state, state.market.apply(event, atUs), atUs, output)
      return
    default:
      assertNever(event)
  }
}

/** A window looks at the ladder of this instrument: its book is followed by order, for the places of own orders. */
export function ladderWatched(
  state: DeskState,
  instrumentId: InstrumentId,
  atUs: TimeUs,
  output: CoreOutput,
): void {
  const displaced = state.byOrder.look(instrumentId)
  if (displaced !== undefined) output.market.push(...state.market.follow(displaced, 'levels', atUs))
  followByOrder(state, atUs, output)
}

/** Asks for what is not followed so yet; a replay has books by price only. */
function followByOrder({ byOrder, market, venue }: DeskState, atUs: TimeUs, output: CoreOutput): void {
  const depth = venue?.environment === 'replay' ? 'levels' : 'orders'
  for (const instrumentId of byOrder.all) output.market.push(...market.follow(instrumentId, depth, atUs))
}

/** Notices silence, and asks again for snapshots that have not come. */
export function marketTick(state: DeskState, nowUs: TimeUs, output: CoreOutput): void {
  state.marketLink.tick(nowUs)
  output.market.push(...state.market.overdue(nowUs))
  output.history.push(...livePoints(state, nowUs))
  keepMarkMoment(state, nowUs)
}

function marketOf({
  venueName,
  environment,
  instanceId,
}: Extract<MarketEvent, { kind: 'welcome' }>): MarketIdentity | undefined {
  return environment === 'replay' ? undefined : { venueName, environment, instanceId }
}

function keepSettlement(state: DeskState, settlement: Settlement, output: CoreOutput): void {
  const feed = state.market.feed(settlement.instrumentId)
  if (feed === undefined) return
  output.history.push({ kind: 'settlement', instrument: feed.instrument, settlement })
}

/** Positions need the value of a tick; a venue that changes it under a position is a matter for a person. */
function define(state: DeskState, instruments: readonly Instrument[], atUs: TimeUs): void {
  for (const instrument of instruments) {
    const defined = state.positions.define(instrument)
    if (defined.ok) continue
    const { instrumentId, was, now } = defined.error
    const why = reason('contradiction', { what: 'tick value', ours: was, venues: now })
    state.notices.add(atUs, { kind: 'problem', instrumentId, reason: why })
  }
}

/** A resync that the book's own stream led to is counted and told; one that a lost link entails is told once as that. */
function carry(state: DeskState, effects: readonly MarketEffect[], atUs: TimeUs, output: CoreOutput): void {
  for (const effect of effects) {
    if (effect.kind === 'told') {
      tellOfMarket(state.notices, effect, atUs)
      output.alerts.push(...phaseAlerts(state, effect))
      continue
    }
    if (effect.kind === 'traded') {
      state.watchedBars.take(effect.trade)
      output.history.push({ ...effect, kind: 'trade' })
      continue
    }
    if (effect.kind !== 'healed') output.market.push(effect)
    if (effect.kind === 'subscribe' || effect.kind === 'reconnect') continue
    state.marketLink.resynced(effect.instrumentId, effect.reason, atUs)
    state.notices.add(atUs, { kind: 'resync', instrumentId: effect.instrumentId, reason: effect.reason })
  }
}
