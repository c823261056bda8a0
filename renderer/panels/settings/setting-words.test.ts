import { afterEach, describe, expect, it } from 'vitest'
import { settingNames } from '../../../shared/desk/settings.ts'
import { setLanguage } from '../../i18n/translate.ts'
import { findSettings, findsLimits, valueText } from './setting-words.ts'

afterEach(() => {
  setLanguage('en')
})

describe('the search in the settings', () => {
  it.each([
    ['', [...settingNames]],
    ['   ', [...settingNames]],
    ['NIGHT', ['theme']],
    ['夜间', ['theme']],
    ['orange', ['direction']],
    ['色盲', ['direction']],
    ['clock', ['timeZone']],
    ['简体', ['language']],
    ['audit name', ['user']],
    ['name audit', ['user']],
    ['qwertz', []],
  ])('for %j finds %j', (query, found) => {
    expect(findSettings(query)).toEqual(found)
    setLanguage('zh-CN')
    expect(findSettings(query)).toEqual(found)
  })

  it.each([
    ['risk', true],
    ['风险限额', true],
    ['margin', true],
    ['口令', true],
    ['zoom', false],
  ])('knows whether %j is of the risk limits: %s', (query, is) => {
    expect(findsLimits(query)).toBe(is)
  })
})

it('calls values by their words', () => {
  expect([
    valueText('theme', 'contrast'),
    valueText('zoom', 110),
    valueText('user', ''),
    valueText('language', 'zh-CN'),
  ]).toEqual(['High contrast', '110 %', 'the system’s name', '简体中文'])
})
