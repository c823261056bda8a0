// Books from a file: snapshots and deltas as lines of JSON with decimal strings, put through the synchroniser that the
// terminal's own books go through. Called by `tenor books`. Pure.
// Decimals keep their digits: a book holds whole numbers, so each instrument's prices are numbered in their order, which
// needs the whole file beforehand, and each pair of price and quantity as written has a number that stands for its lots.
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { assert } from '../../shared/domain/assert.ts'
import { levelDelta } from '../../shared/domain/level-delta.ts'
import type { BookLevel, BookSnapshot, LevelDelta } from '../../shared/domain/market-data.ts'
import { reason } from '../../shared/domain/reason.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { CHECKSUM_LEVELS, crc32 } from '../../shared/math/book-checksum.ts'
import { instrumentId, priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { BookSync } from './book-sync.ts'
import { OrderBook } from './order-book.ts'
import { LEVELS_PER_SIDE_MAX, type PriceLevels } from './price-levels.ts'

const TOP_LEVELS = 10
const NO_TIME = timeUs(0)

const RowsField = Type.Array(
  Type.Tuple([
    Type.String({ pattern: '^-?\\d{1,40}(\\.\\d{1,40})?$' }),
    Type.String({ pattern: '^\\d{1,40}(\\.\\d{1,40})?$' }),
  ]),
  { maxItems: LEVELS_PER_SIDE_MAX },
)
const ChangeId = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
const common = {
  instrument: Type.String({ pattern: '^[\\x21-\\x7e]{1,40}$' }),
  changeId: ChangeId,
  bids: RowsField,
  asks: RowsField,
  checksum: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 32 - 1 })),
}
const SnapshotLine = Type.Object({ type: Type.Literal('snapshot'), ...common })
const DeltaLine = Type.Object({ type: Type.Literal('delta'), prevChangeId: ChangeId, ...common })

/** One line as it stands in the file; fields that are not named here say nothing. */
export type WrittenLine = Static<typeof SnapshotLine> | Static<typeof DeltaLine>

const forms = { snapshot: Compile(SnapshotLine), delta: Compile(DeltaLine) }

/** `[price, quantity]` as written. */
type WrittenRow = readonly [price: string, qty: string]

/** The book of a line's instrument after that line; `null` where there is none. */
export interface BookLine {
  readonly instrument: string
  readonly changeId: number | null
  /** `resync`: the book is not to be trusted, for `reason`, and is as it was last known; a snapshot is needed. */
  readonly state: 'live' | 'resync'
  readonly reason?: string
  readonly bestBid: string | null
  readonly bestAsk: string | null
  readonly levels: readonly [bids: number, asks: number]
  /** At most ten levels of each side, best first. */
  readonly top: { readonly bids: readonly WrittenRow[]; readonly asks: readonly WrittenRow[] }
}

/** The lines of a text, blank ones left out; or a sentence about the first that cannot be used. */
export function parseBookFile(text: string): Result<readonly WrittenLine[], string> {
  const lines: WrittenLine[] = []
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue
    const read = parseLine(line)
    if (!read.ok) return err(`line ${at + 1}: ${read.error}`)
    lines.push(read.value)
  }
  return ok(lines)
}

function parseLine(line: string): Result<WrittenLine, string> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return err('it is no JSON; write one snapshot or delta a line.')
  }
  const { type } = (value ?? {}) as { readonly type?: unknown }
  if (type !== 'snapshot' && type !== 'delta') return err('its type is neither "snapshot" nor "delta".')
  const form = forms[type]
  if (form.Check(value)) return ok(value)
  const error = form.Errors(value)[0]
  const place = error === undefined || error.instancePath === '' ? 'it' : error.instancePath.slice(1)
  return err(`${place} ${error?.message ?? 'is not of the form'}; prices and quantities are decimal strings.`)
}

/** Plays the lines one after the other; each gives the book of its instrument. */
export function* playBookFile(lines: readonly WrittenLine[]): Generator<BookLine> {
  const byInstrument = new Map<string, WrittenLine[]>()
  for (const line of lines) {
    const own = byInstrument.get(line.instrument)
    if (own === undefined) byInstrument.set(line.instrument, [line])
    else own.push(line)
  }
  const books = new Map([...byInstrument].map(([instrument, own]) => [instrument, new PlayedBook(own)]))
  for (const line of lines) {
    const book = books.get(line.instrument)
    assert(book !== undefined, 'every instrument of the file has a book')
    yield book.play(line)
  }
}

class PlayedBook {
  readonly #numbers: RowNumbers
  readonly #sync: BookSync<BookLevel, LevelDelta, OrderBook>

