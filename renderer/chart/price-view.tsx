// The chart of an instrument as a React element. The canvas is a picture for the eye; the line above it says a bar in text.
import { useEffect, useRef, type ReactElement } from 'react'
import { PriceChart, type OnHoverBar, type PricePicture } from './price-chart.ts'

export interface PriceViewProps {
  readonly picture: PricePicture | undefined
  /** Any change of it makes the chart read its colours again. */
  readonly theme: string
  readonly onHover: OnHoverBar
}

export function PriceView({ picture, theme, onHover }: PriceViewProps): ReactElement {
  const container = useRef<HTMLDivElement>(null)
  const chart = useRef<PriceChart>(undefined)
  useEffect(() => {
    if (container.current === null) return undefined
    const made = new PriceChart(container.current, onHover)
    chart.current = made
    return () => {
      chart.current = undefined
      made.destroy()
    }
  }, [onHover])
  useEffect(() => {
    chart.current?.show(picture)
  }, [picture])
  useEffect(() => {
    chart.current?.applyTheme()
  }, [theme])
  return (
    <div
      className="price-canvas"
      ref={container}
      aria-hidden
      data-testid="price-chart"
      data-bars={picture?.model.bars.length ?? 0}
    />
  )
}
