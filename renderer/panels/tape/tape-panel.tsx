// Time and sales of one contract: every trade since this terminal connected, newest first, by the exchange's clock.
import { Copy, Download, Pause, Play, ScrollText } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { Reason } from '../../../shared/domain/reason.ts'
import type { Fill } from '../../../shared/domain/order.ts'
import type { TapeProjection, TradeGap } from '../../../shared/ui-wire/tape.ts'
import { integerText } from '../../i18n/number-text.ts'
import { resyncReasonText, reasonText } from '../../i18n/reason-text.ts'
import { clockText, dateTimeText, zonedText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { calmStore } from '../../kit/calm-store.ts'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Panel, usePanelId } from '../../kit/panel.tsx'
import { Tool } from '../../kit/tool.tsx'
import { tickSizeOf } from '../../store/instruments.ts'
import { copyList, exportList, showList } from '../../store/lists.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { readView } from '../../store/panel-view.ts'
import { fillsStore, tapeStore } from '../../store/topic-stores.ts'
import { instrumentOf, panelIn, workspaceStore } from '../../store/workspace.ts'
import { shownTape, tapeColumns } from './tape-columns.tsx'
import { TapeFilters } from './tape-filters.tsx'
import { ownTrades, TAPE_VIEW, tapeLines, tapeTotals, type TapeLine } from './tape-lines.ts'
import './tape.css'

const NO_FILLS: readonly Fill[] = []

export const tapePanel: PanelManifest = {
  Title: TapeTitle,
  Content: TapePanel,
  icon: ScrollText,
  links: true,
  canWait: true,
  view: TAPE_VIEW,
  topics: ({ id }, { workspaces }) => {
    const instrumentId = instrumentOf(workspaces, id)
    return instrumentId === undefined ? [] : [`tape:${instrumentId}`]
  },
}

function TapeTitle(): string {
  return translate('tape.title')
}

function TapePanel(): ReactElement {
  const panelId = usePanelId()
  const instrumentId = useStore(workspaceStore, (state) => instrumentOf(state, panelId))
  if (instrumentId === undefined)
    return (
      <Panel name="tape" label={translate('tape.title')}>
        <EmptyState text={translate('ladder.pick')} />
      </Panel>
    )
  return <Tape key={instrumentId} instrumentId={instrumentId} />
}

function Tape({ instrumentId }: { readonly instrumentId: InstrumentId }): ReactElement {
  const panelId = usePanelId()
  const live = useStore(calmStore(tapeStore(instrumentId)), (state) => state.projection)
  const [held, setHeld] = useState<TapeProjection>()
  const tape = held ?? live
  const fills = useStore(fillsStore, (state) => state.projection?.fills ?? NO_FILLS)
  const kept = useStore(workspaceStore, (state) => panelIn(state, panelId)?.view)
  const settings = useMemo(() => readView(TAPE_VIEW, kept), [kept])
  const tickSize = tickSizeOf(instrumentId)
  const lines = useMemo(
    () => (tape === undefined ? [] : tapeLines(tape, settings, ownTrades(tape.trades, fills, instrumentId))),
    [tape, settings, fills, instrumentId],
  )
  const shown = useRef(lines)
  useEffect(() => {
    shown.current = lines
    return showList(panelId, {
      name: `tape-${instrumentId}`,
      ...shownTape(() => shown.current, tickSize),
    })
  }, [panelId, instrumentId, tickSize, lines])
  return (
    <Panel
      name="tape"
      label={translate('tape.label', { instrument: instrumentId })}
      header={
        <>
          <span className="quiet panel-subject">{instrumentId}</span>
          <TapeState tape={live} />
          <TapeTools
            newSince={held === undefined || live === undefined ? undefined : endOf(live) - endOf(held)}
            onHold={() => {
              setHeld(held === undefined ? live : undefined)
            }}
          />
        </>
      }
    >
      <TapeFilters settings={settings} />
      <div className="tape-list" data-state={tape?.state.kind} data-held={held !== undefined}>
        <DataTable
          label={translate('tape.label', { instrument: instrumentId })}
          columns={tapeColumns(tickSize, settings.together !== 'off')}
          rows={lines}
          rowKey={keyOf}
          rowClass={(line) => rowClass(line, settings.largeLots)}
          rowAttributes={rowAttributes}
          wholeRow={(line, columns) =>
            line.kind === 'gap' ? <Gap gap={line.gap} columns={columns} /> : undefined
          }
          footer={(columns) => <Foot tape={tape} lines={lines} columns={columns} />}
          empty={emptyText(tape, instrumentId)}
        />
      </div>
    </Panel>
  )
}

function endOf({ trades, letGo }: TapeProjection): number {
  return (trades.at(-1)?.place ?? letGo - 1) + 1
}

function keyOf(line: TapeLine): string {
  return line.kind === 'gap' ? `gap ${line.gap.beforePlace}` : String(line.place)
}

