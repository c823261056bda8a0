// What there is to say of a row of trades, column by column, on the screen and in a file.
import type { ReactElement } from 'react'
import type { Decimal } from '../../../shared/math/decimal.ts'
import { formatPrice } from '../../../shared/math/price-text.ts'
import { integerText, signedText } from '../../i18n/number-text.ts'
import { priceText } from '../../i18n/price-view.ts'
import { clockTextMs, dateTimeTextMs, isoTimeText, withZone } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import type { Column } from '../../kit/data-table.tsx'
import { directionClass } from '../../kit/direction.ts'
import type { ShownList } from '../../store/lists.ts'
import type { TapeLine, TradesLine } from './tape-lines.ts'

type TradesColumn = Omit<Column<TradesLine>, 'cell' | 'cellClass'> & {
  readonly cell: (line: TradesLine) => ReactElement | string
  readonly cellClass?: (line: TradesLine) => string
}

export function tapeColumns(tickSize: Decimal | undefined, isTogether: boolean): readonly Column<TapeLine>[] {
  const columns: readonly TradesColumn[] = [
    {
      name: 'time',
      label: withZone(translate('tape.time')),
      hint: translate('tape.timeHint'),
      width: '84px',
      cell: ({ fromUs, untilUs }) => <span title={timesTitle(fromUs, untilUs)}>{clockTextMs(untilUs)}</span>,
    },
    {
      name: 'price',
      label: translate('tape.price'),
      width: 'minmax(34px, 72px)',
      align: 'right',
      cell: ({ price }) => priceText(price, tickSize),
      cellClass: ({ move }) => directionClass(move),
    },
    {
      name: 'qty',
      label: translate('tape.qty'),
      hint: translate('tape.qtyHint'),
      width: 'minmax(30px, 64px)',
      align: 'right',
      cell: ({ lots }) => integerText(lots),
    },
    {
      name: 'side',
      label: translate('tape.side'),
      hint: translate('tape.sideHint'),
      width: 'minmax(32px, 84px)',
      cell: ({ aggressorSide }) => translate(`tape.aggressor.${aggressorSide}`),
      cellClass: ({ aggressorSide }) => (aggressorSide === 'none' ? 'quiet' : aggressorSide),
    },
    ...(isTogether
      ? [
          {
            name: 'count',
            label: translate('tape.count'),
            hint: translate('tape.countHint'),
            width: 'minmax(30px, 56px)',
            align: 'right' as const,
            givesWay: 2,
            cell: ({ count }: TradesLine) => integerText(count),
            cellClass: () => 'quiet',
          },
        ]
      : []),
    {
      name: 'own',
      label: translate('tape.own'),
      hint: translate('tape.ownHint'),
      width: 'minmax(34px, 64px)',
      givesWay: 1,
      align: 'right',
      cell: (line) => <Own line={line} />,
    },
  ]
  return columns.map(({ cell, cellClass, ...column }) => ({
    ...column,
    cell: (line) => (line.kind === 'gap' ? null : cell(line)),
    ...(cellClass !== undefined && {
      cellClass: (line: TapeLine) => (line.kind === 'gap' ? '' : cellClass(line)),
    }),
  }))
}

function timesTitle(fromUs: TradesLine['fromUs'], untilUs: TradesLine['untilUs']): string {
  const until = dateTimeTextMs(untilUs)
  return fromUs === untilUs ? until : translate('tape.fromTo', { from: dateTimeTextMs(fromUs), until })
}

/** Own lots with their sign; of a trade that the exchange took back or changed that word too. */
function Own({ line: { ownLots, amended } }: { readonly line: TradesLine }): ReactElement | null {
  if (ownLots === 0 && amended === undefined) return null
  const side = ownLots > 0 ? 'buy' : ownLots < 0 ? 'sell' : 'quiet'
  const title = amended === undefined ? translate('tape.ownHint') : translate(`tape.ownAmended.${amended}`)
  return (
    <span className={`tape-own ${side}`} title={title} data-amended={amended}>
      {signedText(ownLots)}
    </span>
  )
}

/** The rows as they are copied and written to a file; a gap is a row that says so. */
export function shownTape(
  lines: () => readonly TapeLine[],
  tickSize: Decimal | undefined,
): Pick<ShownList, 'columns' | 'labels' | 'rows'> {
  return {
    columns: ['time', 'price', 'qty', 'aggressor', 'trades', 'own'],
    labels: (['time', 'price', 'qty', 'side', 'count', 'own'] as const).map((name) =>
      translate(`tape.${name}`),
    ),
    rows: () => lines().map((line) => plainCells(line, tickSize)),
  }
}

function plainCells(line: TapeLine, tickSize: Decimal | undefined): readonly string[] {
  if (line.kind === 'gap') {
    const { afterUs, untilUs } = line.gap
    return [untilUs === undefined ? isoTimeText(afterUs) : isoTimeText(untilUs), '', '', 'missing', '', '']
  }
  const { untilUs, price, lots, aggressorSide, count, ownLots } = line
  const plainPrice = tickSize === undefined ? '' : formatPrice(price, tickSize)
  return [isoTimeText(untilUs), plainPrice, String(lots), aggressorSide, String(count), String(ownLots)]
}
