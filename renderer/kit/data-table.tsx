// A table with rows of one height of which only the visible ones exist, so that five hundred fills cost as much as
// twenty. Columns say how a cell is aligned; the caller renders what stands in it.
import {
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { EmptyState, type EmptyAction } from './empty-state.tsx'
import { rowPxAt, USUAL_ROW_PX } from './read-tokens.ts'
import './data-table.css'

export interface Column<Row> {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly align?: 'left' | 'right' | 'centre'
  /** A CSS grid track: `72px`, `minmax(80px, 1fr)`. */
  readonly width: string
  /** Columns of the lowest number leave first when a table is too narrow for all, so that what acts on a row stays in reach. */
  readonly givesWay?: number
  readonly cell: (row: Row) => ReactNode
  readonly cellClass?: (row: Row) => string
  /** Left out where the rows cannot be sorted by it. */
  readonly sort?: ColumnSort
}

export interface ColumnSort {
  readonly now: 'ascending' | 'descending' | 'none'
  readonly onPress: () => void
}

export interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly rowClass?: (row: Row) => string
  /** Attributes of a row such as `data-testid`. */
  readonly rowAttributes?: (row: Row) => Readonly<Record<`data-${string}`, string>>
  /** A row that is not made of the columns’ cells, such as the head of a group; undefined for one that is. */
  readonly wholeRow?: (row: Row, columns: readonly Column<Row>[]) => ReactNode
  /** Of the columns that there is room for. */
  readonly footer?: ReactNode | ((columns: readonly Column<Row>[]) => ReactNode)
  readonly empty: string
  /** The way to a first row. */
  readonly emptyAction?: EmptyAction | undefined
}

const OVERSCAN = 4

export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const {
    label,
    columns: all,
    rows,
    rowKey,
    rowClass,
    rowAttributes,
    wholeRow,
    footer,
    empty,
    emptyAction,
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ first: 0, count: 40, rowPx: USUAL_ROW_PX, widthPx: Infinity })
  useLayoutEffect(() => {
    const element = scroller.current
    const outer = frame.current
    if (element === null || outer === null) return undefined
    const measure = (): void => {
      const rowPx = rowPxAt(element)
      const first = Math.max(0, Math.floor(element.scrollTop / rowPx) - OVERSCAN)
      const count = Math.ceil(element.clientHeight / rowPx) + 2 * OVERSCAN
      const next = { first, count, rowPx, widthPx: outer.clientWidth }
      setView((old) => (isSameView(old, next) ? old : next))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    observer.observe(outer)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [])
  const columns = fitting(all, view.widthPx)
  const first = Math.min(view.first, Math.max(0, rows.length - 1))
  const shown = rows.slice(first, first + view.count)
  const style = { gridTemplateColumns: columnTracks(columns) }
  return (
    <div className="data-table" ref={frame}>
      <div
        className="data-table-content"
        role="table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        style={{ minWidth: leastWidthPx(columns) }}
      >
        <div className="data-table-head" role="row" style={style}>
          {columns.map((column) => (
            <ColumnHead key={column.name} column={column} />
          ))}
        </div>
        <div
          className="data-table-scroll"
          role="rowgroup"
          ref={scroller}
          tabIndex={0}
          onKeyDown={moveBetweenRows}
        >
          {rows.length === 0 && (
            <div role="row" className="data-table-empty">
              <div role="cell" aria-colspan={columns.length}>
                <EmptyState text={empty} action={emptyAction} />
              </div>
            </div>
          )}
          <div role="presentation" style={{ height: first * view.rowPx }} />
          {shown.map((row) => (
            <div
              key={rowKey(row)}
              className={`data-table-row ${rowClass?.(row) ?? ''}`}
              role="row"
              style={style}
              {...rowAttributes?.(row)}
            >
              {wholeRow?.(row, columns) ??
                columns.map((column) => (
                  <span
                    key={column.name}
                    role="cell"
                    className={column.cellClass?.(row)}
                    data-align={column.align}
                    data-col={column.name}
                  >
                    {column.cell(row)}
                  </span>
                ))}
            </div>
          ))}
          <div
            role="presentation"
            style={{ height: Math.max(0, rows.length - first - shown.length) * view.rowPx }}
          />
        </div>
        {typeof footer === 'function' ? footer(columns) : footer}
      </div>
    </div>
  )
}

/** As wide as the columns of a table are: for a row of its own such as totals. */
export function columnTracks(columns: readonly Pick<Column<never>, 'width'>[]): string {
  return columns.map(({ width }) => width).join(' ')
}

function ColumnHead({ column }: { readonly column: Column<never> }): ReactElement {
  const { label, hint, align, name, sort } = column
  if (sort === undefined)
    return (
      <span role="columnheader" title={hint} data-align={align}>
        {label}
      </span>
    )
  return (
    <span role="columnheader" title={hint} data-align={align} aria-sort={sort.now}>
      <button type="button" className="data-table-sort" onClick={sort.onPress} data-testid={`sort-${name}`}>
        {label}
        {sort.now === 'ascending' && <ArrowUp size={10} aria-hidden />}
        {sort.now === 'descending' && <ArrowDown size={10} aria-hidden />}
      </button>
    </span>
  )
}

interface View {
  readonly first: number
  readonly count: number
  readonly rowPx: number
  readonly widthPx: number
}

function isSameView(one: View, other: View): boolean {
  return (
    one.first === other.first &&
    one.count === other.count &&
    one.rowPx === other.rowPx &&
    one.widthPx === other.widthPx
  )
}

const GAP_PX = 10
const PADDING_PX = 28

function fitting<Row>(all: readonly Column<Row>[], widthPx: number): readonly Column<Row>[] {
  const ranks = [...new Set(all.flatMap(({ givesWay }) => givesWay ?? []))].sort((one, other) => one - other)
  let columns = all
  for (const rank of ranks) {
    if (leastWidthPx(columns) <= widthPx) break
    columns = columns.filter(({ givesWay }) => givesWay !== rank)
  }
  return columns
}

/** What the columns need at least; a narrower panel scrolls sideways instead of cutting them off. */
function leastWidthPx(columns: readonly Pick<Column<never>, 'width'>[]): number {
  const widths = columns.map(({ width }) => Number(/(\d+)px/.exec(width)?.[1] ?? 0))
  return widths.reduce((sum, width) => sum + width + GAP_PX, PADDING_PX)
}

/** Up and down go from row to row, left and right through what can be pressed in one; what acts on a row comes first. */
function moveBetweenRows(event: KeyboardEvent<HTMLDivElement>): void {
  // They scroll the table that has the keyboard, whatever else they are for.
  if (event.target === event.currentTarget && (event.key === 'Home' || event.key === 'End')) {
    event.stopPropagation()
    return
  }
  if (event.target instanceof HTMLInputElement) return
  const next = targetOf(event)
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

function targetOf({ key, currentTarget }: KeyboardEvent<HTMLDivElement>): HTMLElement | undefined {
  const rows = [...currentTarget.querySelectorAll('[role="row"]')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const row = rows[at < 0 ? 0 : at + (key === 'ArrowDown' ? 1 : -1)]
    const first = row?.querySelector<HTMLElement>('.row-actions button')
    return first ?? row?.querySelector<HTMLElement>('button') ?? undefined
  }
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined
  const pressed = [...(rows[at]?.querySelectorAll('button') ?? [])]
  const from = pressed.findIndex((one) => one === document.activeElement)
  return from < 0 ? undefined : pressed[from + (key === 'ArrowRight' ? 1 : -1)]
}
