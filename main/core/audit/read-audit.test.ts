// The audit of a profile's journal: what it proves, what its lines say, and that no damage to the file goes unnoticed.
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HeldTerms } from '../../../shared/domain/held-order.ts'
import { clientOrderId, heldId, priceTicks, qtyLots } from '../../../shared/math/quantities.ts'
import { openJournal } from '../../journal/journal.ts'
import { H100F27 } from '../../order/order-records.testing.ts'
import { JOURNAL_FILE, journalCodec } from '../journal-records.ts'
import { AUDIT_COLUMNS, auditColumns, type AuditRow } from './audit-columns.ts'
import { minuteOf, MORNING, NINE, writeMorning } from './audit.testing.ts'
import { exportAudit, verifyAudit, type AuditSpan } from './read-audit.ts'

const ALL: AuditSpan = { fromUs: undefined, toUs: undefined }
const RECORDS = MORNING.length + 1

let profile: string
let file: string

beforeEach(() => {
  // In memory where the system has such a folder: thousands of openings would wait for the disk.
  profile = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tenor-audit-'))
  file = join(profile, JOURNAL_FILE)
  writeMorning(file)
})
afterEach(() => rmSync(profile, { recursive: true, force: true }))

function rowsOf(span: AuditSpan = ALL): readonly AuditRow[] {
  const rows: AuditRow[] = []
  const read = exportAudit(profile, span, (row) => rows.push(row))
  if (!read.ok) throw new Error(read.error.text)
  return rows
}

