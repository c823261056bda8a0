// What the figures look like and where they stand: all that does not come from the market. Read from the page's own styles
// (read-look.ts) and handed to whoever paints, which may be another thread without a page. Lengths are pixels of the screen.
import type { Grouping } from '../../../../shared/desk/settings.ts'
import type { Decimal } from '../../../../shared/math/decimal.ts'

export interface Span {
  readonly x: number
  readonly width: number
}

export const FIGURE_COLUMNS = ['pull', 'bid', 'price', 'ask', 'traded'] as const
export type FigureColumn = (typeof FIGURE_COLUMNS)[number]

export interface FigureFont {
  /** As `CanvasRenderingContext2D.font` takes it. */
  readonly css: string
  readonly sizePx: number
  /** Of every digit, so that figures stand in columns. */
  readonly digitPx: number
}

export interface FigureColours {
  readonly ground: string
  readonly raised: string
  readonly line: string
  readonly text: string
  readonly quiet: string
  readonly focus: string
  readonly bid: string
  readonly ask: string
  readonly bidFill: string
  readonly askFill: string
  readonly bidBar: string
  readonly askBar: string
  readonly profile: string
  readonly flash: string
}

export interface FigureLook {
  readonly width: number
  readonly height: number
  readonly rowCount: number
  /** May be a fraction: rows begin at the nearest whole pixel. */
  readonly rowHeight: number
  /** Of a pixel of the page's styles. */
  readonly scale: number
  readonly columns: Readonly<Record<FigureColumn, Span>>
  /** Of each column’s figures, and of the last quantity beside the price. */
  readonly fonts: Readonly<Record<FigureColumn | 'last' | 'bold' | 'boldPrice', FigureFont>>
  readonly colours: FigureColours
  readonly thousands: Grouping
  readonly tickSize: Decimal
  /** False with reduced motion. */
  readonly flashes: boolean
}
