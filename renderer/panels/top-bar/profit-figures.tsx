// Day, open and realised profit of the account with currency and basis. Amounts of two currencies are never added: the
// first is shown, the others stand in the hint.
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { AccountTotals } from '../../../shared/ui-wire/projections.ts'
import { amountText, profitText } from '../../i18n/number-text.ts'
import { DASH } from '../../i18n/price-view.ts'
import { translate } from '../../i18n/translate.ts'
import { calmStore } from '../../kit/calm-store.ts'
import { directionClass } from '../../kit/direction.ts'
import { deskStore } from '../../store/topic-stores.ts'

const FIGURES = ['day', 'open', 'realised'] as const
type Figure = (typeof FIGURES)[number]

export function ProfitFigures(): ReactElement {
  const totals = useStore(calmStore(deskStore), (state) => state.projection?.totals)
  const [first, ...others] = totals ?? []
  return (
    <span className="top-bar-figures">
      {FIGURES.map((figure) => {
        const minor = first === undefined ? (totals === undefined ? undefined : 0n) : minorOf(first, figure)
        return (
          <span key={figure} className="figure" data-figure={figure} title={hintOf(figure, first, others)}>
            <span className="quiet">{translate(`topBar.${figure}`)}</span>
            <span className={`figure-value ${directionClass(minor)}`} data-testid={`profit-${figure}`}>
              {minor === undefined ? DASH : profitText(minor)}
            </span>
          </span>
        )
      })}
      <span className="quiet">{first?.currency ?? ''}</span>
    </span>
  )
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

function hintOf(figure: Figure, first: AccountTotals | undefined, others: readonly AccountTotals[]): string {
  if (first === undefined) return translate('blotter.emptyPositions')
  if (minorOf(first, figure) === undefined) return translate('topBar.noMarkHint')
  const basis = { currency: first.currency, fees: amountText(first.feesMinor) }
  const hint = translate(`topBar.${figure}Hint`, basis)
  if (others.length === 0) return hint
  const list = others.map((other) => {
    const minor = minorOf(other, figure)
    return `${minor === undefined ? DASH : profitText(minor)} ${other.currency}`
  })
  return `${hint} ${translate('topBar.otherCurrencies', { list: list.join(', ') })}`
}
