// Plays a stretch of the recorded session to the whole market side of the terminal (link, conversation, core loop, books,
// notices) over a line that mutates frames; watched-books.testing.ts holds every book against the truth after each. One lap is
// one terminal from its start to the moment when the line is calm again and every book must have healed.
// Invariant: the seed decides everything, so a lap that failed can be played again alone.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { marketClientBinary } from '../../shared/venue-wire/binary-frame.ts'
import { marketClientFrames } from '../../shared/venue-wire/frame.ts'
import { BINARY_SUBPROTOCOL, JSON_SUBPROTOCOL } from '../../shared/venue-wire/limits.ts'
import type { MarketClientMessage } from '../../shared/venue-wire/market-messages.ts'
import type { InstrumentFeed } from '../marketdata/instrument-feed.ts'
import { LinkedMarketSession } from '../session/link/market-session.ts'
import { ScriptedSocket } from '../session/link/scripted-socket.testing.ts'
import type { MarketAdapter } from '../session/venue-adapter.ts'
import { VirtualClock } from '../session/virtual-clock.testing.ts'
import { CoreLoop } from './core-loop.ts'
import { DeskState } from './desk-state.ts'
import {
  CHANGES,
  DELIVERIES,
  changed,
  SeededRandom,
  type Change,
  type Delivery,
} from './frame-mutations.testing.ts'
import {
  olderRun,
  wireOf,
  type Messages,
  type RecordedSession,
  type TrueBook,
  type Wire,
} from './recorded-session.testing.ts'
import { WatchedBooks } from './watched-books.testing.ts'

type Mutation = Change | Delivery

interface HeldWire {
  readonly wire: Wire
  afterWires: number
}

const TICK_MS = 500
const CALM_MS_MAX = 120_000
/** Pings, a request for definitions now and then, and at most one subscribe a second for each of five instruments. */
const REQUESTS_PER_SECOND_MAX = 8
const TIMERS_MAX = 8
const NOTICES_MAX = 200

const parseText = marketClientFrames()
const parseBinary = marketClientBinary()

export class Lap {
  mutations = 0
  readonly #recorded: RecordedSession
  readonly #seed: number
  readonly #random: SeededRandom
  readonly #clock = new VirtualClock()
  readonly #startedUs = this.#clock.nowUs()
  readonly #state: DeskState
  readonly #loop: CoreLoop
  readonly #session: LinkedMarketSession
  readonly #isBinary: boolean
  readonly #kinds: readonly Mutation[]
  readonly #rate: number
  readonly #stepMsMax: number
  readonly #books: WatchedBooks
  readonly #history: string[] = []
  #socket: ScriptedSocket | undefined
  #isSubscribed = false
  /** Number of the newest frame that the exchange has published. */
  #frame: number
  #line: Wire[] = []
  #held: HeldWire[] = []
  #isCalm = false
  #requests = 0
  #connections = 0

