import { expect, test } from 'vitest'
import { timeUs } from '../../shared/math/quantities.ts'
import { DayAnchors } from './day-anchors.ts'

const at = (iso: string) => timeUs(Date.parse(iso) * 1_000)
const head = { seq: 7, hash: 'a'.repeat(64) }

test('an anchor is due once a UTC day, and never again where the clock is set back', () => {
  const anchors = new DayAnchors()
  const first = anchors.due(head, at('2026-11-23T23:59:59Z'))
  expect(first).toMatchObject({ date: '2026-11-23', count: 7, hash: head.hash })
  // Not written, it stays due.
  expect(anchors.due(head, at('2026-11-23T23:59:59Z'))).toEqual(first)
  if (first !== undefined) anchors.written(first)
  expect(anchors.due(head, at('2026-11-23T23:59:59.999Z'))).toBeUndefined()
  const second = anchors.due(head, at('2026-11-24T00:00:00Z'))
  expect(second).toMatchObject({ date: '2026-11-24' })
  if (second !== undefined) anchors.written(second)
  expect(anchors.due(head, at('2026-11-22T12:00:00Z'))).toBeUndefined()
})
