// The key the core logs in with: the paper exchange's public test key, unless the environment or a line on standard input
// names another. Never a flag: what stands on a command line is read by everybody on the machine. Pure; called by app.
import { err, ok, type Result } from '../../shared/domain/result.ts'
import type { VenueCredentials } from './venue-contract.ts'

const KEY_LINE = /^([^\s:]{1,80}):(\S{1,400})$/

/** Half a key is refused, because falling back to the paper key would hide the mistake. */
export function readCredentials(
  environment: Readonly<Record<string, string | undefined>>,
  paperKey: VenueCredentials,
): Result<VenueCredentials, string> {
  const { TENOR_KEY_ID: keyId, TENOR_KEY_SECRET: secret } = environment
  if (!keyId && !secret) return ok(paperKey)
  if (!keyId || !secret) {
    const missing = keyId ? 'TENOR_KEY_SECRET' : 'TENOR_KEY_ID'
    return err(
      `${missing} is not set. Set both TENOR_KEY_ID and TENOR_KEY_SECRET, or neither for the paper key.`,
    )
  }
  return ok({ keyId, secret })
}

/** Reads `ID:SECRET`, as a program hands it over in one line; what was wrong never shows any of it. */
export function parseKeyLine(text: string): Result<VenueCredentials, string> {
  const [, keyId, secret] = KEY_LINE.exec(text.trim()) ?? []
  return keyId === undefined || secret === undefined
    ? err('Standard input holds no key: give one line ID:SECRET.')
    : ok({ keyId, secret })
}
