// Who asks over HTTP: an account's key, a time and a signature over the time and the address. Called by the HTTP
// endpoint for what belongs to an account.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { HTTP_SIGNATURE, httpSigningText } from '../../shared/venue-wire/http.ts'
import type { RefusalCode } from '../../shared/venue-wire/session-messages.ts'
import type { Keys } from './keys.ts'

export interface HttpRefusal {
  readonly code: RefusalCode
  readonly text?: string
}

/** The account that signed the request for `address` (path with query); `epochMs` is the machine's clock. */
export function signedAccount(
  headers: IncomingHttpHeaders,
  request: { readonly address: string; readonly keys: Keys; readonly epochMs: number },
): Result<string, HttpRefusal> {
  const keyId = headers[HTTP_SIGNATURE.keyHeader]
  const time = headers[HTTP_SIGNATURE.timeHeader]
  const signature = headers[HTTP_SIGNATURE.signatureHeader]
  if (typeof keyId !== 'string' || typeof time !== 'string' || typeof signature !== 'string') {
    const { keyHeader, timeHeader, signatureHeader } = HTTP_SIGNATURE
    return err({
      code: 'notLoggedIn',
      text: `Send the headers ${keyHeader}, ${timeHeader}, ${signatureHeader}.`,
    })
  }
  const secret = request.keys.get(keyId)
  if (secret === undefined) return err({ code: 'unknownKey' })
  const offMs = /^\d{1,15}$/.test(time) ? Math.abs(Number(time) - request.epochMs) : Number.POSITIVE_INFINITY
  if (offMs > HTTP_SIGNATURE.timeWindowMs) {
    const seconds = HTTP_SIGNATURE.timeWindowMs / 1_000
    const text = `${HTTP_SIGNATURE.timeHeader} is not within ${seconds} seconds of the venue’s machine, in milliseconds.`
    return err({ code: 'badSignature', text })
  }
  const expected = createHmac('sha256', secret).update(httpSigningText(time, request.address)).digest()
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(signature) ? signature : '', 'hex')
  const fits = given.length === expected.length && timingSafeEqual(given, expected)
  return fits ? ok(keyId) : err({ code: 'badSignature' })
}
