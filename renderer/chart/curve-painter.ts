// Draws what the library has no series for: the bid–ask ribbon as monthly steps, the highlighted months, the index
// point, and below them traded volume, own position and the months' names, all on the axis that is true to time.
import type {
  AutoscaleInfo,
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  SeriesAttachedParameter,
} from 'lightweight-charts'
import type { ChartColours } from './chart-colours.ts'
import type { CurveLabels } from './curve-labels.ts'
import { valueRange, type CurveModel, type CurveMonth } from './curve-model.ts'
import { labelMiddle, type Span } from './label-place.ts'
import { isNamed, namesFor, type MonthNames } from './month-names.ts'

/** Height below the prices, in CSS pixels: volume, position, month, year. */
export const FOOT_PX = 74
const VOLUME_PX = 22
const NET_PX = 14
const MONTH_PX = 16
const YEAR_PX = 34
const SPOT_LABEL_PX = 17

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0]

export interface CurvePicture {
  readonly model: CurveModel
  readonly labels: CurveLabels
  readonly selected: string | undefined
  readonly hovered: string | undefined
}

interface Plot {
  readonly context: CanvasRenderingContext2D
  readonly width: number
  readonly height: number
  readonly x: (day: string) => number | undefined
  readonly y: (value: number) => number | undefined
}

export class CurvePainter implements ISeriesPrimitive {
  #attached: SeriesAttachedParameter | undefined
  #picture: CurvePicture | undefined
  #colours: ChartColours
  readonly #views: readonly IPrimitivePaneView[]

