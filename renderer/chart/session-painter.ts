// Draws a line from top to bottom where a trading day begins.
import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  SeriesAttachedParameter,
} from 'lightweight-charts'
import { chartTime } from './chart-time.ts'

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0]

export class SessionPainter implements ISeriesPrimitive {
  #attached: SeriesAttachedParameter | undefined
  #starts: readonly number[] = []
  #colour: string
  readonly #views: readonly IPrimitivePaneView[]

  constructor(colour: string) {
    this.#colour = colour
    const renderer = {
      draw: (target: Target) => {
        this.#draw(target)
      },
    }
    this.#views = [{ zOrder: () => 'bottom', renderer: () => renderer }]
  }

  /** Seconds of the first bar of each day. */
  show(starts: readonly number[]): void {
    this.#starts = starts
    this.#attached?.requestUpdate()
  }

  recolour(colour: string): void {
    this.#colour = colour
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

  /** Between the last bar of the day before and the first of the day. */
  #draw(target: Target): void {
    const scale = this.#attached?.chart.timeScale()
    if (scale === undefined) return
    const halfBar = scale.options().barSpacing / 2
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      context.fillStyle = this.#colour
      for (const start of this.#starts) {
        const x = scale.timeToCoordinate(chartTime(start))
        if (x !== null) context.fillRect(Math.round(x - halfBar), 0, 1, mediaSize.height)
      }
    })
  }
}
