// What the order path is held against: a row of the size of an order's record, made durable by SQLite with the journal's
// settings and nothing around it, and an order handed to a `ws` socket. The venue takes and answers it as it does ours: what
// it does with the second processor is felt by whoever sends.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import { WebSocket } from 'ws'
import { BARE_ORDERS_PATH } from './paced-venue.ts'

const HASH = 'f'.repeat(64)
/** As the record and the message of an order of the benches. */
const RECORD = JSON.stringify({
  ...{ kind: 'orderPlaced', timeUs: 1_795_446_000_000_000, clientOrderId: 'mwsdrmas-cd5uo8-100' },
  ...{ instrumentId: 'R00M10', side: 'buy', orderType: 'limit', limitPrice: 150, orderQty: 1 },
  ...{ timeInForce: 'day', origin: 'bench' },
})
const ORDER = JSON.stringify({
  ...{ type: 'newOrder', requestId: 100, clientOrderId: 'mwsdrmas-cd5uo8-100', instrument: 'R00M10' },
  ...{ side: 'buy', orderType: 'limit', orderQty: 1, timeInForce: 'day', priceTicks: 150 },
})

export class BareJournal {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'tenor-bare-journal-'))
  readonly #database = new Libsql(path.join(this.#folder, 'journal.sqlite'))
  readonly #insert: Libsql.Statement
  readonly #socket: WebSocket
  #rows = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.#database.exec('PRAGMA locking_mode = EXCLUSIVE')
    this.#database.exec('PRAGMA journal_mode = WAL')
    this.#database.exec('PRAGMA synchronous = FULL')
    this.#database.exec(
      'CREATE TABLE records (seq INTEGER PRIMARY KEY, time_us INTEGER, payload TEXT, hash TEXT)',
    )
    this.#insert = this.#database.prepare('INSERT INTO records VALUES (?, ?, ?, ?)')
  }

  static async open(venueUrl: string): Promise<BareJournal> {
    const socket = new WebSocket(venueUrl + BARE_ORDERS_PATH, { perMessageDeflate: false })
    await once(socket, 'open')
    return new BareJournal(socket)
  }

  /** One durable row. */
  append(): void {
    this.#insert.run(++this.#rows, this.#rows, RECORD, HASH)
  }

  /** Durable rows in one transaction. */
  appendAll(rows: number): void {
    this.#database.exec('BEGIN')
    for (let nth = 0; nth < rows; nth++) this.append()
    this.#database.exec('COMMIT')
  }

  send(): void {
    this.#socket.send(ORDER)
  }

  close(): void {
    this.#socket.terminate()
    this.#database.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
