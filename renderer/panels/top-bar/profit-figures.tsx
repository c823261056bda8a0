// Day, open and realised profit of the account with currency and basis. Amounts of two currencies are never added as they
// are: with the exchange's rate they are shown in one, which says the rate and its date; without it the first is shown
// and the others stand in the hint.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { AccountTotals, ConvertedTotals } from '../../../shared/ui-wire/projections.ts'
import { amountText, decimalText, profitText } from '../../i18n/number-text.ts'
import { DASH } from '../../i18n/price-view.ts'
import { dateText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { calmStore } from '../../kit/calm-store.ts'
import { directionClass } from '../../kit/direction.ts'
import { hasOldMark } from '../../store/old-marks.ts'
import { deskStore, positionsStore } from '../../store/topic-stores.ts'

const FIGURES = ['day', 'open', 'realised'] as const
type Figure = (typeof FIGURES)[number]

export function ProfitFigures(): ReactElement {
  const totals = useStore(calmStore(deskStore), (state) => state.projection?.totals)
  const converted = useStore(calmStore(deskStore), (state) => state.projection?.converted)
  const isOld = useStore(
    calmStore(positionsStore),
    (state) => state.projection?.rows.some(hasOldMark) ?? false,
  )
  const shown = converted?.totals ?? totals?.[0]
  return (
    <span className="top-bar-figures">
      <span className="quiet" data-testid="profit-currency">
        {shown?.currency}
        {converted !== undefined && <span className="profit-rate"> {rateText(converted)}</span>}
      </span>
      {FIGURES.map((figure) => {
        const minor = shown === undefined ? (totals === undefined ? undefined : 0n) : minorOf(shown, figure)
        return (
          <span
            key={figure}
            className="figure"
            data-figure={figure}
            title={hintOf(figure, totals ?? [], converted)}
          >
            <span className="quiet">{translate(`topBar.${figure}`)}</span>
            <span
              className={`figure-value ${directionClass(minor, isOld && figure !== 'realised')}`}
              data-testid={`profit-${figure}`}
            >
              {minor === undefined ? DASH : profitText(minor)}
            </span>
          </span>
        )
      })}
    </span>
  )
}

/** `@ 7.1183` after the currency: the whole basis with its date is in the hint and below the positions. */
function rateText({ rate }: ConvertedTotals): string {
  return translate('topBar.converted', { rate: decimalText(rate.value) })
}

function minorOf(totals: AccountTotals, figure: Figure): bigint | undefined {
  switch (figure) {
    case 'day':
      return totals.dayMinor
    case 'open':
      return totals.unrealisedMinor
    case 'realised':
      return totals.realisedMinor
  }
}

function hintOf(
  figure: Figure,
  totals: readonly AccountTotals[],
  converted: ConvertedTotals | undefined,
): string {
  const [first, ...others] = totals
  if (first === undefined) return translate('blotter.emptyPositions')
  const shown = converted?.totals ?? first
  if (minorOf(shown, figure) === undefined) return translate('topBar.noMarkHint')
  const basis = { currency: shown.currency, fees: amountText(shown.feesMinor) }
  const hint = translate(`topBar.${figure}Hint`, basis)
  if (converted !== undefined) return `${hint} ${convertedHint(figure, totals, converted)}`
  if (others.length === 0) return hint
  return `${hint} ${translate('topBar.otherCurrencies', { list: listOf(figure, others) })}`
}

function convertedHint(
  figure: Figure,
  totals: readonly AccountTotals[],
  { rate: { value, base, quote, date, source } }: ConvertedTotals,
): string {
  const list = listOf(figure, totals)
  const words = { list, rate: decimalText(value), base, quote, date: dateText(date), source }
  return translate('topBar.convertedHint', words)
}

function listOf(figure: Figure, totals: readonly AccountTotals[]): string {
  return totals
    .map((total) => {
      const minor = minorOf(total, figure)
      return `${minor === undefined ? DASH : profitText(minor)} ${total.currency}`
    })
    .join(', ')
}
