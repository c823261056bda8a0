// The key the core logs in with: the paper exchange's public test key, unless the environment names another.
import { err, ok, type Result } from '../../shared/domain/result.ts'
import type { VenueCredentials } from '../../main/session/venue-contract.ts'

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
