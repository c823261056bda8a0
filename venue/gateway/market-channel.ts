// The market-data channel of one client: its subscriptions and what it is sent of the market.
// Invariants: between a snapshot and a delta of one instrument nothing is left out, unless a new snapshot follows; a
// client that reads too slowly is given new snapshots instead of a growing queue, and cut when that does not help.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { MarketClientMessage, MarketVenueMessage } from '../../shared/venue-wire/market-messages.ts'
import type { PublishedMessage } from '../exchange/exchange-events.ts'
import type { Connection } from './connection.ts'

/** Beyond this much unsent the client counts as lagging, and gets deltas again once it is below a quarter. */
const LAG_BYTES = 1_048_576
/** A client that lags for this long is cut. */
const LAG_MS_MAX = 10_000

/** A published message with its JSON, made once for all clients. */
export interface Outgoing {
  readonly message: PublishedMessage
  readonly text: string
}

/** What the channel asks of the venue. Each call is made at one moment, so its answers agree with each other. */
export interface MarketView {
  isListed(instrument: InstrumentId): boolean
  /** Everything a client needs to start with one instrument: snapshot, then its settlement. */
  startOf(instrument: InstrumentId): readonly MarketVenueMessage[]
  /** The index figure of the instrument’s root. */
  fixingFor(instrument: InstrumentId): MarketVenueMessage | undefined
  definitions(requestId: number): MarketVenueMessage
  pong(requestId: number): MarketVenueMessage
}

export class MarketChannel {
  readonly connection: Connection<MarketClientMessage>
  private readonly view: MarketView
  private readonly nowMs: () => number
  private readonly subscribed = new Set<InstrumentId>()
  /** Instruments that owe the client a snapshot because deltas were left out. */
  private readonly stale = new Set<InstrumentId>()
  private laggingSinceMs: number | undefined

  constructor(connection: Connection<MarketClientMessage>, view: MarketView, nowMs: () => number) {
    this.connection = connection
    this.view = view
    this.nowMs = nowMs
  }

  /** True while deltas are held back because the client reads too slowly. */
  get isLagging(): boolean {
    return this.laggingSinceMs !== undefined
  }

  /** Passes on what this client subscribed to, in order. */
  publish(batch: readonly Outgoing[]): void {
    if (this.subscribed.size === 0 || this.connection.hasEnded) return
    const isLagging = this.checkLag()
    const texts: string[] = []
    if (!isLagging) for (const instrument of this.stale) texts.push(...this.restart(instrument))
    for (const { message, text } of batch) {
      if (message.type === 'fixing') {
        texts.push(text)
      } else if (this.subscribed.has(message.instrument)) {
        if (isLagging) this.stale.add(message.instrument)
        // The snapshot of a client that caught up was taken after this batch.
        else if (!this.stale.has(message.instrument)) texts.push(text)
      }
    }
    if (!isLagging) this.stale.clear()
    if (texts.length > 0) this.connection.send(texts)
  }

  act(message: MarketClientMessage): void {
    switch (message.type) {
      case 'subscribe':
        return this.subscribe(message)
      case 'unsubscribe':
        for (const instrument of message.instruments) {
          this.subscribed.delete(instrument)
          this.stale.delete(instrument)
        }
        return this.answer([{ ...message, type: 'unsubscribed' }])
      case 'requestDefinitions':
        return this.answer([this.view.definitions(message.requestId)])
      case 'ping':
        return this.answer([this.view.pong(message.requestId)])
    }
  }

  private subscribe({ requestId, instruments }: Extract<MarketClientMessage, { type: 'subscribe' }>): void {
    const named = [...new Set(instruments)]
    const listed = named.filter((instrument) => this.view.isListed(instrument))
    const unknown = named.filter((instrument) => !this.view.isListed(instrument))
    if (unknown.length > 0) {
      const text = `Not listed: ${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ' and others' : ''}.`
      this.connection.refuse('unknownInstrument', { requestId }, text)
    }
    if (listed.length === 0) return
    const answers: MarketVenueMessage[] = [{ type: 'subscribed', requestId, instruments: listed }]
    const isLagging = this.checkLag()
    for (const instrument of listed) {
      this.subscribed.add(instrument)
      this.stale.delete(instrument)
      if (isLagging) this.stale.add(instrument)
      else answers.push(...this.view.startOf(instrument))
    }
    const fixings = listed.map((instrument) => this.view.fixingFor(instrument))
    answers.push(...new Set(fixings.filter((fixing) => fixing !== undefined)))
    this.answer(answers)
  }

  private restart(instrument: InstrumentId): string[] {
    return this.view.startOf(instrument).map((message) => JSON.stringify(message))
  }

  private answer(messages: readonly MarketVenueMessage[]): void {
    this.connection.send(messages.map((message) => JSON.stringify(message)))
  }

  private checkLag(): boolean {
    const unsent = this.connection.bufferedBytes
    if (this.laggingSinceMs === undefined) {
      if (unsent > LAG_BYTES) this.laggingSinceMs = this.nowMs()
    } else if (unsent < LAG_BYTES / 4) {
      this.laggingSinceMs = undefined
    } else if (this.nowMs() - this.laggingSinceMs > LAG_MS_MAX) {
      this.connection.cut('slowConsumer')
    }
    return this.laggingSinceMs !== undefined
  }
}
