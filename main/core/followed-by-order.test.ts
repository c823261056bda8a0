import { expect, test } from 'vitest'
import { instrumentId } from '../../shared/math/quantities.ts'
import { FollowedByOrder } from './followed-by-order.ts'

const ids = Array.from({ length: 18 }, (_, nth) => instrumentId(`H100F${10 + nth}`))

test('follows the sixteen that were looked at last', () => {
  const followed = new FollowedByOrder()
  const displaced = ids.slice(0, 16).map((id) => followed.look(id))
  expect(displaced).toEqual(Array.from({ length: 16 }))
  expect(followed.look(ids[0]!)).toBeUndefined()
  expect(followed.look(ids[16]!)).toBe(ids[1])
  expect(followed.look(ids[17]!)).toBe(ids[2])
  expect(followed.all).toEqual([...ids.slice(3, 16), ids[0], ids[16], ids[17]])
})
