// Reads what figures look like from the page: its tokens, the places and fonts of a row's cells. The styles stay the one
// place where a look is set.
import type { Decimal } from '../../../../shared/math/decimal.ts'
import { reducesMotion } from '../../../kit/flash.ts'
import { tokensAt } from '../../../kit/read-tokens.ts'
import { settingsStore } from '../../../store/documents.ts'
import {
  FIGURE_COLUMNS,
  type FigureColours,
  type FigureColumn,
  type FigureFont,
  type FigureLook,
  type Span,
} from './figure-look.ts'

export interface LadderMeasures {
  readonly rowCount: number
  /** Of the page's styles. */
  readonly rowPx: number
  readonly tickSize: Decimal
}

/** Undefined while the rows have no place on the screen. */
export function readLook(
  container: HTMLElement,
  row: HTMLElement,
  { rowCount, rowPx, tickSize }: LadderMeasures,
): FigureLook | undefined {
  const box = container.getBoundingClientRect()
  const scale = window.devicePixelRatio
  const last = row.querySelector<HTMLElement>('.ladder-last')
  if (box.width === 0 || rowCount === 0 || last === null) return undefined
  const cells = new Map<FigureColumn, HTMLElement>()
  for (const column of FIGURE_COLUMNS) {
    const cell = row.querySelector<HTMLElement>(`.ladder-${column}`)
    if (cell === null) return undefined
    cells.set(column, cell)
  }
  const each = <T>(read: (cell: HTMLElement) => T): Record<FigureColumn, T> =>
    Object.fromEntries([...cells].map(([column, cell]) => [column, read(cell)])) as Record<FigureColumn, T>
  const spanOf = (cell: HTMLElement): Span => {
    const { left, right } = cell.getBoundingClientRect()
    const x = Math.round((left - box.left) * scale)
    return { x, width: Math.round((right - box.left) * scale) - x }
  }
  const measure = fontReader(container, scale)
  const sizeOf = (cell: HTMLElement): number => parseFloat(getComputedStyle(cell).fontSize)
  const fonts = each((cell) => measure(400, sizeOf(cell)))
  const body = sizeOf(container)
  const look: FigureLook = {
    width: Math.round(box.width * scale),
    height: Math.round(rowCount * rowPx * scale),
    rowCount,
    rowHeight: rowPx * scale,
    scale,
    columns: each(spanOf),
    fonts: {
      ...fonts,
      last: measure(600, sizeOf(last)),
      bold: measure(600, body),
      boldPrice: measure(600, body),
    },
    colours: readColours(container),
    thousands: settingsStore.getState().thousands,
    tickSize,
    flashes: !reducesMotion(),
  }
  measure.done()
  return look
}

/** Calls back when what is set about looks has changed, or the system’s wish for contrast or motion. */
export function onLooks(changed: () => void): () => void {
  const queries = ['(prefers-contrast: more)', '(prefers-reduced-motion: reduce)'].map((query) =>
    window.matchMedia(query),
  )
  for (const query of queries) query.addEventListener('change', changed)
  const stop = settingsStore.subscribe(changed)
  return () => {
    stop()
    for (const query of queries) query.removeEventListener('change', changed)
  }
}

const DIGITS = '0123456789'

interface FontReader {
  (weight: number, sizePx: number): FigureFont
  done(): void
}

/** Sizes are of the page's styles; what is read is in pixels of the screen. */
function fontReader(container: HTMLElement, scale: number): FontReader {
  const probe = document.createElement('span')
  probe.className = 'ladder-probe'
  probe.textContent = DIGITS
  container.append(probe)
  const { fontFamily } = getComputedStyle(container)
  const read = (weight: number, sizePx: number): FigureFont => {
    probe.style.font = `${weight} ${sizePx}px ${fontFamily}`
    const digitPx = (probe.getBoundingClientRect().width / DIGITS.length) * scale
    return { css: `${weight} ${sizePx * scale}px ${fontFamily}`, sizePx: sizePx * scale, digitPx }
  }
  return Object.assign(read, {
    done: () => {
      probe.remove()
    },
  })
}

function readColours(element: HTMLElement): FigureColours {
  const token = tokensAt(element)
  return {
    ground: token('--panel'),
    raised: token('--raised'),
    line: token('--line'),
    text: token('--text'),
    quiet: token('--quiet'),
    focus: token('--focus'),
    bid: token('--bid'),
    ask: token('--ask'),
    bidFill: token('--bid-fill'),
    askFill: token('--ask-fill'),
    bidBar: token('--bid-bar'),
    askBar: token('--ask-bar'),
    profile: token('--profile'),
    flash: token('--flash'),
  }
}
