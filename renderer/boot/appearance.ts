// Puts what is set about words, figures and looks in its place, before anything is painted with it.
import type { Settings } from '../../shared/desk/settings.ts'
import { setThousands } from '../i18n/number-text.ts'
import { setTimeZone } from '../i18n/time-text.ts'
import { setLanguage } from '../i18n/translate.ts'
import { settingsStore } from '../store/documents.ts'

const moreContrast = window.matchMedia('(prefers-contrast: more)')

/** Called once, before the first render; follows the settings from then on. */
export function followAppearance(): void {
  apply(settingsStore.getState())
  settingsStore.subscribe(apply)
  moreContrast.addEventListener('change', () => {
    apply(settingsStore.getState())
  })
}

function apply({ theme, direction, density, motion, language, timeZone, thousands }: Settings): void {
  const root = document.documentElement
  root.dataset['theme'] = theme
  root.dataset['contrast'] = moreContrast.matches ? 'more' : 'standard'
  root.dataset['direction'] = direction
  root.dataset['density'] = density
  root.dataset['motion'] = motion
  root.lang = language
  setLanguage(language)
  setTimeZone(timeZone)
  setThousands(thousands)
}
