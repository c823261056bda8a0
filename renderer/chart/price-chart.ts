// The bars of one instrument on lightweight-charts: candles, volume below, own fills, the settlement, and where trading days begin.
// Owns the library's objects; the panel gives it pictures and hears which bar is pointed at.
import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  CrosshairMode,
  HistogramSeries,
  LineStyle,
  TickMarkType,
  type AutoscaleInfo,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type Time,
} from 'lightweight-charts'
import type { ChartBar } from '../../shared/ui-wire/bars.ts'
import { chartTime } from './chart-time.ts'
import { readChartColours, type ChartColours } from './chart-colours.ts'
import type { PriceModel } from './price-model.ts'
import { SessionPainter } from './session-painter.ts'

/** The words of the canvas, given by the panel so that the chart knows no language. */
export interface PriceLabels {
  /** Of a moment on the axis: time of day, and the day where one begins. */
  readonly time: (us: number) => string
  readonly day: (us: number) => string
  /** Under the pointer. */
  readonly moment: (us: number) => string
  readonly own: (side: 'buy' | 'sell', lots: number) => string
  /** On the settlement line. */
  readonly settle: string
}

export interface PricePicture {
  /** Another one begins at its newest bars. */
  readonly key: string
  readonly model: PriceModel
  readonly labels: PriceLabels
}

export type OnHoverBar = (bar: ChartBar | undefined) => void

/** At most and at least: a few bars stand as wide as bars do. */
const SHOWN_AT_FIRST = { most: 120, least: 40 }
/** Right of the newest bar: the words of the settlement line stand there. */
const LABEL_PX = 84
const SCALE_PX = 60
/** Of the height: the candles end where the volume begins. */
const VOLUME_SHARE = 0.2
/** How far from the candles, in heights of them, the settlement may be and still be brought into view. */
const SETTLE_REACH = 1

export class PriceChart {
  readonly #container: HTMLElement
  readonly #chart: IChartApi
  readonly #candles: ISeriesApi<'Candlestick'>
  readonly #volume: ISeriesApi<'Histogram'>
  readonly #marks: ISeriesMarkersPluginApi<Time>
  readonly #sessions: SessionPainter
  #settle: IPriceLine | undefined
  #colours: ChartColours
  #picture: PricePicture | undefined

