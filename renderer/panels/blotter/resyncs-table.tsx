// How often books were fetched again, by reason; the newest sentence of each is on hover.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { ResyncCount } from '../../../shared/ui-wire/health.ts'
import { integerText } from '../../i18n/number-text.ts'
import { reasonText, resyncReasonText } from '../../i18n/reason-text.ts'
import { translate } from '../../i18n/translate.ts'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { healthStore } from '../../store/topic-stores.ts'

const NO_RESYNCS: readonly ResyncCount[] = []

export function ResyncsTable(): ReactElement {
  const resyncs = useStore(healthStore, ({ projection }) => projection?.resyncs)
  return (
    <DataTable
      label={translate('connections.resyncs')}
      columns={columns()}
      rows={resyncs ?? NO_RESYNCS}
      rowKey={({ newest }) => newest.code}
      rowAttributes={({ newest }) => ({ 'data-testid': 'resync-row', 'data-reason': newest.code })}
      empty={translate(resyncs === undefined ? 'connections.awaited' : 'connections.emptyResyncs')}
    />
  )
}

function columns(): readonly Column<ResyncCount>[] {
  return [
    {
      name: 'reason',
      label: translate('connections.col.reason'),
      width: 'minmax(100px, 1fr)',
      cell: ({ newest }) => (
        <span title={translate('connections.newest', { reason: reasonText(newest) })}>
          {resyncReasonText(newest)}
        </span>
      ),
    },
    {
      name: 'count',
      label: translate('connections.col.count'),
      width: '44px',
      align: 'right',
      cell: ({ count }) => integerText(count),
    },
  ]
}
