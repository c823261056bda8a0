// The address of a venue as a person types it. Read by the program that builds the sessions.
import { err, ok, type Result } from '../../shared/domain/result.ts'

export interface BadVenueUrl {
  readonly kind: 'badVenueUrl'
  readonly text: string
}

/** The address without a slash at its end; refused unless it is `ws://host[:port][/path]` or `wss://…`. */
export function parseVenueUrl(text: string): Result<string, BadVenueUrl> {
  const refused = (why: string) =>
    err<BadVenueUrl>({
      kind: 'badVenueUrl',
      text: `${JSON.stringify(text.slice(0, 200))} ${why}. Give the venue's address as ws://host:port or wss://host.`,
    })
  if (!URL.canParse(text)) return refused('is no address')
  const url = new URL(text)
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') return refused('does not begin with ws:// or wss://')
  if (url.username !== '' || url.password !== '')
    return refused('holds a user name or password, which is not sent')
  if (url.search !== '' || url.hash !== '') return refused('holds a ? or #, which no venue reads')
  return ok(url.href.replace(/\/+$/, ''))
}
