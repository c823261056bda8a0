// The checksum by which venue and client prove that they hold the same book: one function, called by the
// venue when it publishes a delta and by the client once it has applied it. Pure; the table is filled once at
// load. The text it covers is part of the native protocol: changing it is a new protocol version.

/** Levels of each side that the checksum covers. */
export const CHECKSUM_LEVELS = 10

/** A level as whole ticks and lots; a `BookLevel` is one. */
export type ChecksumLevel = readonly [priceTicks: number, qtyLots: number]

/** One side of a book, the best level being 0; no price past the last. */
export interface ChecksumSide {
  levelPrice(nth: number): number | undefined
  levelQty(nth: number): number
}

/**
 * CRC-32/ISO-HDLC, 0 … 4,294,967,295, of the ten best levels of each side, best first (others are ignored).
 * The text is `bidPrice:bidQty:askPrice:askQty` for the best level, then the same for the second and so on,
 * all joined by `:`; a side that has no level at that depth is left out. Whole ticks and lots, ASCII minus.
 * An empty book is the empty text, whose checksum is 0.
 */
export function bookChecksum(bids: readonly ChecksumLevel[], asks: readonly ChecksumLevel[]): number {
  return checksumOfSides(new Rows(bids), new Rows(asks))
}

/** The same of sides that can be read level by level. */
export function checksumOfSides(bids: ChecksumSide, asks: ChecksumSide): number {
  // Digit by digit into the CRC: the text itself is never built, for this runs every few deltas.
  let crc = CRC_START
  for (let depth = 0; depth < CHECKSUM_LEVELS; depth++) {
    const bid = bids.levelPrice(depth)
    const ask = asks.levelPrice(depth)
    if (bid !== undefined) crc = withLevel(separated(crc, depth > 0), bid, bids.levelQty(depth))
    if (ask !== undefined)
      crc = withLevel(separated(crc, depth > 0 || bid !== undefined), ask, asks.levelQty(depth))
  }
  return ~crc >>> 0
}

class Rows implements ChecksumSide {
  readonly #rows: readonly ChecksumLevel[]

  constructor(rows: readonly ChecksumLevel[]) {
    this.#rows = rows
  }

  levelPrice(nth: number): number | undefined {
    return this.#rows[nth]?.[0]
  }

  levelQty(nth: number): number {
    return this.#rows[nth]?.[1] ?? 0
  }
}

function withLevel(crc: number, priceTicks: number, qtyLots: number): number {
  return withInteger(withByte(withInteger(crc, priceTicks), COLON), qtyLots)
}

function separated(crc: number, isSeparated: boolean): number {
  return isSeparated ? withByte(crc, COLON) : crc
}

function withInteger(crc: number, value: number): number {
  // Prices and quantities fit 32 bits, so that every step is a whole number to the machine too.
  let rest = (value < 0 ? -value : value) | 0
  let next = value < 0 ? withByte(crc, MINUS) : crc
  let power = 1
  while (power < POWER_MAX && rest >= power * 10) power *= 10
  for (; power > 1; power = (power / 10) | 0) {
    const digit = (rest / power) | 0
    next = withByte(next, ZERO + digit)
    rest -= digit * power
  }
  return withByte(next, ZERO + rest)
}

function withByte(crc: number, byte: number): number {
  return (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
}

/** CRC-32/ISO-HDLC (zip, PNG, Ethernet) of an ASCII text, unsigned: `123456789` gives 0xCBF43926. */
export function crc32(ascii: string): number {
  let crc = CRC_START
  for (let i = 0; i < ascii.length; i++) crc = withByte(crc, ascii.charCodeAt(i))
  return ~crc >>> 0
}

const CRC_START = -1
const [COLON, MINUS, ZERO] = [58, 45, 48]
/** The largest power of ten in 32 bits. */
const POWER_MAX = 1_000_000_000
const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc
})
