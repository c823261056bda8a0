// What the market told, in sentences: phases, settlements, the index, headlines, new contracts. Called by order-text.ts
// for the notices of these kinds.
import { assertNever } from '../../shared/domain/assert.ts'
import type { Fixing, Settlement } from '../../shared/domain/market-data.ts'
import type { Decimal } from '../../shared/math/decimal.ts'
import type { MarketNews, Notice } from '../../shared/ui-wire/projections.ts'
import { decimalText, integerText } from './number-text.ts'
import { phaseTitle } from './phase-text.ts'
import { DASH, priceText } from './price-view.ts'
import { dateText } from './time-text.ts'
import { translate } from './translate.ts'

export function marketNewsText(notice: Notice, news: MarketNews, tickSize: Decimal | undefined): string {
  const { instrumentId: instrument = '' } = notice
  switch (news.kind) {
    case 'phase': {
      const { status } = news
      const title = phaseTitle(status)
      return translate('noticeText.phase', {
        what: whatOf(notice),
        title,
        text: textOf(notice, title),
      }).trim()
    }
    case 'settlement':
      return settlementText(notice, news.settlement, tickSize)
    case 'index':
      return fixingText(news.fixing)
    case 'news':
      return news.news.headline
    case 'listed':
      if (notice.count === undefined) return translate('noticeText.listed', { instrument })
      return translate('noticeText.listedMany', { what: whatOf(notice), instrument })
    default:
      return assertNever(news)
  }
}

/** Empty where the sentence only repeats the title, or has the prices of one contract of several. */
function textOf({ market, count }: Notice, title: string): string {
  if (market?.kind !== 'phase') return ''
  const { code, text } = market.status
  const isOfOne = code === 'velocityHalt' || code === 'circuitBreaker' || code === 'expired'
  return (count !== undefined && isOfOne) || text.startsWith(title) ? '' : text
}

/** `H100F27`, `12 contracts of H100`, `350 contracts`. */
function whatOf({ instrumentId, count, root }: Notice): string {
  if (count === undefined) return instrumentId ?? ''
  const total = integerText(count)
  return root === undefined
    ? translate('noticeText.contracts', { total })
    : translate('noticeText.contractsOf', { total, root })
}

function settlementText(notice: Notice, settlement: Settlement, tickSize: Decimal | undefined): string {
  const { kind, price, rule } = settlement
  const date = dateText(settlement.date)
  if (notice.count !== undefined) return translate('noticeText.settledMany', { date, what: whatOf(notice) })
  const words = { instrument: settlement.instrumentId, price: priceText(price, tickSize), date, rule }
  return translate(kind === 'final' ? 'noticeText.settledFinally' : 'noticeText.settled', words)
}

function fixingText({ root, date: day, status, value, previousValue, source }: Fixing): string {
  const date = dateText(day)
  const after = valueText(value)
  switch (status) {
    case 'missing':
      return translate('noticeText.indexMissing', { root, date, source })
    case 'restated':
      return translate('noticeText.indexRestated', {
        root,
        date,
        before: valueText(previousValue),
        after,
        source,
      })
    case 'published':
      return translate('noticeText.indexPublished', { root, date, after, source })
    default:
      return assertNever(status)
  }
}

function valueText(value: string | undefined): string {
  return value === undefined ? DASH : decimalText(value)
}
