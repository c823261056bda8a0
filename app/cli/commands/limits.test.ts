import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { JOURNAL_FILE, journalCodec } from '../../../main/core/journal-records.ts'
import { openJournal } from '../../../main/journal/journal.ts'
import { setLimit, showLimits } from './limits.ts'

let profile: string
let [out, said]: [string, string] = ['', '']
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'tenor-cli-limits-'))
  out = said = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(profile, { recursive: true, force: true })
})

const tighten = { limit: 'maxOrderQty', value: '50', why: 'a quiet week' }

describe('tenor limits', () => {
  it('shows every limit with its owner, and the change that was made', async () => {
    expect(await setLimit({ ...tighten, profile, owner: 'Desk risk' })).toBe(0)
    out = ''
    expect(showLimits(profile)).toBe(0)
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly limit: string })
    expect(lines).toHaveLength(20)
    expect(lines[0]).toMatchObject({
      ...{ limit: 'maxOrderQty', value: 50, owner: 'Desk risk', unit: 'lots' },
      changed: { why: 'a quiet week' },
    })
  })

  it('records what it changed and what was refused', async () => {
    await setLimit({ ...tighten, profile })
    expect(await setLimit({ ...tighten, profile })).toBe(2)
    expect(said).toContain('That is what the limit is already.')
    const journal = openJournal(join(profile, JOURNAL_FILE), journalCodec)
    if (!journal.ok) throw new Error(journal.error.text)
    expect([...journal.value.readAll()].map(({ record }) => record)).toMatchObject([
      { kind: 'riskLimitChanged', limit: 'maxOrderQty', from: 100, to: 50, origin: 'command line' },
      { kind: 'riskLimitRefused', limit: 'maxOrderQty', reason: { code: 'limitUnchanged' } },
    ])
    journal.value.close()
  })

  it.each([
    [{ limit: 'maxJoy' }, /maxJoy is no limit/],
    [{ value: 'many' }, /cannot be that/],
    [{ limit: 'permittedRoots', value: 'H 100' }, /such as H100,B200/],
    [{ why: '' }, /--why takes/],
    [{ why: 'x'.repeat(301) }, /--why takes/],
    [{ owner: '' }, /--owner takes/],
  ])('refuses %j in a sentence', async (asked, sentence) => {
    expect(await setLimit({ ...tighten, profile, ...asked })).toBe(2)
    expect(said).toMatch(sentence)
    expect(out).toBe('')
  })

  it('touches nothing while a terminal holds the profile, or where the file makes no sense', async () => {
    const held = openJournal(join(profile, JOURNAL_FILE), journalCodec)
    expect(await setLimit({ ...tighten, profile })).toBe(2)
    expect(said).toContain('While it runs, its settings change limits.')
    if (held.ok) held.value.close()
    writeFileSync(join(profile, 'risk-limits.json'), '{}')
    expect(showLimits(profile)).toBe(2)
    expect(await setLimit({ ...tighten, profile })).toBe(2)
    expect(out).toBe('')
  })
})
