import { describe, expect, it } from 'vitest'
import type { SurveillanceAlert } from '../../shared/domain/surveillance.ts'
import { layer, sells, told, type Tell } from './own-story.testing.ts'
import { alertRecord, parseSurveillanceRecord } from './surveillance-records.ts'

const crossing: Tell = (story) => {
  story.rests('buy', 5, 319)
  story.rests('sell', 5, 318)
  story.wait(2_000)
}

const STORIES: readonly [SurveillanceAlert['pattern'], Tell][] = [
  [
    'layering',
    (story) => {
      const orders = layer(story)
      sells(story)
      story.cancels(...orders)
    },
  ],
  ['wash', crossing],
  [
    'ignition',
    (story) => {
      for (const price of [317, 316, 315]) story.takes('sell', 4, price)
      story.takes('buy', 6, 314)
      story.market(310, 312)
      story.wait(200)
    },
  ],
  [
    'cancelRatio',
    (story) => {
      for (let nth = 0; nth < 60; nth++) story.cancels(story.rests('buy', 1, 317))
    },
  ],
]

describe('the record of an alert', () => {
  it.each(STORIES)('is read back as it was told: %s', (pattern, tell) => {
    const alert = told(tell).find((one) => one.pattern === pattern)
    if (alert === undefined) throw new Error('no alert')
    const value: unknown = JSON.parse(JSON.stringify(alertRecord(alert)))
    expect(parseSurveillanceRecord(value)).toEqual({
      ok: true,
      value: { kind: 'surveillanceAlert', ...alert },
    })
  })

  it.each<[string, object, string]>([
    ['another pattern', { pattern: 'spoofing' }, '/pattern'],
    ['evidence that is neither number nor word', { evidence: { qty: [5] } }, '/evidence'],
    ['a limit in words', { limits: { restingMs: 'long' } }, '/limits'],
    ['more orders than an alert names', { orderIds: Array.from({ length: 21 }, () => 'r-1') }, '/orderIds'],
    ['no rule', { rule: '' }, '/rule'],
  ])('is refused with %s, and it says where', (_what, spoilt, where) => {
    const [alert] = told(crossing)
    if (alert === undefined) throw new Error('no alert')
    const read = parseSurveillanceRecord({ ...alertRecord(alert), ...spoilt })
    expect(read.ok ? '' : read.error).toContain(where)
  })
})
