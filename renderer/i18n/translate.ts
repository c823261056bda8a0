// Every word the window shows comes from a catalogue through `translate`, whose keys are checked against en.ts; the other
// languages have the same keys (translated.ts).
// Changing the language mounts the desk anew, so callers need not listen for it.
import i18next from 'i18next'
import type { Locale } from '../../shared/desk/settings.ts'
import type { ReasonCode } from '../../shared/domain/reason.ts'
import { en } from './en.ts'
import { zh } from './zh/zh.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

/** Each in its own words, so that whoever reads it finds it. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', 'zh-CN': '简体中文' }

const instance = i18next.createInstance()
// Resolves at once: the catalogue is in the bundle.
void instance.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en }, 'zh-CN': { translation: zh } },
  // React escapes what it shows; the painters write textContent only.
  interpolation: { escapeValue: false },
  initAsync: false,
})

export const translate = instance.t

/** For the one family of keys whose parameters are checked elsewhere: reason-text.ts knows them by code. */
export function translateReason(code: ReasonCode, params: Readonly<Record<string, string>>): string {
  const untyped = instance.t as unknown as (key: string, params: Readonly<Record<string, string>>) => string
  return untyped(`reason.${code}`, params)
}

/** Several as one, as the chosen language lists them. */
export function listText(items: readonly string[]): string {
  return new Intl.ListFormat(instance.language, { style: 'short', type: 'unit' }).format(items)
}

export function setLanguage(locale: Locale): void {
  void instance.changeLanguage(locale)
}

/** BCP 47, for dates. */
export function currentLanguage(): string {
  return instance.language
}
