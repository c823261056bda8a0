// When the first live price went out to a window: the figure behind the bench `start.firstQuote`. Counted from the
// start of this process, told once.
import type { CoreMessage, Projection } from '../../shared/ui-wire/projections.ts'

/** Calls `onFirst` once, for the first message that carries a live price; returns what looks at each message. */
export function watchFirstQuote(onFirst: () => void): (message: CoreMessage) => void {
  let seen = false
  return (message) => {
    if (seen || !message.updates.some(carriesLivePrice)) return
    seen = true
    onFirst()
  }
}

function carriesLivePrice(projection: Projection): boolean {
  if ('points' in projection) {
    return projection.points.some(
      ({ state, bid, ask }) => state.kind === 'live' && (bid !== undefined || ask !== undefined),
    )
  }
  if ('bids' in projection) {
    return projection.state.kind === 'live' && projection.bids.length + projection.asks.length > 0
  }
  return false
}
