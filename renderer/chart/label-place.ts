// Where a label beside a line stands: above it or below it, whichever is free of what is drawn there. Pure.

export interface Span {
  readonly top: number
  readonly bottom: number
}

/** The middle of the label, in pixels down; above when both or neither are free. */
export function labelMiddle(
  lineY: number,
  offsetPx: number,
  heightPx: number,
  taken: readonly Span[],
): number {
  const above = lineY - offsetPx
  const below = lineY + offsetPx
  return !isFree(above, heightPx, taken) && isFree(below, heightPx, taken) ? below : above
}

function isFree(middle: number, heightPx: number, taken: readonly Span[]): boolean {
  const top = middle - heightPx / 2
  const bottom = middle + heightPx / 2
  return taken.every((span) => span.bottom < top || span.top > bottom)
}