  constructor(recorded: RecordedSession, adapter: MarketAdapter, seed: number) {
    this.#recorded = recorded
    this.#seed = seed
    const random = new SeededRandom(seed)
    this.#random = random
    this.#isBinary = random.next() < 0.5
    const all: readonly Mutation[] = [...DELIVERIES, ...CHANGES]
    this.#kinds = random.next() < 0.5 ? all : [random.oneOf(all), random.oneOf(all), random.oneOf(all)]
    this.#rate = random.oneOf([0.1, 0.2, 0.4, 0.6])
    this.#stepMsMax = random.oneOf([100, 400, 1_000])
    this.#frame = random.below(recorded.frames.length)
    this.#clock.randomValue = random.next()
    this.#state = new DeskState({ runName: 'mutated', user: 'ada', nowUs: this.#clock.nowUs() })
    this.#books = new WatchedBooks(recorded, this.#state, (what, feed) => this.#wrong(what, feed))
    this.#loop = new CoreLoop(this.#state, {
      clock: this.#clock,
      log: { info() {}, warn() {}, error() {} },
      append() {},
      remember() {},
      changed() {},
    })
    this.#session = new LinkedMarketSession({
      adapter,
      clock: this.#clock,
      listener: (events, atUs) => {
        this.#loop.marketEvents(events, atUs)
      },
      openSocket: (_, channel) => {
        this.#socket = new ScriptedSocket(channel, this.#isBinary ? BINARY_SUBPROTOCOL : JSON_SUBPROTOCOL)
        return this.#socket.webSocket
      },
    })
    this.#loop.use({
      market: this.#session,
      orders: { start() {}, send: () => false, reconnect() {}, stop() {} },
    })
  }

  get liveChecks(): number {
    return this.#books.liveChecks
  }

  get excusedChecks(): number {
    return this.#books.excusedChecks
  }

  /** Plays this many frames over the faulty line, then waits until it has healed. Throws what is wrong. */
  run(frames: number): void {
    this.#loop.connect('ws://recorded')
    this.#tick()
    for (let nth = 0; nth < frames && this.#frame + 1 < this.#recorded.frames.length; nth++) {
      this.#frame += 1
      this.#step(1 + this.#random.below(this.#stepMsMax), this.#recorded.frames[this.#frame]!)
    }
    this.#isCalm = true
    this.#line.push(...this.#held.splice(0).map(({ wire }) => wire))
    this.#heal()
    for (const instrument of this.#recorded.instruments) this.#say([this.#book(instrument).snapshot])
    this.#heal()
    for (const instrument of this.#recorded.instruments)
      this.#books.mustBe(instrument, this.#book(instrument))
    this.#session.stop()
  }

  #tick(): void {
    this.#loop.tick()
    this.#clock.setTimer(TICK_MS, () => {
      this.#tick()
    })
  }

  /** Time passes, then the exchange says something, and everything on the line arrives. */
  #step(ms: number, messages: Messages): void {
    this.#clock.advance(ms)
    this.#connect()
    if (this.#isSubscribed) this.#say(messages)
    this.#drain()
    this.#mustBeBounded()
  }

  #connect(): void {
    const socket = this.#socket
    if (socket?.isConnecting !== true) return
    this.#line = []
    this.#held = []
    this.#isSubscribed = false
    this.#connections += 1
    this.#books.connected()
    socket.open()
    this.#say([this.#recorded.welcome])
  }

  #say(messages: Messages): void {
    this.#line.push(wireOf(messages, this.#isBinary))
  }

  #drain(): void {
    for (;;) {
      this.#answer()
      const wire = this.#line.shift()
      if (wire === undefined) return
      this.#carry(wire)
    }
  }

  /** What the exchange answers to what the session has sent. */
  #answer(): void {
    const socket = this.#socket
    if (socket === undefined) return
    for (const frame of socket.sent.splice(0)) {
      this.#requests += 1
      const parsed = typeof frame === 'string' ? parseText(frame) : parseBinary(frame)
      if (!parsed.ok) throw this.#wrong(`the session sent a frame that no venue reads: ${parsed.error.text}`)
      for (const request of parsed.value) this.#serve(request)
    }
  }

  #serve(request: MarketClientMessage): void {
    const { requestId } = request
    const { definitions } = this.#recorded
    switch (request.type) {
      case 'requestDefinitions':
        this.#say([{ ...definitions, requestId }])
        return
      case 'ping':
        this.#say([{ type: 'pong', requestId, venueTimeUs: this.#nowUs }])
        return
      case 'subscribe':
        this.#isSubscribed = true
        this.#say([{ type: 'subscribed', requestId, instruments: request.instruments }])
        for (const instrument of request.instruments) this.#say([this.#book(instrument).snapshot])
        return
      case 'unsubscribe':
      case 'requestFixings':
        throw this.#wrong(`the session asked for what nobody wants: ${request.type}`)
    }
  }

  /** One frame on its way: it arrives as it is, or a mutation takes its place. */
  #carry(wire: Wire): void {
    for (const held of this.#held) held.afterWires -= 1
    const due = this.#held.filter(({ afterWires }) => afterWires <= 0)
    this.#held = this.#held.filter(({ afterWires }) => afterWires > 0)
    if (this.#isCalm || this.#random.next() >= this.#rate) this.#arrive(wire)
    else this.#mutate(wire, this.#random.oneOf(this.#kinds))
    for (const held of due) this.#arrive(held.wire)
  }

  #mutate(wire: Wire, mutation: Mutation): void {
    this.#note(mutation, wire)
    const random = this.#random
    switch (mutation) {
      case 'lost':
        return
      case 'twice':
        this.#arrive(wire)
        if (random.next() < 0.5) this.#arrive(wire)
        else this.#held.push({ wire, afterWires: 1 + random.below(20) })
        return
      case 'swapped':
        this.#held.push({ wire, afterWires: 1 })
        return
      case 'late':
        this.#held.push({ wire, afterWires: 2 + random.below(40) })
        return
      case 'oldFrames':
        this.#oldFrames((messages) => messages)
        this.#arrive(wire)
        return
      case 'oldRun': {
        const idsAhead = random.oneOf([-40, -1, 0, 1, 2, 40, 5_000])
        this.#oldFrames((messages) => olderRun(messages, idsAhead))
        this.#arrive(wire)
        return
      }
      case 'silence':
        this.#clock.advance(random.below(6_000))
        this.#arrive(wire)
        return
      case 'linkLost':
        this.#socket?.end()
        return
      default: {
        const arrived = changed(wire, mutation, random)
        // Definitions that are well formed and false are not the books' matter.
        const isDefinitions = wire.messages[0]?.type === 'definitions' && arrived.messages.length > 0
        if (!isDefinitions) this.#arrive(arrived, wire)
      }
    }
  }

  /** Some frames of the session's past, or a snapshot of it, arrive again. */
  #oldFrames(asTold: (messages: Messages) => Messages): void {
    const random = this.#random
    const from = random.below(this.#frame + 1)
    const instrument = random.oneOf(this.#recorded.instruments)
    const old =
      random.next() < 0.5
        ? this.#recorded.frames.slice(from, Math.min(from + 1 + random.below(4), this.#frame + 1))
        : [[this.#recorded.bookAfter(instrument, from).snapshot]]
    for (const messages of old) {
      const told = asTold(messages)
      if (told !== messages) this.#books.oldArrives(told)
      this.#arrive(wireOf(told, this.#isBinary), undefined, told !== messages)
    }
  }

  #arrive(wire: Wire, sent = wire, isOld = false): void {
    if (this.#socket?.isOpen !== true) return
    this.#books.arrives(wire.messages, sent.messages)
    this.#socket.receive(wire.bytes, wire.isBinary)
    if (this.#state.halted !== undefined)
      throw this.#wrong(`trading halted: ${JSON.stringify(this.#state.halted)}`)
    this.#books.check(this.#clock.nowUs())
    if (wire === sent && !isOld) this.#books.checkBest(wire.messages, this.#clock.nowUs())
  }

  /** The line is calm: within a bounded time every book is live. */
  #heal(): void {
    let still: readonly InstrumentId[]
    const endUs = this.#clock.nowUs() + CALM_MS_MAX * 1_000
    do {
      this.#step(TICK_MS, [{ type: 'heartbeat', venueTimeUs: this.#nowUs }])
      still = this.#recorded.instruments.filter((name) => !this.#books.isLive(name, this.#clock.nowUs()))
      if (still.length === 0) return
    } while (this.#clock.nowUs() < endUs)
    throw this.#wrong(`still not live: ${still.join(', ')}`, this.#state.market.feed(still[0]!))
  }

  #mustBeBounded(): void {
    const seconds = (this.#clock.nowUs() - this.#startedUs) / 1_000_000
    const requestsMax = REQUESTS_PER_SECOND_MAX * (seconds + 1) + 10 * this.#connections
    if (this.#requests > requestsMax) throw this.#wrong(`${this.#requests} requests in ${seconds} s`)
    if (this.#clock.timers.size > TIMERS_MAX) throw this.#wrong(`${this.#clock.timers.size} timers run`)
    const notices = this.#state.notices.newestFirst().length
    if (notices > NOTICES_MAX) throw this.#wrong(`${notices} notices are kept`)
  }

  #book(instrument: InstrumentId): TrueBook {
    return this.#recorded.bookAfter(instrument, this.#frame)
  }

  /** The exchange's clock. */
  get #nowUs() {
    return timeUs(this.#recorded.welcome.venueTimeUs + (this.#clock.nowUs() - this.#startedUs))
  }

  #note(mutation: Mutation, wire: Wire): void {
    this.mutations += 1
    const types = [...new Set(wire.messages.map(({ type }) => type))]
    this.#history.push(`${mutation} of frame ${this.#frame} (${types.join(', ')})`)
    if (this.#history.length > 12) this.#history.shift()
  }

  #wrong(what: string, feed?: InstrumentFeed): Error {
    const details = feed === undefined ? '' : this.#books.describe(feed)
    return new Error(
      `${what}. Play it again with TENOR_FUZZ_SEED=${this.#seed}.\n${this.#isBinary ? 'binary' : 'JSON'}, frame ` +
        `${this.#frame}; the last mutations:\n  ${this.#history.join('\n  ')}\n${details}`,
    )
  }
}
