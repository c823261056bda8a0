// The market session of the native protocol: greeting, definitions, subscriptions kept over reconnects, published
// messages as events. Built by the core with its listener; the link below it connects and reconnects.
// Invariant: nothing published is passed on before the venue has said welcome on this connection.
import type { InstrumentId, TimeUs } from '../../../shared/domain/brands.ts'
import { reason } from '../../../shared/domain/reason.ts'
import { marketVenueFrames } from '../../../shared/venue-wire/frame.ts'
import { MARKET_PATH, PROTOCOL_VERSION } from '../../../shared/venue-wire/limits.ts'
import type { MarketClientMessage, MarketVenueMessage } from '../../../shared/venue-wire/market-messages.ts'
import type { EdgeClock, LinkEvent, Listener, MarketEvent, MarketSession } from '../venue-contract.ts'
import { instrumentOf, instruments, marketEvent } from './market-codec.ts'
import { DeltaFrames } from './delta-frames.ts'
import { chunks, Subscriptions } from './subscriptions.ts'
import { VenueLink } from './venue-link.ts'

export interface NativeMarketSessionOptions {
  readonly clock: EdgeClock
  readonly listener: Listener<LinkEvent | MarketEvent>
}

type Events = (LinkEvent | MarketEvent)[]
type Message<T extends MarketVenueMessage['type']> = Extract<MarketVenueMessage, { type: T }>

/** A market link bears some garbage: the books prove by their chain whether anything was lost. */
const BAD_FRAMES_MAX = 20

export class NativeMarketSession implements MarketSession {
  private readonly clock: EdgeClock
  private readonly link: VenueLink<MarketVenueMessage, MarketEvent>
  private readonly subscriptions = new Subscriptions()
  private readonly deltaFrames = new DeltaFrames()
  private greeted = false
  private resyncTimer: { cancel(): void } | undefined

  constructor({ clock, listener }: NativeMarketSessionOptions) {
    this.clock = clock
    this.link = new VenueLink<MarketVenueMessage, MarketEvent>({
      path: MARKET_PATH,
      clock,
      parse: marketVenueFrames(),
      badFramesMax: BAD_FRAMES_MAX,
      listener,
      quick: (frame, events) => this.greeted && this.deltaFrames.read(frame, events),
      received: (messages, events, nowUs) => this.received(messages, events, nowUs),
      closed: () => this.closed(),
    })
  }

  start(venueUrl: string): void {
    this.link.start(venueUrl)
  }

  subscribe(wanted: readonly InstrumentId[]): void {
    this.ask(this.subscriptions.want(wanted, this.clock.nowUs()))
  }

  resync(instrument: InstrumentId): void {
    this.subscriptions.resync(instrument)
    this.planResyncs()
  }

  stop(): void {
    this.link.stop()
  }

  private received(messages: readonly MarketVenueMessage[], events: Events, nowUs: TimeUs): void {
    for (const message of messages) {
      if (this.link.isEnding) return
      this.take(message, events, nowUs)
    }
  }

  private take(message: MarketVenueMessage, events: Events, nowUs: TimeUs): void {
    switch (message.type) {
      case 'delta':
      case 'trade':
      case 'snapshot':
      case 'status':
      case 'settlement':
      case 'fixing':
      case 'limits':
      case 'indicative':
      case 'implied':
      case 'openInterest':
      case 'rate':
      case 'news':
        if (this.greeted) events.push(marketEvent(message))
        else this.tooEarly(message.type, events, nowUs)
        return
      case 'definitions':
        if (this.greeted) this.defined(message, events, nowUs)
        else this.tooEarly(message.type, events, nowUs)
        return
      case 'listed':
        if (this.greeted) this.listed(message, events, nowUs)
        else this.tooEarly(message.type, events, nowUs)
        return
      // This terminal asks for neither a book by order nor past fixings.
      case 'orderSnapshot':
      case 'orderDelta':
      case 'fixings':
        return
      case 'welcome':
        this.welcomed(message, events, nowUs)
        return
      case 'refused':
        this.link.refused(message)
        events.push({ kind: 'refused', code: message.code, text: message.text })
        return
      case 'pong':
        this.link.pong(message, events, nowUs)
        return
      case 'heartbeat':
      case 'subscribed':
      case 'unsubscribed':
        return
    }
  }

  private welcomed(message: Message<'welcome'>, events: Events, nowUs: TimeUs): void {
    if (this.greeted) return this.link.badFrame('welcome came twice on one connection.', events, nowUs)
    if (message.protocol !== PROTOCOL_VERSION) {
      const text = `the venue speaks ${message.protocol}, this terminal ${PROTOCOL_VERSION}`
      this.link.reconnect(reason('connectFailed', { text }), 'slow')
      return
    }
    this.greeted = true
    const { venue: venueName, environment, instanceId } = message
    events.push({ kind: 'welcome', venueName, environment, instanceId })
    this.send({ type: 'requestDefinitions', requestId: this.link.nextRequestId() })
    this.link.ready()
  }

  private defined(message: Message<'definitions'>, events: Events, nowUs: TimeUs): void {
    const listed = instruments(message)
    if (!listed.ok) return this.link.badFrame(listed.error, events, nowUs)
    events.push({ kind: 'definitions', instruments: listed.value })
    const ids = listed.value.map((instrument) => instrument.instrumentId)
    this.deltaFrames.know(ids)
    this.ask(this.subscriptions.list(ids, nowUs))
  }

  private listed(message: Message<'listed'>, events: Events, nowUs: TimeUs): void {
    const instrument = instrumentOf(message.definition)
    if (!instrument.ok) return this.link.badFrame(instrument.error, events, nowUs)
    const { instrumentId } = instrument.value
    events.push({ kind: 'listed', instrument: instrument.value })
    this.deltaFrames.add(instrumentId)
    this.ask(this.subscriptions.add(instrumentId, nowUs))
  }

  private tooEarly(type: string, events: Events, nowUs: TimeUs): void {
    this.link.badFrame(`${type} came before welcome.`, events, nowUs)
  }

  private planResyncs(): void {
    if (this.resyncTimer !== undefined) return
    const inMs = this.subscriptions.nextDueMs(this.clock.nowUs())
    if (inMs === undefined) return
    // Even what is due at once waits for the end of the frame, so that many gaps in it are one request.
    this.resyncTimer = this.clock.setTimer(inMs, () => {
      this.resyncTimer = undefined
      this.ask(this.subscriptions.due(this.clock.nowUs()))
      this.planResyncs()
    })
  }

  private ask(wanted: readonly InstrumentId[]): void {
    for (const part of chunks(wanted)) {
      this.send({ type: 'subscribe', requestId: this.link.nextRequestId(), instruments: [...part] })
    }
  }

  private send(message: MarketClientMessage): void {
    // A send that fails needs no answer here: the link is closing, and the next one asks for everything again.
    this.link.send(message)
  }

  private closed(): void {
    this.greeted = false
    this.subscriptions.disconnected()
    this.resyncTimer?.cancel()
    this.resyncTimer = undefined
  }
}
