import { describe, expect, it } from 'vitest'
import { timeUs } from '../../shared/math/quantities.ts'
import type { CoreMessage, WindowMessage } from '../../shared/ui-wire/projections.ts'
import { ProjectionLink, type ProjectionPort } from './projection-link.ts'

const QUIET: CoreMessage = { type: 'projections', coreTimeUs: timeUs(1), updates: [] }
const NEWS: CoreMessage = { ...QUIET, updates: [{ topic: 'orders', orders: [] }] }

class FakePort implements ProjectionPort {
  onmessage: ProjectionPort['onmessage'] = null
  readonly sent: WindowMessage[] = []
  closed = false

  postMessage(message: WindowMessage): void {
    this.sent.push(message)
  }

  close(): void {
    this.closed = true
  }

  answer(message: CoreMessage = NEWS): void {
    this.onmessage?.({ data: message } as MessageEvent<CoreMessage>)
  }

  pulls(): number {
    return this.sent.filter((message) => message.type === 'pull').length
  }
}

function makeLink({ isSeen = true }: { isSeen?: boolean } = {}): {
  link: ProjectionLink
  frame: () => void
  received: CoreMessage[]
  clock: { nowMs: number }
} {
  let afterPaint: ((paintedAgoMs: number) => void)[] = []
  const received: CoreMessage[] = []
  const clock = { nowMs: 0 }
  const link = new ProjectionLink({
    onMessage: (message) => received.push(message),
    lateInFrame: (work) => afterPaint.push(work),
    isSeen: () => isSeen,
    nowMs: () => clock.nowMs,
  })
  const frame = (): void => {
    const due = afterPaint
    afterPaint = []
    for (const work of due) work(9)
  }
  return { link, frame, received, clock }
}

describe('the window’s end of the projections', () => {
  it('names its topics at once and pulls only after a paint', () => {
    const { link, frame } = makeLink()
    link.watch(['desk'])
    const port = new FakePort()
    link.connect(port)
    expect(port.sent).toEqual([{ type: 'watch', topics: ['desk'] }])
    frame()
    expect(port.pulls()).toBe(1)
  })

  it('pulls again after a message that could not be shown', () => {
    const late: ((paintedAgoMs: number) => void)[] = []
    const link = new ProjectionLink({
      onMessage: () => {
        throw new Error('no such panel')
      },
      lateInFrame: (work) => late.push(work),
      isSeen: () => true,
      nowMs: () => 0,
    })
    const port = new FakePort()
    link.connect(port)
    late.shift()?.(9)
    expect(() => {
      port.answer()
    }).toThrow('no such panel')
    late.shift()?.(9)
    expect(port.pulls()).toBe(2)
  })

  it('never has more than one pull outstanding', () => {
    const { link, frame, received } = makeLink()
    const port = new FakePort()
    link.connect(port)
    frame()
    frame()
    frame()
    expect(port.pulls()).toBe(1)
    port.answer()
    expect(received).toHaveLength(1)
    expect(port.pulls()).toBe(1)
    frame()
    expect(port.pulls()).toBe(2)
  })

  it('asks again without a frame when the answer says only that the core lives', () => {
    const { link, frame } = makeLink()
    const port = new FakePort()
    link.connect(port)
    frame()
    port.answer(QUIET)
    expect(port.pulls()).toBe(2)
    port.answer(NEWS)
    expect(port.pulls()).toBe(2)
  })

  it.each([QUIET, NEWS])('stops by itself while the window is hidden and gets no frames', (answer) => {
    const { link, frame, clock } = makeLink({ isSeen: false })
    const port = new FakePort()
    link.connect(port)
    frame()
    port.answer(answer)
    clock.nowMs = 60_000
    expect(port.pulls()).toBe(1)
    expect(link.waitedMs()).toBe(0)
  })

  it('says how long the core has kept a pull waiting', () => {
    const { link, frame, clock } = makeLink()
    const port = new FakePort()
    link.connect(port)
    frame()
    clock.nowMs = 2500
    expect(link.waitedMs()).toBe(2500)
    port.answer()
    expect(link.waitedMs()).toBe(0)
  })

  it('sends topics again only when they differ', () => {
    const { link } = makeLink()
    const port = new FakePort()
    link.connect(port)
    link.watch(['desk', 'orders'])
    link.watch(['orders', 'desk'])
    link.watch(['desk', 'curve:H100'])
    expect(port.sent.slice(1)).toEqual([
      { type: 'watch', topics: ['desk', 'orders'] },
      { type: 'watch', topics: ['desk', 'curve:H100'] },
    ])
  })

  it('moves to a new port with its topics and hears nothing from the old one', () => {
    const { link, frame, received } = makeLink()
    link.watch(['desk'])
    const [first, second] = [new FakePort(), new FakePort()]
    link.connect(first)
    frame()
    link.connect(second)
    first.answer()
    frame()
    expect(first.closed).toBe(true)
    expect(received).toEqual([])
    expect(second.sent).toEqual([
      { type: 'watch', topics: ['desk'] },
      { type: 'pull', paintedAgoUs: 9_000 },
    ])
  })
})
