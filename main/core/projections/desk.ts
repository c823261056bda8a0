// The top bar's projection: sessions, venue, totals, and what can be chosen, each sent only where it has changed.
import { isDeepStrictEqual } from 'node:util'
import type { DeskUpdate, ListedCombination, RootSummary } from '../../../shared/ui-wire/projections.ts'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import type { InstrumentFeed } from '../../marketdata/instrument-feed.ts'
import { convertTotals } from '../../position/convert-totals.ts'
import type { DeskState } from '../desk-state.ts'
import type { BuiltUpdate, SentBefore } from '../projection-hub.ts'
import { positionTotals } from './positions.ts'

export function deskUpdate(state: DeskState, nowUs: TimeUs, sent: SentBefore | undefined): BuiltUpdate {
  const { venue, account, halted, controls, throttle, marketLink, orderLink } = state
  const flattening = controls.flattenings.map(({ instrumentId }) => instrumentId)
  const clockOffsetUs = marketLink.clockOffsetUs
  const totals = positionTotals(state, nowUs)
  const { rate } = state.market
  const converted = convertTotals(totals, rate)
  const { listVersion } = state.market
  const desk: DeskUpdate = {
    topic: 'desk',
    venueName: venue?.venueName ?? '',
    venueUrl: state.venueUrl,
    environment: venue?.environment ?? 'paper',
    ...(account === undefined ? {} : { account }),
    market: marketLink.view(),
    orders: orderLink.view(),
    ...(clockOffsetUs === undefined ? {} : { clockOffsetUs }),
    ...(halted === undefined ? {} : { halted }),
    ...(controls.stopped === undefined ? {} : { stopped: controls.stopped }),
    ...(flattening.length === 0 ? {} : { flattening }),
    ...(throttle.tripped === undefined ? {} : { throttled: throttle.tripped }),
    workingCount: state.orders.openCount,
    unknownCount: state.orders.unknownOrders().length,
    totals,
    ...(converted === undefined ? {} : { converted }),
    ...(rate === undefined ? {} : { rate }),
  }
  const isListSent = sent?.listVersion === listVersion
  // It is looked at with every tick of the core, and changes a few times a second.
  if (isListSent && isDeepStrictEqual(desk, sent.desk)) return { update: undefined, sent }
  const update = isListSent ? desk : { ...desk, roots: rootSummaries(state) }
  return { update, sent: { listVersion, desk } }
}

function rootSummaries(state: DeskState): readonly RootSummary[] {
  return state.market.roots().flatMap((root) => rootSummary(state, root))
}

function rootSummary(state: DeskState, root: string): readonly RootSummary[] {
  const months = state.market.monthsOfRoot(root)
  const front = months[0]?.instrument
  if (front === undefined) return []
  const { description, unit, currency, source, tickSize } = front
  return [
    {
      ...{ root, description, unit, currency, source, tickSize },
      ...state.market.index(root),
      months: months.map(({ instrument: { instrumentId, deliveryStart } }) => ({
        instrumentId,
        deliveryStart,
      })),
      combinations: state.market.combinationsOfRoot(root).flatMap(listedCombination),
    },
  ]
}

function listedCombination({ instrument }: InstrumentFeed): readonly ListedCombination[] {
  const { instrumentId, deliveryStart, description, tickSize, combination } = instrument
  return combination === undefined
    ? []
    : [{ instrumentId, deliveryStart, description, tickSize, kind: combination.kind }]
}
