// What docs/settings.md shows of the settings: the table of what each can be, and the words for it. Loaded by
// tools/docs.mjs through Vite, because it imports TypeScript.
import { settingsEn } from '../../renderer/i18n/settings-en.ts'
import { settingNames, SETTINGS } from '../../shared/desk/settings.ts'

export const settings = { names: settingNames, table: SETTINGS, words: settingsEn }

/** @typedef {typeof settings} SettingsTable */
