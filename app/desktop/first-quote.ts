// When a window first showed a live ladder: the figure behind the bench `start.firstQuote`. A window pulls again only
// once it has painted what it got, so the pull after the first live ladder says that it is on the screen. Told once.
import type { ProjectionUpdate, WindowMessage } from '../../shared/ui-wire/projections.ts'
import { parseWindowMessage } from '../../shared/ui-wire/window-messages.ts'
import type { ProjectionWatch } from './projections-port.ts'

export function watchFirstQuote(onFirst: (paintedAgoMs: number) => void): ProjectionWatch {
  let state: 'waiting' | 'posted' | 'told' = 'waiting'
  return {
    posted(message) {
      if (state === 'waiting' && message.updates.some(isLiveLadder)) state = 'posted'
    },
    received(message) {
      if (state !== 'posted' || !isPull(message)) return
      state = 'told'
      onFirst(message.paintedAgoUs / 1_000)
    },
  }
}

function isPull(message: unknown): message is WindowMessage & { readonly type: 'pull' } {
  const parsed = parseWindowMessage(message)
  return 'message' in parsed && parsed.message.type === 'pull'
}

function isLiveLadder(projection: ProjectionUpdate): boolean {
  if (!('bids' in projection)) return false
  return projection.state.kind === 'live' && projection.bids.length + projection.asks.length > 0
}
