import { beforeEach, expect, it } from 'vitest'
import { settings, settingsStore } from './documents.ts'
import { memoryStorage } from './memory-storage.testing.ts'
import { takeOverOldChoices } from './old-choices.ts'
import { CHOICES_KEY } from './ui-state.ts'

const presets = settingsStore.getInitialState()

beforeEach(() => {
  settings.change(() => presets)
})

it('makes settings of what was chosen before there were any, once, and leaves the rest where it is', () => {
  const kept = { [CHOICES_KEY]: '{"locale":"zh-CN","theme":"light","direction":"redUp","orderQty":25}' }
  takeOverOldChoices(memoryStorage(kept))
  expect(settingsStore.getState()).toEqual({
    ...presets,
    ...{ language: 'zh-CN', theme: 'light', direction: 'redUp' },
  })
  expect(JSON.parse(kept[CHOICES_KEY])).toMatchObject({ orderQty: 25 })
  settings.change(() => presets)
  takeOverOldChoices(memoryStorage(kept))
  expect(settingsStore.getState()).toEqual(presets)
})

it.each([
  ['nothing', {}],
  ['what no setting can be', { [CHOICES_KEY]: '{"locale":"tlh","theme":7}' }],
])('changes nothing and writes nothing where it finds %s', (_name, kept: Record<string, string>) => {
  const before = { ...kept }
  takeOverOldChoices(memoryStorage(kept))
  expect(settingsStore.getState()).toEqual(presets)
  expect(kept).toEqual(before)
})
