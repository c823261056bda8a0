import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BookLevel } from '../../shared/domain/market-data.ts'
import { bookChecksum } from '../../shared/math/book-checksum.ts'
import { instrumentId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import type { DeltaMessage, SnapshotMessage } from '../../shared/venue-wire/market-messages.ts'
import { DepthView } from './depth-view.ts'

const instrument = instrumentId('H100F27')
const venueTimeUs = timeUs(5)
const level = (price: number, qty: number): BookLevel => [priceTicks(price), qtyLots(qty)]

function snapshotOf(
  bids: readonly BookLevel[],
  asks: readonly BookLevel[],
  changeId: number,
): SnapshotMessage {
  return { type: 'snapshot', instrument, changeId, bids, asks, phase: 'continuous', venueTimeUs }
}

/** A whole book as a map, the naive way. */
class WholeBook {
  readonly bids = new Map<number, number>()
  readonly asks = new Map<number, number>()
  changeId = 100

  apply(bids: readonly BookLevel[], asks: readonly BookLevel[]): DeltaMessage {
    for (const [side, levels] of [
      [this.bids, bids],
      [this.asks, asks],
    ] as const) {
      for (const [price, qty] of levels) {
        if (qty === 0) side.delete(price)
        else side.set(price, qty)
      }
    }
    const prevChangeId = this.changeId
    this.changeId += 1
    return { type: 'delta', instrument, prevChangeId, changeId: this.changeId, bids, asks, venueTimeUs }
  }

  top(side: 'bids' | 'asks', depth: number): BookLevel[] {
    const levels = [...this[side]].sort(([a], [b]) => (side === 'bids' ? b - a : a - b))
    return levels.slice(0, depth).map(([price, qty]) => level(price, qty))
  }

  snapshot(): SnapshotMessage {
    return snapshotOf(this.top('bids', 5_000), this.top('asks', 5_000), this.changeId)
  }
}

const changes = fc.array(
  fc.tuple(fc.integer({ min: -15, max: 15 }), fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }))),
  { maxLength: 4 },
)
const levelsOf = (pairs: readonly (readonly [number, number])[]): BookLevel[] =>
  pairs.map(([price, qty]) => level(price, qty))

describe('depth view', () => {
  test.each([1, 10])('a client of depth %i holds exactly the best levels after any deltas', (depth) => {
    const deltas = fc.array(fc.tuple(changes, changes), { maxLength: 60 })
    fc.assert(
      fc.property(changes, changes, deltas, (bids, asks, stream) => {
        const whole = new WholeBook()
        whole.apply(levelsOf(bids), levelsOf(asks))
        const view = new DepthView(whole.snapshot(), depth)
        const client = new WholeBook()
        const start = view.snapshot(whole.snapshot())
        client.apply(start.bids, start.asks)
        client.changeId = start.changeId
        for (const [changedBids, changedAsks] of stream) {
          const delta = view.apply(whole.apply(levelsOf(changedBids), levelsOf(changedAsks)))
          if (delta !== undefined) {
            expect(delta.prevChangeId).toBe(client.changeId)
            client.apply(delta.bids, delta.asks)
            expect(delta.changeId).toBe(client.changeId)
          }
          const [best, offered] = [whole.top('bids', depth), whole.top('asks', depth)]
          expect(client.top('bids', 5_000)).toEqual(best)
          expect(client.top('asks', 5_000)).toEqual(offered)
          if (delta?.checksum !== undefined) expect(delta.checksum).toBe(bookChecksum(best, offered))
          expect(view.snapshot(whole.snapshot())).toMatchObject({ bids: best, asks: offered })
        }
      }),
      { numRuns: 400 },
    )
  })

  test('says nothing of what happens below its levels', () => {
    const view = new DepthView(snapshotOf([level(10, 1), level(9, 1)], [], 7), 1)
    const below = { type: 'delta', instrument, prevChangeId: 7, changeId: 8, asks: [], venueTimeUs } as const
    expect(view.apply({ ...below, bids: [level(9, 4), level(8, 1)] })).toBeUndefined()
    const next = view.apply({ ...below, prevChangeId: 8, changeId: 9, bids: [level(10, 0)] })
    expect(next).toMatchObject({
      prevChangeId: 7,
      changeId: 8,
      bids: [
        [10, 0],
        [9, 4],
      ],
    })
  })

  test('carries a checksum of the levels it shows every twentieth change', () => {
    const view = new DepthView(snapshotOf([level(10, 1), level(9, 5)], [], 0), 1)
    const deltas = Array.from({ length: 40 }, (_, nth) =>
      view.apply({
        ...{ type: 'delta', instrument, prevChangeId: nth, changeId: nth + 1, venueTimeUs },
        ...{ bids: [level(10, nth + 2)], asks: [] },
      }),
    )
    const checksums = deltas.map((delta) => delta?.checksum).filter((one) => one !== undefined)
    expect(checksums).toEqual([bookChecksum([[10, 21]], []), bookChecksum([[10, 41]], [])])
  })
})
