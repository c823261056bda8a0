// What there is to say of a fill, column by column. Below the fill of a combination stand its legs, where the position is. A
// trade that the exchange canceled stays, struck through, and counts for nothing in what fills come to.
import { memo, type ReactElement } from 'react'
import type { Fill, LegFill } from '../../../shared/domain/order.ts'
import { formatScaled } from '../../../shared/math/decimal.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import { amountText, integerText } from '../../i18n/number-text.ts'
import { lotsText } from '../../i18n/order-text.ts'
import { DASH, meanText, priceText } from '../../i18n/price-view.ts'
import { clockTextMs, dayText, isoTimeText, withZone, zonedTextMs } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import type { ArrangedColumn } from '../../kit/list/arranged-rows.ts'
import type { ListColumn } from '../../kit/list/list-table.tsx'
import { currencyOf, tickSizeOf } from '../../store/instruments.ts'
import { openEvidence } from '../../store/ui-store.ts'
import { numberOf } from './order-columns.tsx'
import { boughtAndSold, countedOf, feeTotals, meanOf } from './fill-totals.ts'

export const FILL_COLUMNS = [
  'date',
  'time',
  'received',
  'instrument',
  'side',
  'qty',
  'price',
  'liquidity',
  'fee',
  'currency',
  'id',
  'execId',
] as const
export type FillColumn = (typeof FILL_COLUMNS)[number]

/** Of which equal rows can stand together. */
export const FILL_GROUPS: readonly FillColumn[] = [
  'date',
  'instrument',
  'side',
  'liquidity',
  'currency',
  'id',
]

const OF_FILL: Readonly<Record<FillColumn, Omit<ArrangedColumn<Fill>, 'name'>>> = {
  date: {
    plain: (fill) => isoTimeText(fill.venueTimeUs).slice(0, 10),
    words: (fill) => dayText(fill.venueTimeUs),
  },
  time: { plain: (fill) => isoTimeText(fill.venueTimeUs), order: (fill) => fill.venueTimeUs },
  received: { plain: (fill) => isoTimeText(fill.receivedTimeUs), order: (fill) => fill.receivedTimeUs },
  instrument: { plain: (fill) => fill.instrumentId },
  side: { plain: (fill) => fill.side, words: (fill) => translate(`side.${fill.side}`) },
  qty: { plain: (fill) => String(fill.lastQty), order: (fill) => fill.lastQty },
  price: { plain: plainPrice, order: (fill) => numberOf(plainPrice(fill)) },
  liquidity: {
    plain: ({ liquidity, amendment }) => (amendment === undefined ? liquidity : amendment.kind),
    words: liquidityWords,
  },
  fee: { plain: (fill) => formatScaled(BigInt(fill.feeMinor), 2), order: (fill) => fill.feeMinor },
  currency: { plain: (fill) => currencyOf(fill.instrumentId) ?? '' },
  id: { plain: (fill) => fill.clientOrderId },
  execId: { plain: (fill) => fill.execId },
}

export const FILL_RULES: readonly ArrangedColumn<Fill>[] = FILL_COLUMNS.map((name) => ({
  name,
  ...OF_FILL[name],
}))

function plainPrice({ instrumentId, lastPrice }: Fill): string {
  const tickSize = tickSizeOf(instrumentId)
  return tickSize === undefined ? '' : formatPrice(lastPrice, tickSize)
}

export function fillColumns(): readonly ListColumn<Fill>[] {
  return [
    { name: 'date', label: col('date'), width: '76px', cell: (fill) => dayText(fill.venueTimeUs) },
    {
      name: 'time',
      label: withZone(col('time')),
      width: '88px',
      cell: (fill) => clockTextMs(fill.venueTimeUs),
      isEvident: true,
    },
    {
      name: 'received',
      label: col('received'),
      width: '88px',
      cell: (fill) => clockTextMs(fill.receivedTimeUs),
      isEvident: true,
    },
    {
      name: 'instrument',
      label: col('instrument'),
      width: 'minmax(72px, 0.8fr)',
      cell: (fill) => <span title={fill.instrumentId}>{fill.instrumentId}</span>,
      part: (fill, nth) => <LegName fill={fill} leg={fill.legs?.[nth]} />,
    },
    {
      name: 'side',
      label: col('side'),
      width: '36px',
      cell: (fill) => translate(`side.${fill.side}`),
      cellClass: (fill) => fill.side,
      part: (fill, nth) => sideText(fill.legs?.[nth]),
      partClass: (fill, nth) => fill.legs?.[nth]?.side ?? '',
    },
    {
      name: 'qty',
      label: col('qty'),
      hint: translate('blotter.lotsHint'),
      width: 'minmax(64px, 0.8fr)',
      align: 'right',
      cell: (fill) => integerText(fill.lastQty),
      part: (fill, nth) => integerText(fill.legs?.[nth]?.lastQty ?? 0),
      total: (fills) => <Lots fills={fills} />,
      isEvident: true,
    },
    {
      name: 'price',
      label: col('price'),
      width: '60px',
      align: 'right',
      cell: (fill) => priceText(fill.lastPrice, tickSizeOf(fill.instrumentId)),
      part: (fill, nth) => legPrice(fill.legs?.[nth]),
      total: (fills) => <Mean fills={fills} />,
      isEvident: true,
    },
    { name: 'liquidity', label: col('liquidity'), width: '60px', cell: (fill) => <Liquidity fill={fill} /> },
    {
      name: 'fee',
      label: col('fee'),
      width: 'minmax(64px, 0.6fr)',
      align: 'right',
      cell: (fill) => amountText(BigInt(fill.feeMinor)),
      total: (fills) => <Fees fills={fills} />,
      isEvident: true,
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
      cell: (fill) => <FillId fill={fill} />,
    },
    {
      name: 'execId',
      label: col('execId'),
      width: 'minmax(80px, 1fr)',
      cell: (fill) => (
        <span className="mono quiet" title={fill.execId}>
          {fill.execId}
        </span>
      ),
    },
  ]
}

