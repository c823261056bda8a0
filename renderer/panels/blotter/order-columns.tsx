// What there is to say of an order, column by column: for those that work and for all there were.
import { memo, type ReactElement } from 'react'
import { Link2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { TimeUs } from '../../../shared/domain/brands.ts'
import { isOfHeldOrder } from '../../../shared/domain/held-order.ts'
import { isTerminal, isWaitingStop, type Order } from '../../../shared/domain/order.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import type { SessionHealth } from '../../../shared/ui-wire/health.ts'
import { integerText } from '../../i18n/number-text.ts'
import { timeInForceText } from '../../i18n/order-text.ts'
import { fromWord, reasonText } from '../../i18n/reason-text.ts'
import { clockText, clockTextMs, dayText, isoTimeText, withZone, zonedText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import type { ArrangedColumn } from '../../kit/list/arranged-rows.ts'
import type { ListColumn } from '../../kit/list/list-table.tsx'
import { tickSizeOf } from '../../store/instruments.ts'
import { deskStore } from '../../store/topic-stores.ts'
import { openEvidence } from '../../store/ui-store.ts'
import { PriceCell, QtyCell, TypeCell } from './order-cells.tsx'

export const ORDER_COLUMNS = [
  'date',
  'time',
  'updated',
  'instrument',
  'side',
  'qty',
  'price',
  'done',
  'type',
  'status',
  'origin',
  'id',
  'venueId',
] as const
export type OrderColumn = (typeof ORDER_COLUMNS)[number]

/** Of which equal rows can stand together. */
export const ORDER_GROUPS: readonly OrderColumn[] = ['date', 'instrument', 'side', 'type', 'status', 'origin']

const OF_ORDER: Readonly<Record<OrderColumn, Omit<ArrangedColumn<Order>, 'name'>>> = {
  date: {
    plain: (order) => isoTimeText(order.createdTimeUs).slice(0, 10),
    words: (order) => dayText(order.createdTimeUs),
  },
  time: { plain: (order) => isoTimeText(order.createdTimeUs), order: (order) => order.createdTimeUs },
  updated: { plain: (order) => isoTimeText(order.updatedTimeUs), order: (order) => order.updatedTimeUs },
  instrument: { plain: (order) => order.instrumentId },
  side: { plain: (order) => order.side, words: (order) => translate(`side.${order.side}`) },
  qty: { plain: (order) => String(order.orderQty), order: (order) => order.orderQty },
  price: { plain: plainPrice, order: (order) => numberOf(plainPrice(order)) },
  done: { plain: (order) => String(order.cumQty), order: (order) => order.cumQty },
  type: {
    plain: (order) => `${order.orderType} ${order.timeInForce}`,
    words: (order) => `${translate(`orderType.${order.orderType}`)} ${timeInForceText(order)}`,
  },
  status: {
    plain: (order) => (order.reason === undefined ? order.status : `${order.status}: ${order.reason.code}`),
    words: (order) => translate(`status.${order.status}`),
  },
  origin: { plain: (order) => order.origin, words: (order) => fromWord(order.origin) },
  id: { plain: (order) => order.clientOrderId },
  venueId: { plain: (order) => order.venueOrderId ?? '' },
}

export const ORDER_RULES: readonly ArrangedColumn<Order>[] = ORDER_COLUMNS.map((name) => ({
  name,
  ...OF_ORDER[name],
}))

/** What wakes a stop that waits, otherwise the limit; nothing of an order that has neither. */
function plainPrice(order: Order): string {
  const price = isWaitingStop(order) ? order.terms?.stopPrice : order.limitPrice
  const tickSize = tickSizeOf(order.instrumentId)
  return price === undefined || tickSize === undefined ? '' : formatPrice(price, tickSize)
}

/** Undefined for none, which is sorted last. */
export function numberOf(plain: string): number | undefined {
  return plain === '' ? undefined : Number(plain)
}

export function orderColumns(): readonly ListColumn<Order>[] {
  return [
    { name: 'date', label: col('date'), width: '76px', cell: (order) => dayText(order.createdTimeUs) },
    {
      name: 'time',
      givesWay: 2,
      label: withZone(col('time')),
      width: '80px',
      cell: (order) => clockText(order.createdTimeUs),
      isEvident: true,
    },
    {
      name: 'updated',
      label: col('updated'),
      width: '88px',
      cell: (order) => clockTextMs(order.updatedTimeUs),
      isEvident: true,
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
      total: (orders) => <Sum orders={orders} of={orderedLots} />,
      isEvident: true,
    },
    {
      name: 'price',
      label: col('price'),
      width: 'minmax(56px, 0.9fr)',
      align: 'right',
      cell: (order) => <PriceCell order={order} />,
      isEvident: true,
    },
    {
      name: 'done',
      label: col('done'),
      width: '44px',
      align: 'right',
      cell: (order) => integerText(order.cumQty),
      total: (orders) => <Sum orders={orders} of={doneLots} />,
      isEvident: true,
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
      name: 'origin',
      givesWay: 1,
      label: col('origin'),
      width: 'minmax(72px, 0.8fr)',
      cell: (order) => <span title={fromWord(order.origin)}>{fromWord(order.origin)}</span>,
    },
    {
      name: 'id',
      givesWay: 1,
      label: col('id'),
      width: 'minmax(76px, 1fr)',
      cell: (order) => <OrderId order={order} />,
    },
    {
      name: 'venueId',
      label: col('venueId'),
      width: 'minmax(76px, 1fr)',
      cell: (order) => (
        <span className="mono quiet" title={order.venueOrderId}>
          {order.venueOrderId ?? ''}
        </span>
      ),
    },
  ]
}

interface SumProps {
  readonly orders: readonly Order[]
  readonly of: (order: Order) => number
}

const Sum = memo(function Sum({ orders, of }: SumProps): ReactElement {
  return <>{integerText(orders.reduce((sum, order) => sum + of(order), 0))}</>
})

function orderedLots({ orderQty }: Order): number {
  return orderQty
}

function doneLots({ cumQty }: Order): number {
  return cumQty
}

function col(name: OrderColumn): string {
  return translate(`blotter.col.${name}`)
}

function OrderId({ order }: { readonly order: Order }): ReactElement {
  return (
    <button
      type="button"
      // Rows lie closer than targets of the tab key may: arrow keys come here.
      tabIndex={-1}
      className="cell-button mono quiet"
      title={translate('evidence.ofOrder', { id: order.clientOrderId })}
      onClick={() => {
        openEvidence({ kind: 'order', order })
      }}
      data-testid="order-evidence"
    >
      {order.clientOrderId}
    </button>
  )
}

/** The order belongs to one that is held on this PC. */
function HeldMark(): ReactElement {
  return (
    <span className="held-mark" title={translate('held.mark')} data-testid="held-mark">
      <Link2 size={12} aria-label={translate('held.mark')} />
    </span>
  )
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
