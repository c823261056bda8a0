// Puts what is set about the looks on the document, before anything is painted with it.
import type { Settings } from '../../shared/desk/settings.ts'
import { setLanguage } from '../i18n/translate.ts'
import { settingsStore } from '../store/documents.ts'

/** Called once, before the first render; follows the settings from then on. */
export function followAppearance(): void {
  apply(settingsStore.getState())
  settingsStore.subscribe(apply)
}

function apply({ theme, direction, language }: Settings): void {
  const root = document.documentElement
  root.dataset['theme'] = theme
  root.dataset['direction'] = direction
  root.lang = language
  setLanguage(language)
}
