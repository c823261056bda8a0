import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marketVenueFrames, orderClientFrames } from './frame.ts'
import { WIRE_LIMITS } from './limits.ts'

const parseVenue = marketVenueFrames()
const parseClient = orderClientFrames()

const delta = {
  type: 'delta',
  instrument: 'H100F27',
  prevChangeId: 7,
  changeId: 8,
  bids: [[312, 5]],
  asks: [[313, 0]],
  venueTimeUs: 1_700_000_000_000_000,
}
const newOrder = {
  type: 'newOrder',
  requestId: 3,
  clientOrderId: 'T-1',
  instrument: 'H100F27',
  side: 'buy',
  orderType: 'limit',
  priceTicks: 312,
  orderQty: 5,
  timeInForce: 'day',
}

describe('frames of the native wire', () => {
  it('takes one message or an array of them, in order', () => {
    const one = parseVenue(JSON.stringify(delta))
    const two = parseVenue(JSON.stringify([delta, { ...delta, prevChangeId: 8, changeId: 9 }]))
    expect(one).toEqual({ ok: true, value: [delta] })
    expect(two.ok && two.value.length).toBe(2)
  })

  it('ignores fields that a newer venue adds', () => {
    expect(parseVenue(JSON.stringify({ ...delta, later: true })).ok).toBe(true)
  })

  it.each([
    ['no JSON', '{', 'badFrame'],
    ['a number', '7', 'badFrame'],
    ['null in an array', '[null]', 'badFrame'],
    ['no type', '{}', 'badFrame'],
    [
      'a type of another channel',
      JSON.stringify({ type: 'subscribe', requestId: 1, instruments: ['X'] }),
      'unknownType',
    ],
    ['a price between ticks', JSON.stringify({ ...newOrder, priceTicks: 312.5 }), 'badMessage'],
    ['a quantity of zero', JSON.stringify({ ...newOrder, orderQty: 0 }), 'badMessage'],
    ['a negative quantity', JSON.stringify({ ...newOrder, orderQty: -1 }), 'badMessage'],
    ['a field that no client may send', JSON.stringify({ ...newOrder, extra: 1 }), 'badMessage'],
    ['an order id with a space', JSON.stringify({ ...newOrder, clientOrderId: 'a b' }), 'badMessage'],
    ['a prototype as type', JSON.stringify({ type: '__proto__' }), 'unknownType'],
  ])('refuses %s', (_name, text, kind) => {
    const result = parseClient(text)
    expect(result.ok ? 'accepted' : result.error.kind).toBe(kind)
  })

  it('names the request and the field it refuses', () => {
    const result = parseClient(JSON.stringify([newOrder, { ...newOrder, requestId: 4, side: 'long' }]))
    expect(result).toMatchObject({ ok: false, error: { kind: 'badMessage', index: 1, requestId: 4 } })
    expect(!result.ok && result.error.text).toContain('side')
  })

  it('does not read frames or batches beyond their bounds', () => {
    const large = parseClient(' '.repeat(WIRE_LIMITS.clientFrameBytesMax + 1))
    const many = parseClient(
      JSON.stringify(Array.from({ length: WIRE_LIMITS.messagesPerFrameMax + 1 }, () => 0)),
    )
    expect(large.ok ? '' : large.error.kind).toBe('frameTooLarge')
    expect(many.ok ? '' : many.error.kind).toBe('badFrame')
  })

  it('answers any text and any JSON with a value, never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(typeof parseVenue(text).ok).toBe('boolean')
        expect(typeof parseClient(text).ok).toBe('boolean')
      }),
      { numRuns: 2_000 },
    )
  })
})
