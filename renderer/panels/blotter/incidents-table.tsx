// What last happened to the sessions, newest first: they came, fell silent or went, sent what cannot be read, or a book
// had to be fetched again.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { SessionIncident } from '../../../shared/ui-wire/health.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { clockTextMs, withZone } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { healthStore } from '../../store/topic-stores.ts'

const NO_INCIDENTS: readonly SessionIncident[] = []

const TONES: Readonly<Record<SessionIncident['kind'], string>> = {
  live: '',
  stale: 'message-unknown',
  down: 'message-danger',
  badFrame: 'message-unknown',
  resync: '',
}

export function IncidentsTable(): ReactElement {
  const incidents = useStore(healthStore, ({ projection }) => projection?.incidents)
  return (
    <DataTable
      label={translate('connections.incidents')}
      columns={columns()}
      rows={incidents ?? NO_INCIDENTS}
      rowKey={({ session, id }) => `${session} ${id}`}
      rowAttributes={({ kind }) => ({ 'data-testid': 'incident-row', 'data-kind': kind })}
      empty={translate(incidents === undefined ? 'connections.awaited' : 'connections.emptyIncidents')}
    />
  )
}

function columns(): readonly Column<SessionIncident>[] {
  return [
    {
      name: 'time',
      label: withZone(translate('connections.col.time')),
      width: '88px',
      cell: ({ timeUs }) => clockTextMs(timeUs),
    },
    {
      name: 'session',
      label: translate('connections.col.session'),
      width: '48px',
      cell: ({ session }) => (
        <span title={translate(`session.${session}Long`)}>{translate(`session.${session}`)}</span>
      ),
    },
    {
      name: 'what',
      label: translate('connections.col.what'),
      width: '64px',
      cell: ({ kind }) => translate(`connections.incident.${kind}`),
      cellClass: ({ kind }) => TONES[kind],
    },
    {
      name: 'instrument',
      label: translate('connections.col.instrument'),
      width: 'minmax(64px, 0.3fr)',
      cell: ({ instrumentId }) => <span title={instrumentId}>{instrumentId}</span>,
    },
    {
      name: 'why',
      label: translate('connections.col.why'),
      width: 'minmax(120px, 1fr)',
      cell: ({ reason }) => {
        const why = reason === undefined ? translate('connections.isLive') : reasonText(reason)
        return <span title={why}>{why}</span>
      },
    },
  ]
}
