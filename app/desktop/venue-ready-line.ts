// The one line the exchange prints when it can be reached: {"event":"listening","url":"ws://127.0.0.1:7700"}.
// Parsed from unknown, because it comes from another process.

export interface VenueAddress {
  readonly url: string
  readonly port: number
}

/** The address, or undefined when the line is something else. */
export function parseReadyLine(line: string): VenueAddress | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (!('event' in value) || value.event !== 'listening') return undefined
  if (!('url' in value) || typeof value.url !== 'string' || !URL.canParse(value.url)) return undefined
  const url = new URL(value.url)
  const port = Number(url.port)
  if (url.protocol !== 'ws:' || url.hostname === '' || port === 0) return undefined
  return { url: url.href.replace(/\/+$/, ''), port }
}
