import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_ALERT_SETTINGS, said, type AlertEntry } from '../../shared/domain/alert.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { ALERTS_KEPT, AlertLog } from '../alert/alert-log.ts'
import { DEFAULT_RISK_SETTINGS, riskSettingsText } from '../risk/risk-settings.ts'
import { DEFAULT_SURVEILLANCE_SETTINGS } from '../surveillance/surveillance-settings.ts'
import { AlertLogFile } from './alert-log-file.ts'
import { AlertsFile } from './alerts-file.ts'
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

describe('the alerts of a profile', () => {
  const louder = { ...DEFAULT_ALERT_SETTINGS, sounds: { volume: 90, off: [] } }

  it('are the defaults, and no file, until the first change', () => {
    const file = new AlertsFile(folder)
    expect(file.read()).toEqual({ settings: DEFAULT_ALERT_SETTINGS })
    expect(readdirSync(folder)).toEqual([])
    expect(file.write(louder).ok).toBe(true)
    expect(file.read()).toEqual({ settings: louder })
  })

  it('that make no sense are kept aside, and the ones before hold, at the next start too', () => {
    const file = new AlertsFile(folder)
    expect(file.write(louder).ok && file.write(DEFAULT_ALERT_SETTINGS).ok).toBe(true)
    writeFileSync(file.path, '{"version":1')
    const keptAs = `${file.path}.damaged`
    expect(file.read()).toMatchObject({
      settings: louder,
      damage: { keptAs, text: expect.stringContaining('no JSON') },
    })
    expect(readFileSync(keptAs, 'utf8')).toBe('{"version":1')
    expect(new AlertsFile(folder).read()).toEqual({ settings: louder })
  })

  it('that make no sense, and before which there were none, are none', () => {
    const file = new AlertsFile(folder)
    mkdirSync(file.path)
    expect(file.read()).toMatchObject({ settings: DEFAULT_ALERT_SETTINGS, damage: { text: 'it is no file' } })
  })
})

describe('the log of alerts', () => {
  const entry: Omit<AlertEntry, 'alertId'> = {
    ...{
      timeUs: timeUs(1),
      topic: 'margin',
      said: said('margin', { currency: 'USD', percent: 81, level: 80 }),
    },
    ...{ count: 1, isOrderFate: false, sound: 'chime', wasQuiet: false },
  }

  function tell(file: AlertLogFile, log: AlertLog, count: number): void {
    for (let nth = 0; nth < count; nth += 1) {
      const line = log.lineOf(entry)
      log.take(line)
      expect(file.add([line], log)).toEqual({ ok: true, value: undefined })
    }
  }

  function reread(): AlertLog {
    const log = new AlertLog()
    expect(new AlertLogFile(folder).readInto(log)).toEqual({ ok: true, value: undefined })
    return log
  }

  it('is there after a restart', () => {
    tell(new AlertLogFile(folder), new AlertLog(), 3)
    expect(
      reread()
        .newestFirst(9)
        .map(({ alertId }) => alertId),
    ).toEqual([3, 2, 1])
  })

  it('costs a line that was cut off that line and no other', () => {
    const [file, log] = [new AlertLogFile(folder), new AlertLog()]
    tell(file, log, 1)
    writeFileSync(file.path, `${readFileSync(file.path, 'utf8')}\n{"kind":"to`)
    tell(new AlertLogFile(folder), log, 1)
    expect(
      reread()
        .newestFirst(9)
        .map(({ alertId }) => alertId),
    ).toEqual([2, 1])
  })

  it('is written anew once it has grown, with what of it is kept', () => {
    const [file, log] = [new AlertLogFile(folder), new AlertLog()]
    tell(file, log, 4 * ALERTS_KEPT + 10)
    expect(readFileSync(file.path, 'utf8').split('\n').length).toBeLessThan(2 * ALERTS_KEPT)
    expect(reread().newestFirst(9_999)).toEqual(log.newestFirst(9_999))
  })

  it('that cannot be written says so once', () => {
    const [file, log] = [new AlertLogFile(folder), new AlertLog()]
    mkdirSync(file.path)
    expect([file.add([], log).ok, file.add([], log).ok]).toEqual([false, true])
    expect(new AlertLogFile(folder).readInto(new AlertLog()).ok).toBe(false)
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
