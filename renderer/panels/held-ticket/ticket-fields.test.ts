import { describe, expect, it } from 'vitest'
import type { HeldTerms } from '../../../shared/domain/held-order.ts'
import { instrumentId } from '../../../shared/math/quantities.ts'
import { emptyFields, fieldsOf, heldKinds, readTicket, type TicketFields } from './ticket-fields.ts'

const setting = {
  instrumentId: instrumentId('H100F27'),
  tickSize: { mantissa: 1, scale: 2 },
  nowUs: 1_000_000,
}
const filled: TicketFields = { ...emptyFields, entry: '2.97', limit: '−0.05', target: '3.10', stop: '0' }
const common = { instrumentId: 'H100F27', side: 'buy', orderQty: 5 }
const gtc = { timeInForce: 'gtc' }

function read(kind: HeldTerms['kind'], fields: Partial<TicketFields> = {}) {
  return readTicket({ kind, side: 'buy', timeInForce: 'gtc', fields: { ...filled, ...fields } }, setting)
}

describe('a ticket', () => {
  it.each([
    ['oco', { ...common, ...gtc, limitPrice: -5, stopPrice: 0 }],
    ['bracket', { ...common, ...gtc, entryPrice: 297, targetPrice: 310, stopPrice: 0 }],
    ['trailingStop', { ...common, ...gtc, trailTicks: 5, protectionTicks: 5 }],
    ['sliced', { ...common, ...gtc, limitPrice: -5, sliceQty: 1 }],
    [
      'twap',
      {
        ...{ ...common, limitPrice: -5, startTimeUs: 1_000_000, endTimeUs: 1_801_000_000 },
        ...{ slices: 10, participationPercent: 20 },
      },
    ],
  ] as const)('makes a %s of its fields', (kind, terms) => {
    expect(read(kind)).toEqual({ ok: true, terms: { kind, ...terms } })
  })

  it.each([
    ['a price off the grid', 'bracket', { entry: '2.975' }, 'entry', '2.975'],
    ['no price', 'oco', { stop: '' }, 'stop', 'Stop price'],
    ['no lots', 'sliced', { qty: '0' }, 'qty', '1 to'],
    ['a fraction of a lot', 'sliced', { slice: '1.5' }, 'slice', 'whole number'],
    ['more than all that trades', 'twap', { percent: '101' }, 'percent', '100'],
  ] as const)('with %s says which field and what it takes', (_name, kind, fields, field, text) => {
    const result = read(kind, fields)
    expect(result).toMatchObject({ ok: false, field })
    expect(result.ok ? '' : result.text).toContain(text)
  })

  it('looks only at the fields of its kind', () => {
    for (const kind of heldKinds) {
      const needed = new Set<string>(['qty', ...fieldsOf[kind]])
      const others = Object.keys(filled).filter((field) => !needed.has(field))
      expect(read(kind, Object.fromEntries(others.map((field) => [field, 'x']))).ok).toBe(true)
    }
  })
})
