// The trading core without a window, for stories that need no pixels: real journal, real sockets, a real exchange.
import { createCore } from '../main/core/create-core.ts'
import type { TradingCore } from '../main/core/trading-core.ts'
import type {
  CoreMessage,
  CurveProjection,
  LadderProjection,
  Projection,
  Topic,
} from '../shared/ui-wire/projections.ts'
import { wholeOf } from '../shared/ui-wire/projection-updates.ts'
import { PAPER_KEY } from '../shared/venue-wire/paper-key.ts'

const TOPICS: readonly Topic[] = ['desk', 'orders', 'fills', 'positions', 'notices']
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

type Of<T extends Topic> = T extends `ladder:${string}`
  ? LadderProjection
  : T extends `curve:${string}`
    ? CurveProjection
    : Extract<Projection, { topic: T }>

export interface HeadlessDesk {
  readonly core: TradingCore
  /** Resolves with the newest projection of the topic for which `holds` is true; rejects after the time. */
  until<T extends Topic>(topic: T, holds: (projection: Of<T>) => boolean, withinMs?: number): Promise<Of<T>>
  stop(): Promise<void>
}

/** Starts a core on a profile folder, watching the desk's topics and whatever `also` names. */
export function startDesk(options: {
  profileDir: string
  venueUrl: string
  also?: readonly Topic[]
}): HeadlessDesk {
  const { profileDir, venueUrl, also = [] } = options
  const created = createCore({ profileDir, user: 'ada', credentials: PAPER_KEY, log: silent })
  if (!created.ok) throw new Error(created.error.text)
  const core = created.value
  const newest = new Map<string, Projection>()
  const waiting = new Set<() => void>()
  const window = core.attach({
    post(message: CoreMessage) {
      for (const update of message.updates) {
        const projection = wholeOf(update, newest.get(update.topic))
        if (projection !== undefined) newest.set(projection.topic, projection)
      }
      for (const check of [...waiting]) check()
      // As a window would: the next pull comes after this one was painted.
      setTimeout(() => {
        window.receive({ type: 'pull', paintedAgoUs: 0 })
      }, 5)
    },
  })
  window.receive({ type: 'watch', topics: [...TOPICS, ...also] })
  core.connect(venueUrl)
  window.receive({ type: 'pull', paintedAgoUs: 0 })

  return {
    core,
    until: <T extends Topic>(topic: T, holds: (projection: Of<T>) => boolean, withinMs = 10_000) =>
      new Promise<Of<T>>((resolve, reject) => {
        const latest = () => newest.get(topic) as Of<T> | undefined
        const settle = (end: () => void) => {
          waiting.delete(check)
          clearTimeout(timer)
          end()
        }
        const check = () => {
          const projection = latest()
          if (projection !== undefined && holds(projection)) {
            settle(() => {
              resolve(projection)
            })
          }
        }
        const timer = setTimeout(() => {
          settle(() => {
            reject(new Error(`${topic} did not come to hold within ${withinMs} ms: ${show(latest())}`))
          })
        }, withinMs)
        waiting.add(check)
        check()
      }),
    async stop() {
      window.detach()
      await core.stop()
    },
  }
}

function show(projection: Projection | undefined): string {
  if (projection === undefined) return 'nothing'
  return JSON.stringify(projection, (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  ).slice(0, 2_000)
}
