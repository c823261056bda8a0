import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeUs } from '../../shared/math/quantities.ts'
import type { CoreMessage, ProjectionUpdate, Topic } from '../../shared/ui-wire/projections.ts'
import { ProjectionHub } from './projection-hub.ts'

/** What the hub passes on unseen, with the version that it was built at. */
interface Built {
  readonly topic: Topic
  readonly atVersion: number
}

function rig() {
  const versions = new Map<Topic, number>([['orders', 0]])
  const posted: CoreMessage[] = []
  const malformed: string[] = []
  const watched: Topic[] = []
  let now = 0
  let built = 0
  const hub = new ProjectionHub(
    {
      version: (topic) => versions.get(topic) ?? 0,
      intervalUs: (topic) => (topic === 'desk' ? 100_000 : 0),
      build: (topic) => {
        built++
        if (topic !== 'orders' && topic !== 'desk') return undefined
        const made: Built = { topic, atVersion: versions.get(topic) ?? 0 }
        return { update: made as unknown as ProjectionUpdate }
      },
    },
    () => timeUs(now),
    {
      malformed: (text) => malformed.push(text),
      watched: (topic) => watched.push(topic),
    },
  )
  const window = hub.attach({ post: (message) => posted.push(message) })
  return {
    hub,
    window,
    versions,
    posted,
    malformed,
    watched,
    advance: (us: number) => (now += us),
    builtCount: () => built,
  }
}

describe('projection hub', () => {
  it('answers a pull at once when a watched topic is new, and then only when it changes', () => {
    const { hub, window, versions, posted } = rig()
    window.receive({ type: 'watch', topics: ['orders'] })
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    expect(posted).toHaveLength(1)
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    hub.flush()
    expect(posted).toHaveLength(1)
    versions.set('orders', 1)
    hub.flush()
    expect(posted[1]?.updates).toHaveLength(1)
  })

  it('sends nothing to a window that does not pull, however much changes, and the newest once it does', () => {
    const { hub, window, versions, posted, builtCount } = rig()
    window.receive({ type: 'watch', topics: ['orders'] })
    for (let version = 1; version < 1_000; version++) {
      versions.set('orders', version)
      hub.flush()
    }
    expect(posted).toHaveLength(0)
    expect(builtCount()).toBe(0)
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    expect(posted).toHaveLength(1)
  })

  it('answers a quiet pull after a quarter of a second, so that the window knows that the core lives', () => {
    const { hub, window, posted, advance } = rig()
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    advance(249_000)
    hub.flush()
    expect(posted).toHaveLength(0)
    advance(1_000)
    hub.flush()
    expect(posted).toEqual([{ type: 'projections', coreTimeUs: 250_000, updates: [] }])
  })

  it('answers a topic that is only read no more often than its interval, and then with the newest', () => {
    const { hub, window, versions, posted, advance } = rig()
    window.receive({ type: 'watch', topics: ['desk'] })
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    for (let version = 1; version < 10; version++) {
      versions.set('desk', version)
      hub.flush()
    }
    expect(posted).toHaveLength(1)
    advance(100_000)
    hub.flush()
    expect(posted).toHaveLength(2)
  })

  it('counts its answers and what was in them', () => {
    const { hub, window, versions, advance } = rig()
    window.receive({ type: 'watch', topics: ['orders', 'desk'] })
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    versions.set('orders', 1)
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    advance(250_000)
    hub.flush()
    expect(hub.posted).toEqual({ answers: 3, updates: 3 })
  })

  it('sends a topic again when it was dropped and watched anew', () => {
    const { window, posted, watched } = rig()
    window.receive({ type: 'watch', topics: ['orders'] })
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    window.receive({ type: 'watch', topics: ['orders'] })
    expect(watched).toEqual(['orders'])
    window.receive({ type: 'watch', topics: [] })
    window.receive({ type: 'watch', topics: ['orders'] })
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    expect(watched).toEqual(['orders', 'orders'])
    expect(posted.map((message) => message.updates.length)).toEqual([1, 1])
  })

  it.each([
    [null],
    [{ type: 'watch', topics: ['secrets'] }],
    [{ type: 'pull', paintedAgoUs: 0, now: true }],
    ['pull'],
  ])('keeps its state and says what was wrong with %j', (message) => {
    const { window, posted, malformed } = rig()
    window.receive(message)
    expect(posted).toHaveLength(0)
    expect(malformed).toHaveLength(1)
  })

  it('tells how long changes of a ladder took until the frame that painted them', () => {
    const { hub, window, versions, advance } = rig()
    window.receive({ type: 'watch', topics: ['orders', 'ladder:H100F27'] })
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    for (const version of [1, 2]) {
      versions.set('orders', version)
      versions.set('ladder:H100F27', version)
      hub.flush()
      advance(10_000)
    }
    // The second change waited for this pull, whose answer is painted 40 ms after the first.
    window.receive({ type: 'pull', paintedAgoUs: 4_000 })
    advance(25_000)
    window.receive({ type: 'pull', paintedAgoUs: 5_000 })
    expect(hub.takePaintDelays()).toEqual({ p50Ms: 30.25, p99Ms: 40.25, count: 2 })
    expect(hub.takePaintDelays()).toBeUndefined()
  })

  it('leaves out what waited for a hidden window to be shown', () => {
    const { hub, window, versions, advance } = rig()
    window.receive({ type: 'watch', topics: ['orders', 'ladder:H100F27'] })
    versions.set('ladder:H100F27', 1)
    hub.flush()
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    advance(60_000_000)
    window.receive({ type: 'pull', paintedAgoUs: 0 })
    expect(hub.takePaintDelays()).toBeUndefined()
  })

  it('ends every burst with the newest of each topic, whenever the window pulled in it', () => {
    const topics = ['orders', 'desk'] as const
    const step = fc.constantFrom('orders', 'desk', 'flush', 'pull', 'wait')
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { hub, window, versions, posted, advance } = rig()
        const shown = new Map<Topic, number>()
        let taken = 0
        const paint = (): void => {
          for (const { updates } of posted.slice(taken)) {
            for (const { topic, atVersion } of updates as unknown as readonly Built[])
              shown.set(topic, atVersion)
          }
          taken = posted.length
        }
        window.receive({ type: 'watch', topics })
        for (const what of steps) {
          if (what === 'flush') hub.flush()
          else if (what === 'wait') advance(30_000)
          else if (what === 'pull') {
            paint()
            window.receive({ type: 'pull', paintedAgoUs: 0 })
          } else versions.set(what, (versions.get(what) ?? 0) + 1)
        }
        // Nothing more arrives; the window goes on as it does, the core ticks.
        for (let frame = 0; frame < 8; frame++) {
          paint()
          window.receive({ type: 'pull', paintedAgoUs: 0 })
          advance(50_000)
          hub.flush()
        }
        paint()
        for (const topic of topics) expect(shown.get(topic)).toBe(versions.get(topic) ?? 0)
      }),
    )
  })
})