  constructor(lines: readonly WrittenLine[]) {
    this.#numbers = new RowNumbers(lines)
    const book = new WrittenBook(this.#numbers)
    this.#sync = new BookSync(reason('awaitingSnapshot', {}), NO_TIME, book)
  }

  play(line: WrittenLine): BookLine {
    const { changeId, checksum } = line
    // Lines have no times: a snapshot is taken for newer than the book, a delta never.
    const nowUs = line.type === 'snapshot' ? timeUs((this.#sync.book.venueTimeUs ?? NO_TIME) + 1) : NO_TIME
    const update = {
      instrumentId: instrumentId(line.instrument),
      changeId,
      bids: this.#numbers.levels(line.bids),
      asks: this.#numbers.levels(line.asks),
      venueTimeUs: nowUs,
    }
    if (line.type === 'delta') {
      const proof = checksum === undefined ? {} : { checksum }
      this.#sync.delta(levelDelta({ ...update, ...proof, prevChangeId: line.prevChangeId }), nowUs, false)
    } else if (checksum === undefined || checksum === this.#checksumOf(update)) {
      this.#sync.snapshot(update, nowUs, false)
    } else {
      this.#sync.reset(reason('checksumMismatch', { changeId }), nowUs)
    }
    return this.#lineOf(line.instrument)
  }

  #checksumOf(snapshot: BookSnapshot): number {
    const book = new WrittenBook(this.#numbers)
    book.replaceAll(snapshot, snapshot.venueTimeUs)
    return book.checksum()
  }

  #lineOf(instrument: string): BookLine {
    const { book, state } = this.#sync
    const bids = this.#numbers.top(book.bids)
    const asks = this.#numbers.top(book.asks)
    return {
      instrument,
      changeId: book.changeId ?? null,
      ...(state.kind === 'live' ? { state: 'live' } : { state: 'resync', reason: state.reason.code }),
      bestBid: bids[0]?.[0] ?? null,
      bestAsk: asks[0]?.[0] ?? null,
      levels: [book.bids.count, book.asks.count],
      top: { bids, asks },
    }
  }
}

/** A book whose checksum covers prices and quantities as written. */
class WrittenBook extends OrderBook {
  readonly #numbers: RowNumbers

  constructor(numbers: RowNumbers) {
    super()
    this.#numbers = numbers
  }

  override checksum(): number {
    const [bids, asks] = [this.#numbers.top(this.bids), this.#numbers.top(this.asks)]
    const parts: string[] = []
    for (let depth = 0; depth < CHECKSUM_LEVELS; depth++)
      parts.push(...(bids[depth] ?? []), ...(asks[depth] ?? []))
    return crc32(parts.join(':'))
  }
}

/** The whole numbers that stand for an instrument's prices, in their order, and for its rows. */
class RowNumbers {
  readonly #priceNumbers = new Map<string, number>()
  readonly #rowNumbers = new Map<string, number>()
  readonly #rows: WrittenRow[] = [['', '0']]

  constructor(lines: readonly WrittenLine[]) {
    const written = new Set(lines.flatMap(({ bids, asks }) => [...bids, ...asks].map(([price]) => price)))
    let scale = 0
    for (const price of written) scale = Math.max(scale, fractionDigits(price))
    const values = [...written].map((price) => ({ price, value: scaled(price, scale) }))
    values.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
    let number = 0
    for (const [at, { price, value }] of values.entries()) {
      if (at > 0 && values[at - 1]?.value !== value) number += 1
      this.#priceNumbers.set(price, number)
    }
  }

  levels(rows: readonly WrittenRow[]): readonly BookLevel[] {
    return rows.map((row) => [priceTicks(this.#priceNumbers.get(row[0]) ?? 0), qtyLots(this.#numberOf(row))])
  }

  /** The best levels as they were written. */
  top(side: PriceLevels): readonly WrittenRow[] {
    return side.topRows(TOP_LEVELS).map(([, number]) => this.#rows[number] ?? ['', ''])
  }

  #numberOf([price, qty]: WrittenRow): number {
    if (/^[0.]+$/.test(qty)) return 0
    const text = `${price} ${qty}`
    const known = this.#rowNumbers.get(text)
    if (known !== undefined) return known
    const number = this.#rows.length
    this.#rows.push([price, qty])
    this.#rowNumbers.set(text, number)
    return number
  }
}

function fractionDigits(decimal: string): number {
  const point = decimal.indexOf('.')
  return point === -1 ? 0 : decimal.length - point - 1
}

function scaled(decimal: string, scale: number): bigint {
  return BigInt(decimal.replace('.', '') + '0'.repeat(scale - fractionDigits(decimal)))
}
