// The quote board: every month of every root with bid, ask, last, change, settlement and net position. Rows are
// painted outside React; arrow keys move between them, Enter or a click opens the month's ladder.
import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { RootSummary } from '../../../shared/ui-wire/projections.ts'
import { translate } from '../../i18n/translate.ts'
import { Panel } from '../../kit/panel.tsx'
import { deskStore } from '../../store/topic-stores.ts'
import { uiStore } from '../../store/ui-store.ts'
import { BoardGroup } from './board-group.tsx'
import './quote-board.css'

const NO_ROOTS: readonly RootSummary[] = []

export function QuoteBoard(): ReactElement {
  const roots = useStore(deskStore, (state) => state.projection?.roots ?? NO_ROOTS)
  const root = useStore(uiStore, (state) => state.root)
  const scroller = useRef<HTMLDivElement>(null)
  const names = roots.map((one) => one.root).join(' ')
  useEffect(() => {
    if (root === undefined) return
    const group = scroller.current?.querySelector<HTMLElement>(`[data-root="${root}"]`)
    if (group !== null && group !== undefined) scroller.current?.scrollTo({ top: group.offsetTop })
  }, [root, names])
  return (
    <Panel name="quotes" title={translate('board.title')} label={translate('board.label')}>
      <div className="board-row board-head" role="presentation">
        <span>{translate('board.month')}</span>
        <span>{translate('board.bid')}</span>
        <span>{translate('board.ask')}</span>
        <span>{translate('board.last')}</span>
        <span title={translate('board.changeHint')}>{translate('board.change')}</span>
        <span>{translate('board.settle')}</span>
        <span title={translate('board.positionHint')}>{translate('board.position')}</span>
      </div>
      <div
        className="board-scroll"
        ref={scroller}
        role="grid"
        aria-label={translate('board.label')}
        data-testid="quote-board"
        onKeyDown={moveBetweenRows}
      >
        {roots.length === 0 && <p className="empty-state">{translate('board.empty')}</p>}
        {roots.map((summary) => (
          <BoardGroup key={summary.root} summary={summary} />
        ))}
      </div>
    </Panel>
  )
}

function moveBetweenRows(event: KeyboardEvent<HTMLDivElement>): void {
  const step = STEPS[event.key]
  if (step === undefined) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-instrument]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 }
