import { describe, expect, it } from 'vitest'
import { instrumentId, isoDate } from '../../../shared/math/quantities.ts'
import type { ListedCombination } from '../../../shared/ui-wire/projections.ts'
import { h100Root } from '../../store/projections.testing.ts'
import { boardRows } from './board-rows.ts'

const combination = (id: string, kind: ListedCombination['kind']): ListedCombination => ({
  instrumentId: instrumentId(id),
  kind,
  deliveryStart: isoDate('2027-01-01'),
  description: `about ${id}`,
  tickSize: { mantissa: 5, scale: 3 },
})
const summary = {
  ...h100Root,
  combinations: [
    combination('H100F27-H100G27', 'calendarSpread'),
    combination('H100F27-H100G27-H100H27', 'butterfly'),
    combination('H100Q127', 'strip'),
  ],
}

describe('the rows of the quote board', () => {
  it('are months with their codes', () => {
    expect(boardRows(summary, 'months').map(({ name, code }) => [name, code])).toEqual([
      ['Dec 26', 'Z26'],
      ['Jan 27', 'F27'],
      ['Feb 27', 'G27'],
    ])
  })

  it.each([
    ['calendarSpread', 'F27-G27'],
    ['butterfly', 'F27-G27-H27'],
    ['strip', 'Q127'],
  ] as const)('are of one kind: %s, named without the root, with their own tick', (tab, name) => {
    expect(boardRows(summary, tab)).toMatchObject([{ name, code: '', tickSize: { mantissa: 5, scale: 3 } }])
  })
})
