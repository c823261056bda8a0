// Every word the main process shows: menus, dialogs, the window's title. Keys and `{{name}}` places are written as
// i18next writes them in the renderer, and the languages are the same. Which one is a setting; desktop.ts follows it and builds
// the menus anew.
import type { Locale } from '../../shared/desk/settings.ts'
import { en, type TextKey } from './words/en.ts'
import { zh } from './words/zh.ts'

export type { TextKey }

const CATALOGUES: Readonly<Record<Locale, Readonly<Record<TextKey, string>>>> = { en, 'zh-CN': zh }

let spoken: Locale = 'en'

/** The language of all texts from now on. */
export function speak(language: Locale): void {
  spoken = language
}

export function text(key: TextKey, values: Readonly<Record<string, string>> = {}): string {
  return CATALOGUES[spoken][key].replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place)
}