describe('the audit of a journal', () => {
  it('proves every record and names the anchors, and changes no file', () => {
    const before = readFileSync(file)
    expect(verifyAudit(profile)).toMatchObject({
      ok: true,
      value: {
        head: { seq: RECORDS, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
        ...{ firstTimeUs: NINE, lastTimeUs: minuteOf(MORNING.length - 1) },
        anchors: [{ date: '2026-11-23', count: 0, hash: '' }],
      },
    })
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(profile)).toEqual([JOURNAL_FILE])
  })

  it('says so while a terminal holds the journal, and when there is none', () => {
    const terminal = openJournal(file, journalCodec)
    expect(verifyAudit(profile)).toMatchObject({ ok: false, error: { kind: 'profileInUse' } })
    if (terminal.ok) terminal.value.close()
    expect(verifyAudit(profile).ok).toBe(true)
    expect(verifyAudit(join(profile, 'other'))).toMatchObject({
      ok: false,
      error: { kind: 'profileUnusable' },
    })
    expect(existsSync(join(profile, 'other'))).toBe(false)
  })

  it('reads what a terminal that was killed left in its log, and leaves it there', () => {
    const terminal = openJournal(file, journalCodec)
    if (!terminal.ok) throw new Error(terminal.error.text)
    terminal.value.append([{ kind: 'recovered', timeUs: NINE }], minuteOf(60))
    const killed = mkdtempSync(join(profile, 'killed-'))
    for (const name of [JOURNAL_FILE, `${JOURNAL_FILE}-wal`])
      copyFileSync(join(profile, name), join(killed, name))
    terminal.value.close()
    expect(verifyAudit(killed)).toMatchObject({ ok: true, value: { head: { seq: RECORDS + 1 } } })
    expect(readdirSync(killed)).toEqual([JOURNAL_FILE, `${JOURNAL_FILE}-wal`])
  })

  it('names an anchor that was made for another journal', () => {
    const journal = openJournal(file, journalCodec)
    if (!journal.ok) throw new Error(journal.error.text)
    const hash = 'a'.repeat(64)
    const anchor = { kind: 'dayAnchored', timeUs: NINE, date: '2026-11-24', count: RECORDS, hash } as unknown
    const parsed = journalCodec.parse(anchor)
    if (!parsed.ok) throw new Error(parsed.error)
    journal.value.append([parsed.value], minuteOf(60))
    journal.value.close()
    expect(verifyAudit(profile)).toMatchObject({ ok: false, error: { record: RECORDS + 1 } })
  })

  it('never calls a journal fine whose records are other than those written, whichever byte is flipped', async () => {
    const whole = readFileSync(file)
    const rows = JSON.stringify(rowsOf())
    let refused = 0
    // Every byte of the file with JOURNAL_FLIP_STEP=1; SQLite's header always.
    const step = Number(process.env['JOURNAL_FLIP_STEP'] ?? 5)
    for (let at = 0; at < whole.length; at += at < 112 ? 1 : step) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0xff
      writeFileSync(file, bytes)
      const verified = verifyAudit(profile)
      if (verified.ok) expect(JSON.stringify(rowsOf())).toBe(rows)
      else {
        refused += 1
        expect(verified.error.text).toContain(file)
        expect(readFileSync(file).equals(bytes)).toBe(true)
      }
      // Lets the files of refused openings be let go.
      if (at % 10 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(refused).toBeGreaterThan(300)
  }, 600_000)
})

describe('the lines of the trail', () => {
  it('are one for each record, with the order as it stands after it', () => {
    const rows = rowsOf()
    expect(rows.map(({ record }) => record)).toEqual(rows.map((_, at) => at + 1))
    expect(rows.map(({ event, status, cumQty }) => [event, status, cumQty])).toEqual([
      ['dayAnchored', undefined, undefined],
      ['sessionLoggedIn', undefined, undefined],
      ['orderPlaced', 'pendingNew', 0],
      ['requestSent', 'pendingNew', 0],
      ['report', 'working', 0],
      ['report', 'partiallyFilled', 3],
      ['replaceDenied', 'partiallyFilled', 3],
      ['report', 'working', 0],
      ['cancelRequested', 'pendingCancel', 0],
    ])
  })

  it('say who decided, how, and what the market looked like, in FIX’s codes and decimal prices', () => {
    const [, , placed, sent, , traded, denied, canceled] = rowsOf()
    expect(placed).toMatchObject({
      ...{ account: 'paper', operatorId: 'ada', manualOrderIndicator: 'Y', origin: 'ladder click' },
      ...{ symbol: 'H100F27', side: '1', ordType: '2', timeInForce: '0', price: '-0.05', priceTicks: -5 },
      ...{ bidPx: '-0.05', bidSize: 7, offerPx: '-0.03', offerSize: 2, marketLastPx: '-0.04' },
      ...{
        marketState: 'live',
        marketAgeMs: 12,
        tradingPhase: 'continuous',
        recordTime: '2026-11-23T09:01:00.000000Z',
      },
    })
    expect(sent).toMatchObject({ msgType: 'D', sendingTime: '1970-01-01T00:00:00.001001Z' })
    expect(traded).toMatchObject({
      msgType: '8',
      execType: 'F',
      ordStatus: '1',
      lastQty: 3,
      lastPx: '-0.05',
      execId: 'E-2',
    })
    expect(denied).toMatchObject({
      ...{ operatorId: '@ada', manualOrderIndicator: 'N', price: '-0.02', orderQty: 4 },
      text: 'staleMarketData: instrument H100F27, ageMs 4000',
    })
    expect(canceled).toMatchObject({
      execType: 'H',
      execRefId: 'E-2',
      ordStatus: '0',
      cumQty: 0,
      leavesQty: 7,
    })
  })

  it('tell of the acts that stop a desk, and who did them', () => {
    const journal = openJournal(file, journalCodec)
    if (!journal.ok) throw new Error(journal.error.text)
    const by = { who: 'ada', origin: 'tray' } as const
    const [timeUs, instrumentId] = [NINE, H100F27]
    const reason = { code: 'replaying', params: {} } as const
    journal.value.append(
      [
        { kind: 'tradingStopped', timeUs, ...by },
        { kind: 'flattenStarted', timeUs, instrumentId, ...by },
        { kind: 'flattenEnded', timeUs, instrumentId, leftQty: -2, reason },
        { kind: 'cancelOnDisconnectSet', timeUs, isOn: true, ...by },
        { kind: 'tradingRearmed', timeUs, ...by },
      ],
      minuteOf(60),
    )
    journal.value.close()
    const done = { operatorId: 'ada', origin: 'tray', manualOrderIndicator: 'Y' }
    expect(rowsOf({ fromUs: minuteOf(60), toUs: undefined })).toMatchObject([
      { event: 'tradingStopped', ...done },
      { event: 'flattenStarted', symbol: 'H100F27', ...done },
      { event: 'flattenEnded', symbol: 'H100F27', text: '-2 lots left; replaying' },
      { event: 'cancelOnDisconnectSet', text: 'on', ...done },
      { event: 'tradingRearmed', ...done },
    ])
  })

  it('tell of orders held on this PC: who asked for what, and what the PC did by itself', () => {
    const journal = openJournal(file, journalCodec)
    if (!journal.ok) throw new Error(journal.error.text)
    const by = { who: 'ada', origin: 'held ticket' } as const
    const about = { timeUs: NINE, heldId: heldId('r-h1') } as const
    const [orderQty, limitPrice] = [qtyLots(5), priceTicks(297)]
    const terms: HeldTerms = {
      ...{ kind: 'sliced', instrumentId: H100F27, side: 'sell', orderQty, limitPrice },
      ...{ sliceQty: qtyLots(2), timeInForce: 'day' },
    }
    const reason = { code: 'sessionDropped', params: {} } as const
    const child = clientOrderId('r-1')
    journal.value.append(
      [
        { kind: 'heldCreated', ...about, terms, tradedQty: 0, ...by },
        { kind: 'heldChildPlaced', ...about, clientOrderId: child, role: 'slice', tradedQty: 0 },
        { kind: 'heldPaused', ...about, reason },
        { kind: 'heldEnded', ...about, state: 'done', ...by },
      ],
      minuteOf(60),
    )
    journal.value.close()
    const done = { operatorId: 'ada', origin: 'held ticket', manualOrderIndicator: 'Y' }
    expect(rowsOf({ fromUs: minuteOf(60), toUs: undefined })).toMatchObject([
      {
        ...{ event: 'heldCreated', symbol: 'H100F27', side: '2', orderQty: 5, ...done },
        text: 'r-h1: kind sliced, instrumentId H100F27, side sell, orderQty 5, limitPrice 297, sliceQty 2, timeInForce day',
      },
      { event: 'heldChildPlaced', clOrdId: 'r-1', text: 'r-h1: slice' },
      { event: 'heldPaused', text: 'r-h1; sessionDropped' },
      { event: 'heldEnded', text: 'r-h1: done', ...done },
    ])
  })

  it('tell of what surveillance asked about, with all that an answer needs', () => {
    const journal = openJournal(file, journalCodec)
    if (!journal.ok) throw new Error(journal.error.text)
    const evidence = { cancels: 61, fills: 1 }
    const limits = { windowMs: 60_000, minCancels: 60, timesFills: 20 }
    const about = { timeUs: NINE, pattern: 'cancelRatio', instrumentId: H100F27 } as const
    const orderIds = [clientOrderId('r-1'), clientOrderId('r-2')]
    journal.value.append(
      [{ kind: 'surveillanceAlert', ...about, orderIds, evidence, limits, rule: 'CME rule 575.C' }],
      minuteOf(60),
    )
    journal.value.close()
    expect(rowsOf({ fromUs: minuteOf(60), toUs: undefined })).toMatchObject([
      {
        ...{ event: 'surveillanceAlert', symbol: 'H100F27' },
        text: 'cancelRatio: cancels 61, fills 1; limits windowMs 60000, minCancels 60, timesFills 20; orders r-1 r-2; CME rule 575.C',
      },
    ])
  })

  it('are of a span that begins with its first moment and ends before its last', () => {
    const records = (fromUs: number | undefined, toUs: number | undefined) =>
      rowsOf({ fromUs, toUs } as AuditSpan).map(({ record }) => record)
    expect(records(minuteOf(1), minuteOf(3))).toEqual([3, 4])
    expect(records(minuteOf(3), undefined)).toEqual([5, 6, 7, 8, 9])
    expect(records(undefined, minuteOf(1))).toEqual([1, 2])
    expect(records(minuteOf(1), minuteOf(1))).toEqual([])
    const parts = [0, 1, 4, 9].map(minuteOf)
    const pieces = parts.slice(1).flatMap((to, at) => records(parts[at], to))
    expect(pieces).toEqual(records(undefined, undefined))
  })

  it('are described column by column in docs/audit.md', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../../docs/audit.md'), 'utf8')
    const table = page.split('\n').flatMap((line) => {
      const [, name, tag, meaning] = /^\| `(\w+)`\s*\| (\S*)\s*\| (.*?)\s*\|$/.exec(line) ?? []
      return name === undefined ? [] : [[name, tag, meaning]]
    })
    expect(table).toEqual(
      auditColumns().map((name) => [name, String(AUDIT_COLUMNS[name][0] ?? ''), AUDIT_COLUMNS[name][1]]),
    )
  })
})
