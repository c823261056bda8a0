// Which contracts of a root the quote board lists under a tab, and what each row is called. Pure.
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import type { RootSummary } from '../../../shared/ui-wire/projections.ts'
import { dateText } from '../../i18n/time-text.ts'
import type { BoardTab } from '../../store/board-tab.ts'

export interface BoardRow {
  readonly instrumentId: InstrumentId
  /** `Jan 27`, or of a combination its code. */
  readonly name: string
  /** The code beside the month; empty for a combination. */
  readonly code: string
  readonly title: string
  readonly tickSize: Decimal
}

export function boardRows(summary: RootSummary, tab: BoardTab): readonly BoardRow[] {
  const { root, months, combinations, tickSize } = summary
  if (tab === 'months') {
    return months.map(({ instrumentId, deliveryStart }) => ({
      instrumentId,
      name: dateText(deliveryStart, 'month'),
      code: instrumentId.slice(root.length),
      title: '',
      tickSize,
    }))
  }
  return combinations
    .filter((combination) => combination.kind === tab)
    .map(({ instrumentId, description, tickSize: own }) => ({
      instrumentId,
      name: codeOf(instrumentId, root),
      code: '',
      title: description,
      tickSize: own,
    }))
}

/** `F27-G27` of H100F27-H100G27: the root stands above the group already. */
function codeOf(instrumentId: string, root: string): string {
  return instrumentId.replaceAll(root, '')
}
