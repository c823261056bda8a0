// The venue's plain HTTP addresses, on the same port as the channels, and how a request for an account's own is signed.

export const HTTP_PATHS = {
  health: '/v1/health',
  definitions: '/v1/definitions',
  settlements: '/v1/settlements',
  fixings: '/v1/fixings',
  statement: '/v1/statement',
  metrics: '/metrics',
} as const

export const HTTP_SIGNATURE = {
  keyHeader: 'x-tenor-key',
  /** Milliseconds since 1970-01-01 UTC on the client's machine. */
  timeHeader: 'x-tenor-time',
  /** Lower-case hex HMAC-SHA256, keyed with the secret, of `httpSigningText`. */
  signatureHeader: 'x-tenor-signature',
  timeWindowMs: 30_000,
} as const

/** The text to sign; `address` is the path with its query exactly as sent, for example `/v1/statement?date=2026-11-20`. */
export function httpSigningText(time: string, address: string): string {
  return `${time}.${address}`
}
