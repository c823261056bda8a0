// What the window and its painting thread say to each other. Ladders are told apart by a number.
import type { FigureLook } from './figure-look.ts'

export type ToPainter =
  | { readonly kind: 'canvas'; readonly ladder: number; readonly canvas: OffscreenCanvas }
  | { readonly kind: 'look'; readonly ladder: number; readonly look: FigureLook }
  /** `records` is lent, and comes back when they are painted. */
  | {
      readonly kind: 'rows'
      readonly ladder: number
      readonly count: number
      readonly records: Int32Array<ArrayBuffer>
    }
  | { readonly kind: 'gone'; readonly ladder: number }

export interface FromPainter {
  readonly ladder: number
  readonly records: Int32Array<ArrayBuffer>
}
