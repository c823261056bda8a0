import { describe, expect, it } from 'vitest'
import { Pipe, type Arrival } from './pipe.ts'
import { VirtualTime } from './virtual-time.ts'

const END = { kind: 'closed', code: 1006, reason: '' } as const

/** A pipe whose frames take as many microseconds as `latencies` says in turn, then ten. */
function rig(latencies: readonly number[] = []) {
  const time = new VirtualTime(0)
  const arrived: string[] = []
  const left = [...latencies]
  const pipe = new Pipe({
    time,
    owner: {},
    latencyUs: () => left.shift() ?? 10,
    arrive: (arrival: Arrival) =>
      arrived.push(`${arrival.kind === 'frame' ? arrival.text : arrival.kind} at ${time.nowUs}`),
  })
  const say = (text: string): void => pipe.put({ kind: 'frame', text })
  return { time, pipe, arrived, say }
}

describe('a pipe', () => {
  it('carries frames in order, however long each takes', () => {
    const { time, arrived, say } = rig([50, 10])
    say('a')
    say('b')
    time.runUntil(100)
    expect(arrived).toEqual(['a at 50', 'b at 50'])
  })

  it('holds everything back while it stalls', () => {
    const { time, pipe, arrived, say } = rig()
    say('a')
    pipe.stall(500)
    say('b')
    time.runUntil(499)
    expect(arrived).toEqual([])
    time.runUntil(600)
    expect(arrived).toEqual(['a at 500', 'b at 500'])
  })

  it('carries only what was on its way once it is severed, then the end', () => {
    const { time, pipe, arrived, say } = rig()
    for (const text of ['a', 'b', 'c']) say(text)
    pipe.sever(2, END)
    say('d')
    time.runUntil(100)
    expect(arrived).toEqual(['a at 10', 'b at 10', 'closed at 10'])
  })

  it('loses or doubles one frame and no more', () => {
    const { time, pipe, arrived, say } = rig()
    pipe.loseNext()
    say('a')
    pipe.doubleNext()
    say('b')
    say('c')
    time.runUntil(100)
    expect(arrived).toEqual(['b at 10', 'b at 10', 'c at 10'])
  })
})
