// The top bar's projection: sessions, venue, totals, and what can be chosen.
import type { DeskProjection, RootSummary } from '../../../shared/ui-wire/projections.ts'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import type { DeskState } from '../desk-state.ts'
import { positionTotals } from './positions.ts'

export function deskProjection(state: DeskState, nowUs: TimeUs): DeskProjection {
  const { venue, account, halted, marketLink, orderLink } = state
  const clockOffsetUs = marketLink.clockOffsetUs
  return {
    topic: 'desk',
    venueName: venue?.venueName ?? '',
    venueUrl: state.venueUrl,
    environment: venue?.environment ?? 'paper',
    ...(account === undefined ? {} : { account }),
    market: marketLink.view(),
    orders: orderLink.view(),
    ...(clockOffsetUs === undefined ? {} : { clockOffsetUs }),
    ...(halted === undefined ? {} : { halted }),
    workingCount: state.orders.openCount,
    unknownCount: state.orders.unknownOrders().length,
    totals: positionTotals(state, nowUs),
    roots: state.market.roots().flatMap((root) => rootSummary(state, root)),
  }
}

function rootSummary(state: DeskState, root: string): readonly RootSummary[] {
  const feeds = state.market.instrumentsOfRoot(root)
  const front = feeds[0]?.instrument
  if (front === undefined) return []
  const fixing = state.market.fixing(root)
  return [
    {
      root,
      description: front.description,
      unit: front.unit,
      currency: front.currency,
      source: front.source,
      ...(fixing === undefined ? {} : { fixing }),
      months: feeds.map(({ instrument }) => ({
        instrumentId: instrument.instrumentId,
        deliveryStart: instrument.deliveryStart,
      })),
    },
  ]
}
