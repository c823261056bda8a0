// The settings file of the risk gate as text: every limit with its value, its owner and its last change, and the scrypt
// hash of the password that loosening one asks for. Pure: main/settings reads and writes the file.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { err, ok, type Result } from '../../shared/domain/result.ts'
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
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return err(`it is no JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  if (!validator.Check(value)) return err(wrongWith(value))
  const { password, limits } = value
  return ok(password === undefined ? { limits } : { password, limits })
}

export function riskSettingsText({ password, limits }: RiskSettings): string {
  const settings = { version: 1, ...(password === undefined ? {} : { password }), limits }
  return `${JSON.stringify(settings, undefined, 2)}\n`
}

/** The deepest complaint: one about a whole union says nothing of what is wrong inside it. */
function wrongWith(value: unknown): string {
  const error = validator.Errors(value)[0]
  if (error === undefined) return 'it holds no settings'
  const { instancePath, message, params } = error
  const names = Object.values(params)
    .flat()
    .filter((one) => typeof one === 'string')
  const which =
    error.keyword === 'required' || error.keyword === 'additionalProperties' ? ` (${names.join(', ')})` : ''
  return `${instancePath === '' ? 'the whole' : instancePath.slice(1).replaceAll('/', '.')} ${message}${which}`
}
