// Paints the ladder's figures on a canvas: sizes with their bars, prices, the last quantity, what was traded, what was
// pulled. Touches only the cells that changed. Knows no page, so that it runs in a worker as well as in the window.
import { formatPrice } from '../../../../shared/math/price-text.ts'
import { priceTicks } from '../../../../shared/math/quantities.ts'
import { decimalText, lotsCell, setThousands, signedText } from '../../../i18n/number-text.ts'
import { FLASH_MS } from '../../../kit/flash-time.ts'
import type { FigureColumn, FigureLook } from './figure-look.ts'
import { FIGURE_COLUMNS } from './figure-look.ts'
import { FIELD, FLAG, RECORD_SIZE } from './figure-record.ts'
import { FigureText, type Box, type FigureContext } from './figure-text.ts'

const PADDING = 8
/** Between the two sides of what was traded: the mark of auctions. */
const TRADED_MIDDLE = 13
/** Of the lines between rows. */
const LINE_ALPHA = 0.55

/** Which fields and which flags the figures of a column are made of; a change of others leaves them alone. */
const READS: Readonly<Record<FigureColumn, { readonly fields: readonly number[]; readonly flags: number }>> =
  {
    pull: { fields: [FIELD.change], flags: 0 },
    bid: { fields: [FIELD.bidQty, FIELD.bidShare], flags: FLAG.bestBid | FLAG.largeBid | FLAG.beyond },
    price: {
      fields: [FIELD.price, FIELD.lastQty],
      flags: FLAG.last | FLAG.lastBought | FLAG.lastSold | FLAG.indicative | FLAG.beyond,
    },
    ask: { fields: [FIELD.askQty, FIELD.askShare], flags: FLAG.bestAsk | FLAG.largeAsk | FLAG.beyond },
    traded: { fields: [FIELD.boughtQty, FIELD.soldQty, FIELD.profileShare], flags: 0 },
  }
const LINE_FLAGS = FLAG.lineAbove | FLAG.lineBelow | FLAG.solidLine

/** The quantity whose change lights a column. */
const LIT_BY: Readonly<Partial<Record<FigureColumn, number>>> = {
  bid: FIELD.bidQty,
  price: FIELD.lastQty,
  ask: FIELD.askQty,
}

export class FigurePainter {
  readonly #context: FigureContext
  readonly #text: FigureText
  #look: FigureLook | undefined
  #records = new Int32Array(0)
  /** Rows that have been painted once; the others hold nothing yet. */
  #hasRow = new Uint8Array(0)
  /** Per row and column, when it goes out; 0 for dark. */
  #litUntilMs = new Float64Array(0)

  constructor(context: FigureContext) {
    this.#context = context
    this.#text = new FigureText(context)
  }

