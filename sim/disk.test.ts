import { describe, expect, it } from 'vitest'
import { timeUs } from '../shared/math/quantities.ts'
import { cancelRequested, placed, replaceRequested } from '../main/order/order-records.testing.ts'
import type { OrderRecordOf } from '../main/order/order-records.ts'
import { Disk, type DiskFault } from './disk.ts'
import { MemoryStore } from './record-stores.ts'

const NOW_US = timeUs(1)

function rig(fault?: DiskFault['what']) {
  const disk = new Disk(new MemoryStore())
  const blockedMs: number[] = []
  const later: (() => void)[] = []
  const user = {
    isDead: false,
    crash: () => (user.isDead = true),
    block: (ms: number) => blockedMs.push(ms),
    after: (_: number, work: () => void) => later.push(work),
  }
  if (fault !== undefined) disk.fail({ afterAppends: 1, what: fault })
  return { disk, user, blockedMs, later, kinds: () => disk.records().map(({ kind }) => kind) }
}

describe('a disk', () => {
  it('has what was appended, and says which requests that makes durable', () => {
    const { disk, user, kinds } = rig()
    const journal = disk.journalFor(user, false)
    journal.append([placed(), cancelRequested()], NOW_US)
    expect(kinds()).toEqual(['orderPlaced', 'cancelRequested'])
    expect([...disk.durable.keys()]).toEqual(['newOrder T-1', 'cancelOrder T-1'])
  })

  it('names the change of an order that waits without a limit as the wire does', () => {
    const { disk, user } = rig()
    const { limitPrice: _, ...stop } = replaceRequested() as OrderRecordOf<'replaceRequested'>
    disk.journalFor(user, false).append([stop], NOW_US)
    expect([...disk.durable.keys()]).toEqual(['replaceOrder T-1  12'])
  })

  it.each([
    [{ kind: 'full', isWritten: false }, ['orderPlaced']],
    [{ kind: 'full', isWritten: true }, ['orderPlaced', 'cancelRequested']],
    [{ kind: 'crash', isWritten: false }, ['orderPlaced']],
    [{ kind: 'crash', isWritten: true }, ['orderPlaced', 'cancelRequested']],
  ] as const)('fails the append it was told to fail: %o', (fault, left) => {
    const { disk, user, kinds } = rig(fault)
    const journal = disk.journalFor(user, false)
    journal.append([placed()], NOW_US)
    expect(() => journal.append([cancelRequested()], NOW_US)).toThrow()
    expect(() => journal.append([cancelRequested()], NOW_US)).toThrow()
    expect(kinds()).toEqual(left)
    expect([user.isDead, disk.hasFailed]).toEqual([fault.kind === 'crash', fault.kind === 'full'])
  })

  it('makes its user wait when it is slow', () => {
    const { disk, user, blockedMs, kinds } = rig({ kind: 'slow', ms: 700 })
    const journal = disk.journalFor(user, false)
    journal.append([placed()], NOW_US)
    journal.append([cancelRequested()], NOW_US)
    expect(blockedMs).toEqual([700])
    expect(kinds()).toHaveLength(2)
  })

  it('forgets what a lazy program had not written when it died', () => {
    const { disk, user, later, kinds } = rig()
    disk.journalFor(user, true).append([placed()], NOW_US)
    expect(kinds()).toEqual([])
    user.crash()
    for (const work of later) work()
    expect(kinds()).toEqual([])
  })
})
