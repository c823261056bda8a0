import { describe, expect, it } from 'vitest'
import { importPeer, median, runBench, type BenchEntry, type BenchRound } from './harness.ts'

function entry(ours: BenchRound, peer: BenchRound, extra: Partial<BenchEntry> = {}): BenchEntry {
  return { name: 'a.b', unit: 'things/s', peerName: 'other 1.0', prepare: () => ({ ours, peer }), ...extra }
}

function figures(...values: number[]): BenchRound {
  let next = 0
  return () => values[next++] ?? Number.NaN
}

describe('runBench', () => {
  it('leaves the warm-up pair out and gives the medians, the median ratio and its range', async () => {
    const result = await runBench(entry(figures(99, 10, 20, 30, 40, 50), figures(1, 10, 10, 10, 10, 10)))
    expect(result).toEqual({
      name: 'a.b',
      unit: 'things/s',
      ours: 30,
      peer: 10,
      peerName: 'other 1.0',
      ratio: 3,
      spread: { min: 1, max: 5 },
    })
  })

  it('alternates the side that starts a round', async () => {
    const order: string[] = []
    const noted = (side: string) => () => order.push(side)
    await runBench(entry(noted('ours'), noted('peer'), { warmupRounds: 0 }))
    expect(order.join(' ')).toBe('ours peer peer ours ours peer peer ours ours peer')
  })

  it('says in the result when lower is better', async () => {
    const one = () => 1
    expect((await runBench(entry(one, one, { lowerIsBetter: true }))).lowerIsBetter).toBe(true)
  })

  it('refuses a figure that is none, and closes what was opened', async () => {
    let closed = false
    const dispose = () => {
      closed = true
    }
    const broken = entry(
      () => 0,
      () => 1,
      { prepare: () => ({ ours: () => 0, peer: () => 1, dispose }) },
    )
    await expect(runBench(broken)).rejects.toThrow(
      'a.b: the round of ours returned 0, which is no figure in things/s.',
    )
    expect(closed).toBe(true)
  })
})

it('takes the mean of the two middle figures for an even count', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

it('says how to install a peer that is missing', async () => {
  await expect(importPeer('no-such-peer')).rejects.toThrow('run "npm ci" in bench/ first')
})
