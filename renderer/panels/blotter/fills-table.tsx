// The newest fills: when by the exchange's clock, what, at which price, as maker or taker, and the fee.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Fill } from '../../../shared/domain/order.ts'
import { amountText, integerText } from '../../i18n/number-text.ts'
import { priceText } from '../../i18n/price-view.ts'
import { clockTextMs } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { currencyOf, tickSizeOf } from '../../store/instruments.ts'
import { fillsStore } from '../../store/topic-stores.ts'

const NO_FILLS: readonly Fill[] = []

export function FillsTable(): ReactElement {
  const fills = useStore(fillsStore, (state) => state.projection?.fills ?? NO_FILLS)
  return (
    <DataTable
      label={translate('blotter.fills')}
      columns={columns()}
      rows={fills}
      rowKey={(fill) => fill.execId}
      rowAttributes={(fill) => ({
        'data-testid': 'fill-row',
        'data-order': fill.clientOrderId,
        'data-instrument': fill.instrumentId,
      })}
      empty={translate('blotter.emptyFills')}
    />
  )
}

function columns(): readonly Column<Fill>[] {
  return [
    { name: 'time', label: col('time'), width: '88px', cell: (fill) => clockTextMs(fill.venueTimeUs) },
    { name: 'instrument', label: col('instrument'), width: '72px', cell: (fill) => fill.instrumentId },
    {
      name: 'side',
      label: col('side'),
      width: '36px',
      cell: (fill) => translate(`side.${fill.side}`),
      cellClass: (fill) => fill.side,
    },
    {
      name: 'qty',
      label: col('qty'),
      width: '52px',
      align: 'right',
      cell: (fill) => integerText(fill.lastQty),
    },
    {
      name: 'price',
      label: col('price'),
      width: '60px',
      align: 'right',
      cell: (fill) => priceText(fill.lastPrice, tickSizeOf(fill.instrumentId)),
    },
    {
      name: 'liquidity',
      label: col('liquidity'),
      width: '60px',
      cell: (fill) => translate(`liquidity.${fill.liquidity}`),
    },
    {
      name: 'fee',
      label: col('fee'),
      width: '64px',
      align: 'right',
      cell: (fill) => amountText(BigInt(fill.feeMinor)),
    },
    {
      name: 'currency',
      label: col('currency'),
      width: '36px',
      cell: (fill) => currencyOf(fill.instrumentId),
    },
    {
      name: 'id',
      label: col('id'),
      width: 'minmax(80px, 1fr)',
      cell: (fill) => (
        <span className="mono quiet" title={fill.execId}>
          {fill.clientOrderId}
        </span>
      ),
    },
  ]
}

type ColumnLabel = 'time' | 'instrument' | 'side' | 'qty' | 'price' | 'liquidity' | 'fee' | 'currency' | 'id'

function col(name: ColumnLabel): string {
  return translate(`blotter.col.${name}`)
}
