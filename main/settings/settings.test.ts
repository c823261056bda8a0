import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_RISK_SETTINGS, riskSettingsText } from '../risk/risk-settings.ts'
import { DEFAULT_SURVEILLANCE_SETTINGS } from '../surveillance/surveillance-settings.ts'
import { limitPasswords } from './limit-password.ts'
import { RiskLimitsFile } from './risk-limits-file.ts'
import { readSettings, writeSettings } from './settings-file.ts'
import { readSurveillanceLimits, SURVEILLANCE_LIMITS_FILE } from './surveillance-limits-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenor-settings-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('a settings file', () => {
  it('is kept in its former form when it is written again', () => {
    const path = join(folder, 'one.json')
    expect(writeSettings(path, 'first').ok && writeSettings(path, 'second').ok).toBe(true)
    expect(readSettings(path)).toEqual({ ok: true, value: 'second' })
    expect(readFileSync(`${path}.previous`, 'utf8')).toBe('first')
    expect(readdirSync(folder).sort()).toEqual(['one.json', 'one.json.previous'])
  })

  it.skipIf(process.platform === 'win32')('is for its owner’s eyes only', () => {
    const path = join(folder, 'one.json')
    writeSettings(path, 'first')
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  it('that cannot be written stays as it was', () => {
    const path = join(folder, 'one.json')
    writeSettings(path, 'first')
    mkdirSync(`${path}.new`)
    expect(writeSettings(path, 'second').ok).toBe(false)
    expect(readSettings(path)).toEqual({ ok: true, value: 'first' })
  })

  it('that is a folder, or larger than any settings, is refused', () => {
    expect(readSettings(folder).ok).toBe(false)
    const path = join(folder, 'large.json')
    writeFileSync(path, ' '.repeat(1_000_001))
    expect(readSettings(path).ok).toBe(false)
  })
})

describe('the limits of a profile', () => {
  it('are the defaults, and no file, until the first change', () => {
    const file = new RiskLimitsFile(folder)
    expect(file.read()).toEqual({ ok: true, value: DEFAULT_RISK_SETTINGS })
    expect(readdirSync(folder)).toEqual([])
    expect(file.write(DEFAULT_RISK_SETTINGS).ok).toBe(true)
    expect(readFileSync(file.path, 'utf8')).toBe(riskSettingsText(DEFAULT_RISK_SETTINGS))
  })

  it.each(['', '{', '{"version":1}'])('that make no sense (%j) are never taken for the defaults', (text) => {
    const file = new RiskLimitsFile(folder)
    writeFileSync(file.path, text)
    const read = file.read()
    expect(read.ok ? '' : read.error).toMatch(/cannot be used: .*Correct the file.*previous.*move it aside/)
    expect(readFileSync(file.path, 'utf8')).toBe(text)
  })
})

describe('the limits of surveillance', () => {
  const path = () => join(folder, SURVEILLANCE_LIMITS_FILE)

  it('are the defaults without a file, which is never written', () => {
    expect(readSurveillanceLimits(folder)).toEqual({ ok: true, value: DEFAULT_SURVEILLANCE_SETTINGS })
    expect(readdirSync(folder)).toEqual([])
  })

  it('are those of the file where it names any', () => {
    const minCancels = { value: 30, owner: 'Compliance' }
    writeFileSync(path(), JSON.stringify({ version: 1, cancelRatio: { minCancels } }))
    const read = readSurveillanceLimits(folder)
    expect(read).toMatchObject({ ok: true, value: { cancelRatio: { minCancels } } })
  })

  it.each(['', '{', '{"version":1,"cancelRatio":{"minCancels":30}}'])(
    'that make no sense (%j) are never taken for the defaults',
    (text) => {
      writeFileSync(path(), text)
      const read = readSurveillanceLimits(folder)
      expect(read.ok ? '' : read.error).toContain(path())
      expect(read.ok ? '' : read.error).toMatch(/cannot be used: .*Correct the file, or move it aside/)
      expect(readFileSync(path(), 'utf8')).toBe(text)
    },
  )

  it('that cannot be read are not taken for the defaults either', () => {
    mkdirSync(path())
    expect(readSurveillanceLimits(folder).ok).toBe(false)
  })
})

describe('the limit password', () => {
  it('is matched by itself alone, in whatever form the keyboard composed it', () => {
    const stored = limitPasswords.protect('pass\u00e9 compos\u00e9')
    expect(limitPasswords.matches('passe\u0301 compose\u0301', stored)).toBe(true)
    expect(limitPasswords.matches('passe compose', stored)).toBe(false)
    expect(limitPasswords.matches('', stored)).toBe(false)
  })

  it('is stored with a salt of its own and never as it is', () => {
    const [one, other] = [limitPasswords.protect('open sesame'), limitPasswords.protect('open sesame')]
    expect(one.hash).not.toBe(other.hash)
    expect(JSON.stringify(one)).not.toContain('sesame')
    expect(limitPasswords.matches('open sesame', { ...one, salt: other.salt })).toBe(false)
  })
})
