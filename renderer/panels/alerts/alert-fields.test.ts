import { describe, expect, it } from 'vitest'
import { alertKinds, type AlertTerms } from '../../../shared/domain/alert.ts'
import { instrumentId } from '../../../shared/math/quantities.ts'
import { alertTermsText } from '../../i18n/alert-rule-text.ts'
import {
  fieldsOf,
  formOf,
  newForm,
  readAlert,
  type AlertForm,
  type Chosen,
  type Typed,
} from './alert-fields.ts'

const tickSize = { mantissa: 1, scale: 2 }
const [F27, G27] = [instrumentId('H100F27'), instrumentId('H100G27')]
const listing = {
  tickSizeOf: (id: string) => (id === F27 || id === G27 ? tickSize : undefined),
  isRoot: (text: string) => text === 'H100',
}

const RULES: readonly AlertTerms[] = [
  { kind: 'price', instrumentId: F27, basis: 'mid', direction: 'below', level: -5, hysteresis: 3 },
  { kind: 'spread', instrumentId: F27, otherId: G27, direction: 'above', level: 12, hysteresis: 0 },
  { kind: 'slope', instrumentId: F27, otherId: G27, direction: 'below', level: -250, hysteresis: 50 },
  { kind: 'width', instrumentId: F27, direction: 'above', level: 6, hysteresis: 2 },
  { kind: 'limit', instrumentId: F27, edge: 'daily', unit: 'ticks', level: 5, hysteresis: 1 },
  { kind: 'limit', instrumentId: F27, edge: 'band', unit: 'percent', level: 125, hysteresis: 25 },
  { kind: 'phase', of: 'H100', phase: 'halted' },
  { kind: 'phase', of: F27 },
  { kind: 'settlement', of: F27, news: 'restated' },
  { kind: 'margin', currency: 'CNY', level: 80, hysteresis: 5 },
  { kind: 'session', session: 'orders', level: 10 },
  { kind: 'order', event: 'rejected' },
  { kind: 'order', event: 'partlyFilled', of: 'H100' },
  { kind: 'surveillance', pattern: 'wash' },
  { kind: 'surveillance' },
]

function form(chosen: Partial<Chosen>, typed: Partial<Typed> = {}): AlertForm {
  const empty = newForm(F27)
  return { chosen: { ...empty.chosen, ...chosen }, typed: { ...empty.typed, level: '2.97', ...typed } }
}

describe('the fields of an alert', () => {
  it.each(RULES.map((terms) => [alertTermsText(terms, () => tickSize), terms] as const))(
    'are what made it: %s',
    (_words, terms) => {
      const rule = {
        ...{ terms, isOn: true, note: 'hedge', sound: 'alarm' as const, rearm: 'once' as const },
        ...{ coolDownS: 7, alsoIfBeyond: true },
      }
      expect(readAlert(formOf(rule, listing), listing)).toEqual({ ok: true, rule })
    },
  )

  it('begin with the contract of the ladder, and are complete but for the level', () => {
    const read = readAlert(form({}), listing)
    expect(read).toMatchObject({
      ok: true,
      rule: { terms: { kind: 'price', instrumentId: F27, level: 297, hysteresis: 2 }, rearm: 'afterReturn' },
    })
    expect(readAlert(newForm(F27), listing)).toMatchObject({ ok: false, field: 'level' })
  })

  it('read a minus sign of the screen, and a symbol in small letters', () => {
    const read = readAlert(form({}, { instrument: ' h100g27 ', level: '−0.05' }), listing)
    expect(read).toMatchObject({ ok: true, rule: { terms: { instrumentId: G27, level: -5 } } })
  })

  it.each<[string, Partial<Chosen>, Partial<Typed>, keyof Typed, string]>([
    ['a price off the grid', {}, { level: '2.975' }, 'level', '2.975'],
    ['a contract nobody lists', {}, { instrument: 'H100Z99' }, 'instrument', 'H100Z99'],
    ['no other contract', { kind: 'spread' }, {}, 'other', 'Other contract'],
    ['a product nobody lists', { kind: 'phase' }, { of: 'H900' }, 'of', 'H900'],
    ['a fraction of a tick', {}, { hysteresis: '1.5' }, 'hysteresis', 'whole number'],
    ['more than all of the limit', { kind: 'margin' }, { level: '1001' }, 'level', 'Percent'],
    ['three decimals of a percent', { kind: 'slope' }, { other: 'H100G27', level: '1.234' }, 'level', '2.5'],
    ['no time', { kind: 'session' }, { level: '0' }, 'level', 'Seconds'],
    ['no pause', {}, { coolDown: '0' }, 'coolDown', 'Not again'],
  ])('with %s say which one and what it takes', (_name, chosen, typed, field, text) => {
    const read = readAlert(form(chosen, typed), listing)
    expect(read).toMatchObject({ ok: false, field })
    expect(read.ok ? '' : read.text).toContain(text)
  })

  it('are there for every kind', () => {
    expect(Object.keys(fieldsOf)).toEqual([...alertKinds])
  })
})
