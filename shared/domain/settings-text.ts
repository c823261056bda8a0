// The text of a settings file as settings: JSON, then their schema; what is wrong with it, and where, as part of a sentence.
// Called by the modules that own the settings of the risk gate and of surveillance. Pure.
import { err, ok, type Result } from './result.ts'

/** Where the fault is that of no single member. */
export const WHOLE = 'the whole'

/** A compiled schema, as far as it is needed here. */
export interface SettingsForm<Settings> {
  Check(value: unknown): value is Settings
  Errors(value: unknown): readonly SchemaError[]
}

interface SchemaError {
  readonly keyword: string
  readonly instancePath: string
  readonly message: string
}

/** The settings, or what is wrong with the text and where. */
export function parseSettingsText<Settings>(
  text: string,
  form: SettingsForm<Settings>,
): Result<Settings, string> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return err(`it is no JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  if (form.Check(value)) return ok(value)
  const { where, says } = firstFault(form, value)
  return err(`${where} ${says}`)
}

/**
 * The deepest complaint, because one about a whole union says nothing of what is wrong inside it: the path of the member
 * joined with points, `WHOLE` for none, and what is wrong with it.
 */
export function firstFault(
  form: SettingsForm<unknown>,
  value: unknown,
): { readonly where: string; readonly says: string } {
  const error = form.Errors(value)[0]
  if (error === undefined) return { where: WHOLE, says: 'is not known' }
  const { keyword, instancePath, message } = error
  const where = instancePath === '' ? WHOLE : instancePath.slice(1).replaceAll('/', '.')
  // A field beside those of the schema is held against a schema that is false.
  return { where, says: keyword === 'boolean' ? 'is not known' : message }
}
