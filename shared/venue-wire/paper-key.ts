// The practice key of the paper exchange. It is public on purpose: the exchange listens on loopback only and its money
// is practice money. A venue started with TENOR_VENUE_KEYS does not take it.

export const PAPER_KEY = {
  keyId: 'paper',
  /** Not a secret: printed in docs/venue-protocol.md. */
  secret: 'tenor-paper-practice-key',
} as const
