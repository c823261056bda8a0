import { expect, it } from 'vitest'
import { DEFAULT_ALERT_SETTINGS } from '../../../shared/domain/alert.ts'
import { quietForm, readQuiet } from './quiet-fields.ts'

const { rules: _, ...preferences } = DEFAULT_ALERT_SETTINGS
const form = quietForm(preferences)

it('are read as they were shown', () => {
  expect(readQuiet(form)).toEqual({ ok: true, preferences })
})

it('begin the week on any day', () => {
  expect(readQuiet({ ...form, days: [6, 0] })).toMatchObject({
    preferences: { quietHours: { days: [0, 6] } },
  })
})

it.each([
  ['from', '24:00', '22:00'],
  ['to', '7:00', '22:00'],
  ['volume', '101', '0 to 100'],
  ['volume', '', '0 to 100'],
] as const)('of which %s is %j say which one and what it takes', (field, value, text) => {
  const read = readQuiet({ ...form, [field]: value })
  expect(read).toMatchObject({ ok: false, field })
  expect(read.ok ? '' : read.text).toContain(text)
})