  /** Everything is painted again as it should look now. */
  setLook(look: FigureLook): void {
    const { rowCount, width, height } = look
    if (this.#hasRow.length !== rowCount) {
      this.#records = resized(this.#records, new Int32Array(rowCount * RECORD_SIZE))
      this.#hasRow = resized(this.#hasRow, new Uint8Array(rowCount))
      this.#litUntilMs = new Float64Array(rowCount * FIGURE_COLUMNS.length)
    }
    this.#look = look
    setThousands(look.thousands)
    const { canvas } = this.#context
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height]
    this.repaint()
  }

  /** Paints all that is known once more: the surface was lost, or a font has come. */
  repaint(): void {
    const look = this.#look
    if (look === undefined) return
    this.#text.reset()
    this.#fill(look.colours.ground, { x: 0, y: 0, width: look.width, height: look.height })
    for (let nth = 0; nth < look.rowCount; nth++) if (this.#hasRow[nth] === 1) this.#paintRow(look, nth)
  }

  /** `count` records that changed. Figures that differ at the same price are lit. */
  paint(records: Int32Array, count: number, nowMs: number): void {
    const look = this.#look
    if (look === undefined) return
    for (let at = 0; at < count * RECORD_SIZE; at += RECORD_SIZE) {
      const nth = records[at + FIELD.row] ?? 0
      if (nth >= look.rowCount) continue
      const [changed, lit] = this.#differences(nth, records, at)
      for (let column = 0; column < FIGURE_COLUMNS.length; column++) {
        const isLit = look.flashes && (lit & (1 << column)) !== 0
        if (isLit) this.#litUntilMs[nth * FIGURE_COLUMNS.length + column] = nowMs + FLASH_MS
      }
      for (let field = 0; field < RECORD_SIZE; field++) {
        this.#records[nth * RECORD_SIZE + field] = records[at + field] ?? 0
      }
      this.#hasRow[nth] = 1
      if (changed === ALL_COLUMNS) this.#paintRow(look, nth)
      else this.#paintColumns(look, nth, changed)
    }
  }

  /** Darkens what has been lit long enough. @returns when the next goes out, if any is lit */
  putOut(nowMs: number): number | undefined {
    const look = this.#look
    if (look === undefined) return undefined
    let next: number | undefined
    for (let nth = 0; nth < look.rowCount; nth++) {
      for (let column = 0; column < FIGURE_COLUMNS.length; column++) {
        const untilMs = this.#litUntilMs[nth * FIGURE_COLUMNS.length + column] ?? 0
        if (untilMs === 0) continue
        if (untilMs > nowMs) {
          next = next === undefined ? untilMs : Math.min(next, untilMs)
          continue
        }
        this.#litUntilMs[nth * FIGURE_COLUMNS.length + column] = 0
        this.#paintColumns(look, nth, 1 << column)
      }
    }
    return next
  }

  /** Bits of the columns to paint, and of those whose quantity changed at the same price. */
  #differences(nth: number, records: Int32Array, at: number): readonly [number, number] {
    const base = nth * RECORD_SIZE
    const known = this.#records
    if (this.#hasRow[nth] !== 1) return NEW_ROW
    const flags = (known[base + FIELD.flags] ?? 0) ^ (records[at + FIELD.flags] ?? 0)
    const moved = known[base + FIELD.price] !== records[at + FIELD.price]
    if (moved || (flags & LINE_FLAGS) !== 0) return NEW_ROW
    let changed = 0
    let lit = 0
    for (let column = 0; column < FIGURE_COLUMNS.length; column++) {
      const name = FIGURE_COLUMNS[column] as FigureColumn
      const reads = READS[name]
      const litBy = LIT_BY[name]
      let differs = (flags & reads.flags) !== 0
      for (const field of reads.fields) if (known[base + field] !== records[at + field]) differs = true
      if (differs) changed |= 1 << column
      if (litBy === undefined || known[base + litBy] === records[at + litBy]) continue
      // A price is no longer the last one without having changed itself.
      if (name !== 'price' || records[at + FIELD.lastQty] !== 0) lit |= 1 << column
    }
    return [changed, lit]
  }

  #paintRow(look: FigureLook, nth: number): void {
    const { y, height } = rowBox(look, nth)
    this.#fill(look.colours.ground, { x: 0, y, width: look.width, height })
    this.#paintLine(look, { x: 0, y, width: look.width, height })
    this.#paintColumns(look, nth, ALL_COLUMNS)
  }

  #paintColumns(look: FigureLook, nth: number, columns: number): void {
    for (let column = 0; column < FIGURE_COLUMNS.length; column++) {
      if ((columns & (1 << column)) === 0) continue
      const name = FIGURE_COLUMNS[column] as FigureColumn
      const box = { ...look.columns[name], ...rowBox(look, nth) }
      const cell: Cell = {
        look,
        box,
        at: nth * RECORD_SIZE,
        isLit: (this.#litUntilMs[nth * FIGURE_COLUMNS.length + column] ?? 0) > 0,
      }
      this.#fill(look.colours.ground, box)
      this.#paintCell[name](cell)
      this.#paintLine(look, box)
      this.#paintLimit(cell)
    }
  }

  readonly #paintCell: Readonly<Record<FigureColumn, (cell: Cell) => void>> = {
    pull: ({ look, box, at }) => {
      const change = this.#records[at + FIELD.change] ?? 0
      if (change === 0) return
      this.#text.right(signedText(change), inside(box, 0, 4 * look.scale), {
        font: look.fonts.pull,
        colour: look.colours.quiet,
      })
    },
    bid: (cell) => {
      this.#paintSize(cell, 'bid')
    },
    ask: (cell) => {
      this.#paintSize(cell, 'ask')
    },
    price: (cell) => {
      this.#paintPrice(cell)
    },
    traded: ({ look, box, at }) => {
      const { colours, fonts, scale } = look
      const width = Math.round((box.width * (this.#records[at + FIELD.profileShare] ?? 0)) / 1_000)
      this.#fill(colours.profile, { ...box, x: box.x + box.width - width, width })
      const half = (box.width - TRADED_MIDDLE * scale) / 2
      const ink = { font: fonts.traded, colour: colours.quiet }
      this.#text.right(lotsCell(this.#records[at + FIELD.boughtQty] ?? 0), { ...box, width: half }, ink)
      const right = { ...box, x: box.x + box.width - half, width: half }
      this.#text.left(lotsCell(this.#records[at + FIELD.soldQty] ?? 0), right, ink)
    },
  }

  #paintSize({ look, box, at, isLit }: Cell, side: 'bid' | 'ask'): void {
    const { colours, fonts, scale } = look
    const isBid = side === 'bid'
    const flags = this.#records[at + FIELD.flags] ?? 0
    const isBest = (flags & (isBid ? FLAG.bestBid : FLAG.bestAsk)) !== 0
    const isLarge = (flags & (isBid ? FLAG.largeBid : FLAG.largeAsk)) !== 0
    if (isLit) this.#fill(colours.flash, box)
    else if ((flags & FLAG.beyond) === 0) this.#fill(isBid ? colours.bidFill : colours.askFill, box)
    const share = this.#records[at + (isBid ? FIELD.bidShare : FIELD.askShare)] ?? 0
    const width = Math.round((box.width * share) / 1_000)
    const bar = { ...box, x: isBid ? box.x + box.width - width : box.x, width }
    this.#fill(isBid ? colours.bidBar : colours.askBar, bar)
    const edge = Math.round(2 * scale)
    if (isBest) {
      const x = isBid ? box.x + box.width - edge : box.x
      this.#fill(isBid ? colours.bid : colours.ask, { ...box, x, width: edge })
    }
    if (isLarge) this.#outline(colours.quiet, box, scale)
    const ink = { font: isBest || isLarge ? fonts.bold : fonts[side], colour: colours.text }
    const text = lotsCell(this.#records[at + (isBid ? FIELD.bidQty : FIELD.askQty)] ?? 0)
    const room = inside(box, PADDING * scale, PADDING * scale)
    if (isBid) this.#text.right(text, room, ink)
    else this.#text.left(text, room, ink)
  }

  /** In the middle of its cell, or as far to the left of it as the last quantity needs. */
  #paintPrice({ look, box, at, isLit }: Cell): void {
    const { colours, fonts, scale } = look
    const flags = this.#records[at + FIELD.flags] ?? 0
    const isLast = (flags & FLAG.last) !== 0
    const isBeyond = (flags & FLAG.beyond) !== 0
    if (isLit) this.#fill(colours.flash, box)
    else if (isLast) this.#fill(colours.line, box)
    else if (!isBeyond) this.#fill(colours.raised, box)
    if ((flags & FLAG.indicative) !== 0) this.#outline(colours.focus, box, 0)
    const price = decimalText(formatPrice(priceTicks(this.#records[at + FIELD.price] ?? 0), look.tickSize))
    const last = isLast ? lotsCell(this.#records[at + FIELD.lastQty] ?? 0) : ''
    const lastWidth = last === '' ? 0 : this.#text.width(last, fonts.last) + 8 * scale
    const priceFont = isLast ? fonts.boldPrice : fonts.price
    const priceWidth = this.#text.width(price, priceFont)
    const left = Math.min((box.width - priceWidth) / 2, box.width - lastWidth - priceWidth)
    const room = { ...box, x: box.x + Math.max(0, left), width: Math.min(priceWidth, box.width - lastWidth) }
    this.#text.left(price, room, { font: priceFont, colour: isBeyond ? colours.quiet : colours.text })
    const bought = (flags & FLAG.lastBought) !== 0
    const sold = (flags & FLAG.lastSold) !== 0
    const colour = bought ? colours.bid : sold ? colours.ask : colours.text
    this.#text.right(last, inside(box, 0, 4 * scale), { font: fonts.last, colour })
  }

  #paintLine({ colours, scale }: FigureLook, box: Box): void {
    this.#context.globalAlpha = LINE_ALPHA
    const thickness = Math.max(1, Math.floor(scale))
    this.#fill(colours.line, { ...box, y: box.y + box.height - thickness, height: thickness })
    this.#context.globalAlpha = 1
  }

  #paintLimit({ look: { colours, scale }, box, at }: Cell): void {
    const flags = this.#records[at + FIELD.flags] ?? 0
    if ((flags & LINE_FLAGS) === 0) return
    const thickness = Math.max(1, Math.floor(scale))
    const y = (flags & FLAG.lineAbove) !== 0 ? box.y : box.y + box.height - thickness
    const dash = Math.round(3 * scale)
    const step = (flags & FLAG.solidLine) !== 0 ? dash : 2 * dash
    // Dashes are counted from the left of the ladder, so that they meet where columns do.
    for (let x = Math.floor(box.x / step) * step; x < box.x + box.width; x += step) {
      const from = Math.max(x, box.x)
      const to = Math.min(x + dash, box.x + box.width)
      if (to > from) this.#fill(colours.quiet, { x: from, y, width: to - from, height: thickness })
    }
  }

  #outline(colour: string, box: Box, inset: number): void {
    const thickness = Math.max(1, Math.floor(this.#look?.scale ?? 1))
    const [x, y] = [Math.round(box.x + inset), Math.round(box.y + inset)]
    const [width, height] = [Math.round(box.width - 2 * inset), Math.round(box.height - 2 * inset)]
    this.#fill(colour, { x, y, width, height: thickness })
    this.#fill(colour, { x, y: y + height - thickness, width, height: thickness })
    this.#fill(colour, { x, y, width: thickness, height })
    this.#fill(colour, { x: x + width - thickness, y, width: thickness, height })
  }

  #fill(colour: string, { x, y, width, height }: Box): void {
    this.#context.fillStyle = colour
    this.#context.fillRect(x, y, width, height)
  }
}

interface Cell {
  readonly look: FigureLook
  readonly box: Box
  /** Of its record. */
  readonly at: number
  readonly isLit: boolean
}

const ALL_COLUMNS = (1 << FIGURE_COLUMNS.length) - 1
const NEW_ROW = [ALL_COLUMNS, 0] as const

function rowBox({ rowHeight }: FigureLook, nth: number): { readonly y: number; readonly height: number } {
  const y = Math.round(nth * rowHeight)
  return { y, height: Math.round((nth + 1) * rowHeight) - y }
}

function inside(box: Box, left: number, right: number): Box {
  return { ...box, x: box.x + left, width: box.width - left - right }
}

function resized<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from.subarray(0, to.length))
  return to
}
