// `tenor audit` as a person calls it: what it prints, writes and answers with.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { auditColumns } from '../../../main/core/audit/audit-columns.ts'
import { MORNING, writeMorning } from '../../../main/core/audit/audit.testing.ts'
import { auditExport, auditExportOf, auditVerify, type AuditExportFlags } from './audit.ts'
import { readCsv, withoutApostrophe } from '../../../shared/text/csv-line.testing.ts'

let profile: string
let printed: string
let said: string

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'tenor-audit-cli-'))
  writeMorning(join(profile, 'journal.sqlite'))
  printed = said = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(profile, { recursive: true, force: true })
})

function exported(flags: Omit<AuditExportFlags, 'profile'>): number {
  const wanted = auditExportOf({ profile, ...flags })
  if (!wanted.ok) throw new Error(wanted.error)
  return auditExport(wanted.value)
}

const damage = () => {
  const file = join(profile, 'journal.sqlite')
  writeFileSync(file, readFileSync(file).toString('latin1').replace('ladder click', 'ladder clock'), 'latin1')
}

describe('tenor audit', () => {
  it('says in one line that a journal is as it was written', () => {
    expect(auditVerify(profile)).toBe(0)
    expect(JSON.parse(printed)).toMatchObject({
      ...{ verified: true, records: MORNING.length + 1, from: '2026-11-23T09:00:00.000000Z' },
      anchors: [{ date: '2026-11-23', count: 0, hash: '' }],
    })
  })

  it('names the first bad record, ends with 1 and exports nothing of it', () => {
    damage()
    expect(auditVerify(profile)).toBe(1)
    expect(JSON.parse(printed)).toMatchObject({ verified: false, record: 3 })
    expect(said).toContain('record 3 was changed')
    const out = join(profile, 'trail.csv')
    expect(exported({ out })).toBe(1)
    expect(() => statSync(out)).toThrow()
  })

  it('gives the same lines as CSV and as JSON, and both give back what is in the journal', () => {
    expect(exported({ format: 'jsonl' })).toBe(0)
    const objects = printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    printed = ''
    expect(exported({})).toBe(0)
    const [names, ...rows] = readCsv(printed)
    expect(names).toEqual(auditColumns())
    const read = rows.map((row) => {
      const cells = auditColumns().map((name, at) => [name, withoutApostrophe(row[at] ?? '')] as const)
      return Object.fromEntries(cells.filter(([, cell]) => cell !== ''))
    })
    const asText = (row: object) =>
      Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, String(cell)]))
    expect(read).toEqual(objects.map(asText))
    expect(printed).toContain(",'=cmd(): ,")
    expect(printed).toContain(",'@ada,")
  })

  it('writes to a new file of its owner’s, and over none', () => {
    const out = join(profile, 'trail.jsonl')
    expect(exported({ out, format: 'jsonl', from: '2026-11-23T09:01:00Z', to: '2026-11-23T09:02:00Z' })).toBe(
      0,
    )
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(1)
    expect(statSync(out).mode & 0o077).toBe(0)
    expect(exported({ out })).toBe(2)
    expect(said).toContain('does not exist yet')
  })

  it.each([{ from: 'yesterday' }, { to: '2026-02-30' }, { format: 'xml' }])(
    'refuses %j in a sentence',
    (flags) => {
      expect(auditExportOf({ profile, ...flags })).toEqual({
        ok: false,
        error: expect.stringMatching(/^-.*\.$/) as string,
      })
    },
  )
})