  constructor(colours: ChartColours) {
    this.#colours = colours
    this.#views = [
      this.#view('bottom', (plot, picture) => this.#drawMonths(plot, picture)),
      this.#view('normal', (plot, picture) => this.#drawFoot(plot, picture)),
      this.#view('top', (plot, picture) => this.#drawLabels(plot, picture)),
    ]
  }

  show(picture: CurvePicture | undefined, colours: ChartColours): void {
    this.#picture = picture
    this.#colours = colours
    this.#attached?.requestUpdate()
  }

  attached(parameter: SeriesAttachedParameter): void {
    this.#attached = parameter
  }

  detached(): void {
    this.#attached = undefined
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#views
  }

  autoscaleInfo(): AutoscaleInfo | null {
    const range = this.#picture === undefined ? undefined : valueRange(this.#picture.model)
    return range === undefined ? null : { priceRange: { minValue: range.min, maxValue: range.max } }
  }

  /** `bottom` lies under the price grid, `normal` over it, `top` over the lines. */
  #view(
    zOrder: 'bottom' | 'normal' | 'top',
    draw: (plot: Plot, picture: CurvePicture) => void,
  ): IPrimitivePaneView {
    const renderer = {
      draw: (target: Target) => {
        this.#plot(target, draw)
      },
    }
    return { zOrder: () => zOrder, renderer: () => renderer }
  }

  #plot(target: Target, draw: (plot: Plot, picture: CurvePicture) => void): void {
    const picture = this.#picture
    const attached = this.#attached
    if (picture === undefined || attached === undefined) return
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      context.font = `11px ${this.#colours.fontFamily}`
      context.textBaseline = 'middle'
      const plot: Plot = {
        context,
        width: mediaSize.width,
        height: mediaSize.height,
        x: (day) => attached.chart.timeScale().timeToCoordinate(day) ?? undefined,
        y: (value) => attached.series.priceToCoordinate(value) ?? undefined,
      }
      draw(plot, picture)
    })
  }

  #drawMonths(plot: Plot, { model, selected, hovered }: CurvePicture): void {
    for (const month of model.months) {
      const box = boxOf(plot, month)
      if (box === undefined) continue
      const colour = this.#bandColour(month, selected, hovered)
      if (colour !== undefined) fillBand(plot, box, colour, 0)
      if (startsYear(month)) fillBand(plot, { left: box.left, right: box.left + 1 }, this.#colours.line, 0)
      this.#drawRibbon(plot, box, month)
    }
  }

  #drawFoot(plot: Plot, picture: CurvePicture): void {
    const { model, selected, hovered } = picture
    const top = plot.height - FOOT_PX
    // The grid of the prices ends where the volumes begin.
    fillBand(plot, { left: 0, right: plot.width }, this.#colours.panel, top)
    const largest = Math.max(1, ...model.months.map((month) => month.tradedQty))
    const names = namesFor(meanWidth(plot, model.months), widthsOf(plot.context, picture))
    for (const month of model.months) {
      const box = boxOf(plot, month)
      if (box === undefined) continue
      const colour = this.#bandColour(month, selected, hovered)
      if (colour !== undefined) fillBand(plot, box, colour, top)
      if (startsYear(month)) fillBand(plot, { left: box.left, right: box.left + 1 }, this.#colours.line, top)
    }
    // A year is wider than its month and stands over the band of the next.
    for (const month of model.months) {
      const box = boxOf(plot, month)
      if (box === undefined) continue
      this.#drawFootCell(plot, box, {
        month,
        labels: picture.labels,
        largest,
        names,
        selected,
        first: model.months[0],
      })
    }
  }

  #bandColour(
    month: CurveMonth,
    selected: string | undefined,
    hovered: string | undefined,
  ): string | undefined {
    if (month.instrumentId === selected) return this.#colours.selected
    return month.instrumentId === hovered ? this.#colours.raised : undefined
  }

  /** A filled step from bid to ask; one-sided or old quotes are hollow and grey. */
  #drawRibbon({ context, y }: Plot, { left, right }: Box, month: CurveMonth): void {
    const bid = month.bid === undefined ? undefined : y(month.bid)
    const ask = month.ask === undefined ? undefined : y(month.ask)
    const width = Math.max(1, right - left - 1)
    const { bid: bidColour, ask: askColour, quiet, bidBar, askBar } = this.#colours
    if (month.isLive && bid !== undefined && ask !== undefined) {
      const middle = (bid + ask) / 2
      context.fillStyle = askBar
      context.fillRect(left, ask, width, middle - ask)
      context.fillStyle = bidBar
      context.fillRect(left, middle, width, bid - middle)
    }
    context.fillStyle = month.isLive ? bidColour : quiet
    if (bid !== undefined) context.fillRect(left, Math.round(bid) - 0.5, width, 1)
    context.fillStyle = month.isLive ? askColour : quiet
    if (ask !== undefined) context.fillRect(left, Math.round(ask) - 0.5, width, 1)
  }

  #drawFootCell({ context, height }: Plot, { left, right }: Box, cell: FootCell): void {
    const { month, labels, largest, names, selected, first } = cell
    const slot = right - left
    const { faint, line, quiet, text, bid, ask } = this.#colours
    const volumeBottom = height - FOOT_PX + VOLUME_PX + 4
    const centre = (left + right) / 2
    const barHeight = Math.round((month.tradedQty / largest) * VOLUME_PX)
    context.fillStyle = faint
    context.fillRect(left + 1, volumeBottom - barHeight, Math.max(1, right - left - 3), barHeight)
    context.fillStyle = line
    context.fillRect(left, volumeBottom, right - left, 1)
    context.textAlign = 'center'
    const netY = volumeBottom + 2 + NET_PX / 2
    if (month.netQty !== 0) {
      context.fillStyle = month.netQty > 0 ? bid : ask
      context.fillRect(left + 1, volumeBottom + 1, Math.max(1, right - left - 3), 2)
      const net = labels.net(month.netQty)
      if (context.measureText(net).width < slot) context.fillText(net, centre, netY + 1)
    }
    const monthY = volumeBottom + 4 + NET_PX + MONTH_PX / 2
    context.fillStyle = month.instrumentId === selected ? text : quiet
    if (isNamed(names, Number(month.start.slice(5, 7)))) {
      context.fillText(labels[names.kind](month), centre, monthY)
    }
    // The year of a curve that begins late in it stands only where the next year leaves it room.
    const isFirst = month === first && (13 - Number(month.start.slice(5, 7))) * slot > YEAR_PX
    if (!startsYear(month) && !isFirst) return
    context.textAlign = 'left'
    context.fillStyle = quiet
    context.fillText(labels.year(month), left + 3, height - 8)
  }

  #drawLabels(plot: Plot, { model, labels }: CurvePicture): void {
    const settled = this.#drawSettleLabel(plot, model, labels)
    const { context, x, y, width } = plot
    const { quiet, text, panel } = this.#colours
    const spotX = model.spot === undefined ? undefined : x(model.spot.date)
    const spotY = model.spot === undefined ? undefined : y(model.spot.value)
    if (spotX === undefined || spotY === undefined) return
    context.fillStyle = quiet
    for (let at = spotX; at < width; at += 6) context.fillRect(at, Math.round(spotY), 2, 1)
    context.beginPath()
    context.arc(spotX + 1, spotY, 4, 0, 2 * Math.PI)
    context.fillStyle = panel
    context.fill()
    context.lineWidth = 1.5
    context.strokeStyle = text
    context.stroke()
    context.textAlign = 'right'
    context.fillStyle = text
    const right = width - 4
    const drawn = takenBetween(plot, model, { left: right - context.measureText(labels.spot).width, right })
    const taken = settled === undefined ? drawn : [...drawn, settled]
    const middle = labelMiddle(spotY, SPOT_LABEL_PX, 14, taken)
    // Where it has to stand over the curve, a rim keeps it readable.
    context.strokeStyle = panel
    context.lineWidth = 4
    context.lineJoin = 'round'
    context.strokeText(labels.spot, right, middle)
    context.fillText(labels.spot, right, middle)
  }

  /** After the last month that has one; where it stands then. */
  #drawSettleLabel(plot: Plot, model: CurveModel, labels: CurveLabels): Span | undefined {
    const { context, y, width } = plot
    const month = model.months.findLast(({ settle }) => settle !== undefined)
    const box = month === undefined ? undefined : boxOf(plot, month)
    const settleY = month?.settle === undefined ? undefined : y(month.settle)
    if (box === undefined || settleY === undefined) return undefined
    const left = box.right + 4
    const isRoom = left + context.measureText(labels.settle).width < width
    const middle = isRoom ? settleY : settleY + 14
    context.textAlign = isRoom ? 'left' : 'right'
    context.fillStyle = this.#colours.quiet
    context.fillText(labels.settle, isRoom ? left : width - 4, middle)
    return { top: middle - 7, bottom: middle + 7 }
  }
}

