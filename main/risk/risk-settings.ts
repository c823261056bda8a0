// The settings file of the risk gate as text: every limit with its value, its owner and its last change, and the scrypt
// hash of the password that loosening one asks for. Pure: main/settings reads and writes the file.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { ok, type Result } from '../../shared/domain/result.ts'
import { parseSettingsText } from '../../shared/domain/settings-text.ts'
import { DEFAULT_RISK_LIMITS, RiskLimitsSchema, strict, type RiskLimits } from './risk-limits.ts'

const Hex = (bytes: number) => Type.String({ pattern: `^[0-9a-f]{${2 * bytes}}$` })

/** A scrypt hash with everything that is needed to compare with it. */
const StoredPasswordSchema = Type.Object(
  { algorithm: Type.Literal('scrypt-16384-8-1'), salt: Hex(16), hash: Hex(32) },
  strict,
)
export type StoredPassword = Static<typeof StoredPasswordSchema>

const SettingsSchema = Type.Object(
  { version: Type.Literal(1), password: Type.Optional(StoredPasswordSchema), limits: RiskLimitsSchema },
  strict,
)

export interface RiskSettings {
  /** Undefined until a limit is loosened for the first time. */
  readonly password?: StoredPassword
  readonly limits: RiskLimits
}

export const DEFAULT_RISK_SETTINGS: RiskSettings = { limits: DEFAULT_RISK_LIMITS }

const validator = Compile(SettingsSchema)

/** The settings, or what is wrong with the text and where. */
export function parseRiskSettings(text: string): Result<RiskSettings, string> {
  const settings = parseSettingsText(text, validator)
  if (!settings.ok) return settings
  const { password, limits } = settings.value
  return ok(password === undefined ? { limits } : { password, limits })
}

export function riskSettingsText({ password, limits }: RiskSettings): string {
  const settings = { version: 1, ...(password === undefined ? {} : { password }), limits }
  return `${JSON.stringify(settings, undefined, 2)}\n`
}
