import { describe, expect, it } from 'vitest'
import type { Fixing } from '../../shared/domain/market-data.ts'
import { isoDate } from '../../shared/math/quantities.ts'
import { RootIndex } from './root-index.ts'

type Sketch = readonly [day: number, status: Fixing['status'], value?: string]

function fixing([day, status, value]: Sketch): Fixing {
  const date = isoDate(`2026-11-${String(day).padStart(2, '0')}`)
  return { root: 'H100', date, status, source: 'test', ...(value === undefined ? {} : { value }) }
}

function after(...told: readonly Sketch[]): readonly unknown[] {
  const index = new RootIndex()
  for (const each of told) index.take(fixing(each))
  const { fixing: newest, missingOn } = index.state
  return [newest?.date, newest?.value, newest?.status, missingOn]
}

describe('the index of a root', () => {
  it.each<[string, readonly Sketch[], readonly unknown[]]>([
    ['nothing was told', [], [undefined, undefined, undefined, undefined]],
    [
      'the newest day counts',
      [
        [19, 'published', '3.1'],
        [18, 'published', '3.0'],
      ],
      ['2026-11-19', '3.1', 'published', undefined],
    ],
    [
      'a restated day replaces its value',
      [
        [19, 'published', '3.1'],
        [19, 'restated', '3.2'],
      ],
      ['2026-11-19', '3.2', 'restated', undefined],
    ],
    [
      'a restated older day leaves the newest',
      [
        [19, 'published', '3.1'],
        [17, 'restated', '2'],
      ],
      ['2026-11-19', '3.1', 'published', undefined],
    ],
    [
      'a missing day keeps the last value and is named',
      [
        [19, 'published', '3.1'],
        [20, 'missing'],
      ],
      ['2026-11-19', '3.1', 'published', '2026-11-20'],
    ],
    [
      'a missing day that is filled later is none',
      [
        [19, 'published', '3.1'],
        [20, 'missing'],
        [20, 'published', '3.3'],
      ],
      ['2026-11-20', '3.3', 'published', undefined],
    ],
    [
      'a missing day before the newest value is history',
      [
        [19, 'published', '3.1'],
        [18, 'missing'],
      ],
      ['2026-11-19', '3.1', 'published', undefined],
    ],
  ])('%s', (_name, told, expected) => {
    expect(after(...told)).toEqual(expected)
  })

  it('knows what it was told before', () => {
    const index = new RootIndex()
    expect(index.take(fixing([19, 'published', '3.1']))).toBe(true)
    expect(index.take(fixing([19, 'published', '3.1']))).toBe(false)
    expect(index.take(fixing([19, 'restated', '3.1']))).toBe(true)
  })
})
