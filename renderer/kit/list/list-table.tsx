// A table of a long list that a person arranges: a press on the head of a column sorts by it, rows with something in common
// stand under a head of their own that opens and closes, and below all of them stands what the rows shown come to.
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react'
import type { EmptyAction } from '../empty-state.tsx'
import { columnTracks, DataTable, type Column } from '../data-table.tsx'
import {
  ArrangedRows,
  type ArrangedColumn,
  type Arrangement,
  type Line,
  type ListRows,
} from './arranged-rows.ts'
import './list-table.css'

export interface ListColumn<Row> extends Omit<Column<Row>, 'sort'> {
  /** In a part of a row, such as a leg; left out where it has nothing there. */
  readonly part?: (row: Row, nth: number) => ReactNode
  readonly partClass?: (row: Row, nth: number) => string
  /** What rows come to in this column. */
  readonly total?: (rows: readonly Row[]) => ReactNode
  /** A press on its cell shows where it comes from. */
  readonly isEvident?: boolean
}

export interface ListTableProps<Row extends object> {
  readonly label: string
  readonly list: ListRows<Row>
  /** Of every column there is, shown or not; the same object as long as they say the same. */
  readonly rules: readonly ArrangedColumn<Row>[]
  /** What the rules say depends on: when this changes the list is arranged anew. */
  readonly epoch: string
  /** Those that are shown. */
  readonly columns: readonly ListColumn<Row>[]
  readonly arrangement: Omit<Arrangement, 'closed'>
  readonly onSort: (column: string) => void
  readonly newestFirst: boolean
  /** The same function as long as it says the same. */
  readonly partsOf?: (row: Row) => number
  readonly rowKey: (row: Row) => string
  readonly rowClass?: (row: Row) => string
  readonly rowAttributes?: (row: Row) => Readonly<Record<`data-${string}`, string>>
  readonly partAttributes?: (row: Row, nth: number) => Readonly<Record<`data-${string}`, string>>
  readonly onEvidence?: (row: Row) => void
  /** Called with the rows shown, in their order, whenever they are others. */
  readonly onShown?: (rows: readonly Row[]) => void
  /** `12 of 340`: beside the totals. */
  readonly countText: (shown: number) => string
  readonly groupText: (label: string, count: number) => string
  readonly empty: string
  readonly emptyAction?: EmptyAction | undefined
}

export function ListTable<Row extends object>(props: ListTableProps<Row>): ReactElement {
  const { list, rules, epoch, columns, arrangement, newestFirst, partsOf, onShown } = props
  const { sort, descending, filter, group } = arrangement
  const [closed, setClosed] = useState<ReadonlySet<string>>(NONE)
  const rows = useMemo(
    () => ({ of: epoch, list: new ArrangedRows<Row>({ newestFirst, ...(partsOf && { partsOf }) }) }),
    [epoch, newestFirst, partsOf],
  ).list
  const shown = useMemo(
    () => rows.arranged(list, rules, { sort, descending, filter, group, closed }),
    [rows, list, rules, sort, descending, filter, group, closed],
  )
  useEffect(() => onShown?.(shown.rows), [onShown, shown.rows])
  const toggle = (label: string): void => {
    setClosed((now) => {
      const next = new Set(now)
      if (!next.delete(label)) next.add(label)
      return next
    })
  }
  const sortable = new Set(rules.flatMap(({ name, plain }) => (plain === undefined ? [] : [name])))
  const cells = columns.map((column): Column<Line<Row>> => ({
    ...columnFrame(column),
    ...(sortable.has(column.name) && {
      sort: {
        now: sort !== column.name ? 'none' : descending ? 'descending' : 'ascending',
        onPress: () => {
          props.onSort(column.name)
        },
      },
    }),
    cell: (line) => cellOf(column, line, props.onEvidence),
    cellClass: (line) => classOf(column, line),
  }))
  return (
    <DataTable
      label={props.label}
      columns={cells}
      rows={shown.lines}
      rowKey={(line) => keyOf(line, props.rowKey)}
      rowClass={(line) =>
        line.kind === 'group'
          ? 'list-group'
          : `${line.kind === 'part' ? 'list-part' : ''} ${props.rowClass?.(line.row) ?? ''}`.trim()
      }
      rowAttributes={(line) => attributesOf(line, props)}
      wholeRow={(line, fitting) =>
        line.kind === 'group' ? (
          <GroupCells
            line={line}
            columns={ofNames(columns, fitting)}
            text={props.groupText}
            onToggle={toggle}
          />
        ) : undefined
      }
      footer={(fitting) =>
        list.rows.length === 0 ? null : (
          <div
            className="data-table-foot"
            role="row"
            style={{ gridTemplateColumns: columnTracks(fitting) }}
            data-testid="list-totals"
          >
            <TotalCells
              head={props.countText(shown.rows.length)}
              rows={shown.rows}
              columns={ofNames(columns, fitting)}
            />
          </div>
        )
      }
      empty={props.empty}
      emptyAction={props.emptyAction}
    />
  )
}

