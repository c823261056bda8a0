// Working orders, each cancellable and amendable in its row; on request the newest finished ones below, with why.
import { useState, type ReactElement } from 'react'
import { CircleHelp, Link2, Pencil, X } from 'lucide-react'
import { useStore } from 'zustand'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { isOfHeldOrder } from '../../../shared/domain/held-order.ts'
import { isTerminal, type Order } from '../../../shared/domain/order.ts'
import type { SessionHealth } from '../../../shared/ui-wire/health.ts'
import { integerText } from '../../i18n/number-text.ts'
import { existingOrderWords } from '../../i18n/order-text.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { clockText, withZone, zonedText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { usePanelId } from '../../kit/panel.tsx'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { tickSizeOf } from '../../store/instruments.ts'
import { keyOrButton } from '../../store/keys.ts'
import { cancelOrders } from '../../store/order-actions.ts'
import { deskStore, ordersStore } from '../../store/topic-stores.ts'
import { openResolve } from '../../store/ui-store.ts'
import { readView } from '../../store/panel-view.ts'
import { panelIn, workspaceStore } from '../../store/workspace.ts'
import { WORKING_VIEW } from './working-view.ts'
import { AmendForm } from './amend-form.tsx'
import { PriceCell, QtyCell, TypeCell } from './order-cells.tsx'
import { firstFillAction } from './first-fill-action.ts'

const NO_ORDERS: readonly Order[] = []

export function WorkingTable(): ReactElement {
  const orders = useStore(ordersStore, (state) => state.projection?.orders ?? NO_ORDERS)
  const panelId = usePanelId()
  const showFinished = useStore(
    workspaceStore,
    (state) => readView(WORKING_VIEW, panelIn(state, panelId)?.view).finished,
  )
  const [amending, setAmending] = useState<string>()
  const shown = showFinished ? orders : orders.filter((order) => !isTerminal(order.status))
  const all = columns(amending, setAmending, () => {
    setAmending(undefined)
  })
  return (
    <DataTable
      label={translate('blotter.working')}
      columns={all}
      rows={shown}
      rowKey={(order) => order.clientOrderId}
      rowClass={(order) => (isTerminal(order.status) ? 'order-finished' : '')}
      rowAttributes={(order) => ({
        'data-testid': 'working-row',
        'data-order': order.clientOrderId,
        'data-status': order.status,
        'data-instrument': order.instrumentId,
      })}
      empty={translate('blotter.emptyWorking', { key: keyOrButton('ladder.arm', translate('topBar.arm')) })}
      emptyAction={firstFillAction('working')}
    />
  )
}

function columns(
  amending: string | undefined,
  startAmending: (clientOrderId: string) => void,
  stopAmending: () => void,
): readonly Column<Order>[] {
  return [
    {
      name: 'time',
      givesWay: 2,
      label: withZone(col('time')),
      width: '80px',
      cell: (order) => clockText(order.createdTimeUs),
    },
    {
      name: 'instrument',
      label: col('instrument'),
      width: 'minmax(72px, 0.8fr)',
      cell: (order) => (
        <span title={order.instrumentId}>
          {order.instrumentId}
          {isOfHeldOrder(order) && <HeldMark />}
        </span>
      ),
    },
    {
      name: 'side',
      label: col('side'),
      width: '36px',
      cell: (order) => translate(`side.${order.side}`),
      cellClass: (order) => order.side,
    },
    {
      name: 'qty',
      label: col('qty'),
      width: '52px',
      align: 'right',
      cell: (order) => <QtyCell order={order} />,
    },
    {
      name: 'price',
      label: col('price'),
      width: 'minmax(56px, 0.9fr)',
      align: 'right',
      cell: (order) => <PriceCell order={order} />,
    },
    {
      name: 'done',
      label: col('done'),
      width: '44px',
      align: 'right',
      cell: (order) => integerText(order.cumQty),
    },
    {
      name: 'type',
      // A stop still shows by its price.
      givesWay: 1,
      label: col('type'),
      width: 'minmax(68px, 0.8fr)',
      cell: (order) => <TypeCell order={order} />,
    },
    {
      name: 'status',
      label: col('status'),
      width: 'minmax(104px, 1.6fr)',
      cell: (order) => <StatusCell order={order} />,
    },
    {
      name: 'id',
      givesWay: 1,
      label: col('id'),
      width: 'minmax(76px, 1fr)',
      cell: (order) => (
        <span className="mono quiet" title={order.clientOrderId}>
          {order.clientOrderId}
        </span>
      ),
    },
    {
      name: 'actions',
      label: col('actions'),
      width: '62px',
      align: 'right',
      cell: (order) =>
        order.clientOrderId === amending && !isTerminal(order.status) ? (
          <AmendForm order={order} onDone={stopAmending} />
        ) : (
          <RowActions order={order} onAmend={startAmending} />
        ),
    },
  ]
}

