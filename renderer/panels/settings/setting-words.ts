// The words of the settings: name, explanation, what their choices are called; and the search through them, in every
// language at once, because who looks for a word does not think of the language that is set.
import { SETTINGS, settingNames, type Setting, type SettingName } from '../../../shared/desk/settings.ts'
import { en } from '../../i18n/en.ts'
import { integerText } from '../../i18n/number-text.ts'
import { LOCALE_NAMES, translate } from '../../i18n/translate.ts'
import { zh } from '../../i18n/zh/zh.ts'

export function nameOf(name: SettingName): string {
  return translate(`settings.item.${name}.name`)
}

export function explanationOf(name: SettingName): string {
  return translate(`settings.item.${name}.says`)
}

/** What one of the choices of a setting is called. */
export function choiceWord(name: SettingName, choice: string): string {
  if (name === 'language') return LOCALE_NAMES[choice as keyof typeof LOCALE_NAMES]
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = translate('settings.choice', {
    returnObjects: true,
  })
  return words[name]?.[choice] ?? choice
}

/** A value of a setting in words. */
export function valueText(name: SettingName, value: string | number): string {
  const setting: Setting = SETTINGS[name]
  switch (setting.kind) {
    case 'choice':
      return choiceWord(name, String(value))
    case 'number':
      return translate('settings.percent', { value: integerText(Number(value)) })
    case 'text':
      return value === '' ? translate('settings.nobody') : String(value)
  }
}

/** The settings whose words hold every word of `query`, in their order; all of them for an empty one. */
export function findSettings(query: string): readonly SettingName[] {
  const wanted = wordsOf(query)
  return settingNames.filter((name) => holdsAll(searched(name), wanted))
}

/** Whether the section of the risk limits, or one of the limits, is meant. */
export function findsLimits(query: string): boolean {
  const wanted = wordsOf(query)
  const texts = [en, zh].flatMap(({ limits, settings }) => [
    limits.title,
    limits.hint,
    settings.limitsSearch,
    ...Object.values(limits.name),
  ])
  return texts.some((text) => holdsAll(text.toLowerCase(), wanted))
}

/** Whether the keys are meant, which are set elsewhere. */
export function findsKeys(query: string): boolean {
  const wanted = wordsOf(query)
  return [en, zh].some(({ keys, settings }) =>
    holdsAll(`${keys.title} ${settings.keysSays} ${settings.keysSearch}`.toLowerCase(), wanted),
  )
}

function searched(name: SettingName): string {
  const texts = [en, zh].flatMap(({ settings }) => {
    const { name: title, says, search } = settings.item[name]
    const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      ...settings.choice,
      language: LOCALE_NAMES,
    }
    return [title, says, search, ...Object.values(choices[name] ?? {})]
  })
  return texts.join(' ').toLowerCase()
}

function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean)
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}
