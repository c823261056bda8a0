// The price of one contract as bars, with volume, own fills and the settlement, and a line that reads out the bar under the
// pointer or the newest one.
import { ChartCandlestick } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { InstrumentId } from '../../../shared/domain/brands.ts'
import type { Fill } from '../../../shared/domain/order.ts'
import type { Decimal } from '../../../shared/math/decimal.ts'
import {
  BAR_INTERVALS,
  type BarInterval,
  type BarsProjection,
  type ChartBar,
} from '../../../shared/ui-wire/bars.ts'
import type { PriceLabels } from '../../chart/price-chart.ts'
import { priceModel, type CountedFill } from '../../chart/price-model.ts'
import { PriceView } from '../../chart/price-view.tsx'
import { integerText, signedText } from '../../i18n/number-text.ts'
import { priceText } from '../../i18n/price-view.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { clockText, dateText, dateTimeText, dayMonthText, zonedText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { calmStore } from '../../kit/calm-store.ts'
import { directionClass } from '../../kit/direction.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Panel, usePanelId } from '../../kit/panel.tsx'
import { Select } from '../../kit/select.tsx'
import { settingsStore } from '../../store/documents.ts'
import { tickSizeOf } from '../../store/instruments.ts'
import type { PanelManifest } from '../../store/panel-manifest.ts'
import { readView, word } from '../../store/panel-view.ts'
import { barsStore, fillsStore } from '../../store/topic-stores.ts'
import { instrumentOf, keepInView, panelIn, workspaceStore } from '../../store/workspace.ts'
import './price-chart.css'

/** What a panel keeps of itself. */
export const CHART_VIEW = { interval: word(['1m', '1s', '5m', '15m', '1h', '1d']) }

const NO_FILLS: readonly Fill[] = []

export const chartPanel: PanelManifest = {
  Title: ChartTitle,
  Content: ChartPanel,
  icon: ChartCandlestick,
  links: true,
  canWait: true,
  view: CHART_VIEW,
  topics: ({ id, view }, { workspaces }) => {
    const instrumentId = instrumentOf(workspaces, id)
    return instrumentId === undefined ? [] : [topicOf(instrumentId, readView(CHART_VIEW, view).interval)]
  },
}

function topicOf(instrumentId: InstrumentId, interval: BarInterval) {
  return `bars:${interval}.${instrumentId}` as const
}

function ChartTitle(): string {
  return translate('chart.title')
}

function ChartPanel(): ReactElement {
  const panelId = usePanelId()
  const instrumentId = useStore(workspaceStore, (state) => instrumentOf(state, panelId))
  const interval = useStore(
    workspaceStore,
    (state) => readView(CHART_VIEW, panelIn(state, panelId)?.view).interval,
  )
  if (instrumentId === undefined)
    return (
      <Panel name="chart" label={translate('chart.title')}>
        <EmptyState text={translate('ladder.pick')} />
      </Panel>
    )
  return (
    <Panel
      name="chart"
      label={translate('chart.label', { instrument: instrumentId })}
      header={
        <>
          <span className="quiet panel-subject">{instrumentId}</span>
          <Select
            isSmall
            options={BAR_INTERVALS.map((name) => ({ name, label: translate(`chart.interval.${name}`) }))}
            chosen={interval}
            onChoose={(next) => {
              keepInView(panelId, { interval: next })
            }}
            label={translate('chart.intervals')}
            testId="chart-interval"
          />
        </>
      }
    >
      <Chart key={`${instrumentId} ${interval}`} instrumentId={instrumentId} interval={interval} />
    </Panel>
  )
}

interface ChartProps {
  readonly instrumentId: InstrumentId
  readonly interval: BarInterval
}

