import { describe, expect, it } from 'vitest'
import { LIMIT_NAMES } from '../../shared/domain/risk-limit.ts'
import {
  DEFAULT_RISK_SETTINGS,
  parseRiskSettings,
  riskSettingsText,
  type RiskSettings,
} from './risk-settings.ts'
import { withLimits } from './risk.testing.ts'

const set: RiskSettings = {
  password: { algorithm: 'scrypt-16384-8-1', salt: 'ab'.repeat(16), hash: 'cd'.repeat(32) },
  limits: {
    ...withLimits({ permittedRoots: ['H100', 'B200'] }),
    maxOrderQty: {
      value: 50,
      owner: 'Desk risk',
      changed: { who: 'ada', when: '2026-11-20T10:00:00.000Z', why: 'a quiet week' },
    },
  },
}

/** The text of the settings with one place of them changed. */
function spoilt(
  spoil: (settings: Record<string, never> & { limits: Record<string, unknown> }) => void,
): string {
  const settings = JSON.parse(riskSettingsText(set)) as Parameters<typeof spoil>[0]
  spoil(settings)
  return JSON.stringify(settings)
}

describe('the settings file of the limits', () => {
  it.each([DEFAULT_RISK_SETTINGS, set])('reads back what it wrote: %#', (settings) => {
    expect(parseRiskSettings(riskSettingsText(settings))).toEqual({ ok: true, value: settings })
  })

  it.each<[string, string, RegExp]>([
    ['nothing', '', /no JSON/],
    ['half of it', riskSettingsText(set).slice(0, 200), /no JSON/],
    ['a list', '[]', /whole/],
    ['another version', spoilt((file) => Object.assign(file, { version: 2 })), /version/],
    ['a field of its own', spoilt((file) => Object.assign(file, { also: 1 })), /also/],
    ['a limit that is missing', spoilt(({ limits }) => delete limits['maxMarginUsd']), /maxMarginUsd/],
    [
      'a limit that nobody knows',
      spoilt(({ limits }) => (limits['maxJoy'] = { value: 1, owner: 'x' })),
      /maxJoy/,
    ],
    [
      'a value below zero',
      spoilt(({ limits }) => (limits['maxOrderQty'] = { value: -1, owner: 'x' })),
      /maxOrderQty\.value/,
    ],
    [
      'a fraction',
      spoilt(({ limits }) => (limits['maxOrderQty'] = { value: 1.5, owner: 'x' })),
      /maxOrderQty\.value/,
    ],
    [
      'a text for a number',
      spoilt(({ limits }) => (limits['maxOrderQty'] = { value: '100', owner: 'x' })),
      /maxOrderQty\.value/,
    ],
    [
      'a value beyond every bound',
      spoilt(({ limits }) => (limits['maxMarginUsd'] = { value: 1e15, owner: 'x' })),
      /maxMarginUsd\.value/,
    ],
    [
      'a throttle that lets nothing out',
      spoilt(({ limits }) => (limits['orderBurst'] = { value: 0, owner: 'x' })),
      /orderBurst\.value/,
    ],
    [
      'a limit without an owner',
      spoilt(({ limits }) => (limits['maxOrderQty'] = { value: 5 })),
      /maxOrderQty.*owner/,
    ],
    [
      'a change without a reason',
      spoilt(
        ({ limits }) =>
          (limits['maxOrderQty'] = {
            value: 5,
            owner: 'x',
            changed: { who: 'a', when: '2026-11-20T10:00:00.000Z' },
          }),
      ),
      /maxOrderQty\.changed.*why/,
    ],
    [
      'a time that is none',
      spoilt(
        ({ limits }) =>
          (limits['maxOrderQty'] = { value: 5, owner: 'x', changed: { who: 'a', when: 'noon', why: 'w' } }),
      ),
      /maxOrderQty\.changed\.when/,
    ],
    [
      'roots that are none',
      spoilt(({ limits }) => (limits['permittedRoots'] = { value: ['H 100'], owner: 'x' })),
      /permittedRoots\.value/,
    ],
    [
      'a root twice',
      spoilt(({ limits }) => (limits['permittedRoots'] = { value: ['H100', 'H100'], owner: 'x' })),
      /permittedRoots\.value/,
    ],
    ['a password in the open', spoilt((file) => Object.assign(file, { password: 'secret' })), /password/],
    [
      'half a hash',
      spoilt((file) => Object.assign(file, { password: { ...set.password, hash: 'cd' } })),
      /password\.hash/,
    ],
  ])('with %s is refused with where it is wrong', (_, text, where) => {
    const parsed = parseRiskSettings(text)
    expect(parsed.ok).toBe(false)
    expect(parsed.ok ? '' : parsed.error).toMatch(where)
  })

  it('holds every limit, with an owner', () => {
    const written = JSON.parse(riskSettingsText(DEFAULT_RISK_SETTINGS)) as {
      limits: Record<string, { owner: string }>
    }
    expect(Object.keys(written.limits).sort()).toEqual([...LIMIT_NAMES].sort())
    for (const { owner } of Object.values(written.limits)) expect(owner).toBe('Tenor default')
  })
})
