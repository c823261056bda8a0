// The forward curve on lightweight-charts: every calendar day is a point of its axis, so a month is as wide as it is
// long. Owns the library's objects; the panel gives it pictures and hears which month is pointed at or clicked.
import {
  createChart,
  CrosshairMode,
  LineSeries,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
  type LineData,
  type MouseEventParams,
  type WhitespaceData,
} from 'lightweight-charts'
import type { InstrumentId } from '../../shared/domain/brands.ts'
import { readChartColours, type ChartColours } from './chart-colours.ts'
import { monthOfDay, valueRange, type CurveModel, type CurveMonth } from './curve-model.ts'
import { CurvePainter, FOOT_PX, type CurvePicture } from './curve-painter.ts'

export interface CurveChartEvents {
  /** The month under the pointer; undefined when it leaves. */
  readonly onHover: (instrumentId: InstrumentId | undefined) => void
  readonly onPick: (instrumentId: InstrumentId) => void
}

/** Room at the right end for the labels of the lines. */
const LABEL_PX = 120
const NARROW_PX = 420
const TOP_MARGIN_PX = 24

export class CurveChart {
  readonly #container: HTMLElement
  readonly #chart: IChartApi
  readonly #axis: ISeriesApi<'Line'>
  readonly #marks: ISeriesApi<'Line'>
  readonly #settles: ISeriesApi<'Line'>
  readonly #painter: CurvePainter
  readonly #observer: ResizeObserver
  #colours: ChartColours
  #picture: Omit<CurvePicture, 'hovered'> | undefined
  #hovered: InstrumentId | undefined
  #axisKey = ''
  #shown = { min: 0, max: 0 }

  constructor(container: HTMLElement, events: CurveChartEvents) {
    this.#container = container
    this.#colours = readChartColours(container)
    this.#painter = new CurvePainter(this.#colours)
    this.#chart = createChart(container, {
      autoSize: true,
      // The logo brings an inline style with it; the about box names the library and links to it instead.
      layout: { attributionLogo: false },
      handleScroll: false,
      handleScale: false,
      timeScale: { visible: false, minBarSpacing: 0.05, rightOffsetPixels: LABEL_PX },
      leftPriceScale: { visible: false },
      rightPriceScale: { borderVisible: false },
      crosshair: {
        mode: CrosshairMode.Normal,
        vertLine: { visible: false, labelVisible: false },
        horzLine: { style: LineStyle.Dotted, width: 1 },
      },
    })
    const quiet = { priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false }
    this.#axis = this.#chart.addSeries(LineSeries, { ...quiet, visible: true, lineVisible: false })
    this.#settles = this.#chart.addSeries(LineSeries, { ...quiet, lineWidth: 1 })
    this.#marks = this.#chart.addSeries(LineSeries, {
      ...quiet,
      lineWidth: 2,
      pointMarkersVisible: true,
      pointMarkersRadius: 2.5,
    })
    this.#marks.attachPrimitive(this.#painter)
    this.applyTheme()
    this.#chart.subscribeCrosshairMove((event) => {
      const month = this.#monthAt(event)
      if (month?.instrumentId === this.#hovered) return
      this.#hovered = month?.instrumentId
      this.#paint()
      events.onHover(this.#hovered)
    })
    this.#chart.subscribeClick((event) => {
      const month = this.#monthAt(event)
      if (month !== undefined) events.onPick(month.instrumentId)
    })
    this.#observer = new ResizeObserver(() => {
      this.#fit()
    })
    this.#observer.observe(container)
  }

  show(picture: Omit<CurvePicture, 'hovered'> | undefined): void {
    this.#picture = picture
    if (picture !== undefined) this.#setData(picture.model)
    this.#paint()
  }

  /** Reads the colours again, after a change of theme. */
  applyTheme(): void {
    this.#colours = readChartColours(this.#container)
    const { panel, quiet, text, raised, line, fontFamily } = this.#colours
    this.#chart.applyOptions({
      layout: {
        background: { color: panel },
        textColor: quiet,
        fontFamily,
        fontSize: 11,
      },
      grid: { vertLines: { visible: false }, horzLines: { color: line } },
      crosshair: { horzLine: { color: quiet, labelBackgroundColor: raised } },
    })
    this.#marks.applyOptions({ color: text })
    this.#settles.applyOptions({ color: quiet })
    this.#paint()
  }

  destroy(): void {
    this.#observer.disconnect()
    this.#chart.remove()
  }

  #setData(model: CurveModel): void {
    const axisKey = `${model.days[0] ?? ''} ${model.days.length} ${model.tick}`
    if (axisKey !== this.#axisKey) {
      this.#axisKey = axisKey
      this.#axis.setData(model.days.map((time): WhitespaceData => ({ time })))
      const priceFormat = {
        type: 'custom',
        minMove: model.tick,
        // The axis reaches beyond the prices, below to where the volumes stand; a price there would say nothing.
        formatter: (value: number) =>
          value < this.#shown.min || value > this.#shown.max ? '' : value.toFixed(model.decimals),
      } as const
      for (const series of [this.#axis, this.#marks, this.#settles]) series.applyOptions({ priceFormat })
      this.#fit()
    }
    this.#shown = valueRange(model) ?? this.#shown
    this.#settles.setData(lineOf(model.months, (month) => month.settle))
    const { quiet, text } = this.#colours
    this.#marks.setData(
      lineOf(
        model.months,
        (month) => month.mark,
        (month) => (month.isLive ? text : quiet),
      ),
    )
  }

  #paint(): void {
    const picture = this.#picture
    this.#painter.show(
      picture === undefined ? undefined : { ...picture, hovered: this.#hovered },
      this.#colours,
    )
  }

  /** Shows the whole curve, with room for what stands below the prices. */
  #fit(): void {
    const height = this.#container.clientHeight
    if (height < FOOT_PX * 2) return
    const scaleMargins = { top: TOP_MARGIN_PX / height, bottom: (FOOT_PX + 8) / height }
    this.#chart.priceScale('right').applyOptions({ scaleMargins })
    const isNarrow = this.#container.clientWidth < NARROW_PX
    this.#chart.timeScale().applyOptions({ rightOffsetPixels: isNarrow ? 4 : LABEL_PX })
    this.#chart.timeScale().fitContent()
  }

  #monthAt(event: MouseEventParams): CurveMonth | undefined {
    const model = this.#picture?.model
    if (model === undefined || event.logical === undefined) return undefined
    return monthOfDay(model, model.days[Math.round(event.logical)])
  }
}

function lineOf(
  months: readonly CurveMonth[],
  value: (month: CurveMonth) => number | undefined,
  colour?: (month: CurveMonth) => string,
): LineData[] {
  return months.flatMap((month) => {
    const at = value(month)
    if (at === undefined) return []
    const point: LineData = { time: month.middle, value: at }
    return [colour === undefined ? point : { ...point, color: colour(month) }]
  })
}
