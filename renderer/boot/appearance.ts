// Puts the chosen theme, direction colours and language on the document, before anything is painted with them.
import { setLanguage } from '../i18n/translate.ts'
import type { KeptChoices } from '../store/ui-state.ts'
import { uiStore } from '../store/ui-store.ts'

/** Called once, before the first render; follows the choices from then on. */
export function followAppearance(): void {
  apply()
  uiStore.subscribe((state, old) => {
    const isSame = appearanceOf(state) === appearanceOf(old)
    if (!isSame) apply()
  })
}

function apply(): void {
  const { theme, direction, locale } = uiStore.getState()
  const root = document.documentElement
  root.dataset['theme'] = theme
  root.dataset['direction'] = direction
  root.lang = locale
  setLanguage(locale)
}

function appearanceOf({ theme, direction, locale }: KeptChoices): string {
  return `${theme} ${direction} ${locale}`
}
