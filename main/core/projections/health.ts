// The Connections tab: both sessions in figures, the books, resyncs by reason, and what last happened.
import type { TimeUs } from '../../../shared/domain/brands.ts'
import type { HealthProjection, SessionIncident, SessionName } from '../../../shared/ui-wire/health.ts'
import type { DeskState } from '../desk-state.ts'
import type { LinkHealth } from '../link-health.ts'
import { INCIDENTS_MAX } from '../link-log.ts'
import { marketFigures, orderFigures } from '../session-figures.ts'

export function healthProjection(state: DeskState, nowUs: TimeUs): HealthProjection {
  const { marketLink, orderLink } = state
  const { session, books, resyncs } = marketFigures(marketLink, state.market, nowUs)
  return {
    topic: 'health',
    market: session,
    orders: orderFigures(orderLink, nowUs),
    onDisconnect: {
      asked: state.controls.cancelOnDisconnect,
      ...(state.cancelsOnDisconnect === undefined ? {} : { promised: state.cancelsOnDisconnect }),
    },
    books,
    resyncs,
    incidents: [...incidentsOf('market', marketLink), ...incidentsOf('orders', orderLink)]
      .sort((a, b) => b.timeUs - a.timeUs)
      .slice(0, INCIDENTS_MAX),
  }
}

function incidentsOf(session: SessionName, link: LinkHealth): readonly SessionIncident[] {
  return link.log.newestFirst().map((incident) => ({ ...incident, session }))
}
