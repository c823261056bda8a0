import { describe, expect, it } from 'vitest'
import { timeUs } from '../shared/math/quantities.ts'
import { ExchangeLog, type Survival } from './exchange-log.ts'

describe('the exchange’s journal', () => {
  it.each([
    ['written', ['durable', 'written']],
    ['durable', ['durable']],
    ['nothing', []],
  ] as const)('holds what such an end leaves: %s', (survival: Survival, left) => {
    const log = new ExchangeLog()
    const append = (account: string): void => log.append({ kind: 'openAccount', account }, timeUs(1))
    append('durable')
    log.commit({ durable: true })
    append('written')
    log.commit({ durable: false })
    append('pending')
    log.survive(survival)
    log.commit({ durable: true })
    expect(log.records().map(({ command }) => command)).toEqual(
      left.map((account) => ({ kind: 'openAccount', account })),
    )
    expect(log.isFresh).toBe(left.length === 0)
  })
})
