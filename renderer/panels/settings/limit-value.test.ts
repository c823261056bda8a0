import { describe, expect, it } from 'vitest'
import type { LimitName, LimitValue } from '../../../shared/domain/risk-limit.ts'
import { readLimit } from './limit-value.ts'

describe('the field of a limit', () => {
  it.each<[LimitName, string, LimitValue]>([
    ['maxOrderQty', ' 50 ', 50],
    ['maxOrderQty', '0', 0],
    ['orderBurst', '1', 1],
    ['permittedRoots', 'all', 'all'],
    ['permittedRoots', '', []],
    ['permittedRoots', 'H100, B200 H100', ['H100', 'B200']],
  ])('of %s reads %j as %j', (limit, text, value) => {
    expect(readLimit(limit, text)).toEqual({ value })
  })

  it.each<[LimitName, string]>([
    ['maxOrderQty', ''],
    ['maxOrderQty', '-1'],
    ['maxOrderQty', '1.5'],
    ['maxOrderQty', '1e3'],
    ['maxOrderQty', '1000000001'],
    ['orderBurst', '0'],
    ['permittedRoots', 'H100 & B200'],
  ])('of %s refuses %j in words', (limit, text) => {
    expect(readLimit(limit, text)).toHaveProperty('wrong', expect.stringMatching(/^It takes .*\.$/))
  })
})
