import { expect, it } from 'vitest'
import { OrderRefs } from './order-refs.ts'

it('gives each key its own reference and knows both ways', () => {
  const refs = new OrderRefs()
  const [first, second] = [refs.take('a|1'), refs.take('a|2')]
  expect([first, second]).toEqual([1, 2])
  expect([refs.refOf('a|2'), refs.keyOf(1), refs.size]).toEqual([2, 'a|1', 2])
})

it('gives no second reference to a key in use, and none to a key it does not know', () => {
  const refs = new OrderRefs()
  refs.take('a|1')
  expect(refs.take('a|1')).toBeUndefined()
  expect([refs.refOf('a|9'), refs.keyOf(9)]).toEqual([0, ''])
})

it('uses a released reference again, and releases it only once', () => {
  const refs = new OrderRefs()
  refs.take('a|1')
  refs.take('a|2')
  refs.release(1)
  refs.release(1)
  refs.release(77)
  expect([refs.refOf('a|1'), refs.size]).toEqual([0, 1])
  expect([refs.take('a|3'), refs.take('a|4')]).toEqual([1, 3])
})
