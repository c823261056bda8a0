// A canvas that remembers what was put on it, pixel by pixel and character by character, for the tests of FigurePainter.
import type { Box, FigureContext } from './figure-text.ts'

interface Character {
  readonly text: string
  readonly x: number
  readonly y: number
}

/** Of every character but digits, which are as wide as the look says. */
const CHARACTER_PX = 3

export class PaintedCanvas {
  canvas = { width: 0, height: 0 }
  fillStyle = ''
  globalAlpha = 1
  font = ''
  textRendering = 'auto'
  /** Of every pixel: the colours that lie on it since its ground was last painted. */
  readonly #pixels = new Map<string, string>()
  #characters: Character[] = []
  #squeeze = { x: 0, by: 1 }
  readonly #ground: string

  constructor(ground: string) {
    this.#ground = ground
  }

  /** As the painter takes it: what it uses of a canvas is here. */
  get context(): FigureContext {
    return this as unknown as FigureContext
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const isInside = (px: number, py: number): boolean =>
      px >= x && px < x + width && py >= y && py < y + height
    const isGround = this.fillStyle === this.#ground
    if (isGround) this.#characters = this.#characters.filter((one) => !isInside(one.x, one.y))
    for (let px = Math.round(x); px < x + width; px++) {
      for (let py = Math.round(y); py < y + height; py++) {
        const key = `${px},${py}`
        const under = isGround ? '' : (this.#pixels.get(key) ?? '')
        this.#pixels.set(key, `${under}/${this.fillStyle}${this.globalAlpha === 1 ? '' : '~'}`)
      }
    }
  }

  fillText(text: string, x: number, y: number): void {
    this.#characters.push({ text, x: this.#squeeze.x + (x + CHARACTER_PX / 2) * this.#squeeze.by, y })
  }

  setTransform(...[a, , , , e]: [number, number, number, number, number, number]): void {
    this.#squeeze = { x: e, by: a }
  }

  measureText(): Pick<TextMetrics, 'width' | 'fontBoundingBoxAscent' | 'fontBoundingBoxDescent'> {
    return { width: CHARACTER_PX, fontBoundingBoxAscent: 6, fontBoundingBoxDescent: 2 }
  }

  beginPath(): void {
    return
  }

  moveTo(): void {
    return
  }

  lineTo(): void {
    return
  }

  fill(): void {
    return
  }

  /** The characters whose middle is in the box, from left to right. */
  textIn({ x, y, width, height }: Box): string {
    return this.#characters
      .filter((one) => one.x >= x && one.x < x + width && one.y >= y && one.y < y + height)
      .sort((one, other) => one.x - other.x)
      .map(({ text }) => text)
      .join('')
  }

  colourAt(x: number, y: number): string {
    return this.#pixels.get(`${x},${y}`) ?? ''
  }

  /** Everything that is seen, to be compared with another. */
  get seen(): unknown {
    const characters = this.#characters
      .map(({ text, x, y }) => `${x.toFixed(2)},${y.toFixed(2)} ${text}`)
      .sort()
    return { characters, pixels: [...this.#pixels].sort(([one], [other]) => (one < other ? -1 : 1)) }
  }
}
