// Account keys: who may log in. Read once at start from TENOR_VENUE_KEYS, checked at each login.
// The venue keeps secrets in memory only and never writes one into a message or an error.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { loginSigningText } from '../../shared/venue-wire/order-messages.ts'
import { PAPER_KEY } from '../../shared/venue-wire/paper-key.ts'

/** Secret by key id; each key id is an account of its own. */
export type Keys = ReadonlyMap<string, string>

/** Reads `id:secret,id:secret`; without text the public practice key of the paper exchange. The error is a sentence. */
export function readKeys(text: string | undefined): Result<Keys, string> {
  if (text === undefined) return ok(new Map([[PAPER_KEY.keyId, PAPER_KEY.secret]]))
  const keys = new Map<string, string>()
  for (const [place, pair] of text.split(',').entries()) {
    const [, keyId, secret] = /^([A-Za-z0-9._-]{1,80}):(.{8,200})$/.exec(pair.trim()) ?? []
    if (keyId === undefined || secret === undefined) return err(badPair(place))
    if (keys.has(keyId)) return err(`TENOR_VENUE_KEYS names ${keyId} twice; give each account one key.`)
    keys.set(keyId, secret)
  }
  return ok(keys)
}

function badPair(place: number): string {
  return (
    `TENOR_VENUE_KEYS: entry ${place + 1} is not of the form id:secret` +
    ' (id of letters, digits, dot, dash; secret of at least 8 characters); correct it or unset the variable.'
  )
}

/** Whether `signature` (64 hex digits) is the login's for this key and nonce; compared in constant time. */
export function signatureFits(
  secret: string,
  login: { readonly nonce: string; readonly keyId: string; readonly signature: string },
): boolean {
  const expected = createHmac('sha256', secret).update(loginSigningText(login.nonce, login.keyId)).digest()
  const given = Buffer.from(login.signature, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
