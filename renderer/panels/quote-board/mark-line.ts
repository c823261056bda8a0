// The small line of how a mark went: from marks in half ticks to what an SVG draws in a box of `LINE_WIDTH` by `LINE_HEIGHT`. Pure.

export const LINE_WIDTH = 60
export const LINE_HEIGHT = 16
/** Between the line and the edges of the box. */
const MARGIN = 2
/** Two ticks: a market that moves by less looks as calm as it is. */
const LEAST_RANGE = 4

export interface MarkLine {
  /** Commands of an SVG path; a hole breaks the line. */
  readonly d: string
  /** Of the settlement; undefined where there is none, or where it lies outside of the box. */
  readonly settleY: number | undefined
}

/** Undefined where there are no two moments to draw between. */
export function markLine(halfTicks: Float64Array, settleHalfTicks: number | undefined): MarkLine | undefined {
  const known = halfTicks.filter((mark) => !Number.isNaN(mark))
  if (known.length < 2) return undefined
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const range = Math.max(LEAST_RANGE, high - low)
  const top = (high + low + range) / 2
  const scale = (LINE_HEIGHT - 2 * MARGIN) / range
  const y = (mark: number): number => rounded(MARGIN + (top - mark) * scale)
  const x = (nth: number): number => rounded((nth / (halfTicks.length - 1)) * LINE_WIDTH)
  const d = Array.from(halfTicks, (mark, nth) => {
    if (Number.isNaN(mark)) return ''
    const isFirst = nth === 0 || Number.isNaN(halfTicks[nth - 1])
    return `${isFirst ? 'M' : 'L'}${x(nth)} ${y(mark)}`
  }).join('')
  const settleY = settleHalfTicks === undefined ? undefined : y(settleHalfTicks)
  const isInside = settleY !== undefined && settleY >= 0 && settleY <= LINE_HEIGHT
  return { d, settleY: isInside ? settleY : undefined }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
