import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { FigureLook } from './figure-look.ts'
import { FIGURE_COLUMNS, type FigureColumn } from './figure-look.ts'
import { FLASH_MS } from '../../../kit/flash-time.ts'
import { FigurePainter } from './figure-painter.ts'
import { FIELD, FLAG, RECORD_SIZE } from './figure-record.ts'
import { PaintedCanvas } from './painted-canvas.testing.ts'

const ROW_PX = 12
const ROWS = 3
const FONT = { css: '400 8px figures', sizePx: 8, digitPx: 4 }

const look: FigureLook = {
  width: 250,
  height: ROWS * ROW_PX,
  rowCount: ROWS,
  rowHeight: ROW_PX,
  scale: 1,
  columns: {
    pull: { x: 0, width: 30 },
    bid: { x: 40, width: 50 },
    price: { x: 90, width: 50 },
    ask: { x: 140, width: 50 },
    traded: { x: 200, width: 50 },
  },
  fonts: {
    ...{ pull: FONT, bid: FONT, price: FONT, ask: FONT, traded: FONT },
    ...{ last: FONT, bold: FONT, boldPrice: FONT },
  },
  colours: {
    ...{ ground: 'ground', raised: 'raised', line: 'line', text: 'text', quiet: 'quiet', focus: 'focus' },
    ...{ bid: 'bid', ask: 'ask', bidFill: 'bidFill', askFill: 'askFill', bidBar: 'bidBar', askBar: 'askBar' },
    ...{ profile: 'profile', flash: 'flash' },
  },
  thousands: 'space',
  tickSize: { mantissa: 1, scale: 2 },
  flashes: true,
}

type Figures = Partial<Record<keyof typeof FIELD, number>>

function recordsOf(...rows: readonly Figures[]): Int32Array {
  const records = new Int32Array(rows.length * RECORD_SIZE)
  rows.forEach((row, nth) => {
    for (const [name, value] of Object.entries(row)) {
      records[nth * RECORD_SIZE + FIELD[name as keyof typeof FIELD]] = value
    }
  })
  return records
}

let canvas: PaintedCanvas
let painter: FigurePainter

beforeEach(() => {
  canvas = new PaintedCanvas('ground')
  painter = new FigurePainter(canvas.context)
  painter.setLook(look)
})

function paint(nowMs: number, ...rows: readonly Figures[]): void {
  painter.paint(recordsOf(...rows), rows.length, nowMs)
}

function textIn(column: FigureColumn, row = 0): string {
  return canvas.textIn({ ...look.columns[column], y: row * ROW_PX, height: ROW_PX })
}

describe('the figures of a row', () => {
  it('stand in the columns they belong to', () => {
    const sizes = { bidQty: 12, bidShare: 500, askQty: 0, askShare: 0 }
    const traded = { boughtQty: 40, soldQty: 7, profileShare: 1_000 }
    paint(0, { row: 1, price: 312, change: -3, lastQty: 5, flags: FLAG.last, ...sizes, ...traded })
    const texts = FIGURE_COLUMNS.map((column) => textIn(column, 1))
    expect(texts).toEqual(['−3', '12', '3.125', '', '407'])
    expect(textIn('price', 0)).toBe('')
  })

  it('have thousands as they are set, and no zero for nothing', () => {
    paint(0, { row: 0, price: 312, bidQty: 12_500, askQty: 0 })
    expect([textIn('bid'), textIn('ask'), textIn('pull')]).toEqual(['12\u2009500', '', ''])
    painter.setLook({ ...look, thousands: 'comma' })
    expect(textIn('bid')).toBe('12,500')
  })

  it('show a bar as long as its share, from the price outwards', () => {
    paint(0, { row: 0, price: 312, bidQty: 5, bidShare: 200, askQty: 5, askShare: 200 })
    const { bid, ask } = look.columns
    const middle = 4
    expect(canvas.colourAt(bid.x + bid.width - 10, middle)).toContain('bidBar')
    expect(canvas.colourAt(bid.x + bid.width - 11, middle)).not.toContain('bidBar')
    expect(canvas.colourAt(ask.x + 9, middle)).toContain('askBar')
    expect(canvas.colourAt(ask.x + 10, middle)).not.toContain('askBar')
  })

  it('are set narrower where they have no room, and never lose a digit', () => {
    paint(0, { row: 0, price: 312, bidQty: 2_147_483_647, bidShare: 1_000 })
    expect(textIn('bid')).toBe('2\u2009147\u2009483\u2009647')
    expect(canvas.textIn({ x: 0, y: 0, width: look.columns.bid.x, height: ROW_PX })).toBe('')
  })

  it('have no ground of a side where no order is taken, and a line at the edge of that', () => {
    paint(
      0,
      { row: 0, price: 314, flags: FLAG.beyond },
      { row: 1, price: 313, flags: FLAG.lineAbove | FLAG.solidLine },
    )
    expect(canvas.colourAt(60, 4)).not.toContain('bidFill')
    expect(canvas.colourAt(60, ROW_PX + 4)).toContain('bidFill')
    expect(canvas.colourAt(60, ROW_PX)).toContain('quiet')
  })
})

