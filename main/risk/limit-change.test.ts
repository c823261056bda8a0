import { describe, expect, it } from 'vitest'
import type { LimitName, LimitValue } from '../../shared/domain/risk-limit.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { changeLimit, changePassword, loosens, type LimitChange, type Passwords } from './limit-change.ts'
import { DEFAULT_RISK_SETTINGS, type RiskSettings, type StoredPassword } from './risk-settings.ts'

/** Legible where the real one is a hash. */
const passwords: Passwords = {
  protect: (password) => stored(password),
  matches: (password, { hash }) => hash === stored(password).hash,
}

function stored(password: string): StoredPassword {
  return { algorithm: 'scrypt-16384-8-1', salt: '', hash: password }
}

const locked: RiskSettings = { ...DEFAULT_RISK_SETTINGS, password: stored('open sesame') }
const noon = timeUs(Date.UTC(2026, 10, 20, 12) * 1_000)

function change(asked: Partial<LimitChange>, settings: RiskSettings = locked) {
  const whole = { limit: 'maxOrderQty', value: 50, why: 'a quiet week', origin: 'test', ...asked } as const
  return changeLimit(settings, { ...whole, who: 'ada', timeUs: noon }, passwords)
}

function refusal(asked: Partial<LimitChange>, settings?: RiskSettings): string {
  const changed = change(asked, settings)
  return changed.ok ? '' : changed.error.code
}

describe('loosening', () => {
  it.each<[LimitName, LimitValue, LimitValue, boolean]>([
    ['maxOrderQty', 100, 101, true],
    ['maxOrderQty', 100, 99, false],
    ['duplicateWindowMs', 1_000, 999, true],
    ['duplicateWindowMs', 1_000, 1_001, false],
    ['permittedRoots', ['H100'], 'all', true],
    ['permittedRoots', ['H100'], ['B200'], true],
    ['permittedRoots', ['H100', 'B200'], ['B200'], false],
    ['permittedRoots', ['H100'], [], false],
    ['permittedRoots', 'all', ['H100'], false],
  ])('of %s is from %j to %j: %s', (limit, from, to, expected) => {
    expect(loosens(limit, from, to)).toBe(expected)
  })
})

describe('a change of a limit', () => {
  it('that tightens takes who, when and why, and no password', () => {
    expect(change({})).toEqual({
      ok: true,
      value: {
        settings: {
          ...locked,
          limits: {
            ...locked.limits,
            maxOrderQty: {
              value: 50,
              owner: 'ada',
              changed: { who: 'ada', when: '2026-11-20T12:00:00.000Z', why: 'a quiet week' },
            },
          },
        },
        record: {
          ...{ kind: 'riskLimitChanged', timeUs: noon, limit: 'maxOrderQty', from: 100, to: 50 },
          ...{ owner: 'ada', who: 'ada', why: 'a quiet week', origin: 'test' },
        },
      },
    })
  })

  it('names another owner where one is given', () => {
    expect(change({ owner: 'Desk risk' })).toMatchObject({
      value: { settings: { limits: { maxOrderQty: { owner: 'Desk risk' } } } },
    })
  })

  it.each<[string, Partial<LimitChange>, RiskSettings, string]>([
    ['loosens without a password', { value: 200 }, locked, 'limitPasswordMissing'],
    ['loosens with another password', { value: 200, password: 'open barley' }, locked, 'limitPasswordWrong'],
    ['loosens with the password', { value: 200, password: 'open sesame' }, locked, ''],
    ['is the first to loosen and brings none', { value: 200 }, DEFAULT_RISK_SETTINGS, 'limitPasswordMissing'],
    [
      'is the first to loosen and brings too short a one',
      { value: 200, password: 'sesame' },
      DEFAULT_RISK_SETTINGS,
      'limitPasswordShort',
    ],
    ['is the first to loosen', { value: 200, password: 'open sesame' }, DEFAULT_RISK_SETTINGS, ''],
    ['tightens with a wrong password', { password: 'open barley' }, locked, ''],
    ['changes nothing', { value: 100 }, locked, 'limitUnchanged'],
    ['is below the least', { limit: 'orderBurst', value: 0 }, locked, 'limitValueBad'],
    ['is above the most', { value: 1_000_000_001 }, locked, 'limitValueBad'],
    ['is no number', { value: Number.NaN }, locked, 'limitValueBad'],
    ['is a fraction', { value: 1.5 }, locked, 'limitValueBad'],
    ['is a list for a number', { value: ['H100'] }, locked, 'limitValueBad'],
    ['is a number for roots', { limit: 'permittedRoots', value: 3 }, locked, 'permittedRootsBad'],
    [
      'names a root that cannot be',
      { limit: 'permittedRoots', value: ['H 100'] },
      locked,
      'permittedRootsBad',
    ],
  ])('that %s gets "%4$s"', (_, asked, settings, code) => {
    expect(refusal(asked, settings)).toBe(code)
  })

  it('that loosens first sets the password, says so on record, and never shows it there', () => {
    const changed = change({ value: 200, password: 'open sesame' }, DEFAULT_RISK_SETTINGS)
    expect(changed).toMatchObject({
      value: { settings: { password: stored('open sesame') }, record: { setsPassword: true } },
    })
    expect(changed.ok ? JSON.stringify(changed.value.record) : 'refused').not.toContain('sesame')
  })
})

describe('a change of the password', () => {
  it.each([
    [undefined, 'open barley', 'limitPasswordWrong'],
    ['open barley', 'another one', 'limitPasswordWrong'],
    ['open sesame', 'short', 'limitPasswordShort'],
    ['open sesame', 'open barley', ''],
  ])('from %s to %s gets "%s"', (old, next, code) => {
    const changed = changePassword(locked, { old, next }, passwords)
    expect(changed.ok ? '' : changed.error.code).toBe(code)
    if (changed.ok) expect(changed.value.password).toEqual(stored(next))
  })

  it('needs no old one where there is none', () => {
    expect(changePassword(DEFAULT_RISK_SETTINGS, { old: undefined, next: 'open sesame' }, passwords).ok).toBe(
      true,
    )
  })
})
