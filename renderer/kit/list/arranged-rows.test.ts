import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ArrangedRows, type ArrangedColumn, type Arrangement, type Line } from './arranged-rows.ts'

interface Row {
  readonly id: string
  readonly contract: string
  readonly qty: number
  readonly price: number | undefined
  readonly legs: number
}

const COLUMNS: readonly ArrangedColumn<Row>[] = [
  { name: 'id', plain: ({ id }) => id },
  { name: 'contract', plain: ({ contract }) => contract },
  {
    name: 'side',
    plain: ({ qty }) => (qty < 0 ? 'sell' : 'buy'),
    words: ({ qty }) => (qty < 0 ? '卖' : '买'),
  },
  { name: 'price', plain: ({ price }) => String(price ?? ''), order: ({ price }) => price },
  { name: 'actions' },
]
const AS_IT_COMES: Arrangement = {
  ...{ sort: undefined, descending: false, filter: '', group: undefined },
  closed: new Set(),
}

const row = (id: string, contract: string, qty = 1, price: number | undefined = 300, legs = 0): Row => ({
  ...{ id, contract, qty, price, legs },
})
const ROWS = [
  row('a', 'H100F27', 5, 297),
  { ...row('b', 'H100G27', -5), price: undefined },
  row('c', 'B200F27', 2, 574),
  row('d', 'H100F27-G27', 1, 5, 2),
  row('e', 'H100F27', -1, 297),
]

const newestFirst = { newestFirst: true, partsOf: ({ legs }: Row) => legs }

function ids(rows: readonly Row[], arrangement: Partial<Arrangement>): string {
  const { rows: shown } = new ArrangedRows<Row>(newestFirst).arranged({ firstPlace: 0, rows }, COLUMNS, {
    ...AS_IT_COMES,
    ...arrangement,
  })
  return shown.map(({ id }) => id).join('')
}

function told(line: Line<Row>): string {
  if (line.kind === 'group') return `${line.isOpen ? '▾' : '▸'} ${line.label} ${String(line.rows.length)}`
  return line.kind === 'part' ? `${line.row.id}.${String(line.nth)}` : line.row.id
}

describe('a list', () => {
  it.each<[string, Partial<Arrangement>, string]>([
    ['stands newest first', {}, 'edcba'],
    ['is sorted by numbers, equal ones newest first, none last', { sort: 'price' }, 'deacb'],
    ['is sorted downwards, none still last', { sort: 'price', descending: true }, 'ceadb'],
    ['is sorted by text', { sort: 'contract' }, 'ceadb'],
    ['is left as it came for a column that it has not', { sort: 'nothing' }, 'edcba'],
    ['shows rows with the word in any of their cells', { filter: 'h100f' }, 'eda'],
    ['shows rows with every word', { filter: '  h100F27 SELL ' }, 'e'],
    ['shows rows by the words on the screen', { filter: '卖' }, 'eb'],
    ['leaves out rows with a word after a minus', { filter: 'h100 -f27' }, 'b'],
    ['takes a minus alone for nothing', { filter: '-' }, 'edcba'],
    ['has nothing where nothing matches', { filter: 'TOK' }, ''],
  ])('%s', (_, arrangement, expected) => {
    expect(ids(ROWS, arrangement)).toBe(expected)
  })

  it('is grouped by the words of a column, groups in the order of their names, a closed one by its head alone', () => {
    const list = new ArrangedRows<Row>(newestFirst)
    const { lines } = list.arranged({ firstPlace: 0, rows: ROWS }, COLUMNS, {
      ...{ ...AS_IT_COMES, group: 'contract', sort: 'price' },
      closed: new Set(['H100G27']),
    })
    expect(lines.map(told)).toEqual([
      ...['▾ B200F27 1', 'c', '▾ H100F27 2', 'e', 'a', '▾ H100F27-G27 1', 'd', 'd.0', 'd.1', '▸ H100G27 1'],
    ])
  })

  it('has the parts of a row below it', () => {
    const { lines } = new ArrangedRows<Row>(newestFirst).arranged({ firstPlace: 0, rows: ROWS }, COLUMNS, {
      ...{ ...AS_IT_COMES, filter: 'g27' },
    })
    expect(lines.map(told)).toEqual(['d', 'd.0', 'd.1', 'b'])
  })

  it('that grows, changes, loses its end and gets older rows is what it would be if it were seen the first time', () => {
    const someRow = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      contract: fc.constantFrom('H100F27', 'H100G27', 'B200F27'),
      qty: fc.integer({ min: -3, max: 3 }),
      price: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      legs: fc.nat(1),
    })
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), row: someRow }),
      fc.record({ do: fc.constant('older' as const), row: someRow }),
      fc.record({ do: fc.constant('change' as const), row: someRow, at: fc.nat(20) }),
      fc.record({ do: fc.constant('shorten' as const), at: fc.nat(20) }),
      fc.record({
        do: fc.constant('arrange' as const),
        sort: fc.constantFrom(undefined, 'price', 'contract'),
        descending: fc.boolean(),
        filter: fc.constantFrom('', 'h100', '-h100', 'buy'),
        group: fc.constantFrom(undefined, 'contract'),
      }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 90, size: 'max' }), fc.boolean(), (story, isNewestFirst) => {
        const options = { newestFirst: isNewestFirst, partsOf: ({ legs }: Row) => legs }
        const followed = new ArrangedRows<Row>(options)
        let list = { firstPlace: 1_000, rows: [] as readonly Row[] }
        let arrangement = AS_IT_COMES
        for (const one of story) {
          const { firstPlace, rows } = list
          if (one.do === 'add') list = { firstPlace, rows: [...rows, one.row] }
          else if (one.do === 'older') list = { firstPlace: firstPlace - 1, rows: [one.row, ...rows] }
          else if (one.do === 'shorten') list = { firstPlace, rows: rows.slice(0, one.at) }
          else if (one.do === 'change')
            list = { firstPlace, rows: rows.map((row, nth) => (nth === one.at ? one.row : row)) }
          else arrangement = { ...AS_IT_COMES, ...one }
          const now = followed.arranged(list, COLUMNS, arrangement)
          expect(now).toEqual(new ArrangedRows<Row>(options).arranged(list, COLUMNS, arrangement))
        }
      }),
    )
  })
})