describe('a change', () => {
  it('lights the cell whose quantity it is, for a moment, once', () => {
    const [before, after] = [
      { row: 0, price: 312, bidQty: 5 },
      { row: 0, price: 312, bidQty: 6 },
    ]
    paint(0, before)
    expect(canvas.colourAt(60, 4)).not.toContain('flash')
    paint(10, after)
    expect(canvas.colourAt(60, 4)).toContain('flash')
    expect(canvas.colourAt(150, 4)).not.toContain('flash')
    expect(painter.putOut(11)).toBe(10 + FLASH_MS)
    expect(canvas.colourAt(60, 4)).toContain('flash')
    expect(painter.putOut(10 + FLASH_MS)).toBeUndefined()
    expect(canvas.colourAt(60, 4)).not.toContain('flash')
    expect(textIn('bid')).toBe('6')
  })

  it('lights nothing where the rows came to other prices, or motion is reduced', () => {
    paint(0, { row: 0, price: 312, bidQty: 5 })
    paint(10, { row: 0, price: 313, bidQty: 6 })
    expect(canvas.colourAt(60, 4)).not.toContain('flash')
    painter.setLook({ ...look, flashes: false })
    paint(20, { row: 0, price: 313, bidQty: 7 })
    expect(canvas.colourAt(60, 4)).not.toContain('flash')
  })

  const figures = fc.record({
    row: fc.nat(ROWS - 1),
    price: fc.integer({ min: 310, max: 312 }),
    bidQty: fc.constantFrom(0, 3, 1_200),
    bidShare: fc.constantFrom(0, 400, 1_000),
    askQty: fc.constantFrom(0, 8),
    askShare: fc.constantFrom(0, 400),
    change: fc.constantFrom(0, 4, -1_000_000),
    boughtQty: fc.constantFrom(0, 6),
    soldQty: fc.constantFrom(0, 77_777),
    profileShare: fc.constantFrom(0, 500),
    lastQty: fc.constantFrom(0, 2),
    flags: fc.nat(2 ** Object.keys(FLAG).length - 1),
  })

  it('leaves exactly what painting the end alone would have shown', () => {
    fc.assert(
      fc.property(fc.array(fc.array(figures, { maxLength: 3 }), { minLength: 1, maxLength: 5 }), (frames) => {
        const changing = new PaintedCanvas('ground')
        const one = new FigurePainter(changing.context)
        one.setLook(look)
        const last = new Map<number, Figures>()
        frames.forEach((rows, nth) => {
          one.paint(recordsOf(...rows), rows.length, nth)
          for (const row of rows) last.set(row.row, row)
        })
        one.putOut(frames.length + FLASH_MS)
        const whole = new PaintedCanvas('ground')
        const other = new FigurePainter(whole.context)
        other.setLook(look)
        other.paint(recordsOf(...last.values()), last.size, 0)
        expect(changing.seen).toEqual(whole.seen)
      }),
      { numRuns: 60 },
    )
  })
})

it('keeps what it knows when it is painted anew, with more rows or with fewer', () => {
  paint(0, { row: 0, price: 312, bidQty: 5 }, { row: 2, price: 310, bidQty: 9 })
  const before = canvas.seen
  painter.repaint()
  expect(canvas.seen).toEqual(before)
  painter.setLook({ ...look, rowCount: 1, height: ROW_PX })
  expect([textIn('bid', 0), textIn('bid', 2)]).toEqual(['5', '9'])
  paint(1, { row: 2, price: 310, bidQty: 77 })
  expect(textIn('bid', 2)).toBe('9')
  expect(canvas.canvas).toEqual({ width: look.width, height: ROW_PX })
})
