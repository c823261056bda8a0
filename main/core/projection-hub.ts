// Answers the windows' pulls. It keeps no queue: per window and topic only what was last sent and when, so that a slow or
// hidden window costs nothing and always gets the newest state when it asks again.
import type {
  CoreMessage,
  DataState,
  DeskUpdate,
  ProjectionUpdate,
  QuoteTerms,
  Topic,
} from '../../shared/ui-wire/projections.ts'
import type { BarsTerms } from '../../shared/ui-wire/bars.ts'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { parseWindowMessage } from '../../shared/ui-wire/window-messages.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import type { RowsTold } from '../order/grown-rows.ts'
import type { TradeLog } from '../marketdata/trade-log.ts'
import type { BarSeries } from './watched-bars.ts'
import { DelayCounts, PaintDelay } from './paint-delay.ts'
import type { AttachedWindow, PaintDelays, PostedCounts, WindowLink } from './trading-core.ts'

/** Where projections come from. A version grows whenever the topic's projection would differ from before. */
export interface ProjectionSource {
  version(topic: Topic): number
  /** The least time between two answers of a topic: what people read need not change with every message. */
  intervalUs(topic: Topic): number
  /**
   * Undefined when there is nothing of this name (yet). `sent` is what the last build for this window gave with its update;
   * undefined where it has none, and the update must then be whole.
   */
  build(topic: Topic, nowUs: TimeUs, sent: SentBefore | undefined): BuiltUpdate | undefined
}

/** What a window holds of a topic already, so that it need not be sent again. */
export interface SentBefore {
  readonly listVersion?: number
  readonly terms?: readonly QuoteTerms[]
  /** Of the topic `desk`, without what changes with the list. */
  readonly desk?: DeskUpdate
  /** Of a long list. */
  readonly rows?: RowsTold
  readonly tape?: TapeSent
  readonly bars?: BarsSent
}

/** How far a window knows the trades of an instrument. */
export interface TapeSent {
  readonly log: TradeLog
  readonly end: number
  readonly gaps: TradeLog['gaps']
  readonly state: DataState
}

/** How far a window knows the bars of an instrument, and what it knows beside them. */
export interface BarsSent {
  readonly series: BarSeries
  readonly changes: number
  readonly terms: BarsTerms
}

export interface BuiltUpdate {
  /** Undefined where the window holds all of it already. */
  readonly update: ProjectionUpdate | undefined
  readonly sent?: SentBefore
  /** There is more of it already: what the window asks for next is built at once, changed or not. */
  readonly isPart?: boolean
}

/** A pull without news is answered after this long, so that the window knows that the core lives. */
const QUIET_ANSWER_US = 250_000

interface Sent {
  readonly version: number
  readonly atUs: number
  readonly before: SentBefore | undefined
}

const NEVER: Sent = { version: -1, atUs: -Infinity, before: undefined }

interface Watcher {
  readonly link: WindowLink
  readonly sent: Map<Topic, Sent>
  readonly paintDelay: PaintDelay
  /** Of what the window shows at once, when it was last looked at. */
  seenVersion: number
  pulledAtUs: TimeUs | undefined
}

/** What the hub tells of the windows. */
export interface HubEvents {
  /** A message was not understood: what was wrong with it. */
  readonly malformed: (text: string) => void
  /** A window looks at the topic from now on. */
  readonly watched: (topic: Topic) => void
}

export class ProjectionHub {
  readonly #source: ProjectionSource
  readonly #now: () => TimeUs
  readonly #events: HubEvents
  readonly #watchers = new Set<Watcher>()
  readonly #paintDelays = new DelayCounts()
  #answers = 0
  #updates = 0

  constructor(source: ProjectionSource, now: () => TimeUs, events: HubEvents) {
    this.#source = source
    this.#now = now
    this.#events = events
  }

  /** What all windows were sent since the start. */
  get posted(): PostedCounts {
    return { answers: this.#answers, updates: this.#updates }
  }

  /** From a change of a ladder to the frame that painted it, in all windows since the last call; undefined for none. */
  takePaintDelays(): PaintDelays | undefined {
    const counts = this.#paintDelays
    const [p50Ms, p99Ms] = [counts.percentileMs(0.5), counts.percentileMs(0.99)]
    if (p50Ms === undefined || p99Ms === undefined) return undefined
    const delays = { p50Ms, p99Ms, count: counts.total }
    counts.clear()
    return delays
  }

  attach(link: WindowLink): AttachedWindow {
    const paintDelay = new PaintDelay(this.#paintDelays)
    const watcher: Watcher = { link, sent: new Map(), paintDelay, seenVersion: 0, pulledAtUs: undefined }
    this.#watchers.add(watcher)
    return {
      receive: (message) => {
        this.#receive(watcher, message)
      },
      detach: () => {
        this.#watchers.delete(watcher)
      },
    }
  }

  /** Called by the core after each batch of events and on each tick: answers who waits. */
  flush(): void {
    for (const watcher of this.#watchers) {
      this.#look(watcher)
      this.#answer(watcher)
    }
  }

  /** Notes when what the window shows at once has changed. */
  #look(watcher: Watcher): void {
    let version = 0
    for (const topic of watcher.sent.keys()) {
      if (topic.startsWith('ladder:')) version += this.#source.version(topic)
    }
    if (version === watcher.seenVersion) return
    watcher.seenVersion = version
    watcher.paintDelay.changed(this.#now())
  }

  #receive(watcher: Watcher, message: unknown): void {
    const parsed = parseWindowMessage(message)
    if ('malformed' in parsed) {
      this.#events.malformed(parsed.malformed)
      return
    }
    if (parsed.message.type === 'pull') {
      const nowUs = this.#now()
      watcher.pulledAtUs = nowUs
      watcher.paintDelay.painted(timeUs(nowUs - parsed.message.paintedAgoUs))
    } else {
      const topics = new Set(parsed.message.topics)
      for (const topic of watcher.sent.keys()) if (!topics.has(topic)) watcher.sent.delete(topic)
      for (const topic of topics) {
        if (watcher.sent.has(topic)) continue
        watcher.sent.set(topic, NEVER)
        this.#events.watched(topic)
      }
    }
    this.#answer(watcher)
  }

  #answer(watcher: Watcher): void {
    if (watcher.pulledAtUs === undefined) return
    const nowUs = this.#now()
    const updates: ProjectionUpdate[] = []
    for (const [topic, sent] of watcher.sent) {
      const version = this.#source.version(topic)
      if (version === sent.version || nowUs - sent.atUs < this.#source.intervalUs(topic)) continue
      const built = this.#source.build(topic, nowUs, sent.before)
      if (built === undefined) continue
      const at = built.isPart === true ? NEVER : { version, atUs: nowUs }
      watcher.sent.set(topic, { ...at, before: built.sent })
      if (built.update !== undefined) updates.push(built.update)
    }
    if (updates.length === 0 && nowUs - watcher.pulledAtUs < QUIET_ANSWER_US) return
    watcher.pulledAtUs = undefined
    watcher.paintDelay.posted()
    this.#answers += 1
    this.#updates += updates.length
    const message: CoreMessage = { type: 'projections', coreTimeUs: nowUs, updates }
    watcher.link.post(message)
  }
}
