// order.recovery: a start on a journal of 100,000 orders and 300,000 reports, from opening the file to orders and positions
// as they were: every record proved by its hash, checked against its schema, and replayed. Beside it what any reader pays
// who proves the same rows: libsql, JSON.parse and the chain of SHA-256. By the clock, as somebody waits for it, with the
// file in the system's memory.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import { DeskState } from '../main/core/desk-state.ts'
import { replay, replayed } from '../main/core/order-desk.ts'
import { journalCodec } from '../main/core/journal-records.ts'
import { openJournal } from '../main/journal/journal.ts'
import { assert } from '../shared/domain/assert.ts'
import { timeUs } from '../shared/math/quantities.ts'
import { defineBench } from './harness.ts'
import { REPORTS_PER_ORDER, writeOrderJournal } from '../sim/order-journal.ts'

const ORDERS = 100_000

export const orderRecovery = defineBench({
  name: 'order.recovery',
  unit: 'ms',
  peerName: 'libsql + JSON.parse + SHA-256',
  lowerIsBetter: true,
  prepare() {
    const folder = mkdtempSync(path.join(tmpdir(), 'tenor-recovery-'))
    const file = path.join(folder, 'journal.sqlite')
    const records = writeOrderJournal(file, ORDERS)
    assert(records === 1 + ORDERS * (1 + REPORTS_PER_ORDER), 'every record was written')
    return {
      ours: () => recover(file),
      peer: () => readBare(file, records),
      dispose: () => {
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
})

function recover(file: string): number {
  const startedMs = performance.now()
  const state = new DeskState({ runName: 'bench', user: 'bench', nowUs: timeUs(0) })
  const journal = openJournal(file, journalCodec, (record) => {
    replay(state, record)
  })
  replayed(state)
  const spentMs = performance.now() - startedMs
  assert(journal.ok, 'the journal is whole')
  assert(state.orders.openCount === 0, 'every order ended')
  assert(state.orders.resumePoint?.lastSeq === ORDERS * REPORTS_PER_ORDER, 'every report was replayed')
  journal.value.close()
  return spentMs
}

function readBare(file: string, records: number): number {
  const startedMs = performance.now()
  const database = new Libsql(file)
  let head = ''
  let read = 0
  for (const row of database
    .prepare('SELECT seq, time_us, payload, hash FROM records ORDER BY seq')
    .iterate()) {
    const {
      seq,
      time_us: atUs,
      payload,
      hash,
    } = row as Record<'seq' | 'time_us' | 'payload' | 'hash', string>
    JSON.parse(payload)
    head = createHash('sha256').update(`${head}\n${seq}\n${atUs}\n${payload}`).digest('hex')
    assert(head === hash, 'the chain holds')
    read += 1
  }
  const spentMs = performance.now() - startedMs
  assert(read === records, 'every record was read')
  database.close()
  return spentMs
}
