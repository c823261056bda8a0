import { describe, expect, it } from 'vitest'
import { clientOrderId } from '../../../shared/math/quantities.ts'
import type { QueueAhead } from '../../../shared/ui-wire/projections.ts'
import { order } from '../../store/projections.testing.ts'
import { ownChips } from './own-chip.ts'

const orders = [order('a-1', 'buy', 297), order('a-2', 'buy', 297), order('a-3', 'buy', 297)]

function queue(...places: readonly (QueueAhead | undefined)[]): unknown {
  const known = places.flatMap((place, nth) =>
    place === undefined ? [] : [[clientOrderId(`a-${nth + 1}`), place] as const],
  )
  const own = { ownOrders: orders, plannedExits: [], queueAhead: Object.fromEntries(known) }
  const chip = ownChips(own, 'buy').get(297)
  return [chip?.queue, chip?.queueKind]
}

const exact = (lots: number): QueueAhead => ({ lots, isExact: true })
const estimated = (lots: number): QueueAhead => ({ lots, isExact: false })

describe('what trades before the orders of a chip', () => {
  it.each([
    ['nothing where nobody knows', queue(), ['', undefined]],
    ['an exact place', queue(undefined, exact(130)), ['=130', 'exact']],
    ['an estimate, marked as one', queue(estimated(13)), ['~13', 'estimated']],
    ['the place of the one that is nearest', queue(exact(30), exact(0), exact(7)), ['=0', 'exact']],
    ['an estimate where that is the nearest', queue(exact(30), estimated(13)), ['~13', 'estimated']],
    ['the exact one of two that are equal', queue(exact(13), estimated(13), exact(20)), ['=13', 'exact']],
    ['the exact one, whichever comes first', queue(estimated(13), exact(13)), ['=13', 'exact']],
  ])('is %s', (_, shown, expected) => {
    expect(shown).toEqual(expected)
  })
})