  constructor(container: HTMLElement, onHover: OnHoverBar) {
    this.#container = container
    this.#colours = readChartColours(container)
    this.#sessions = new SessionPainter(this.#colours.line)
    this.#chart = createChart(container, {
      autoSize: true,
      // The logo brings an inline style with it; the about box names the library and links to it instead.
      layout: { attributionLogo: false },
      rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.08, bottom: VOLUME_SHARE + 0.04 } },
      timeScale: { borderVisible: false, minBarSpacing: 1.5 },
      crosshair: { mode: CrosshairMode.Normal },
    })
    this.#volume = this.#chart.addSeries(HistogramSeries, {
      ...{ priceScaleId: 'volume', priceLineVisible: false, lastValueVisible: false },
      priceFormat: { type: 'volume' },
    })
    this.#volume.priceScale().applyOptions({ scaleMargins: { top: 1 - VOLUME_SHARE, bottom: 0 } })
    this.#candles = this.#chart.addSeries(CandlestickSeries, {
      priceLineStyle: LineStyle.Dotted,
      autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => this.#withSettle(original()),
    })
    this.#candles.attachPrimitive(this.#sessions)
    this.#marks = createSeriesMarkers(this.#candles)
    this.applyTheme()
    this.#chart.subscribeCrosshairMove(({ time }) => {
      const bar = this.#picture?.model.bars.find((one) => one.time === time)
      onHover(bar?.of)
    })
  }

  show(picture: PricePicture | undefined): void {
    const isAnother = picture?.key !== this.#picture?.key
    this.#picture = picture
    if (picture === undefined) return
    const { model, labels } = picture
    this.#chart.applyOptions({
      localization: { timeFormatter: (time: Time) => labels.moment(Number(time) * 1e6) },
      timeScale: {
        tickMarkFormatter: (time: Time, type: TickMarkType) =>
          type === TickMarkType.Time || type === TickMarkType.TimeWithSeconds
            ? labels.time(Number(time) * 1e6)
            : labels.day(Number(time) * 1e6),
      },
    })
    this.#candles.applyOptions({
      priceFormat: { type: 'price', precision: model.decimals, minMove: model.tick },
    })
    this.#candles.setData(
      model.bars.map(({ time, open, high, low, close }) => ({
        time: chartTime(time),
        open,
        high,
        low,
        close,
      })),
    )
    this.#volume.setData(model.bars.map(({ time, volume }) => ({ time: chartTime(time), value: volume })))
    this.#sessions.show(model.sessionStarts)
    this.#paintColours()
    if (!isAnother) return
    const end = model.bars.length
    const widthPx = Math.max(2 * LABEL_PX, this.#container.clientWidth - SCALE_PX)
    const shown = Math.min(SHOWN_AT_FIRST.most, Math.max(SHOWN_AT_FIRST.least, end))
    this.#chart
      .timeScale()
      .setVisibleLogicalRange({ from: end - shown, to: end + (shown * LABEL_PX) / (widthPx - LABEL_PX) })
  }

  /** Reads the colours again, after a change of theme or of the colours of up and down. */
  applyTheme(): void {
    this.#colours = readChartColours(this.#container)
    const { panel, quiet, raised, line, fontFamily, faint } = this.#colours
    const cross = { color: quiet, labelBackgroundColor: raised, style: LineStyle.Dotted, width: 1 } as const
    this.#chart.applyOptions({
      layout: { background: { color: panel }, textColor: quiet, fontFamily, fontSize: 11 },
      grid: { vertLines: { visible: false }, horzLines: { color: line } },
      crosshair: { horzLine: cross, vertLine: cross },
    })
    this.#volume.applyOptions({ color: faint })
    this.#paintColours()
  }

  destroy(): void {
    this.#chart.remove()
  }

  /** What has the colours of the theme and depends on the picture too. Old prices are grey. */
  #paintColours(): void {
    const picture = this.#picture
    if (picture === undefined) return
    const { model, labels } = picture
    const { up, down, quiet, bid, ask, line, raised, text } = this.#colours
    const [upColour, downColour] = model.isLive ? [up, down] : [quiet, quiet]
    this.#candles.applyOptions({
      ...{ upColor: upColour, borderUpColor: upColour, wickUpColor: upColour },
      ...{ downColor: downColour, borderDownColor: downColour, wickDownColor: downColour },
      ...(model.isLive ? {} : { priceLineColor: quiet }),
    })
    this.#sessions.recolour(line)
    this.#marks.setMarkers(
      model.ownMarks.map(({ time, side, lots }) => ({
        time: chartTime(time),
        position: side === 'buy' ? 'belowBar' : 'aboveBar',
        shape: side === 'buy' ? 'arrowUp' : 'arrowDown',
        color: side === 'buy' ? bid : ask,
        text: labels.own(side, lots),
      })),
    )
    if (this.#settle !== undefined) this.#candles.removePriceLine(this.#settle)
    this.#settle =
      model.settle === undefined
        ? undefined
        : this.#candles.createPriceLine({
            ...{ price: model.settle, title: labels.settle, color: quiet },
            ...{ axisLabelColor: raised, axisLabelTextColor: text },
            ...{ lineStyle: LineStyle.Dashed, lineWidth: 1, axisLabelVisible: true },
          })
  }

  /** With the settlement in view where it is near enough. */
  #withSettle(info: AutoscaleInfo | null): AutoscaleInfo | null {
    const settle = this.#picture?.model.settle
    const shown = info?.priceRange
    if (settle === undefined || shown === undefined || shown === null) return info
    const { minValue, maxValue } = shown
    const reach = Math.max(maxValue - minValue, (this.#picture?.model.tick ?? 0) * 4) * SETTLE_REACH
    if (settle < minValue - reach || settle > maxValue + reach) return info
    const range = { minValue: Math.min(minValue, settle), maxValue: Math.max(maxValue, settle) }
    return { ...info, priceRange: range }
  }
}
