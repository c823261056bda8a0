// Text that changes many times a second, written into its element by the frame's painters and not by React.
import { useEffect, useRef, type ReactElement } from 'react'
import { flash } from './flash.ts'
import { cancelPaint, requestPaint } from './frame.ts'

export interface LiveTextProps {
  /** Reads the newest text; called in the frame. */
  readonly read: () => string
  /** Optional class that goes with the text, such as the direction of a profit. */
  readonly readClass?: () => string
  /** Calls back whenever the text may have changed; returns how to stop. */
  readonly subscribe: (changed: () => void) => () => void
  readonly className?: string
  readonly flashes?: boolean
  readonly testId?: string
}

export function LiveText({
  read,
  readClass,
  subscribe,
  className,
  flashes,
  testId,
}: LiveTextProps): ReactElement {
  const element = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let shown: string | undefined
    const paint = (): void => {
      const span = element.current
      if (span === null) return
      const classes = `${className ?? ''} ${readClass?.() ?? ''}`.trim()
      if (span.className !== classes) span.className = classes
      const text = read()
      if (text === shown) return
      span.textContent = text
      if (shown !== undefined && flashes === true) flash(span)
      shown = text
    }
    const changed = (): void => requestPaint(paint)
    paint()
    const stop = subscribe(changed)
    return () => {
      stop()
      cancelPaint(paint)
    }
  }, [read, readClass, subscribe, className, flashes])
  return <span ref={element} className={className} data-testid={testId} />
}
