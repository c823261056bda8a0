// The newest fills: when by the exchange's clock, what, at which price, as maker or taker, and the fee. Below the fill of
// a combination stand its legs, where the position is. A trade that the exchange canceled stays, struck through.
import { useMemo, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Fill, LegFill } from '../../../shared/domain/order.ts'
import { amountText, integerText } from '../../i18n/number-text.ts'
import { lotsText } from '../../i18n/order-text.ts'
import { priceText } from '../../i18n/price-view.ts'
import { clockTextMs, withZone, zonedTextMs } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { currencyOf, tickSizeOf } from '../../store/instruments.ts'
import { fillsStore } from '../../store/topic-stores.ts'
import { firstFillAction } from './first-fill-action.ts'

const NO_FILLS: readonly Fill[] = []

export function FillsTable(): ReactElement {
  const fills = useStore(fillsStore, (state) => state.projection?.fills ?? NO_FILLS)
  const rows = useMemo(() => fillRows(fills), [fills])
  return (
    <DataTable
      label={translate('blotter.fills')}
      columns={columns()}
      rows={rows}
      rowKey={({ fill, leg }) => (leg === undefined ? fill.execId : `${fill.execId} ${leg.instrumentId}`)}
      rowClass={({ fill, leg }) =>
        `${leg === undefined ? '' : 'fill-leg'} ${fill.amendment?.kind === 'canceled' ? 'fill-canceled' : ''}`.trim()
      }
      rowAttributes={({ fill, leg, traded }) => ({
        'data-testid': leg === undefined ? 'fill-row' : 'fill-leg',
        'data-order': fill.clientOrderId,
        ...(fill.amendment === undefined ? {} : { 'data-amendment': fill.amendment.kind }),
        'data-instrument': traded.instrumentId,
      })}
      empty={translate('blotter.emptyFills')}
      emptyAction={firstFillAction('fills')}
    />
  )
}

/** A fill, or one leg of the fill of a combination. */
interface FillRow {
  readonly fill: Fill
  readonly leg?: LegFill
  /** What this row is about: the leg where there is one. */
  readonly traded: LegFill
}

function fillRows(fills: readonly Fill[]): readonly FillRow[] {
  return fills.flatMap((fill) => [
    { fill, traded: fill },
    ...(fill.legs ?? []).map((leg) => ({ fill, leg, traded: leg })),
  ])
}

function columns(): readonly Column<FillRow>[] {
  return [
    {
      name: 'time',
      label: withZone(col('time')),
      width: '88px',
      cell: ({ fill, leg }) => (leg === undefined ? clockTextMs(fill.venueTimeUs) : ''),
    },
    { name: 'instrument', label: col('instrument'), width: 'minmax(72px, 0.8fr)', cell: instrumentCell },
    {
      name: 'side',
      label: col('side'),
      width: '36px',
      cell: ({ traded }) => translate(`side.${traded.side}`),
      cellClass: ({ traded }) => traded.side,
    },
    {
      name: 'qty',
      label: col('qty'),
      width: '52px',
      align: 'right',
      cell: ({ traded }) => integerText(traded.lastQty),
    },
    {
      name: 'price',
      label: col('price'),
      width: '60px',
      align: 'right',
      cell: ({ traded }) => priceText(traded.lastPrice, tickSizeOf(traded.instrumentId)),
    },
    {
      name: 'liquidity',
      label: col('liquidity'),
      width: '60px',
      cell: liquidityCell,
    },
    {
      name: 'fee',
      label: col('fee'),
      width: '64px',
      align: 'right',
      cell: ({ fill, leg }) => (leg === undefined ? amountText(BigInt(fill.feeMinor)) : ''),
    },
    {
      name: 'currency',
      label: col('currency'),
      width: '36px',
      cell: ({ traded }) => currencyOf(traded.instrumentId),
    },
    {
      name: 'id',
      label: col('id'),
      width: 'minmax(80px, 1fr)',
      cell: ({ fill, leg }) =>
        leg === undefined && (
          <span className="mono quiet" title={fill.execId}>
            {fill.clientOrderId}
          </span>
        ),
    },
  ]
}

/** Maker or taker; of a trade that was canceled or corrected, that word, with what it was. */
function liquidityCell({ fill, leg }: FillRow): ReactElement | string {
  if (leg !== undefined) return ''
  if (fill.amendment === undefined) return translate(`liquidity.${fill.liquidity}`)
  const { kind, was, venueTimeUs } = fill.amendment
  const price = priceText(was.lastPrice, tickSizeOf(fill.instrumentId))
  const about = { time: zonedTextMs(venueTimeUs), lots: lotsText(was.lastQty), price }
  return <span title={translate(`blotter.${kind}FillHint`, about)}>{translate(`blotter.${kind}Fill`)}</span>
}

function instrumentCell({ fill, leg }: FillRow): ReactElement {
  if (leg === undefined) return <span title={fill.instrumentId}>{fill.instrumentId}</span>
  return (
    <span className="fill-leg-name" title={translate('blotter.legHint', { instrument: fill.instrumentId })}>
      {translate('blotter.leg', { instrument: leg.instrumentId })}
    </span>
  )
}

type ColumnLabel = 'time' | 'instrument' | 'side' | 'qty' | 'price' | 'liquidity' | 'fee' | 'currency' | 'id'

function col(name: ColumnLabel): string {
  return translate(`blotter.col.${name}`)
}
