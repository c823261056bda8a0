// One root's contracts on the quote board. React makes the rows; the figures in them are painted in the shared frame.
import { useEffect, useRef, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { QuotePoint, RootSummary } from '../../../shared/ui-wire/projections.ts'
import { translate } from '../../i18n/translate.ts'
import { unitText } from '../../i18n/unit-text.ts'
import { cancelPaint, requestPaint } from '../../kit/frame.ts'
import { usePanelId } from '../../kit/panel.tsx'
import { coreLinkStore } from '../../store/core-link.ts'
import { combinationsStore, curveStore, markPathsStore } from '../../store/topic-stores.ts'
import { instrumentOf, look, workspaceStore } from '../../store/workspace.ts'
import { BoardRowView } from './board-row-view.ts'
import type { BoardRow } from './board-rows.ts'
import { LINE_HEIGHT, LINE_WIDTH } from './mark-line.ts'

export interface BoardGroupProps {
  readonly summary: RootSummary
  /** The same array as long as they are the same rows. */
  readonly rows: readonly BoardRow[]
  readonly isMonths: boolean
}

export function BoardGroup({ summary, rows, isMonths }: BoardGroupProps): ReactElement {
  const { root, unit, currency, description } = summary
  const panelId = usePanelId()
  const selected = useStore(workspaceStore, (state) => instrumentOf(state, panelId))
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = group.current
    if (element === null) return undefined
    const views = new Map<string, BoardRowView>()
    element.querySelectorAll<HTMLElement>('[data-instrument]').forEach((row, at) => {
      const described = rows[at]
      if (described !== undefined) views.set(described.instrumentId, new BoardRowView(row, described))
    })
    const paint = (): void => {
      const isSilent = coreLinkStore.getState().status === 'silent'
      const marks = isMonths ? markPathsStore(root).getState().projection : undefined
      pointsOf(root, isMonths).forEach((point, nth) => {
        const view = views.get(point.instrumentId)
        view?.paint(point, isSilent)
        // Both list the months of the root in their order; right after a listing one may know of it before the other.
        const path = marks?.paths[nth]
        view?.paintLine(path?.instrumentId === point.instrumentId ? path : undefined, marks, point)
      })
    }
    const request = (): void => requestPaint(paint)
    request()
    const stopQuotes = isMonths
      ? curveStore(root).subscribe(request)
      : combinationsStore(root).subscribe(request)
    const stopMarks = isMonths ? markPathsStore(root).subscribe(request) : undefined
    const stopLink = coreLinkStore.subscribe(request)
    return () => {
      stopQuotes()
      stopMarks?.()
      stopLink()
      cancelPaint(paint)
    }
  }, [root, isMonths, rows])
  const inGroup = rows.some((row) => row.instrumentId === selected)
  return (
    <div role="rowgroup" className="board-group" ref={group} data-root={root}>
      <div role="row" className="board-root" title={description}>
        <span role="rowheader" aria-colspan={isMonths ? 11 : 9}>
          {root}{' '}
          <span className="quiet">{translate('board.groupUnit', { currency, unit: unitText(unit) })}</span>
        </span>
      </div>
      {rows.map(({ instrumentId, name, code }, i) => (
        <div
          key={instrumentId}
          role="row"
          className={isMonths ? 'board-row' : 'board-row board-combination'}
          tabIndex={instrumentId === selected || (!inGroup && i === 0) ? 0 : -1}
          aria-selected={instrumentId === selected}
          data-instrument={instrumentId}
          data-testid="board-row"
          onClick={() => {
            look(panelId, { instrumentId, root })
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.repeat) return
            event.preventDefault()
            look(panelId, { instrumentId, root })
          }}
        >
          <span role="rowheader" className="board-name">
            <span className="board-name-text">
              {name} {code !== '' && <span className="board-code">{code}</span>}
            </span>
            <span className="board-phase" data-col="phase" />
          </span>
          <span role="gridcell" data-col="bid" />
          <span role="gridcell" data-col="ask" />
          <span role="gridcell" data-col="last" />
          <span role="gridcell" data-col="change" />
          <span role="gridcell" data-col="settle" />
          {isMonths && (
            <span role="gridcell" data-col="path">
              <svg viewBox={`0 0 ${LINE_WIDTH} ${LINE_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
                <path />
                <path className="board-line-settle" />
              </svg>
            </span>
          )}
          <span role="gridcell" data-col="band" />
          <span role="gridcell" data-col="volume" />
          <span role="gridcell" data-col="interest" />
          {isMonths && <span role="gridcell" data-col="net" />}
        </div>
      ))}
    </div>
  )
}

function pointsOf(root: string, isMonths: boolean): readonly QuotePoint[] {
  const store = isMonths ? curveStore(root) : combinationsStore(root)
  return store.getState().projection?.points ?? []
}
