import { expect, it } from 'vitest'
import { pageIn, PAGES } from './library.ts'
import { search } from './search.ts'

const english = PAGES.flatMap((id) => pageIn('en', id) ?? [])
const chinese = PAGES.flatMap((id) => pageIn('zh-CN', id) ?? [])

it('finds a heading before what only speaks of it', () => {
  const [first, ...others] = search(english, 'unknown')
  expect(first).toMatchObject({ place: { page: 'guide/orders', heading: 'unknown' }, heading: 'Unknown' })
  expect(others.length).toBeGreaterThan(2)
})

it('wants every word, in any order and any case', () => {
  const found = search(english, '  THROTTLE   hand ').map(({ place }) => place)
  expect(found).toContainEqual({ page: 'guide/orders', heading: 'denied' })
  expect(search(english, 'throttle qwertz')).toEqual([])
})

it('shows the words around what was found', () => {
  const found = search(english, 'violet').find(({ place }) => place.page === 'guide/first-steps')
  expect(found).toMatchObject({ title: 'First steps', heading: 'Where you are', match: 'violet' })
  expect(found?.before.startsWith('… ')).toBe(true)
})

it('finds Chinese', () => {
  expect(search(chinese, '不明').map(({ place }) => place)).toContainEqual({
    page: 'guide/orders',
    heading: '不明',
  })
})

it('finds nothing for nothing', () => {
  expect(search(english, '   ')).toEqual([])
})
