// A long list as a person wants to see it: filtered, sorted, grouped. Between two looks little changes, so only what came or
// changed finds its place anew, and a list of a hundred thousand rows follows live. What is given for a list never depends on
// what was given before, only how long it takes does.

/** The newest rows of a list, oldest first; a row keeps its place for good, and those before `firstPlace` are not here. */
export interface ListRows<Row> {
  readonly firstPlace: number
  readonly rows: readonly Row[]
}

export type OrderValue = number | string | undefined

export interface ArrangedColumn<Row> {
  readonly name: string
  /** As it is copied and written to a file; where it is left out the column holds controls, and is neither. */
  readonly plain?: ((row: Row) => string) | undefined
  /** What it is sorted by, numbers or texts and never both; by `plain` where it is left out. Undefined comes last. */
  readonly order?: ((row: Row) => OrderValue) | undefined
  /** As it is read, filtered and grouped by; by `plain` where it is left out. */
  readonly words?: ((row: Row) => string) | undefined
}

export interface Arrangement {
  /** The name of a column; undefined leaves the rows as they came. */
  readonly sort: string | undefined
  readonly descending: boolean
  /** Words that all have to be in the row, apart by spaces; after a `-` one that must not be. */
  readonly filter: string
  /** The name of a column whose equal rows stand together. */
  readonly group: string | undefined
  /** Labels of groups of which only the head is shown. */
  readonly closed: ReadonlySet<string>
}

export interface ArrangedRowsOptions<Row> {
  /** What comes last stands first, where nothing else decides. */
  readonly newestFirst: boolean
  /** Lines that belong below a row. */
  readonly partsOf?: (row: Row) => number
}

export type Line<Row> =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'part'; readonly row: Row; readonly nth: number }
  | {
      readonly kind: 'group'
      readonly label: string
      readonly rows: readonly Row[]
      readonly isOpen: boolean
    }

export interface Arranged<Row> {
  readonly lines: readonly Line<Row>[]
  /** Those that pass the filter, in their order. */
  readonly rows: readonly Row[]
}

type Terms = Pick<Arrangement, 'sort' | 'descending' | 'filter'>

export class ArrangedRows<Row extends object> {
  readonly #options: ArrangedRowsOptions<Row>
  #columns: readonly ArrangedColumn<Row>[] = []
  #terms: Terms = { sort: undefined, descending: false, filter: '' }
  #list: ListRows<Row> = { firstPlace: 0, rows: [] }
  /** Of the rows that pass, in their order. */
  #places: readonly number[] = []

  constructor(options: ArrangedRowsOptions<Row>) {
    this.#options = options
  }

