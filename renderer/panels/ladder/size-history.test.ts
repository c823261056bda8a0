import { describe, expect, it } from 'vitest'
import { PULL_WINDOW_MS, SizeHistory } from './size-history.ts'

const book = (bidQty: number) => ({
  bids: Int32Array.from([296, bidQty, 295, 4]),
  asks: Int32Array.from([298, 7]),
})

describe('what rested before', () => {
  it('is nothing at first, and then the oldest of the window', () => {
    const history = new SizeHistory()
    expect(history.before()).toBeUndefined()
    for (let second = 0; second < 30; second++) history.take(second * 1_000, book(second))
    const oldest = 29 - PULL_WINDOW_MS / 1_000 + 1
    expect(history.before()?.bids.get(296)).toBe(oldest)
    expect([...(history.before()?.asks ?? [])]).toEqual([[298, 7]])
  })

  it('is looked at once a second, however often it is painted', () => {
    const history = new SizeHistory()
    for (let ms = 0; ms < 2_000; ms += 16) history.take(ms, book(ms))
    expect(history.before()?.bids.get(296)).toBe(0)
    expect(history.before()).toBe(history.before())
  })

  it('is forgotten after a gap, and when asked', () => {
    const history = new SizeHistory()
    history.take(0, book(1))
    history.take(PULL_WINDOW_MS + 5_000, book(2))
    expect(history.before()?.bids.get(296)).toBe(2)
    history.forget()
    expect(history.before()).toBeUndefined()
  })
})
