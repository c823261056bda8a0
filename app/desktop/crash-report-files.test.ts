import { describe, expect, test } from 'vitest'
import { REPORTS_MAX, REPORT_BYTES_MAX, reportsToDrop } from './crash-report-files.ts'

const report = (name: string, writtenMs: number, bytes = 1_000) => ({
  path: `pending/${name}.dmp`,
  bytes,
  writtenMs,
})

describe('of the crash reports', () => {
  test('the newest are kept, whatever the order of the files', () => {
    const files = Array.from({ length: REPORTS_MAX + 2 }, (_, at) => report(String(at), (at * 7) % 12))
    const kept = files.filter(({ path }) => !reportsToDrop(files).includes(path))
    expect(kept).toHaveLength(REPORTS_MAX)
    expect(Math.min(...kept.map(({ writtenMs }) => writtenMs))).toBe(2)
  })

  test('large ones crowd the older ones out', () => {
    const files = [report('new', 3, REPORT_BYTES_MAX - 1_000), report('older', 2), report('oldest', 1)]
    expect(reportsToDrop(files)).toEqual(['pending/oldest.dmp'])
  })

  test('one that goes takes what was noted about it along, and the handler’s own files stay', () => {
    const files = Array.from({ length: REPORTS_MAX }, (_, at) => report(`new${at}`, 10 + at))
    const meta = { path: 'pending/old.meta', bytes: 50, writtenMs: 1 }
    const settings = { path: 'settings.dat', bytes: 40, writtenMs: 1 }
    expect(reportsToDrop([settings, meta, report('old', 1), ...files])).toEqual([
      'pending/old.dmp',
      'pending/old.meta',
    ])
  })

  test('few stay as they are', () => {
    expect(reportsToDrop([report('one', 1)])).toEqual([])
  })
})