function Chart({ instrumentId, interval }: ChartProps): ReactElement {
  const bars = useStore(calmStore(barsStore(topicOf(instrumentId, interval))), (state) => state.projection)
  const fills = useStore(fillsStore, (state) => state.projection?.fills ?? NO_FILLS)
  const theme = useStore(settingsStore, (state) => `${state.theme} ${state.direction}`)
  const [hovered, setHovered] = useState<ChartBar>()
  const tickSize = tickSizeOf(instrumentId)
  const own = useMemo(() => countedFills(fills, instrumentId), [fills, instrumentId])
  const picture = useMemo(() => {
    const model = priceModel(bars, own, tickSize)
    if (model === undefined || bars === undefined) return undefined
    return { key: bars.topic, model, labels: labelsOf(bars) }
  }, [bars, own, tickSize])
  const words = translate(bars === undefined ? 'chart.awaited' : 'chart.empty', { instrument: instrumentId })
  return (
    <>
      <Readout bars={bars} bar={hovered ?? bars?.bars.at(-1)} tickSize={tickSize} />
      <div className="price-frame" data-state={bars?.state.kind}>
        <PriceView picture={picture} theme={theme} onHover={setHovered} />
        {picture === undefined && <EmptyState text={words} />}
      </div>
    </>
  )
}

/** A trade that the exchange canceled counts for nothing. */
function countedFills(fills: readonly Fill[], instrumentId: InstrumentId): readonly CountedFill[] {
  return fills.flatMap((fill) => {
    const { venueTimeUs, side, lastQty, liquidity, amendment } = fill
    const counts =
      fill.instrumentId === instrumentId && liquidity !== 'byHand' && amendment?.kind !== 'canceled'
    return counts ? [{ venueTimeUs, side, lots: lastQty }] : []
  })
}

function labelsOf({ settle, interval }: BarsProjection): PriceLabels {
  const isDay = interval === '1d'
  return {
    time: (us) => (interval === '1s' ? clockText(us) : clockText(us).slice(0, 5)),
    day: dayMonthText,
    moment: (us) => (isDay ? dayMonthText(us) : `${dayMonthText(us)} ${zonedText(us)}`),
    own: (side, lots) => signedText(side === 'buy' ? lots : -lots),
    settle:
      settle === undefined ? '' : translate('chart.settle', { date: dateText(settle.date, 'dayMonth') }),
  }
}

interface ReadoutProps {
  readonly bars: BarsProjection | undefined
  readonly bar: ChartBar | undefined
  readonly tickSize: Decimal | undefined
}

/** It keeps its place and its columns whatever it reads. */
function Readout({ bars, bar, tickSize }: ReadoutProps): ReactElement {
  const first = bars?.bars[0]
  if (bars === undefined || bar === undefined || first === undefined)
    return <p className="chart-readout quiet" data-testid="chart-readout" />
  const since = dateTimeText(first.startUs)
  const { state } = bars
  return (
    <p className="chart-readout" data-testid="chart-readout" data-state={state.kind}>
      <span className="chart-moment">
        {bars.interval === '1d' ? dayMonthText(bar.startUs) : clockText(bar.startUs)}
      </span>
      {(['open', 'high', 'low', 'close'] as const).map((name) => (
        <span
          key={name}
          className={name === 'close' ? directionClass(bar.close - bar.open) : ''}
          data-figure={name}
        >
          <span className="quiet">{translate(`chart.${name}`)}</span> {priceText(bar[name], tickSize)}
        </span>
      ))}
      <span data-figure="volume">
        <span className="quiet">{translate('chart.volume')}</span> {integerText(bar.volume)}
      </span>
      <span className="chart-notes">
        {state.kind !== 'live' && (
          <span className="panel-warning" title={reasonText(state.reason)} data-testid="chart-stale">
            {translate('chart.stale')}
          </span>
        )}
        {bars.gaps > 0 && (
          <span
            className="panel-warning"
            title={translate('chart.gapsHint', { count: bars.gaps })}
            data-testid="chart-gaps"
          >
            {translate('chart.gaps')}
          </span>
        )}
        <span
          className="quiet"
          title={translate(`chart.reach.${bars.reach}`, { since })}
          data-testid="chart-reach"
        >
          {translate('chart.from', {
            since: `${dayMonthText(first.startUs)} ${clockText(first.startUs).slice(0, 5)}`,
          })}
        </span>
      </span>
    </p>
  )
}