  arranged(
    list: ListRows<Row>,
    columns: readonly ArrangedColumn<Row>[],
    arrangement: Arrangement,
  ): Arranged<Row> {
    const isSame =
      columns === this.#columns &&
      arrangement.sort === this.#terms.sort &&
      arrangement.descending === this.#terms.descending &&
      arrangement.filter === this.#terms.filter
    const changed = isSame ? this.#changedPlaces(list) : list.rows.map((_, nth) => list.firstPlace + nth)
    const kept = isSame ? withoutPlaces(this.#places, [...changed, ...this.#gonePlaces(list)]) : []
    this.#columns = columns
    this.#terms = arrangement
    this.#list = list
    const passes = filterOf(columns, arrangement.filter)
    const compare = this.#comparison()
    const entering = changed.filter((place) => passes(this.#row(place))).sort(compare)
    this.#places = merged(kept, entering, compare)
    const rows = this.#places.map((place) => this.#row(place))
    return { rows, lines: this.#lines(rows, arrangement) }
  }

  #row(place: number): Row {
    const row = this.#list.rows[place - this.#list.firstPlace]
    if (row === undefined) throw new RangeError(`There is no row ${String(place)}.`)
    return row
  }

  /** Of rows that came or are others than before, the lowest first. */
  #changedPlaces({ firstPlace, rows }: ListRows<Row>): number[] {
    const before = this.#list
    const shift = firstPlace - before.firstPlace
    const changed: number[] = []
    for (let nth = 0; nth < rows.length; nth++) {
      if (rows[nth] !== before.rows[nth + shift]) changed.push(firstPlace + nth)
    }
    return changed
  }

  /** The end of a list that lost rows, such as orders that work no more. */
  #gonePlaces({ firstPlace, rows }: ListRows<Row>): readonly number[] {
    const [end, endBefore] = [firstPlace + rows.length, this.#list.firstPlace + this.#list.rows.length]
    return Array.from({ length: Math.max(0, endBefore - end) }, (_, nth) => end + nth)
  }

  #comparison(): Comparison {
    const { sort, descending } = this.#terms
    const byAge = this.#options.newestFirst
      ? (one: number, other: number) => other - one
      : (one: number, other: number) => one - other
    const column = this.#columns.find(({ name }) => name === sort)
    const value = column?.order ?? column?.plain
    if (value === undefined) return byAge
    const sign = descending ? -1 : 1
    return (one, other) => {
      const [a, b] = [value(this.#row(one)), value(this.#row(other))]
      if (a === b) return byAge(one, other)
      if (a === undefined) return 1
      if (b === undefined) return -1
      return a < b ? -sign : sign
    }
  }

  #lines(rows: readonly Row[], { group, closed }: Arrangement): readonly Line<Row>[] {
    const column = this.#columns.find(({ name }) => name === group)
    const label = column?.words ?? column?.plain
    const lines: Line<Row>[] = []
    if (label === undefined) {
      this.#addLines(lines, rows)
      return lines
    }
    const groups = new Map<string, Row[]>()
    for (const row of rows) {
      const name = label(row)
      const of = groups.get(name)
      if (of === undefined) groups.set(name, [row])
      else of.push(row)
    }
    for (const [name, of] of [...groups].sort(([one], [other]) => inWords.compare(one, other))) {
      const isOpen = !closed.has(name)
      lines.push({ kind: 'group', label: name, rows: of, isOpen })
      if (isOpen) this.#addLines(lines, of)
    }
    return lines
  }

  #addLines(lines: Line<Row>[], rows: readonly Row[]): void {
    const { partsOf } = this.#options
    for (const row of rows) {
      lines.push({ kind: 'row', row })
      const parts = partsOf?.(row) ?? 0
      for (let nth = 0; nth < parts; nth++) lines.push({ kind: 'part', row, nth })
    }
  }
}

const inWords = new Intl.Collator('en', { numeric: true })

function filterOf<Row>(columns: readonly ArrangedColumn<Row>[], filter: string): (row: Row) => boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '-')
  if (words.length === 0) return () => true
  const texts = columns.flatMap(({ words: read, plain }) =>
    [read, plain].filter((text) => text !== undefined),
  )
  return (row) =>
    words.every((word) => {
      const isUnwanted = word.startsWith('-') && word.length > 1
      const wanted = isUnwanted ? word.slice(1) : word
      return texts.some((text) => text(row).toLowerCase().includes(wanted)) !== isUnwanted
    })
}

function withoutPlaces(places: readonly number[], gone: readonly number[]): readonly number[] {
  if (gone.length === 0) return places
  const left = new Set(gone)
  return places.filter((place) => !left.has(place))
}

/** Two lists in order become one; a few places among many are looked for instead of meeting every one. */
function merged(many: readonly number[], few: readonly number[], compare: Comparison): readonly number[] {
  if (few.length === 0) return many
  const all: number[] = []
  let from = 0
  for (const place of few) {
    const until = few.length * FEW < many.length ? firstAfter(many, place, { from, compare }) : undefined
    while (
      from < many.length &&
      (until === undefined ? compare(many[from] ?? place, place) <= 0 : from < until)
    ) {
      all.push(many[from] ?? place)
      from += 1
    }
    all.push(place)
  }
  while (from < many.length) all.push(many[from++] ?? 0)
  return all
}

/** A search costs some seventeen comparisons in a list of a hundred thousand. */
const FEW = 20

type Comparison = (one: number, other: number) => number

function firstAfter(
  places: readonly number[],
  place: number,
  { from, compare }: { readonly from: number; readonly compare: Comparison },
): number {
  let [low, high] = [from, places.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(places[middle] ?? place, place) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
