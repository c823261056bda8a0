// What clients with the same subscriptions are sent in one turn: collected once, encoded once, joined into frames once,
// however many they are. Owned by market-feeds.ts.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { MarketDepth } from '../../shared/venue-wire/market-messages.ts'
import type { Outgoing, WireEncoding } from './outgoing.ts'
import type { Traffic } from './traffic.ts'

export type Subscriptions = ReadonlyMap<InstrumentId, MarketDepth>

/** A client as its feed sees it. */
export interface FeedMember {
  /** Takes what was published in this turn; `frames` gives it joined. Says whether it took the frames. */
  deliver(
    messages: readonly Outgoing[],
    frames: (encoding: WireEncoding) => readonly Buffer[],
  ): 'joined' | 'apart'
}

export class Feed {
  readonly subscriptions: Subscriptions
  readonly members = new Set<FeedMember>()
  private messages: Outgoing[] = []

  constructor(subscriptions: Subscriptions) {
    this.subscriptions = new Map(subscriptions)
  }

  add(message: Outgoing): void {
    this.messages.push(message)
  }

  /** Gives the members what was added since the last time. */
  deliver(traffic: Traffic): void {
    const { messages } = this
    if (messages.length === 0) return
    this.messages = []
    const made = new Map<WireEncoding, readonly Buffer[]>()
    const frames = (encoding: WireEncoding): readonly Buffer[] => {
      let ready = made.get(encoding)
      if (ready === undefined) {
        ready = encoding.frames(messages)
        made.set(encoding, ready)
      }
      return ready
    }
    let joined = 0
    for (const member of this.members) if (member.deliver(messages, frames) === 'joined') joined += 1
    if (joined > 0) for (const { message } of messages) traffic.sent(message.type, joined)
  }
}

/** Equal for equal subscriptions. */
export function feedKey(subscriptions: Subscriptions): string {
  return [...subscriptions]
    .map(([instrument, depth]) => `${instrument} ${depth}`)
    .sort()
    .join('\n')
}
