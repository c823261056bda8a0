// The quote board: every month of every root, or its spreads, butterflies or strips, with bid, ask, last, change,
// settlement, net position, and where there is room how the mark went, volume, open interest and the price limits. Rows are
// painted outside React; arrow keys move between them, Enter or a click opens the contract's ladder.
import { Table } from 'lucide-react'
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { RootSummary } from '../../../shared/ui-wire/projections.ts'
import { translate } from '../../i18n/translate.ts'
import { EmptyState, type EmptyAction } from '../../kit/empty-state.tsx'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { Panel, usePanelId } from '../../kit/panel.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { deskStore } from '../../store/topic-stores.ts'
import { BOARD_VIEW, boardTabOf, boardTabs, type BoardTab } from '../../store/board-tab.ts'
import { showPanel } from '../../store/workspace-panels.ts'
import { keepInView, panelIn, rootShownBy, workspaceStore } from '../../store/workspace.ts'
import { BoardGroup } from './board-group.tsx'
import { boardRows } from './board-rows.ts'
import { boardTopics } from './board-topics.ts'
import './quote-board.css'

const NO_ROOTS: readonly RootSummary[] = []

export const quotesPanel: PanelManifest = {
  icon: Table,
  Title: QuotesTitle,
  Content: QuoteBoard,
  links: true,
  canWait: true,
  view: BOARD_VIEW,
  topics: boardTopics,
}

function QuotesTitle(): string {
  return translate('board.title')
}

function QuoteBoard(): ReactElement {
  const panelId = usePanelId()
  const tab = useStore(workspaceStore, (state) => boardTabOf(panelIn(state, panelId)?.view))
  return (
    <Panel
      name="quotes"
      label={translate('board.label')}
      header={
        <Tabs
          tabs={boardTabs.map((name) => ({ name, label: translate(`board.kind.${name}`) }))}
          selected={tab}
          onSelect={(next) => {
            keepInView(panelId, { tab: next })
          }}
          label={translate('board.kinds')}
          testIdPrefix="board"
        />
      }
    >
      <div
        className="board"
        role="grid"
        aria-label={translate('board.label')}
        data-testid="quote-board"
        data-tab={tab}
      >
        <BoardHead tab={tab} />
        <BoardGroups tab={tab} />
      </div>
    </Panel>
  )
}

function BoardHead({ tab }: { readonly tab: BoardTab }): ReactElement {
  const isMonths = tab === 'months'
  return (
    <div role="rowgroup">
      <div
        role="row"
        className={isMonths ? 'board-row board-head' : 'board-row board-head board-combination'}
      >
        <span role="columnheader">{translate(`board.column.${tab}`)}</span>
        <span role="columnheader">{translate('board.bid')}</span>
        <span role="columnheader">{translate('board.ask')}</span>
        <span role="columnheader">{translate('board.last')}</span>
        <span role="columnheader" title={translate('board.changeHint')}>
          {translate('board.change')}
        </span>
        <span role="columnheader">{translate('board.settle')}</span>
        {isMonths && (
          <span role="columnheader" data-col="path" title={translate('board.lineHint')}>
            {translate('board.line')}
          </span>
        )}
        <span role="columnheader" data-col="band" title={translate('board.bandHint')}>
          {translate('board.band')}
        </span>
        <span role="columnheader" data-col="volume" title={translate('board.volumeHint')}>
          {translate('board.volume')}
        </span>
        <span role="columnheader" data-col="interest" title={translate('board.interestHint')}>
          {translate('board.interest')}
        </span>
        {isMonths && (
          <span role="columnheader" title={translate('board.positionHint')}>
            {translate('board.position')}
          </span>
        )}
      </div>
    </div>
  )
}

function BoardGroups({ tab }: { readonly tab: BoardTab }): ReactElement {
  const panelId = usePanelId()
  const roots = useStore(deskStore, (state) => state.projection?.roots ?? NO_ROOTS)
  const root = useStore(workspaceStore, (state) => rootShownBy(state, panelId))
  const scroller = useRef<HTMLDivElement>(null)
  const groups = useMemo(
    () =>
      roots
        .map((summary) => ({ summary, rows: boardRows(summary, tab) }))
        .filter(({ rows }) => rows.length > 0),
    [roots, tab],
  )
  const names = groups.map(({ summary }) => summary.root).join(' ')
  useEffect(() => {
    if (root === undefined) return
    const group = scroller.current?.querySelector<HTMLElement>(`[data-root="${root}"]`)
    if (group !== null && group !== undefined) scroller.current?.scrollTo({ top: group.offsetTop })
  }, [root, names, tab])
  return (
    <div className="board-scroll" ref={scroller} role="presentation" onKeyDown={moveBetweenRows}>
      {groups.length === 0 &&
        (roots.length === 0 ? (
          <EmptyState text={translate('board.empty')} action={toConnections()} />
        ) : (
          <EmptyState text={translate('board.emptyKind')} />
        ))}
      {groups.map(({ summary, rows }) => (
        <BoardGroup
          key={`${summary.root} ${tab}`}
          summary={summary}
          rows={rows}
          isMonths={tab === 'months'}
        />
      ))}
    </div>
  )
}

function toConnections(): EmptyAction {
  return {
    label: translate('commands.showPanel', { panel: translate('blotter.connections') }),
    onPress: () => {
      showPanel('connections')
    },
    testId: 'connections-from-board',
  }
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
