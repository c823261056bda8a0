// A change of one limit: whether it may be made, what the settings are after it, and what is recorded of it. Loosening
// asks for the limit password, and the first time sets it; tightening asks for nothing. Pure: how passwords are hashed
// comes in. Called by main/core for windows and by the command line.
import { Compile } from 'typebox/compile'
import type { TimeUs } from '../../shared/domain/brands.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import {
  LIMIT_PASSWORD_LENGTH,
  limitValueText,
  NUMBER_LIMITS,
  type LimitName,
  type LimitValue,
  type PermittedRoots,
} from '../../shared/domain/risk-limit.ts'
import { limitValueSchema, type RiskLimits } from './risk-limits.ts'
import type { RiskRecordOf } from './risk-records.ts'
import type { RiskSettings, StoredPassword } from './risk-settings.ts'

/** How a password is made storable, with a salt of its own, and compared in constant time. */
export interface Passwords {
  readonly protect: (password: string) => StoredPassword
  readonly matches: (password: string, stored: StoredPassword) => boolean
}

export interface LimitChange {
  readonly limit: LimitName
  /** Not yet known to be one that the limit can have. */
  readonly value: unknown
  readonly why: string
  /** Whoever changes it, unless stated. */
  readonly owner?: string
  readonly password?: string
  /** Where it was done, for the audit trail. */
  readonly origin: string
}

export interface ChangeMoment {
  readonly who: string
  readonly timeUs: TimeUs
}

export interface LimitOutcome {
  readonly settings: RiskSettings
  readonly record: RiskRecordOf<'riskLimitChanged'>
}

export function changeLimit(
  settings: RiskSettings,
  asked: LimitChange & ChangeMoment,
  passwords: Passwords,
): Result<LimitOutcome, Reason> {
  const { limit, why, who, timeUs, origin, owner = who } = asked
  const { value } = asked
  if (!isValueOf(limit, value)) return err(badValue(limit))
  const { value: from } = settings.limits[limit]
  if (isSame(from, value))
    return err(reason('limitUnchanged', { limitName: limit, value: limitValueText(value) }))
  const password = loosens(limit, from, value) ? opened(settings, asked, passwords) : ok(settings.password)
  if (!password.ok) return password
  const changed = { who, when: isoTime(timeUs), why }
  const limits = { ...settings.limits, [limit]: { value, owner, changed } } as RiskLimits
  return ok({
    settings: password.value === undefined ? { limits } : { password: password.value, limits },
    record: {
      kind: 'riskLimitChanged',
      ...{ timeUs, limit, from, to: value, owner, who, why, origin },
      ...(settings.password === undefined && password.value !== undefined ? { setsPassword: true } : {}),
    },
  })
}

/** The settings with another password; the old one is asked for where there is one. */
export function changePassword(
  settings: RiskSettings,
  { old, next }: { readonly old: string | undefined; readonly next: string },
  passwords: Passwords,
): Result<RiskSettings, Reason> {
  const { password, limits } = settings
  if (password !== undefined && (old === undefined || !passwords.matches(old, password)))
    return err(reason('limitPasswordWrong', {}))
  const protectedNext = protectNew(next, passwords)
  return protectedNext.ok ? ok({ password: protectedNext.value, limits }) : protectedNext
}

/** Whether more gets through with `to` than with `from`, in any respect. */
export function loosens(limit: LimitName, from: LimitValue, to: LimitValue): boolean {
  if (limit === 'permittedRoots') return permitsMore(from as PermittedRoots, to as PermittedRoots)
  return NUMBER_LIMITS[limit].loosens === 'up' ? to > from : to < from
}

export function isSame(a: LimitValue, b: LimitValue): boolean {
  return limitValueText(a) === limitValueText(b)
}

function permitsMore(from: PermittedRoots, to: PermittedRoots): boolean {
  if (from === 'all') return false
  return to === 'all' || to.some((root) => !from.includes(root))
}

function opened(
  { password }: RiskSettings,
  { password: given, limit }: LimitChange,
  passwords: Passwords,
): Result<StoredPassword, Reason> {
  if (given === undefined) return err(reason('limitPasswordMissing', { limitName: limit }))
  if (password === undefined) return protectNew(given, passwords)
  return passwords.matches(given, password) ? ok(password) : err(reason('limitPasswordWrong', {}))
}

function protectNew(password: string, { protect }: Passwords): Result<StoredPassword, Reason> {
  const { min } = LIMIT_PASSWORD_LENGTH
  return password.length < min ? err(reason('limitPasswordShort', { minLength: min })) : ok(protect(password))
}

function isValueOf(limit: LimitName, value: unknown): value is LimitValue {
  return Compile(limitValueSchema(limit)).Check(value)
}

function badValue(limit: LimitName): Reason {
  if (limit === 'permittedRoots') return reason('permittedRootsBad', {})
  const { min, max } = NUMBER_LIMITS[limit]
  return reason('limitValueBad', { limitName: limit, min, max })
}

function isoTime(timeUs: TimeUs): string {
  return new Date(Math.floor(timeUs / 1_000)).toISOString()
}
