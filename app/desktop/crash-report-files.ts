// Which crash reports are kept: the newest, up to a number and a size. What else the handler keeps in its folder (its own
// settings) is left alone. Pure; used by crash-reports.ts.

export interface CrashFile {
  /** Below the folder of reports. */
  readonly path: string
  readonly bytes: number
  readonly writtenMs: number
}

export const REPORTS_MAX = 10
export const REPORT_BYTES_MAX = 100_000_000

/** A report is a `.dmp` and may have a `.meta` of the same name beside it; both go. */
export function reportsToDrop(files: readonly CrashFile[]): readonly string[] {
  const reports = files
    .filter(({ path }) => path.endsWith('.dmp'))
    .toSorted((a, b) => b.writtenMs - a.writtenMs)
  let bytes = 0
  const dropped = reports.filter((report, nth) => {
    bytes += report.bytes
    return nth >= REPORTS_MAX || bytes > REPORT_BYTES_MAX
  })
  const names = new Set(files.map(({ path }) => path))
  return dropped.flatMap(({ path }) => {
    const meta = path.replace(/\.dmp$/, '.meta')
    return names.has(meta) ? [path, meta] : [path]
  })
}
