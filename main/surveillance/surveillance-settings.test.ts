import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { surveillanceRules } from '../../shared/domain/surveillance.ts'
import { DEFAULT_SURVEILLANCE_SETTINGS, parseSurveillanceSettings } from './surveillance-settings.ts'

const { layering, wash } = DEFAULT_SURVEILLANCE_SETTINGS

describe('the settings of surveillance', () => {
  it('are read as they were written', () => {
    const read = parseSurveillanceSettings(JSON.parse(JSON.stringify(DEFAULT_SURVEILLANCE_SETTINGS)))
    expect(read).toEqual({ ok: true, value: DEFAULT_SURVEILLANCE_SETTINGS })
  })

  it.each<[string, unknown, string]>([
    ['no object', 'off', 'object'],
    ['a pattern missing', { layering, wash }, 'required'],
    [
      'a word for a number',
      { ...DEFAULT_SURVEILLANCE_SETTINGS, wash: { ...wash, priceTicks: 'none' } },
      '/wash',
    ],
    ['a layer of one order', withMinOrders({ value: 1, owner: 'x' }), '/layering/minOrders/value'],
    ['a part of an order', withMinOrders({ value: 3.5, owner: 'x' }), '/layering/minOrders/value'],
    ['a limit that nobody owns', withMinOrders({ value: 3, owner: '' }), '/layering/minOrders/owner'],
    ['a word that is not known', withMinOrders({ value: 3, owner: 'x', off: true }), '/layering/minOrders'],
    [
      'a wait in which an alert would come too late',
      { ...DEFAULT_SURVEILLANCE_SETTINGS, wash: { ...wash, restingMs: { value: 5_000, owner: 'x' } } },
      '/wash/restingMs/value',
    ],
  ])('are refused with %s, and it says where', (_what, value, where) => {
    const read = parseSurveillanceSettings(value)
    expect(read).toMatchObject({ ok: false, error: { kind: 'badSurveillanceSettings' } })
    expect(read.ok ? '' : read.error.text).toContain(where)
  })

  it('stand in docs/surveillance.md with their defaults, each beside its pattern’s rule', () => {
    const page = readFileSync(new URL('../../docs/surveillance.md', import.meta.url), 'utf8')
    for (const [pattern, limits] of Object.entries(DEFAULT_SURVEILLANCE_SETTINGS)) {
      for (const [name, { value }] of Object.entries<{ value: number }>(limits)) {
        const row = new RegExp(`\\| \`${pattern}\\.${name}\` +\\| +${value.toLocaleString('en')} +\\|`)
        expect(page).toMatch(row)
      }
    }
    for (const rule of Object.values(surveillanceRules)) {
      for (const part of rule.split('; ')) expect(page).toContain(part)
    }
  })
})

function withMinOrders(minOrders: unknown): unknown {
  return { ...DEFAULT_SURVEILLANCE_SETTINGS, layering: { ...layering, minOrders } }
}