/** The order belongs to one that is held on this PC. */
function HeldMark(): ReactElement {
  return (
    <span className="held-mark" title={translate('held.mark')} data-testid="held-mark">
      <Link2 size={12} aria-label={translate('held.mark')} />
    </span>
  )
}

type ColumnLabel =
  'time' | 'instrument' | 'side' | 'qty' | 'price' | 'done' | 'type' | 'status' | 'id' | 'actions'

function col(name: ColumnLabel): string {
  return translate(`blotter.col.${name}`)
}

function StatusCell({ order }: { readonly order: Order }): ReactElement {
  const why = order.reason === undefined ? '' : reasonText(order.reason)
  const knownUs = useStore(deskStore, ({ projection }) => lastKnownUs(projection?.orders))
  const isOpen = !isTerminal(order.status)
  return (
    <span className={`order-status order-status-${order.status}`} title={why} data-testid="order-status">
      <span className="order-status-word">
        {translate(`status.${order.status}`)}
        {order.status === 'unknown' && ' ?'}
      </span>
      {isOpen && knownUs !== undefined && (
        <span className="order-last-known">
          {' '}
          {translate('blotter.lastKnown', { time: zonedText(knownUs) })}
        </span>
      )}
      {why !== '' && <span className="quiet"> {why}</span>}
    </span>
  )
}

/** While the order session is not live, what is shown of an order is as old as its last message. */
function lastKnownUs(orders: SessionHealth | undefined): TimeUs | undefined {
  return orders === undefined || orders.state === 'live' ? undefined : orders.lastMessageTimeUs
}

interface RowActionsProps {
  readonly order: Order
  readonly onAmend: (clientOrderId: string) => void
}

function RowActions({ order, onAmend }: RowActionsProps): ReactElement | null {
  if (isTerminal(order.status)) return null
  const words = existingOrderWords(order, tickSizeOf(order.instrumentId))
  return (
    <span className="row-actions">
      {order.status === 'unknown' && (
        <Button
          kind="icon"
          label={translate('resolve.orderHint', { words })}
          title={translate('resolve.orderHint', { words })}
          onPress={() => {
            openResolve({ kind: 'order', order })
          }}
          testId="resolve-order"
        >
          <CircleHelp size={13} aria-hidden />
        </Button>
      )}
      {order.status !== 'unknown' && hasPrice(order) && (
        <Button
          kind="icon"
          label={translate('blotter.amend', { words })}
          title={translate('blotter.amend', { words })}
          onPress={() => {
            onAmend(order.clientOrderId)
          }}
          testId="amend-order"
        >
          <Pencil size={13} aria-hidden />
        </Button>
      )}
      <Button
        kind="icon"
        label={translate('blotter.cancel', { words })}
        title={translate('blotter.cancel', { words })}
        onPress={() => void cancelOrders([order], { origin: 'blotter' })}
        testId="cancel-order"
      >
        <X size={14} aria-hidden />
      </Button>
    </span>
  )
}

/** What wakes it or what it rests at can be another. */
function hasPrice({ orderType }: Order): boolean {
  return orderType === 'limit' || orderType === 'stop' || orderType === 'stopLimit'
}
