// lists.follow: one more fill comes into a list of a hundred thousand that is filtered and sorted by price; ours beside TanStack
// Table, which makes its rows anew whenever its data are others. lists.sort: the same list is sorted by another column.
// `prepare` checks that both show the same rows.
import { ArrangedRows, type ArrangedColumn, type Arrangement } from '../renderer/kit/list/arranged-rows.ts'
import { assert } from '../shared/domain/assert.ts'
import { defineBench, importPeer, type BenchEntry, type BenchSides } from './harness.ts'

const ROWS = 100_000
const TIMES = 10

interface Row {
  readonly id: string
  readonly contract: string
  readonly side: string
  readonly qty: number
  readonly price: number
}

interface PeerTable {
  getRowModel(): { readonly rows: readonly { readonly original: Row }[] }
  setOptions(change: (options: object) => object): void
  setSorting(sorting: readonly { readonly id: string; readonly desc: boolean }[]): void
  setColumnFilters(filters: readonly { readonly id: string; readonly value: unknown }[]): void
}
interface TanStackTable {
  readonly constructTable: (options: object) => PeerTable
  readonly tableFeatures: (features: object) => object
  readonly rowSortingFeature: object
  readonly columnFilteringFeature: object
  readonly createSortedRowModel: () => object
  readonly createFilteredRowModel: () => object
  readonly sortFn_basic: object
  readonly filterFn_includesString: object
}
interface Reactivity {
  readonly storeReactivityBindings: () => object
}

export const listsFollow: BenchEntry = defineBench({
  name: 'lists.follow',
  unit: 'ms',
  lowerIsBetter: true,
  peerName: '@tanstack/table-core 9.3.1',
  prepare: () => compareLists('follow'),
})

export const listsSort: BenchEntry = defineBench({
  name: 'lists.sort',
  unit: 'ms',
  lowerIsBetter: true,
  peerName: '@tanstack/table-core 9.3.1',
  prepare: () => compareLists('sort'),
})

const COLUMNS: readonly ArrangedColumn<Row>[] = [
  { name: 'id', plain: ({ id }) => id },
  { name: 'contract', plain: ({ contract }) => contract },
  { name: 'side', plain: ({ side }) => side },
  { name: 'qty', plain: ({ qty }) => String(qty), order: ({ qty }) => qty },
  { name: 'price', plain: ({ price }) => String(price), order: ({ price }) => price },
]
const CONTRACTS = ['H100F27', 'H100G27', 'B200F27', 'A100H27']

function fill(nth: number): Row {
  return {
    id: `E-${nth}`,
    contract: CONTRACTS[nth % CONTRACTS.length] ?? '',
    side: nth % 3 === 0 ? 'sell' : 'buy',
    qty: 1 + (nth % 17),
    price: 300 + ((nth * 31) % 50),
  }
}

function arrangement(sort: string): Arrangement {
  return { sort, descending: false, filter: 'h100', group: undefined, closed: new Set() }
}

async function compareLists(what: 'follow' | 'sort'): Promise<BenchSides> {
  const library = await importPeer<TanStackTable>('@tanstack/table-core')
  const { storeReactivityBindings } = await importPeer<Reactivity>(
    '@tanstack/table-core/store-reactivity-bindings',
  )
  let rows: readonly Row[] = Array.from({ length: ROWS }, (_, nth) => fill(nth))
  const list = new ArrangedRows<Row>({ newestFirst: false })
  const ours = (sort = 'price'): readonly Row[] =>
    list.arranged({ firstPlace: 0, rows }, COLUMNS, arrangement(sort)).rows
  const table = library.constructTable({
    features: library.tableFeatures({
      coreReactivityFeature: storeReactivityBindings(),
      rowSortingFeature: library.rowSortingFeature,
      columnFilteringFeature: library.columnFilteringFeature,
      sortedRowModel: library.createSortedRowModel(),
      filteredRowModel: library.createFilteredRowModel(),
      sortFns: { basic: library.sortFn_basic },
      filterFns: { includesString: library.filterFn_includesString },
    }),
    data: rows,
    columns: COLUMNS.map(({ name }) => ({
      accessorKey: name,
      id: name,
      sortFn: 'basic',
      filterFn: 'includesString',
    })),
    getRowId: ({ id }: Row) => id,
  })
  table.setSorting([{ id: 'price', desc: false }])
  table.setColumnFilters([{ id: 'contract', value: 'h100' }])
  const shownByPeer = (): readonly { readonly original: Row }[] => {
    table.setOptions((options) => ({ ...options, data: rows }))
    return table.getRowModel().rows
  }
  const check = (): void => {
    const [one, other] = [ours(), shownByPeer()]
    assert(one.length === other.length, 'both lists show as many rows')
    assert(
      one.every((row, nth) => row === other[nth]?.original),
      'both lists show the same rows',
    )
  }
  check()
  rows = [...rows, fill(rows.length)]
  check()
  const each = (work: (nth: number) => void): number => {
    const startMs = performance.now()
    for (let nth = 0; nth < TIMES; nth++) work(nth)
    return (performance.now() - startMs) / TIMES
  }
  if (what === 'follow')
    return {
      ours: () =>
        each(() => {
          rows = [...rows, fill(rows.length)]
          ours()
        }),
      peer: () =>
        each(() => {
          rows = [...rows, fill(rows.length)]
          shownByPeer()
        }),
    }
  return {
    ours: () => each((nth) => ours(nth % 2 === 0 ? 'qty' : 'price')),
    peer: () =>
      each((nth) => {
        table.setSorting([{ id: nth % 2 === 0 ? 'qty' : 'price', desc: false }])
        table.getRowModel()
      }),
  }
}
