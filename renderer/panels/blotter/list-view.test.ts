import { describe, expect, it } from 'vitest'
import { keptOf, listView, sortedOn } from './list-view.ts'

const NAMES = { all: ['time', 'price', 'id'], preset: ['time', 'price'], groups: ['id'] }
const PRESET = { columns: ['time', 'price'], sort: undefined, descending: false, group: undefined }

describe('the view of a list', () => {
  it.each([
    ['is the preset where nothing is kept', undefined, PRESET],
    [
      'is what is kept',
      { columns: 'id time', sort: 'price', descending: true, group: 'id' },
      {
        ...{ columns: ['time', 'id'], sort: 'price', descending: true, group: 'id' },
      },
    ],
    [
      'is the preset for what the list has not',
      { columns: 'weight', sort: 'weight', group: 'price' },
      PRESET,
    ],
    ['is the preset for what is no name', { columns: 7, sort: false, descending: 'yes' }, PRESET],
  ])('%s', (_, kept, view) => {
    expect(listView(NAMES, kept)).toEqual(view)
  })

  it('is the same after it was kept', () => {
    const view = { columns: ['id'], sort: 'id', descending: true, group: 'id' }
    expect(listView(NAMES, keptOf(view))).toEqual(view)
    expect(listView(NAMES, { ...keptOf(view), ...keptOf({ sort: undefined, group: undefined }) })).toEqual({
      ...{ ...view, sort: undefined, group: undefined },
    })
  })

  it('is sorted by the column that is pressed, then the other way round, then as it came', () => {
    const first = { ...PRESET, ...sortedOn(PRESET, 'price') }
    const second = { ...first, ...sortedOn(first, 'price') }
    expect([first, second, sortedOn(second, 'price'), sortedOn(second, 'id')]).toMatchObject([
      { sort: 'price', descending: false },
      { sort: 'price', descending: true },
      { sort: undefined, descending: false },
      { sort: 'id', descending: false },
    ])
  })
})
