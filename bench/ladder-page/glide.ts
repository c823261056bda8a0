// The peer @glideapps/glide-data-grid: the same columns made of the same rows, and `updateCells` for those that differ. It
// paints text only: no bars, no marks, no flash.
import '@glideapps/glide-data-grid/dist/index.css'
import { CompactSelection, DataEditor, GridCellKind } from '@glideapps/glide-data-grid'
import { createElement, createRef } from 'react'
import { createRoot } from 'react-dom/client'
import { decimalText, lotsCell, signedText } from '../../renderer/i18n/number-text.ts'
import { requestPaint } from '../../renderer/kit/frame.ts'
import * as axes from '../../renderer/panels/ladder/ladder-axis.ts'
import { fillRows, type LadderRow } from '../../renderer/panels/ladder/ladder-rows.ts'
import { SizeHistory } from '../../renderer/panels/ladder/size-history.ts'
import { NOTHING_CLEARED } from '../../renderer/panels/ladder/traded-since.ts'
import { formatPrice } from '../../shared/math/price-text.ts'
import { priceTicks } from '../../shared/math/quantities.ts'
import type { LadderProjection } from '../../shared/ui-wire/projections.ts'
import { ROW_PX, ROWS, WIDTH_PX, type MountLadder } from './shown-ladder.ts'

const TITLES = ['Δ', 'Own', 'Bid', 'Price', 'Ask', 'Own', 'B·S']

interface Grid {
  updateCells(cells: readonly { readonly cell: readonly [number, number] }[]): void
}

export const mount: MountLadder = (root) => {
  const texts = Array.from({ length: ROWS }, () => TITLES.map(() => ''))
  const rows: LadderRow[] = []
  const sizes = new SizeHistory()
  const grid = createRef<Grid>()
  let ladder: LadderProjection | undefined
  let axis: axes.LadderAxis | undefined
  createRoot(root).render(
    createElement(DataEditor, {
      ref: grid,
      ...{
        rows: ROWS,
        rowHeight: ROW_PX,
        headerHeight: ROW_PX,
        width: WIDTH_PX,
        height: (ROWS + 1) * ROW_PX,
      },
      columns: TITLES.map((title, nth) => ({ title, id: String(nth), width: WIDTH_PX / TITLES.length })),
      getCellContent: ([column, row]: readonly [number, number]) => {
        const text = texts[row]?.[column] ?? ''
        return {
          kind: GridCellKind.Text,
          data: text,
          displayData: text,
          allowOverlay: false,
          contentAlign: 'right',
        }
      },
      gridSelection: { columns: CompactSelection.empty(), rows: CompactSelection.empty() },
    }),
  )
  const paint = (): void => {
    if (ladder === undefined) return
    const market = axes.middlePrice(ladder, ROWS)
    axis ??= market === undefined ? undefined : axes.centreOn(market, ROWS)
    if (axis === undefined) return
    axis = axes.following(axis, market, 'static')
    sizes.take(performance.now(), ladder)
    fillRows(rows, axis, ladder, { cleared: NOTHING_CLEARED, sizes: sizes.before() })
    const { tickSize } = ladder.instrument
    const changed: { readonly cell: readonly [number, number] }[] = []
    rows.forEach((row, nth) => {
      const known = texts[nth]
      textsOf(row, decimalText(formatPrice(priceTicks(row.price), tickSize))).forEach((text, column) => {
        if (known === undefined || known[column] === text) return
        known[column] = text
        changed.push({ cell: [column, nth] })
      })
    })
    if (changed.length > 0) grid.current?.updateCells(changed)
  }
  return (next) => {
    ladder = next
    requestPaint(paint)
  }
}

function textsOf(row: LadderRow, price: string): readonly string[] {
  const { change, bidQty, askQty, boughtQty, soldQty } = row
  const traded = boughtQty + soldQty === 0 ? '' : `${lotsCell(boughtQty)} ${lotsCell(soldQty)}`
  return [change === 0 ? '' : signedText(change), '', lotsCell(bidQty), price, lotsCell(askQty), '', traded]
}
