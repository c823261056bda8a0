// Figures on a canvas as the page writes them: every digit as wide as the others and zero with a slash. A canvas knows no
// features of fonts, so digits are set one by one and the slash is a stroke.
import type { FigureFont } from './figure-look.ts'

export type FigureContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** In pixels of the screen. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Ink {
  readonly font: FigureFont
  readonly colour: string
}

/** Of the slash in a zero, in parts of the font's size: half its width, its ends above the baseline, its thickness. */
const SLASH = { half: 0.125, low: 0.2, high: 0.527, thickness: 0.07 } as const

interface Widths {
  readonly of: Map<string, number>
  /** From the middle of a line down to the baseline. */
  readonly baseline: number
}

export class FigureText {
  readonly #context: FigureContext
  readonly #widths = new Map<string, Widths>()

  constructor(context: FigureContext) {
    this.#context = context
  }

  /** To be called when the surface is new or another size, which loses its state, or fonts may have come since. */
  reset(): void {
    this.#widths.clear()
    // Glyphs stand at fractions of a pixel, in a window as in a worker.
    this.#context.textRendering = 'geometricPrecision'
  }

  width(text: string, font: FigureFont): number {
    const { of } = this.#measured(font)
    let width = 0
    for (const character of text) width += this.#widthOf(character, font, of)
    return width
  }

  left(text: string, box: Box, ink: Ink): void {
    this.#write(text, box, { ...ink, alignsRight: false })
  }

  right(text: string, box: Box, ink: Ink): void {
    this.#write(text, box, { ...ink, alignsRight: true })
  }

  /** Text that is wider than its room is set narrower, never cut: half a number is another number. */
  #write(
    text: string,
    box: Box,
    { font, colour, alignsRight }: Ink & { readonly alignsRight: boolean },
  ): void {
    if (text === '') return
    const context = this.#context
    const width = this.width(text, font)
    const squeeze = width > box.width ? Math.max(0, box.width) / width : 1
    const start = alignsRight ? box.x + box.width - width * squeeze : box.x
    const { of, baseline } = this.#measured(font)
    const y = Math.round(box.y + (box.height - 1) / 2 + baseline)
    context.font = font.css
    context.fillStyle = colour
    if (squeeze < 1) context.setTransform(squeeze, 0, 0, 1, start, 0)
    let x = squeeze < 1 ? 0 : start
    for (const character of text) {
      const advance = this.#widthOf(character, font, of)
      const own = isDigit(character) ? this.#ownWidthOf(character, font, of) : advance
      context.fillText(character, x + (advance - own) / 2, y)
      if (character === '0') this.#slash(x + advance / 2, y, font)
      x += advance
    }
    if (squeeze < 1) context.setTransform(1, 0, 0, 1, 0, 0)
  }

  #slash(middle: number, y: number, { sizePx }: FigureFont): void {
    const context = this.#context
    const [half, rise] = [SLASH.half * sizePx, (SLASH.high - SLASH.low) * sizePx]
    const thickness = (SLASH.thickness * sizePx) / 2
    const bottom = y - SLASH.low * sizePx
    context.beginPath()
    context.moveTo(middle - half - thickness, bottom)
    context.lineTo(middle - half + thickness, bottom)
    context.lineTo(middle + half + thickness, bottom - rise)
    context.lineTo(middle + half - thickness, bottom - rise)
    context.fill()
  }

  #widthOf(character: string, font: FigureFont, of: Map<string, number>): number {
    return isDigit(character) ? font.digitPx : this.#ownWidthOf(character, font, of)
  }

  #ownWidthOf(character: string, font: FigureFont, of: Map<string, number>): number {
    const known = of.get(character)
    if (known !== undefined) return known
    this.#context.font = font.css
    const { width } = this.#context.measureText(character)
    of.set(character, width)
    return width
  }

  #measured(font: FigureFont): Widths {
    const known = this.#widths.get(font.css)
    if (known !== undefined) return known
    this.#context.font = font.css
    const { fontBoundingBoxAscent, fontBoundingBoxDescent } = this.#context.measureText('0')
    const widths = { of: new Map(), baseline: (fontBoundingBoxAscent - fontBoundingBoxDescent) / 2 }
    this.#widths.set(font.css, widths)
    return widths
  }
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}
