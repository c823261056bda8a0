// The journal as a whole: what older builds wrote is still read, and nonsense is named.
import { describe, expect, it } from 'vitest'
import { cancelRequested, placed, report } from '../order/order-records.testing.ts'
import { isHeldRecord } from '../held/held-records.ts'
import { journalCodec } from './journal-records.ts'

const about = { timeUs: 1_000, heldId: 'run-h1' }
const paused = { kind: 'heldPaused', ...about, reason: { code: 'sessionDropped', params: {} } }

describe('records of the journal', () => {
  it.each([
    ['an order that was placed before orders had terms', placed()],
    ['a report', report({ seq: 1, execType: 'new', ordStatus: 'working' })],
    ['a cancel', cancelRequested()],
    ['a held order’s pause', paused],
    ['a stop of trading', { kind: 'tradingStopped', timeUs: 1, who: 'a', origin: 'menu' }],
    ['the end of one', { kind: 'heldEnded', ...about, state: 'done' }],
  ])('are read back: %s', (_name, entry) => {
    const value: unknown = JSON.parse(JSON.stringify(entry))
    expect(journalCodec.parse(value)).toEqual({ ok: true, value })
  })

  it('belong to orders or to held orders', () => {
    const kinds = [placed(), paused].map((entry) => {
      const parsed = journalCodec.parse(entry)
      return parsed.ok && isHeldRecord(parsed.value)
    })
    expect(kinds).toEqual([false, true])
  })

  it.each([
    ['nothing', undefined],
    ['no kind', { timeUs: 1 }],
    ['a held record of another kind', { ...paused, kind: 'heldForgotten' }],
    ['a pause without a reason', { kind: 'heldPaused', ...about }],
    ['an end that is none', { kind: 'heldEnded', ...about, state: 'active' }],
    [
      'a child of no role',
      { kind: 'heldChildPlaced', ...about, clientOrderId: 'c', role: 'hedge', tradedQty: 0 },
    ],
    ['a name that is none', { ...paused, heldId: 'a b' }],
  ])('are refused in words: %s', (_name, value) => {
    const parsed = journalCodec.parse(value)
    expect(parsed.ok ? '' : parsed.error).not.toBe('')
  })
})
