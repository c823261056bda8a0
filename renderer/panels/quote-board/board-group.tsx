// One root's months on the quote board. React makes the rows; the figures in them are painted in the shared frame.
import { useEffect, useRef, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { RootSummary } from '../../../shared/ui-wire/projections.ts'
import { dateText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { cancelPaint, requestPaint } from '../../kit/frame.ts'
import { coreLinkStore } from '../../store/core-link.ts'
import { curveStore } from '../../store/topic-stores.ts'
import { pickInstrument, uiStore } from '../../store/ui-store.ts'
import { BoardRowView } from './board-row-view.ts'

export interface BoardGroupProps {
  readonly summary: RootSummary
}

export function BoardGroup({ summary }: BoardGroupProps): ReactElement {
  const { root, months, unit, currency, description } = summary
  const selected = useStore(uiStore, (state) => state.instrumentId)
  const group = useRef<HTMLDivElement>(null)
  const monthList = months.map((month) => month.instrumentId).join(' ')
  useEffect(() => {
    const element = group.current
    if (element === null) return undefined
    const views = new Map<string, BoardRowView>()
    for (const row of element.querySelectorAll<HTMLElement>('[data-instrument]')) {
      views.set(row.dataset['instrument'] ?? '', new BoardRowView(row))
    }
    const store = curveStore(root)
    const paint = (): void => {
      const curve = store.getState().projection
      const isSilent = coreLinkStore.getState().status === 'silent'
      for (const point of curve?.points ?? []) {
        views.get(point.instrumentId)?.paint(point, curve?.instrument?.tickSize, isSilent)
      }
    }
    const request = (): void => requestPaint(paint)
    request()
    const stopCurve = store.subscribe(request)
    const stopLink = coreLinkStore.subscribe(request)
    return () => {
      stopCurve()
      stopLink()
      cancelPaint(paint)
    }
  }, [root, monthList])
  const inGroup = months.some((month) => month.instrumentId === selected)
  return (
    <div role="rowgroup" className="board-group" ref={group} data-root={root}>
      <h3 className="board-root" title={description}>
        {root} <span className="quiet">{translate('board.groupUnit', { currency, unit })}</span>
      </h3>
      {months.map((month, i) => (
        <div
          key={month.instrumentId}
          role="row"
          className="board-row"
          tabIndex={month.instrumentId === selected || (!inGroup && i === 0) ? 0 : -1}
          aria-selected={month.instrumentId === selected}
          data-instrument={month.instrumentId}
          data-testid="board-row"
          onClick={() => {
            pickInstrument(month.instrumentId, root)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.repeat) return
            event.preventDefault()
            pickInstrument(month.instrumentId, root)
          }}
        >
          <span role="rowheader">
            {dateText(month.deliveryStart, 'month')}{' '}
            <span className="board-code">{month.instrumentId.slice(root.length)}</span>
          </span>
          <span role="gridcell" data-col="bid" />
          <span role="gridcell" data-col="ask" />
          <span role="gridcell" data-col="last" />
          <span role="gridcell" data-col="change" />
          <span role="gridcell" data-col="settle" />
          <span role="gridcell" data-col="net" />
        </div>
      ))}
    </div>
  )
}
