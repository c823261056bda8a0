// The Differences tab: what the last comparison with the exchange found, both sides beside each other, and what was done.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type {
  Difference,
  OrderSide,
  ReconciliationProjection,
} from '../../../shared/ui-wire/reconciliation.ts'
import { integerText, signedText } from '../../i18n/number-text.ts'
import { DASH, priceText } from '../../i18n/price-view.ts'
import { clockTextMs, withZone, zonedText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { reconcile } from '../../store/control-actions.ts'
import { tickSizeOf } from '../../store/instruments.ts'
import { reconciliationStore } from '../../store/topic-stores.ts'
import { openResolve } from '../../store/ui-store.ts'

const NONE: readonly Difference[] = []

export function DifferencesTable(): ReactElement {
  const found = useStore(reconciliationStore, ({ projection }) => projection)
  return (
    <DataTable
      label={translate('differences.label')}
      columns={columns()}
      rows={found?.differences ?? NONE}
      rowKey={({ id }) => String(id)}
      rowAttributes={({ kind, resolvedUs }) => ({
        'data-testid': 'difference-row',
        'data-kind': kind,
        'data-open': String(resolvedUs === undefined),
      })}
      empty={emptyText(found)}
    />
  )
}

/** When both were last compared, and a button to do it now; stands in the panel's header. */
export function ComparedFigures(): ReactElement {
  const found = useStore(reconciliationStore, ({ projection }) => projection)
  return (
    <span className="blotter-tools">
      <span className="quiet" data-testid="compared">
        {comparedText(found)}
      </span>
      <Button
        title={translate('differences.compareHint')}
        onPress={() => void reconcile()}
        testId="compare-now"
      >
        {translate('differences.compare')}
      </Button>
    </span>
  )
}

function comparedText(found: ReconciliationProjection | undefined): string {
  const { orders, positions } = found ?? {}
  if (orders === undefined || positions === undefined) return translate('differences.notYet')
  return translate('differences.compared', {
    time: zonedText(Math.min(orders.atUs, positions.atUs)),
    orders: integerText(orders.count),
    positions: integerText(positions.count),
  })
}

function emptyText(found: ReconciliationProjection | undefined): string {
  const isCompared = found?.orders !== undefined && found.positions !== undefined
  return translate(isCompared ? 'differences.empty' : 'differences.notYet')
}

function columns(): readonly Column<Difference>[] {
  return [
    {
      name: 'time',
      label: withZone(translate('connections.col.time')),
      width: '88px',
      cell: ({ timeUs }) => clockTextMs(timeUs),
    },
    {
      name: 'instrument',
      label: translate('connections.col.instrument'),
      width: 'minmax(72px, 0.4fr)',
      cell: ({ instrumentId }) => <span title={instrumentId}>{instrumentId}</span>,
    },
    {
      name: 'what',
      label: translate('differences.what'),
      width: 'minmax(80px, 0.7fr)',
      cell: ({ kind, clientOrderId }) => (
        <span title={clientOrderId}>{clientOrderId ?? translate(`differences.${kind}`)}</span>
      ),
    },
    {
      name: 'ours',
      label: translate('differences.ours'),
      width: 'minmax(110px, 1fr)',
      cell: (row) => sideText(row, row.ours, row.oursQty),
    },
    {
      name: 'venues',
      label: translate('differences.venues'),
      width: 'minmax(110px, 1fr)',
      cell: (row) => sideText(row, row.venues, row.venuesQty),
    },
    {
      name: 'done',
      label: translate('differences.done'),
      width: 'minmax(120px, 1fr)',
      cell: ({ done, kind, resolvedUs }) => (
        <span title={translate(`differences.${done}Hint`)}>
          {resolvedUs === undefined || done === 'taken'
            ? translate(`differences.${done}`)
            : translate(kind === 'order' ? 'differences.answered' : 'differences.agrees', {
                time: zonedText(resolvedUs),
              })}
        </span>
      ),
      cellClass: ({ resolvedUs }) => (resolvedUs === undefined ? 'message-unknown' : ''),
    },
    {
      name: 'act',
      label: translate('blotter.col.actions'),
      width: '64px',
      align: 'right',
      cell: (row) =>
        row.kind === 'position' && row.resolvedUs === undefined && <AdoptButton difference={row} />,
    },
  ]
}

function AdoptButton({ difference }: { readonly difference: Difference }): ReactElement {
  return (
    <Button
      title={translate('resolve.positionHint', { instrument: difference.instrumentId })}
      onPress={() => {
        openResolve({ kind: 'position', difference })
      }}
      testId="adopt-position"
    >
      {translate('resolve.adopt')}
    </Button>
  )
}

function sideText(row: Difference, order: OrderSide | undefined, qty: number | undefined): string {
  if (row.kind === 'position') return qty === undefined ? DASH : signedText(qty)
  if (order === undefined) return translate('differences.notKnown')
  const { side, orderQty, cumQty, limitPrice, status } = order
  return translate('differences.order', {
    side: translate(`side.${side}`),
    qty: integerText(orderQty),
    price: priceText(limitPrice, tickSizeOf(row.instrumentId)),
    done: integerText(cumQty),
    status: translate(`status.${status}`),
  })
}
