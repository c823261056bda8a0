// Every setting of the terminal, once: its section, what it can be, what it is until somebody chooses. The file, the form in
// the dialog, search, import and docs/settings.md all follow from this table; names and explanations are in
// renderer/i18n/settings-en.ts. Limits of the risk gate are no settings of this kind: they are the order desk's, with owner
// and password. Pure.

export const settingSections = ['general', 'appearance', 'figures'] as const
export type SettingSection = (typeof settingSections)[number]

interface SettingOf<Kind extends string, Value> {
  readonly kind: Kind
  readonly section: SettingSection
  readonly preset: Value
  /** It says who works here, so it goes into no export and comes from no import. */
  readonly isPersonal?: true
}

export interface ChoiceSetting<Choice extends string = string> extends SettingOf<'choice', Choice> {
  readonly choices: readonly Choice[]
}

/** Whole numbers from `min` in steps. */
export interface NumberSetting extends SettingOf<'number', number> {
  readonly min: number
  readonly max: number
  readonly step: number
}

export interface TextSetting extends SettingOf<'text', string> {
  readonly lengthMax: number
}

export type Setting = ChoiceSetting | NumberSetting | TextSetting

/** Languages with a complete catalogue, as BCP 47. */
export const locales = ['en', 'zh-CN'] as const
export type Locale = (typeof locales)[number]

/** Colours of what rises and what falls; the last pair is told apart by most colour-blind eyes. */
export const directions = ['greenUp', 'redUp', 'blueUp'] as const
export type Direction = (typeof directions)[number]

export const themes = ['dark', 'light', 'contrast'] as const
export type Theme = (typeof themes)[number]

/** Whose clock times are shown on; the exchange keeps its hours by Chicago's. */
export const timeZones = ['utc', 'local', 'chicago'] as const
export type TimeZone = (typeof timeZones)[number]

/** What stands between thousands. */
export const groupings = ['space', 'comma', 'none'] as const
export type Grouping = (typeof groupings)[number]

/** What closing the last window does: the program ends, or stays in the tray. */
export const closings = ['quit', 'tray'] as const

export const ZOOM = { min: 50, max: 200, step: 10 } as const

export const SETTINGS = {
  language: choice('general', locales, 'en'),
  /** Empty for the name that the system knows. */
  user: { kind: 'text', section: 'general', preset: '', lengthMax: 80, isPersonal: true },
  whenClosed: choice('general', closings, 'quit'),
  theme: choice('appearance', themes, 'dark'),
  direction: choice('appearance', directions, 'greenUp'),
  density: choice('appearance', ['compact', 'standard', 'comfortable'], 'standard'),
  /** Of the window, in percent. */
  zoom: { kind: 'number', section: 'appearance', preset: 100, ...ZOOM },
  motion: choice('appearance', ['system', 'reduced', 'full'], 'system'),
  timeZone: choice('figures', timeZones, 'utc'),
  thousands: choice('figures', groupings, 'space'),
} as const satisfies Readonly<Record<string, Setting>>

export type SettingName = keyof typeof SETTINGS

type ValueOf<S> = S extends ChoiceSetting<infer Choice> ? Choice : S extends NumberSetting ? number : string

export type Settings = { readonly [Name in SettingName]: ValueOf<(typeof SETTINGS)[Name]> }

/** In the order of the table, which is the order on the screen. */
export const settingNames: readonly SettingName[] = Object.keys(SETTINGS) as SettingName[]

/** The language to begin with on a machine that speaks this one (BCP 47). */
export function localeFor(systemLocale: string): Locale {
  return /^zh\b/i.test(systemLocale) ? 'zh-CN' : 'en'
}

/** On a machine of this language (BCP 47), before anything was chosen: in China what rises is red. */
export function presetSettings(systemLocale: string): Settings {
  const language = localeFor(systemLocale)
  const { user, whenClosed, theme, direction, density, zoom, motion, timeZone, thousands } = SETTINGS
  return {
    language,
    user: user.preset,
    whenClosed: whenClosed.preset,
    theme: theme.preset,
    direction: language === 'zh-CN' ? 'redUp' : direction.preset,
    density: density.preset,
    zoom: zoom.preset,
    motion: motion.preset,
    timeZone: timeZone.preset,
    thousands: thousands.preset,
  }
}

/** `now` with everything of `imported` but what is personal. */
export function withImported(now: Settings, imported: Settings): Settings {
  const personal = settingNames.filter((name) => isPersonal(name)).map((name) => [name, now[name]])
  return { ...imported, ...(Object.fromEntries(personal) as Partial<Settings>) }
}

function isPersonal(name: SettingName): boolean {
  const setting: Setting = SETTINGS[name]
  return setting.isPersonal === true
}

function choice<const Choice extends string>(
  section: SettingSection,
  choices: readonly Choice[],
  preset: NoInfer<Choice>,
): ChoiceSetting<Choice> {
  return { kind: 'choice', section, choices, preset }
}
