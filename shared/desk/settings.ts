// Every setting of the terminal, once: its section, what it can be, what it is until somebody chooses. The file, the form in
// the dialog, search, import and docs/settings.md all follow from this table; names and explanations are in
// renderer/i18n. Limits of the risk gate are no settings of this kind: they are the order desk's, with owner and password.
// Pure.

export type SettingSection = 'general' | 'appearance'

interface SettingOf<Kind extends string, Value> {
  readonly kind: Kind
  readonly section: SettingSection
  readonly preset: Value
}

export interface ChoiceSetting<Choice extends string = string> extends SettingOf<'choice', Choice> {
  readonly choices: readonly Choice[]
}

export interface TextSetting extends SettingOf<'text', string> {
  readonly lengthMax: number
}

export type Setting = ChoiceSetting | TextSetting

function choice<const Choice extends string>(
  section: SettingSection,
  choices: readonly Choice[],
  preset: NoInfer<Choice>,
): ChoiceSetting<Choice> {
  return { kind: 'choice', section, choices, preset }
}

/** Languages with a complete catalogue, as BCP 47. */
export const locales = ['en', 'zh-CN'] as const
export type Locale = (typeof locales)[number]

/** Colours of what rises and what falls. */
export const directions = ['greenUp', 'redUp', 'blueUp'] as const
export type Direction = (typeof directions)[number]

export const themes = ['dark', 'light'] as const
export type Theme = (typeof themes)[number]

export const SETTINGS = {
  language: choice('general', locales, 'en'),
  /** Who works here, for the audit trail; empty for the name that the system knows. */
  user: { kind: 'text', section: 'general', preset: '', lengthMax: 80 },
  theme: choice('appearance', themes, 'dark'),
  direction: choice('appearance', directions, 'greenUp'),
} as const satisfies Readonly<Record<string, Setting>>

export type SettingName = keyof typeof SETTINGS

type ValueOf<S> = S extends ChoiceSetting<infer Choice> ? Choice : string

export type Settings = { readonly [Name in SettingName]: ValueOf<(typeof SETTINGS)[Name]> }

// The names of a constant, which the compiler gives back as plain strings.
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]

/** The language to begin with on a machine that speaks this one (BCP 47). */
export function localeFor(systemLocale: string): Locale {
  return /^zh\b/i.test(systemLocale) ? 'zh-CN' : 'en'
}

/** On a machine of this language (BCP 47), before anything was chosen: in China what rises is red. */
export function presetSettings(systemLocale: string): Settings {
  const language = localeFor(systemLocale)
  return {
    language,
    user: SETTINGS.user.preset,
    theme: SETTINGS.theme.preset,
    direction: language === 'zh-CN' ? 'redUp' : SETTINGS.direction.preset,
  }
}
