// Where the card of the first steps lies: in the first corner of the desk where it covers no ladder, because a ladder is what it
// speaks of. Pure.

export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** In the order in which they are tried. */
export const CORNERS = ['bottomLeft', 'bottomRight', 'topLeft', 'topRight'] as const
export type Corner = (typeof CORNERS)[number]

/** `margin`: between the card and the edges of `area`, in pixels. The first of them all where each covers a ladder. */
export function freeCorner(
  card: Size,
  {
    area,
    ladders,
    margin,
  }: { readonly area: Rect; readonly ladders: readonly Rect[]; readonly margin: number },
): Corner {
  return (
    CORNERS.find((corner) => {
      const lies = placed(card, corner, area, margin)
      return !ladders.some((ladder) => overlap(lies, ladder))
    }) ?? CORNERS[0]
  )
}

function placed({ width, height }: Size, corner: Corner, area: Rect, margin: number): Rect {
  const isLeft = corner === 'bottomLeft' || corner === 'topLeft'
  const isTop = corner === 'topLeft' || corner === 'topRight'
  const left = isLeft ? area.left + margin : area.right - margin - width
  const top = isTop ? area.top + margin : area.bottom - margin - height
  return { left, top, right: left + width, bottom: top + height }
}

function overlap(one: Rect, other: Rect): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}
