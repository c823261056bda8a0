// The curve chart as a React element. The canvas is a picture for the eye; the quote board says the same in text.
import { useEffect, useRef, type ReactElement } from 'react'
import { CurveChart, type CurveChartEvents } from './curve-chart.ts'
import type { CurvePicture } from './curve-painter.ts'

export interface CurveViewProps extends CurveChartEvents {
  readonly picture: Omit<CurvePicture, 'hovered'> | undefined
  /** Any change of it makes the chart read its colours again. */
  readonly theme: string
}

export function CurveView({ picture, theme, onHover, onPick }: CurveViewProps): ReactElement {
  const container = useRef<HTMLDivElement>(null)
  const chart = useRef<CurveChart>(undefined)
  useEffect(() => {
    if (container.current === null) return undefined
    const made = new CurveChart(container.current, { onHover, onPick })
    chart.current = made
    return () => {
      chart.current = undefined
      made.destroy()
    }
  }, [onHover, onPick])
  useEffect(() => {
    chart.current?.show(picture)
  }, [picture])
  useEffect(() => {
    chart.current?.applyTheme()
  }, [theme])
  return <div className="curve-canvas" ref={container} aria-hidden data-testid="curve-chart" />
}