function col(name: FillColumn): string {
  return translate(`blotter.col.${name}`)
}

function sideText(leg: LegFill | undefined): string {
  return leg === undefined ? '' : translate(`side.${leg.side}`)
}

function legPrice(leg: LegFill | undefined): string {
  return leg === undefined ? '' : priceText(leg.lastPrice, tickSizeOf(leg.instrumentId))
}

function LegName({ fill, leg }: { readonly fill: Fill; readonly leg: LegFill | undefined }): ReactElement {
  return (
    <span className="fill-leg-name" title={translate('blotter.legHint', { instrument: fill.instrumentId })}>
      {translate('blotter.leg', { instrument: leg?.instrumentId ?? '' })}
    </span>
  )
}

function FillId({ fill }: { readonly fill: Fill }): ReactElement {
  return (
    <button
      type="button"
      // Rows lie closer than targets of the tab key may: arrow keys come here.
      tabIndex={-1}
      className="cell-button mono quiet"
      title={translate('evidence.ofFill', { id: fill.execId })}
      onClick={() => {
        openEvidence({ kind: 'fill', fill })
      }}
      data-testid="fill-evidence"
    >
      {fill.clientOrderId}
    </button>
  )
}

/** Maker or taker; of a trade that was canceled or corrected, that word. */
function liquidityWords({ liquidity, amendment }: Fill): string {
  return amendment === undefined
    ? translate(`liquidity.${liquidity}`)
    : translate(`blotter.${amendment.kind}Fill`)
}

/** With what it was, where it was amended. */
function Liquidity({ fill }: { readonly fill: Fill }): ReactElement {
  const { amendment, instrumentId } = fill
  if (amendment === undefined) return <>{liquidityWords(fill)}</>
  const { kind, was, venueTimeUs } = amendment
  const price = priceText(was.lastPrice, tickSizeOf(instrumentId))
  const about = { time: zonedTextMs(venueTimeUs), lots: lotsText(was.lastQty), price }
  return <span title={translate(`blotter.${kind}FillHint`, about)}>{liquidityWords(fill)}</span>
}

interface TotalProps {
  readonly fills: readonly Fill[]
}

/** Bought and sold, side by side. */
const Lots = memo(function Lots({ fills }: TotalProps): ReactElement {
  const { bought, sold } = boughtAndSold(fills)
  return (
    <span title={translate('blotter.boughtSold', { bought: lotsText(bought), sold: lotsText(sold) })}>
      {bought > 0 && <span className="buy">{integerText(bought)}</span>}
      {bought > 0 && sold > 0 && ' '}
      {sold > 0 && <span className="sell">{integerText(sold)}</span>}
    </span>
  )
})

/** Of one contract and one side; prices of different ones have no mean. */
const Mean = memo(function Mean({ fills }: TotalProps): ReactElement {
  const mean = meanOf(fills)
  if (mean === undefined) return <span title={translate('blotter.noMean')}>{DASH}</span>
  return <span title={translate('blotter.meanHint')}>{meanText(mean, tickSizeOf(mean.instrumentId))}</span>
})

/** In one currency; money of several is never added. */
const Fees = memo(function Fees({ fills }: TotalProps): ReactElement {
  const totals = feeTotals(countedOf(fills), ({ instrumentId }) => currencyOf(instrumentId) ?? '')
  const words = totals.map(({ currency, minor }) => `${amountText(minor)} ${currency}`).join(' · ')
  const [only] = totals
  const text = totals.length === 1 && only !== undefined ? amountText(only.minor) : DASH
  return <span title={words}>{totals.length === 0 ? amountText(0n) : text}</span>
})