/** What is drawn of the months between two places, for a label that wants to stand clear of it. */
function takenBetween(plot: Plot, model: CurveModel, between: Box): readonly Span[] {
  return model.months.flatMap((month) => {
    const box = boxOf(plot, month)
    if (box === undefined || box.right < between.left || box.left > between.right) return []
    const values = [month.bid, month.ask, month.mark, month.settle].filter((value) => value !== undefined)
    const ys = values.flatMap((value) => plot.y(value) ?? [])
    return ys.length === 0 ? [] : [{ top: Math.min(...ys), bottom: Math.max(...ys) }]
  })
}

interface Box {
  readonly left: number
  readonly right: number
}

interface FootCell {
  readonly month: CurveMonth
  readonly labels: CurveLabels
  readonly largest: number
  readonly names: MonthNames
  readonly selected: string | undefined
  readonly first: CurveMonth | undefined
}

/** The month from the left edge of its first day to the right edge of its last. */
function boxOf({ x }: Plot, month: CurveMonth): Box | undefined {
  const first = x(month.start)
  const last = x(month.end)
  if (first === undefined || last === undefined) return undefined
  const halfDay = (last - first) / Math.max(1, daysIn(month) - 1) / 2
  return { left: first - halfDay, right: last + halfDay }
}

/** The widest name of each kind, in pixels. */
function widthsOf(
  context: CanvasRenderingContext2D,
  { model, labels }: CurvePicture,
): Record<MonthNames['kind'], number> {
  const widest = (kind: MonthNames['kind']): number =>
    Math.max(0, ...model.months.map((month) => context.measureText(labels[kind](month)).width))
  return { month: widest('month'), initial: widest('initial') }
}

function meanWidth(plot: Plot, months: readonly CurveMonth[]): number {
  const widths = months.flatMap((month) => {
    const box = boxOf(plot, month)
    return box === undefined ? [] : [box.right - box.left]
  })
  return widths.reduce((sum, width) => sum + width, 0) / Math.max(1, widths.length)
}

/** From `top` to the bottom of the plot. */
function fillBand({ context, height }: Plot, { left, right }: Box, colour: string, top: number): void {
  context.fillStyle = colour
  context.fillRect(left, top, right - left, height - top)
}

function startsYear(month: CurveMonth): boolean {
  return month.start.endsWith('-01-01')
}

function daysIn(month: CurveMonth): number {
  return Number(month.end.slice(8))
}
