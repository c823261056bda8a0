// Whether profit comes of marks that are old: then it is shown grey, like the prices it was made of.
import type { PositionRow } from '../../shared/ui-wire/projections.ts'

/** What is no longer held needs no mark, so that its profit does not age. */
export function hasOldMark(row: Pick<PositionRow, 'netQty' | 'mark'> | undefined): boolean {
  return row !== undefined && row.netQty !== 0 && row.mark?.stale === true
}
