import { describe, expect, it } from 'vitest'
import { descendants, parseStat, pssBytes, type ProcessStat } from './process-tree.ts'

describe('parseStat', () => {
  it('takes pid, parent and the time of both modes, whatever the name holds', () => {
    const line = '412 (a) b (c) S 40 412 412 0 -1 4194560 900 0 3 0 125 25 7 8 20 0 9 0 100 200 300'
    expect(parseStat(line)).toEqual({ pid: 412, parentPid: 40, cpuMs: 1_500 })
  })
})

describe('pssBytes', () => {
  it('reads the proportional set size and not a part of it', () => {
    const rollup = 'Rss:    9000 kB\nPss:    1234 kB\nPss_Anon:    99 kB\nShared_Clean:  7 kB\n'
    expect(pssBytes(rollup)).toBe(1_234 * 1_024)
  })

  it('refuses what says nothing of it', () => {
    expect(() => pssBytes('Rss: 9000 kB')).toThrow('does not tell')
  })
})

describe('descendants', () => {
  const of = (pid: number, parentPid: number): ProcessStat => ({ pid, parentPid, cpuMs: 0 })

  it('takes the root, its children and theirs, and nobody else', () => {
    const stats = [of(1, 0), of(5, 1), of(9, 7), of(7, 5), of(6, 1), of(8, 5)]
    expect(descendants(stats, 5).map(({ pid }) => pid)).toEqual([5, 7, 9, 8])
  })

  it('is empty once the root is gone', () => {
    expect(descendants([of(1, 0)], 5)).toEqual([])
  })
})
