import { describe, expect, it } from 'vitest'
import { VirtualTime } from './virtual-time.ts'

function rig() {
  const time = new VirtualTime(1_000)
  const happened: string[] = []
  const [program, world] = [{}, {}]
  const plan = (name: string, delayUs: number, owner: object = world) =>
    time.after(delayUs, owner, () => happened.push(`${name} at ${time.nowUs}`))
  return { time, happened, program, plan }
}

describe('virtual time', () => {
  it('lets things happen when they are due, those of one moment in the order in which they were asked for', () => {
    const { time, happened, plan } = rig()
    for (const delayUs of [30, 10, 20, 10, 0]) plan(`after ${delayUs}`, delayUs)
    plan('canceled', 15).cancel()
    time.runUntil(1_020)
    expect(happened).toEqual(['after 0 at 1000', 'after 10 at 1010', 'after 10 at 1010', 'after 20 at 1020'])
    time.runUntil(2_000)
    expect(happened.at(-1)).toBe('after 30 at 1030')
    expect(time.nowUs).toBe(2_000)
  })

  it('puts off what belongs to one that stands still, in its order, and nothing else', () => {
    const { time, happened, program, plan } = rig()
    plan('program first', 10, program)
    plan('world', 20)
    const canceled = plan('program canceled', 15, program)
    plan('program second', 30, program)
    time.standStill(program, 100, () => false)
    expect(happened).toEqual(['world at 1020'])
    canceled.cancel()
    time.runUntil(1_100)
    expect(happened.slice(1)).toEqual(['program first at 1100', 'program second at 1100'])
  })

  it('keeps any number of plans in order', () => {
    const { time, happened, plan } = rig()
    const delays = Array.from({ length: 200 }, (_, nth) => (nth * 7_919) % 503)
    for (const delayUs of delays) plan('x', delayUs)
    time.runUntil(10_000)
    expect(happened).toEqual(delays.toSorted((a, b) => a - b).map((delayUs) => `x at ${1_000 + delayUs}`))
  })
})