const NONE: ReadonlySet<string> = new Set()

function columnFrame<Row>(column: ListColumn<Row>): Omit<Column<never>, 'cell' | 'cellClass' | 'sort'> {
  const { name, label, hint, align, width, givesWay } = column
  return {
    ...{ name, label, width },
    ...(hint !== undefined && { hint }),
    ...(align !== undefined && { align }),
    ...(givesWay !== undefined && { givesWay }),
  }
}

function cellOf<Row>(
  column: ListColumn<Row>,
  line: Line<Row>,
  onEvidence: ((row: Row) => void) | undefined,
): ReactNode {
  if (line.kind === 'group') return null
  if (line.kind === 'part') return column.part?.(line.row, line.nth)
  const cell = column.cell(line.row)
  if (column.isEvident !== true || onEvidence === undefined) return cell
  return (
    <span
      className="list-evident"
      onClick={() => {
        onEvidence(line.row)
      }}
    >
      {cell}
    </span>
  )
}

function classOf<Row>(column: ListColumn<Row>, line: Line<Row>): string {
  if (line.kind === 'row') return column.cellClass?.(line.row) ?? ''
  return line.kind === 'part' ? (column.partClass?.(line.row, line.nth) ?? '') : ''
}

function keyOf<Row>(line: Line<Row>, rowKey: (row: Row) => string): string {
  if (line.kind === 'group') return `group ${line.label}`
  return line.kind === 'part' ? `${rowKey(line.row)} ${line.nth}` : rowKey(line.row)
}

function attributesOf<Row extends object>(
  line: Line<Row>,
  { rowAttributes, partAttributes }: ListTableProps<Row>,
): Readonly<Record<`data-${string}`, string>> {
  if (line.kind === 'group') return { 'data-testid': 'list-group', 'data-group': line.label }
  return (line.kind === 'part' ? partAttributes?.(line.row, line.nth) : rowAttributes?.(line.row)) ?? {}
}

function ofNames<Row>(
  columns: readonly ListColumn<Row>[],
  names: readonly { readonly name: string }[],
): readonly ListColumn<Row>[] {
  return names.flatMap(({ name }) => columns.find((column) => column.name === name) ?? [])
}

interface GroupCellsProps<Row> {
  readonly line: Extract<Line<Row>, { kind: 'group' }>
  readonly columns: readonly ListColumn<Row>[]
  readonly text: (label: string, count: number) => string
  readonly onToggle: (label: string) => void
}

function GroupCells<Row>({ line, columns, text, onToggle }: GroupCellsProps<Row>): ReactElement {
  const { label, rows, isOpen } = line
  const head = (
    <button
      type="button"
      className="list-group-head"
      aria-expanded={isOpen}
      onClick={() => {
        onToggle(label)
      }}
    >
      {isOpen ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
      {text(label, rows.length)}
    </button>
  )
  return <TotalCells head={head} rows={rows} columns={columns} />
}

interface TotalCellsProps<Row> {
  readonly head: ReactNode
  readonly rows: readonly Row[]
  readonly columns: readonly ListColumn<Row>[]
}

/** The head over all columns before the first that adds up; then what each comes to. */
function TotalCells<Row>({ head, rows, columns }: TotalCellsProps<Row>): ReactElement {
  const first = columns.findIndex(({ total }) => total !== undefined)
  const span = first < 1 ? columns.length : first
  return (
    <>
      <span role="cell" aria-colspan={span} style={{ gridColumn: `span ${span}` }}>
        {head}
      </span>
      {columns.slice(span).map(({ name, align, total }) => (
        <span key={name} role="cell" data-align={align} data-col={name}>
          {total?.(rows)}
        </span>
      ))}
    </>
  )
}