function rowClass(line: TapeLine, largeLots: number): string {
  if (line.kind === 'gap') return 'tape-gap'
  const isLarge = largeLots > 0 && line.lots >= largeLots
  return [isLarge ? `tape-large tape-${line.aggressorSide}` : '', line.ownLots === 0 ? '' : 'tape-of-own']
    .filter((name) => name !== '')
    .join(' ')
}

function rowAttributes(line: TapeLine): Readonly<Record<`data-${string}`, string>> {
  return line.kind === 'gap'
    ? { 'data-testid': 'tape-gap' }
    : { 'data-testid': 'tape-row', 'data-place': String(line.place), 'data-count': String(line.count) }
}

function emptyText(tape: TapeProjection | undefined, instrument: InstrumentId): string {
  if (tape?.begunUs === undefined) return translate('tape.awaited', { instrument })
  return tape.trades.length === 0
    ? translate('tape.empty', { instrument, since: zonedText(tape.begunUs) })
    : translate('tape.noneMatch')
}

/** Old data never look live: the state in words, wherever it is another than live. */
function TapeState({ tape }: { readonly tape: TapeProjection | undefined }): ReactElement | null {
  const state = tape?.state
  if (state === undefined || state.kind === 'live') return null
  return (
    <span className="panel-warning" title={reasonText(state.reason)} data-testid="tape-stale">
      {translate('tape.stale')}
    </span>
  )
}

interface TapeToolsProps {
  /** Trades that came since the list is held; undefined while it is not. */
  readonly newSince: number | undefined
  readonly onHold: () => void
}

function TapeTools({ newSince, onHold }: TapeToolsProps): ReactElement {
  const panelId = usePanelId()
  const isHeld = newSince !== undefined
  return (
    <span className="panel-tools">
      {isHeld && (
        <span className="tape-new" data-testid="tape-new">
          {translate('tape.newSince', { count: newSince, text: integerText(newSince) })}
        </span>
      )}
      <Tool label={translate(isHeld ? 'tape.goOn' : 'tape.hold')} onPress={onHold} testId="tape-hold">
        {isHeld ? <Play size={13} aria-hidden /> : <Pause size={13} aria-hidden />}
      </Tool>
      <Tool label={translate('lists.copy')} onPress={() => void copyList(panelId)} testId="tape-copy">
        <Copy size={13} aria-hidden />
      </Tool>
      <Tool label={translate('lists.export')} onPress={() => void exportList(panelId)} testId="tape-export">
        <Download size={13} aria-hidden />
      </Tool>
    </span>
  )
}

interface GapProps {
  readonly gap: TradeGap
  readonly columns: readonly Column<TapeLine>[]
}

function Gap({ gap, columns }: GapProps): ReactElement {
  const { afterUs, untilUs, reason } = gap
  const why = whyText(reason)
  const words =
    untilUs === undefined
      ? translate('tape.gapOpen', { after: clockText(afterUs), why })
      : translate('tape.gap', { after: clockText(afterUs), until: clockText(untilUs), why })
  return (
    <span
      role="cell"
      aria-colspan={columns.length}
      style={{ gridColumn: `span ${columns.length}` }}
      title={`${words}\n${reasonText(reason)}`}
    >
      {words}
    </span>
  )
}

/** In a word or two; of everything that ended the link that it did. */
function whyText(reason: Reason): string {
  const words = resyncReasonText(reason)
  if (words !== reason.code) return words
  return translate(reason.code === 'badFrame' ? 'tape.gapWhy.badFrame' : 'tape.gapWhy.link')
}

interface FootProps {
  readonly tape: TapeProjection | undefined
  readonly lines: readonly TapeLine[]
  readonly columns: readonly Column<TapeLine>[]
}

/** What the rows shown come to, and how far back they reach. */
function Foot({ tape, lines, columns }: FootProps): ReactElement | null {
  if (tape?.begunUs === undefined || tape.trades.length === 0) return null
  const { count, bought, sold, none } = tapeTotals(lines)
  const all = tape.trades.length
  const reach =
    tape.letGo === 0
      ? translate('tape.since', { since: dateTimeText(tape.begunUs) })
      : translate('tape.letGo', { count: tape.letGo, text: integerText(tape.letGo) })
  return (
    <div className="data-table-foot tape-foot" role="row" data-testid="tape-totals" title={reach}>
      <span role="cell" aria-colspan={columns.length}>
        <span>
          {count === all
            ? translate('tape.trades', { count, text: integerText(count) })
            : translate('lists.some', { shown: integerText(count), count: integerText(all) })}
        </span>
        {bought > 0 && <span className="buy">{translate('tape.bought', { lots: integerText(bought) })}</span>}
        {sold > 0 && <span className="sell">{translate('tape.sold', { lots: integerText(sold) })}</span>}
        {none > 0 && <span className="quiet">{translate('tape.byNobody', { lots: integerText(none) })}</span>}
        <span className="quiet tape-reach" data-testid="tape-reach">
          {reach}
        </span>
      </span>
    </div>
  )
}
