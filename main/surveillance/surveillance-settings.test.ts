import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { surveillanceRules } from '../../shared/domain/surveillance.ts'
import { DEFAULT_SURVEILLANCE_SETTINGS, parseSurveillanceSettings } from './surveillance-settings.ts'

const page = readFileSync(new URL('../../docs/surveillance.md', import.meta.url), 'utf8')

function read(file: object) {
  return parseSurveillanceSettings(JSON.stringify({ version: 1, ...file }))
}

describe('the settings of surveillance', () => {
  it('are the defaults but for what a file names', () => {
    const minOrders = { value: 2, owner: 'Compliance' }
    const { layering } = DEFAULT_SURVEILLANCE_SETTINGS
    expect(read({})).toEqual({ ok: true, value: DEFAULT_SURVEILLANCE_SETTINGS })
    expect(read(DEFAULT_SURVEILLANCE_SETTINGS)).toEqual({ ok: true, value: DEFAULT_SURVEILLANCE_SETTINGS })
    expect(read({ layering: { minOrders } })).toEqual({
      ok: true,
      value: { ...DEFAULT_SURVEILLANCE_SETTINGS, layering: { ...layering, minOrders } },
    })
  })

  it.each<[string, object, string]>([
    ['another version', { version: 2 }, 'version'],
    ['a pattern that nobody knows', { spoofing: {} }, 'spoofing is not known'],
    [
      'a limit that nobody knows',
      { wash: { minOrder: { value: 3, owner: 'x' } } },
      'wash.minOrder is not known',
    ],
    ['a bare number', { ignition: { movedTicks: 5 } }, 'ignition.movedTicks'],
    ['a word for a number', withMinOrders({ value: 'none', owner: 'x' }), 'layering.minOrders.value'],
    ['a layer of one order', withMinOrders({ value: 1, owner: 'x' }), 'layering.minOrders.value'],
    ['a part of an order', withMinOrders({ value: 3.5, owner: 'x' }), 'layering.minOrders.value'],
    ['a limit that nobody owns', withMinOrders({ value: 3, owner: '' }), 'layering.minOrders.owner'],
    [
      'a word that is not known',
      withMinOrders({ value: 3, owner: 'x', off: true }),
      'layering.minOrders.off is not known',
    ],
    [
      'a wait in which an alert would come too late',
      { wash: { restingMs: { value: 5_000, owner: 'x' } } },
      'wash.restingMs.value',
    ],
  ])('are refused with %s, and it says where', (_what, file, where) => {
    const settings = read(file)
    expect(settings.ok ? '' : settings.error).toContain(where)
  })

  it.each(['', 'off', '[]', '{"version":1'])('are refused with %j for a text', (text) => {
    expect(parseSurveillanceSettings(text).ok).toBe(false)
  })

  it('can be set as the example in docs/surveillance.md sets them', () => {
    const [, example = ''] = /```json\n([^`]+)```/.exec(page) ?? []
    const settings = parseSurveillanceSettings(example)
    expect(settings).toMatchObject({
      ok: true,
      value: JSON.parse(example.replace('"version": 1,', '')) as object,
    })
    expect(settings).not.toEqual({ ok: true, value: DEFAULT_SURVEILLANCE_SETTINGS })
  })

  it('stand in docs/surveillance.md with their defaults, each beside its pattern’s rule', () => {
    const patterns = Object.entries({ ...DEFAULT_SURVEILLANCE_SETTINGS })
    for (const [pattern, limits] of patterns) {
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

function withMinOrders(minOrders: object): object {
  return { layering: { minOrders } }
}
