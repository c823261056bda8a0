// The rows of a journal file in order, each proved to follow the one before. Used by journal-rows.ts. Rows are read many at a time
// as one text, because libsql makes an object of each that it gives by itself; where such a text is not what it must be,
// the rows are read one by one from there on, which gives the damage its name. What was not proved is never given out.
import { bytesColumn, field, integerColumn, textOf, type Database } from '../sqlite/columns.ts'
import { checkRow, EMPTY_CHAIN, sha256, type ChainHead, type CheckedRow } from './hash-chain.ts'

/** Damage found while reading; carries the number of the record. */
export class DamagedRecord extends Error {
  readonly record: number

  constructor(record: number, what: string) {
    super(what)
    this.record = record
  }
}

const ROWS_PER_TEXT = 200
const HASH_LENGTH = 64

/**
 * Number, time, payload and hash of each row, each on its line: what a hash covers, the hash before included, then stands
 * in one piece. Text of JSON holds no line feed. A row of other types is left out, and missed; so is one that comes before
 * its turn.
 */
const SELECT_TEXT = `
  SELECT CAST(group_concat(seq || x'0a' || time_us || x'0a' || payload || x'0a' || hash || x'0a', '') AS BLOB) AS rows
  FROM records
  WHERE seq > ? AND seq <= ? AND typeof(time_us) = 'integer' AND typeof(payload) = 'text' AND typeof(hash) = 'text'
  ORDER BY seq`
const COLUMNS = `seq, ${integerColumn('time_us')}, ${bytesColumn('payload')}, ${bytesColumn('hash')}`
/** What stands where no record can, and what follows a record. */
const SELECT_ROWS = `
  SELECT ${COLUMNS} FROM records WHERE seq < 1 UNION ALL
  SELECT * FROM (SELECT ${COLUMNS} FROM records WHERE seq > ? ORDER BY seq)`

/** In pieces, in order. Throws DamagedRecord at the first row that is not as it was written. */
export function* chainedRows(database: Database): Generator<readonly CheckedRow[]> {
  const select = database.prepare(SELECT_TEXT)
  let head: ChainHead = EMPTY_CHAIN
  for (;;) {
    const text = textOf(field(select.get(head.seq, head.seq + ROWS_PER_TEXT), 'rows'))
    const rows = text === undefined ? [] : rowsOf(head, text)
    yield rows
    head = rows.at(-1) ?? head
    if (rows.length < ROWS_PER_TEXT) break
  }
  for (const row of rowByRow(database, head)) yield [row]
}

/** The rows of a text as far as they are proved. */
function rowsOf(head: ChainHead, rows: string): readonly CheckedRow[] {
  const text = `${head.hash}\n${rows}`
  const proved: CheckedRow[] = []
  let coveredFrom = 0
  for (let at = head.hash.length + 1; at < text.length;) {
    const timeAt = text.indexOf('\n', at) + 1
    const payloadAt = text.indexOf('\n', timeAt) + 1
    const payloadEnd = text.indexOf('\n', payloadAt)
    const hashAt = payloadEnd + 1
    const seq = Number(text.slice(at, timeAt - 1))
    const timeUs = Number(text.slice(timeAt, payloadAt - 1))
    const hash = text.slice(hashAt, hashAt + HASH_LENGTH)
    const isNext = seq === head.seq + proved.length + 1 && Number.isSafeInteger(timeUs) && timeUs >= 0
    if (!isNext || sha256(text.slice(coveredFrom, payloadEnd)) !== hash) break
    proved.push({ seq, timeUs, payload: text.slice(payloadAt, payloadEnd), hash })
    coveredFrom = hashAt
    at = hashAt + HASH_LENGTH + 1
  }
  return proved
}

function* rowByRow(database: Database, before: ChainHead): Generator<CheckedRow> {
  let head = before
  for (const raw of database.prepare(SELECT_ROWS).iterate(before.seq)) {
    const [seq, timeUs] = [field(raw, 'seq'), field(raw, 'time_us')]
    const [payload, hash] = [textOf(field(raw, 'payload')), textOf(field(raw, 'hash'))]
    const row = checkRow(head, { seq, timeUs, payload, hash })
    if (!row.ok) throw new DamagedRecord(head.seq + 1, row.error)
    yield row.value
    head = row.value
  }
}
