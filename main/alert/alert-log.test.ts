import { describe, expect, it } from 'vitest'
import { DEFAULT_ALERT_SETTINGS, said, type AlertEntry } from '../../shared/domain/alert.ts'
import { timeUs } from '../../shared/math/quantities.ts'
import { ALERTS_KEPT, AlertLog, parseAlertLogLine, type AlertLogLine } from './alert-log.ts'
import { alertSettingsText, parseAlertSettings } from './alert-settings.ts'
import { OVER_220, rule } from './alert.testing.ts'

function entry(at: number, more: Partial<AlertEntry> = {}): Omit<AlertEntry, 'alertId'> {
  const sentence = said('margin', { currency: 'USD', percent: 81, level: 80 })
  return {
    ...{ timeUs: timeUs(at), topic: 'margin', said: sentence, count: 1, isOrderFate: false },
    ...{ sound: 'chime', wasQuiet: false, ...more },
  }
}

/** Takes the entries, as lines that are read back. */
function logOf(...entries: readonly Omit<AlertEntry, 'alertId'>[]): AlertLog {
  const log = new AlertLog()
  for (const one of entries) log.take(reread(log.lineOf(one)))
  return log
}

function reread(line: AlertLogLine): AlertLogLine {
  const read = parseAlertLogLine(JSON.stringify(line))
  if (read === undefined) throw new Error(JSON.stringify(line))
  return read
}

function again(log: AlertLog): AlertLog {
  const next = new AlertLog()
  for (const line of log.lines()) next.take(reread(line))
  return next
}

const by = { timeUs: timeUs(9), who: 'ada' }

describe('the log of alerts', () => {
  it('numbers what is told, and goes on numbering after a restart', () => {
    const log = again(logOf(entry(1), entry(2)))
    log.take(log.lineOf(entry(3)))
    expect(log.newestFirst(9).map(({ alertId, timeUs: at }) => [alertId, at])).toEqual([
      [3, 3],
      [2, 2],
      [1, 1],
    ])
  })

  it('counts what nobody acknowledged: one, or one with all before it', () => {
    const log = logOf(entry(1), entry(2), entry(3), entry(4))
    log.take(reread({ kind: 'acknowledged', alertId: 4, andOlder: false, by }))
    expect(log.unacknowledged).toBe(3)
    log.take(reread({ kind: 'acknowledged', alertId: 2, andOlder: true, by }))
    log.take(reread({ kind: 'acknowledged', alertId: 2, andOlder: true, by: { ...by, who: 'eve' } }))
    expect(log.unacknowledged).toBe(1)
    expect(
      again(log)
        .newestFirst(9)
        .map(({ acknowledged }) => acknowledged?.who),
    ).toEqual([...['ada', undefined, 'ada', 'ada']])
  })

  it('keeps the newest and their count', () => {
    const log = logOf(...Array.from({ length: ALERTS_KEPT + 5 }, (_, at) => entry(at + 1)))
    expect([log.size, log.unacknowledged, log.has(5), log.has(6)]).toEqual([
      ALERTS_KEPT,
      ALERTS_KEPT,
      false,
      true,
    ])
  })

  it('remembers of a rule that it raised, and that its value came back, over restarts', () => {
    const log = logOf(entry(5, { ruleId: 'r1' }))
    expect(again(log).past('r1')).toEqual({ raisedUs: 5, isWaiting: true })
    log.take(reread(log.returnedLine('r1', timeUs(5))))
    expect(again(log).past('r1')).toEqual({ raisedUs: 5, isWaiting: false })
  })

  it('knows that a value came back before what it raised was told', () => {
    const log = logOf()
    log.take(log.returnedLine('r1', timeUs(5)))
    log.take(log.lineOf(entry(5, { ruleId: 'r1' })))
    expect(log.past('r1')).toEqual({ raisedUs: 5, isWaiting: false })
  })

  it.each(['', '{', '7', '{"kind":"told"}', '{"kind":"acknowledged","alertId":0,"andOlder":true}'])(
    'takes %j for no line',
    (text) => {
      expect(parseAlertLogLine(text)).toBeUndefined()
    },
  )
})

describe('the settings of alerts', () => {
  const settings = { ...DEFAULT_ALERT_SETTINGS, rules: [rule(OVER_220), rule(OVER_220, { ruleId: 'r2' })] }

  it('are read as they were written', () => {
    expect(parseAlertSettings(alertSettingsText(settings))).toEqual({ ok: true, value: settings })
  })

  it.each([
    ['that are no JSON', '{', 'no JSON'],
    ['with a rule of another kind', alertSettingsText(settings).replaceAll('"price"', '"moon"'), 'rules'],
    ['with two rules of one name', alertSettingsText(settings).replace('"r2"', '"r1"'), 'two rules'],
    ['with a zone that there is not', alertSettingsText(settings).replace('"UTC"', '"Mars"'), 'Mars'],
    [
      'with hours that there are not',
      alertSettingsText(settings).replace('"22:00"', '"25:00"'),
      'quietHours',
    ],
  ])('%s are refused with what is wrong', (_name, text, expected) => {
    const read = parseAlertSettings(text)
    expect(read.ok ? '' : read.error).toContain(expected)
  })
})
