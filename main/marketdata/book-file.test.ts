import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../../shared/math/book-checksum.ts'
import { parseBookFile, playBookFile, type BookLine } from './book-file.ts'

type Rows = readonly (readonly [string, string])[]

const snapshot = (changeId: number, bids: Rows, asks: Rows, more: object = {}) => ({
  ...{ type: 'snapshot', instrument: 'H100F27', changeId, bids, asks },
  ...more,
})
const delta = (prevChangeId: number, changeId: number, bids: Rows, asks: Rows = []) => ({
  ...{ type: 'delta', instrument: 'H100F27', prevChangeId, changeId, bids, asks },
})

function play(...lines: readonly object[]): readonly BookLine[] {
  const read = parseBookFile(lines.map((line) => JSON.stringify(line)).join('\n'))
  if (!read.ok) throw new Error(read.error)
  return [...playBookFile(read.value)]
}

describe('books from a file', () => {
  it('keeps every digit as it was written, whatever the numbers are', () => {
    const bids = [
      ['64999.12345678901', '0.000000010'],
      ['64999.1', '3.50'],
    ] as const
    const [, line] = play(snapshot(1, bids, [['65000', '7']]), delta(1, 2, [['64999.10', '3.500']]))
    expect(line).toEqual({
      ...{ instrument: 'H100F27', changeId: 2, state: 'live' },
      ...{ bestBid: '64999.12345678901', bestAsk: '65000', levels: [2, 1] },
      top: { bids: [bids[0], ['64999.10', '3.500']], asks: [['65000', '7']] },
    })
  })

  it('lets deltas before a snapshot wait, drops those it covers, and follows those it does not', () => {
    const lines = play(
      delta(4, 5, [['3', '9']]),
      delta(5, 6, [['2', '8']]),
      snapshot(5, [['3', '1']], []),
      delta(4, 5, [['3', '7']]),
    )
    expect(lines[0]).toMatchObject({
      changeId: null,
      state: 'resync',
      reason: 'awaitingSnapshot',
      bestBid: null,
    })
    expect(lines[2]).toMatchObject({ changeId: 6, state: 'live', levels: [2, 0] })
    expect(lines[2]?.top.bids).toEqual([
      ['3', '1'],
      ['2', '8'],
    ])
    // What is past already changes nothing.
    expect(lines[3]).toEqual(lines[2])
  })

  it('shows the last right book after a gap, with the reason, until a snapshot comes', () => {
    const lines = play(
      snapshot(1, [['3', '1']], [['4', '1']]),
      delta(2, 3, [['2', '5']]),
      delta(3, 4, [['3', '0.00']]),
      snapshot(
        3,
        [
          ['3', '1'],
          ['2', '5'],
        ],
        [['4', '1']],
      ),
    )
    for (const line of lines.slice(1, 3))
      expect(line).toMatchObject({
        changeId: 1,
        state: 'resync',
        reason: 'gap',
        bestBid: '3',
        levels: [1, 1],
      })
    expect(lines[3]).toMatchObject({ changeId: 4, state: 'live', bestBid: '2', levels: [1, 1] })
  })

  it('takes a snapshot of a venue that counts anew', () => {
    const lines = play(
      snapshot(90, [['3', '1']], []),
      snapshot(2, [['5', '1']], []),
      delta(2, 3, [['6', '1']]),
    )
    expect(lines[2]).toMatchObject({ changeId: 3, state: 'live', bestBid: '6' })
  })

  it('is not live with a crossed book or one of another checksum', () => {
    const crossed = play(snapshot(1, [['3', '1']], [['4', '1']]), delta(1, 2, [['4.0', '1']]))
    expect(crossed[1]).toMatchObject({ state: 'resync', reason: 'crossedBook' })
    const good = crc32('3.0:1:4:2:2:5')
    const bids = [
      ['2', '5'],
      ['3.0', '1'],
    ] as const
    const lines = play(
      snapshot(1, bids, [['4', '2']], { checksum: good }),
      snapshot(2, bids, [['4', '3']], { checksum: good }),
      { ...delta(2, 3, [['1', '1']]), checksum: 7 },
    )
    expect(lines[0]).toMatchObject({ changeId: 1, state: 'live' })
    expect(lines[1]).toMatchObject({ changeId: 1, state: 'resync', reason: 'checksumMismatch' })
    expect(lines[2]).toMatchObject({ state: 'resync', reason: 'checksumMismatch' })
  })

  it('keeps the books of several instruments apart', () => {
    const other = { ...snapshot(7, [['1', '1']], []), instrument: 'TOK/USD' }
    const lines = play(snapshot(1, [['3', '1']], []), other, delta(1, 2, [['3', '2']]))
    expect(lines.map(({ instrument, changeId, bestBid }) => [instrument, changeId, bestBid])).toEqual([
      ['H100F27', 1, '3'],
      ['TOK/USD', 7, '1'],
      ['H100F27', 2, '3'],
    ])
  })

  it.each([
    ['{', 'line 1: it is no JSON'],
    ['null', 'line 1: its type is neither'],
    [`\n${JSON.stringify({ ...snapshot(1, [], []), changeId: -1 })}`, 'line 2: changeId'],
    [JSON.stringify(snapshot(1, [['1e3', '1']], [])), 'line 1: bids/0/0'],
    [JSON.stringify(snapshot(1, [], [['1', '-1']])), 'line 1: asks/0/1'],
    [JSON.stringify({ ...snapshot(1, [], []), bids: [[3, 1]] }), 'line 1: bids/0/0'],
  ])('refuses %j by naming the line and the place', (text, says) => {
    const read = parseBookFile(text)
    expect(read.ok ? '' : read.error).toContain(says)
  })

  it('says live only for the book that the reference holds at that change id, whatever is lost, doubled or late', () => {
    const change = fc.record({
      side: fc.constantFrom('bids' as const, 'asks' as const),
      cents: fc.integer({ min: 1, max: 30 }),
      qty: fc.integer({ min: 0, max: 3 }),
      fate: fc.constantFrom('sent', 'sent', 'sent', 'sent', 'lost', 'twice', 'late', 'snapshot'),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const truth = { bids: new Map<string, string>(), asks: new Map<string, string>() }
        const truths: string[] = []
        const lines: object[] = []
        const late: object[] = []
        for (const [at, { side, cents, qty, fate }] of changes.entries()) {
          // Bids below one, asks above two, so that nothing crosses.
          const price = ((side === 'bids' ? 0 : 200) + cents)
            .toString()
            .padStart(3, '0')
            .replace(/(..)$/, '.$1')
          const row = [price, qty.toString()] as const
          if (qty === 0) truth[side].delete(price)
          else truth[side].set(price, row[1])
          truths[at + 1] = bookText(truth)
          const line = delta(at, at + 1, side === 'bids' ? [row] : [], side === 'asks' ? [row] : [])
          if (fate === 'late') late.push(line)
          else if (fate === 'snapshot') lines.push(snapshot(at + 1, [...truth.bids], [...truth.asks]))
          else if (fate !== 'lost') lines.push(line, ...(fate === 'twice' ? [line] : []), ...late.splice(0))
        }
        lines.push(...late)
        for (const { state, changeId, top } of play(...lines)) {
          if (state !== 'live') continue
          expect(bookText({ bids: new Map(top.bids), asks: new Map(top.asks) })).toBe(truths[changeId ?? -1])
        }
      }),
      { numRuns: 3_000 },
    )
  })
})

/** The ten best levels of each side. */
function bookText({
  bids,
  asks,
}: {
  bids: ReadonlyMap<string, string>
  asks: ReadonlyMap<string, string>
}): string {
  const best = (side: ReadonlyMap<string, string>, sign: number) =>
    [...side].sort((a, b) => sign * (Number(a[0]) - Number(b[0]))).slice(0, 10)
  return JSON.stringify([best(bids, -1), best(asks, 1)])
}
