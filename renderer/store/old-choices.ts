// Language, theme and colours of up and down once lay among the choices of the window. They become settings at the first
// start of a version that has those, once: afterwards they are no longer there.
import { directions, locales, themes, type Settings } from '../../shared/desk/settings.ts'
import { settings } from './documents.ts'
import { CHOICES_KEY, oneOf, parseRecord, readChoices, writeChoices } from './ui-state.ts'

/** Called once, before the first render. */
export function takeOverOldChoices(storage: Storage): void {
  const text = storage.getItem(CHOICES_KEY)
  const old = oldSettings(text)
  if (Object.keys(old).length === 0) return
  settings.change((now) => ({ ...now, ...old }))
  storage.setItem(CHOICES_KEY, writeChoices(readChoices(text)))
}

/** The settings among what was kept; what a setting cannot be is left out. */
function oldSettings(text: string | null): Partial<Settings> {
  const kept = parseRecord(text)
  const language = oneOf(locales, kept['locale'])
  const theme = oneOf(themes, kept['theme'])
  const direction = oneOf(directions, kept['direction'])
  return {
    ...(language === undefined ? {} : { language }),
    ...(theme === undefined ? {} : { theme }),
    ...(direction === undefined ? {} : { direction }),
  }
}
