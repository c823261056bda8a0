// Working orders, each cancellable and amendable in its row.
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import { CircleHelp, Pencil, X } from 'lucide-react'
import { useStore } from 'zustand'
import { isTerminal, type Order } from '../../../shared/domain/order.ts'
import { existingOrderWords } from '../../i18n/order-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import type { ListColumn } from '../../kit/list/list-table.tsx'
import { tickSizeOf } from '../../store/instruments.ts'
import { keyOrButton } from '../../store/keys.ts'
import { cancelOrders } from '../../store/order-actions.ts'
import { ordersStore } from '../../store/topic-stores.ts'
import { openEvidence, openResolve } from '../../store/ui-store.ts'
import { AmendForm } from './amend-form.tsx'
import { firstFillAction } from './first-fill-action.ts'
import { WORKING_LIST } from './lists.ts'
import { orderColumns, ORDER_RULES } from './order-columns.tsx'
import { PanelList } from './panel-list.tsx'

const NO_ORDERS: readonly Order[] = []

export function WorkingTable(): ReactElement {
  const orders = useStore(ordersStore, (state) => state.projection?.orders ?? NO_ORDERS)
  const list = useMemo(
    () => ({ firstPlace: 0, rows: orders.filter((order) => !isTerminal(order.status)) }),
    [orders],
  )
  const [amending, setAmending] = useState<string>()
  const stopAmending = useCallback(() => {
    setAmending(undefined)
  }, [])
  return (
    <PanelList
      label={translate('blotter.working')}
      names={WORKING_LIST}
      list={list}
      rules={ORDER_RULES}
      columns={[...orderColumns(), actionsColumn({ amending, startAmending: setAmending, stopAmending })]}
      newestFirst={false}
      rowKey={(order) => order.clientOrderId}
      rowAttributes={(order) => ({
        'data-testid': 'working-row',
        'data-order': order.clientOrderId,
        'data-status': order.status,
        'data-instrument': order.instrumentId,
      })}
      onEvidence={(order) => {
        openEvidence({ kind: 'order', order })
      }}
      empty={translate('blotter.emptyWorking', { key: keyOrButton('ladder.arm', translate('topBar.arm')) })}
      emptyAction={firstFillAction('working')}
    />
  )
}

interface Amending {
  readonly amending: string | undefined
  readonly startAmending: (clientOrderId: string) => void
  readonly stopAmending: () => void
}

function actionsColumn({ amending, startAmending, stopAmending }: Amending): ListColumn<Order> {
  return {
    name: 'actions',
    label: translate('blotter.col.actions'),
    width: '62px',
    align: 'right',
    cell: (order) =>
      order.clientOrderId === amending ? (
        <AmendForm order={order} onDone={stopAmending} />
      ) : (
        <RowActions order={order} onAmend={startAmending} />
      ),
  }
}

interface RowActionsProps {
  readonly order: Order
  readonly onAmend: (clientOrderId: string) => void
}

function RowActions({ order, onAmend }: RowActionsProps): ReactElement {
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
