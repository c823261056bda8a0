// Positions with their profit, the mark and the rule that gave it, and below them the totals by currency, which are the
// sums of the rows.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Currency } from '../../../shared/domain/instrument.ts'
import type {
  AccountTotals,
  CurrencyRate,
  PositionRow,
  PositionsProjection,
} from '../../../shared/ui-wire/projections.ts'
import { amountText, decimalText, profitText, signedText } from '../../i18n/number-text.ts'
import { averageText, DASH, markText, priceText } from '../../i18n/price-view.ts'
import { dateText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { calmStore } from '../../kit/calm-store.ts'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { usePanelId } from '../../kit/panel.tsx'
import { directionClass } from '../../kit/direction.ts'
import { rootOf } from '../../store/instruments.ts'
import { hasOldMark } from '../../store/old-marks.ts'
import { positionsStore } from '../../store/topic-stores.ts'
import { look } from '../../store/workspace.ts'

const NONE: Pick<PositionsProjection, 'rows' | 'totals' | 'converted'> = { rows: [], totals: [] }

export function PositionsTable(): ReactElement {
  const { rows, totals, converted } = useStore(calmStore(positionsStore), (state) => state.projection ?? NONE)
  const panelId = usePanelId()
  const shown = columns(panelId)
  const isOld = (currency: Currency): boolean =>
    rows.some((row) => row.instrument.currency === currency && hasOldMark(row))
  return (
    <DataTable
      label={translate('blotter.positions')}
      columns={shown}
      rows={rows}
      rowKey={(row) => row.instrument.instrumentId}
      rowAttributes={(row) => ({
        'data-testid': 'position-row',
        'data-instrument': row.instrument.instrumentId,
      })}
      empty={translate('blotter.emptyPositions')}
      footer={
        rows.length === 0 ? null : (
          <>
            {totals.map((total) => (
              <Totals key={total.currency} total={total} isOld={isOld(total.currency)} columns={shown} />
            ))}
            {converted !== undefined && (
              <Totals
                total={converted.totals}
                rate={converted.rate}
                isOld={rows.some(hasOldMark)}
                columns={shown}
              />
            )}
          </>
        )
      }
    />
  )
}

function columns(panelId: string): readonly Column<PositionRow>[] {
  const profit = (minor: bigint | undefined): string => (minor === undefined ? DASH : profitText(minor))
  return [
    {
      name: 'instrument',
      label: col('instrument'),
      width: 'minmax(72px, 1fr)',
      cell: ({ instrument }) => (
        <button
          type="button"
          className="cell-button"
          onClick={() => {
            const { instrumentId } = instrument
            look(panelId, { instrumentId, root: rootOf(instrumentId)?.root ?? instrument.root })
          }}
        >
          {instrument.instrumentId}
        </button>
      ),
    },
    {
      name: 'net',
      label: col('net'),
      width: 'minmax(48px, 0.6fr)',
      align: 'right',
      cell: (row) => signedText(row.netQty),
      cellClass: (row) => (row.netQty > 0 ? 'buy' : row.netQty < 0 ? 'sell' : ''),
    },
    {
      name: 'average',
      label: col('average'),
      hint: translate('blotter.averageHint'),
      width: '62px',
      align: 'right',
      cell: (row) => averageText(row, row.instrument),
    },
    {
      name: 'mark',
      label: col('mark'),
      width: '52px',
      align: 'right',
      cell: ({ mark, instrument }) => (
        <span
          className={mark?.stale === true ? 'quiet' : ''}
          title={mark?.stale === true ? translate('blotter.staleMark') : ''}
        >
          {mark === undefined ? translate('blotter.noMark') : markText(mark, instrument.tickSize)}
        </span>
      ),
    },
    {
      name: 'rule',
      label: col('rule'),
      width: '60px',
      cell: (row) => <MarkRule {...row} />,
    },
    {
      name: 'settle',
      label: col('settle'),
      width: 'minmax(48px, 0.6fr)',
      align: 'right',
      cell: ({ settle, instrument }) => (
        <span
          className="quiet"
          title={settle === undefined ? '' : `${dateText(settle.date)}, ${settle.rule}`}
        >
          {priceText(settle?.price, instrument.tickSize)}
        </span>
      ),
    },
    {
      name: 'day',
      label: col('day'),
      hint: translate('blotter.dayHint'),
      width: 'minmax(72px, 1fr)',
      align: 'right',
      cell: (row) => profit(row.dayMinor),
      cellClass: (row) => directionClass(row.dayMinor, hasOldMark(row)),
    },
    {
      name: 'open',
      label: col('open'),
      hint: translate('blotter.openHint'),
      width: 'minmax(72px, 1fr)',
      align: 'right',
      cell: (row) => profit(row.unrealisedMinor),
      cellClass: (row) => directionClass(row.unrealisedMinor, hasOldMark(row)),
    },
    {
      name: 'realised',
      label: col('realised'),
      hint: translate('blotter.realisedHint'),
      width: 'minmax(72px, 1fr)',
      align: 'right',
      cell: (row) => profit(row.realisedMinor),
      cellClass: (row) => directionClass(row.realisedMinor),
    },
    {
      name: 'fees',
      label: col('fees'),
      width: 'minmax(56px, 0.7fr)',
      align: 'right',
      cell: (row) => amountText(row.feesMinor),
    },
    { name: 'currency', label: col('currency'), width: '36px', cell: (row) => row.instrument.currency },
  ]
}

/** A contract that has ended is marked at its final settlement, and says so. */
function MarkRule({ mark, settle }: PositionRow): ReactElement {
  if (settle?.kind === 'final') {
    return (
      <strong data-testid="position-settled" title={translate('blotter.settledHint', { rule: settle.rule })}>
        {translate('blotter.settled')}
      </strong>
    )
  }
  return (
    <span className="quiet" title={mark === undefined ? '' : translate(`markRule.${mark.rule}`)}>
      {mark === undefined ? DASH : translate(`markRuleShort.${mark.rule}`)}
    </span>
  )
}

type ColumnLabel =
  | 'instrument'
  | 'net'
  | 'average'
  | 'mark'
  | 'rule'
  | 'settle'
  | 'day'
  | 'open'
  | 'realised'
  | 'fees'
  | 'currency'

function col(name: ColumnLabel): string {
  return translate(`blotter.col.${name}`)
}

interface TotalsProps {
  readonly total: AccountTotals
  /** Of the line that adds up all currencies. */
  readonly rate?: CurrencyRate
  /** A mark of one of its rows is. */
  readonly isOld: boolean
  readonly columns: readonly Column<PositionRow>[]
}

function Totals({ total, rate, isOld, columns: shown }: TotalsProps): ReactElement {
  const figures: Partial<Record<string, bigint | undefined>> = {
    day: total.dayMinor,
    open: total.unrealisedMinor,
    realised: total.realisedMinor,
  }
  const text = (name: string): string => {
    if (name === 'instrument') return rate === undefined ? translate('blotter.total') : convertedText(rate)
    if (name === 'currency') return total.currency
    if (name === 'fees') return amountText(total.feesMinor)
    if (!(name in figures)) return ''
    const minor = figures[name]
    return minor === undefined ? DASH : profitText(minor)
  }
  return (
    <div
      className="data-table-foot"
      role="row"
      data-testid="positions-total"
      data-currency={total.currency}
      data-converted={rate !== undefined}
      title={rate === undefined ? translate('blotter.totalHint') : convertedHint(rate)}
      style={{ gridTemplateColumns: shown.map((column) => column.width).join(' ') }}
    >
      {shown.map((column) => (
        <span
          key={column.name}
          role="cell"
          data-col={column.name}
          data-align={column.align}
          className={directionClass(figures[column.name], isOld && AGEING.includes(column.name))}
        >
          {text(column.name)}
        </span>
      ))}
    </div>
  )
}

/** The sums that need marks. */
const AGEING: readonly string[] = ['day', 'open']

/** `In USD at 7.1183 CNY · 20 Nov`. */
function convertedText({ base: currency, quote, value, date }: CurrencyRate): string {
  const words = { currency, rate: decimalText(value), quote, date: dateText(date, 'dayMonth') }
  return translate('blotter.totalConverted', words)
}

function convertedHint({ base, quote, value, date, source }: CurrencyRate): string {
  const words = { base, quote, rate: decimalText(value), date: dateText(date), source }
  return translate('blotter.totalConvertedHint', words)
}
