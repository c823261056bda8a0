// What the venue says of itself while it is under load: its /metrics page read into figures. Called by venue-load.ts;
// the reading itself is pure.

/** One look at the venue: memory in bytes, and how often its event loop was late by at most so many milliseconds. */
export interface VenueFigures {
  readonly residentBytes: number
  readonly heapBytes: number
  /** Cumulative counts by upper bound, rising; the last bound is Infinity. */
  readonly delays: readonly DelayBucket[]
  readonly reports: number
  readonly bytesSent: number
}

export interface DelayBucket {
  readonly upToMs: number
  readonly count: number
}

/** Fetches and reads the page; undefined when the venue has none. */
export async function fetchFigures(venueUrl: string): Promise<VenueFigures | undefined> {
  const response = await fetch(`${venueUrl.replace(/^ws:/, 'http:')}/metrics`).catch(() => undefined)
  if (response?.ok !== true) return undefined
  return readFigures(await response.text())
}

export function readFigures(page: string): VenueFigures {
  let [residentBytes, heapBytes, reports, bytesSent] = [0, 0, 0, 0]
  const delays: DelayBucket[] = []
  for (const line of page.split('\n')) {
    const [, name, labels, value] = /^tenor_venue_(\w+)(?:\{([^}]*)\})? (\S+)/.exec(line) ?? []
    if (name === 'resident_memory_bytes') residentBytes = Number(value)
    else if (name === 'heap_used_bytes') heapBytes = Number(value)
    else if (name === 'reports_total') reports += Number(value)
    else if (name === 'bytes_sent_total') bytesSent = Number(value)
    else if (name === 'event_loop_delay_seconds_bucket') {
      const bound = /le="([^"]+)"/.exec(labels ?? '')?.[1] ?? ''
      const upToMs = bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound) * 1_000
      delays.push({ upToMs, count: Number(value) })
    }
  }
  return { residentBytes, heapBytes, delays, reports, bytesSent }
}

/** The bound in milliseconds below which `share` of the looks between two pages lie; undefined without any. */
export function delayPercentile(
  before: readonly DelayBucket[],
  after: readonly DelayBucket[],
  share: number,
): number | undefined {
  const counts = after.map(({ upToMs, count }, at) => ({ upToMs, count: count - (before[at]?.count ?? 0) }))
  const total = counts.at(-1)?.count ?? 0
  if (total <= 0) return undefined
  return counts.find(({ count }) => count >= total * share)?.upToMs
}
