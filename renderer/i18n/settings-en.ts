// The English words of the settings, and of what goes wrong with the documents of the profile.
import type { SettingName, SETTINGS } from '../../shared/desk/settings.ts'

/** `search`: words a person may look for that the name and the explanation do not have. */
interface SettingWords {
  readonly name: string
  readonly says: string
  readonly search: string
}

const item = {
  language: {
    name: 'Language',
    says: 'Of the window, its menus and the formats of its dates.',
    search: 'locale translation',
  },
  user: {
    name: 'Your name in the audit trail',
    says: 'Stands in every record of what is ordered here. Empty for the name by which the system knows you. Holds from the next start.',
    search: 'user trader who account',
  },
  whenClosed: {
    name: 'When the desk is closed',
    says: 'In the tray the sessions, the orders held on this PC and the alerts go on. If Tenor is to end while orders work, it asks.',
    search: 'tray background quit exit minimise minimize alerts',
  },
  theme: {
    name: 'Theme',
    says: 'The ground everything stands on.',
    search: 'colour color scheme night day background accessibility',
  },
  direction: {
    name: 'Up and down',
    says: 'Colours of profit and change only; bids, asks, armed and danger keep theirs. Most colour-blind eyes tell blue from orange.',
    search: 'colour color red green rise fall daltonism accessibility',
  },
  density: {
    name: 'Height of rows',
    says: 'In ladders, tables and the quote board.',
    search: 'density compact size spacing',
  },
  zoom: {
    name: 'Zoom',
    says: 'The size of everything in the window, in percent. The menu and its keys set the same.',
    search: 'scale size large small font text bigger accessibility',
  },
  motion: {
    name: 'Motion',
    says: 'Whether a cell lights up for a moment when its figure changes.',
    search: 'animation flash blink accessibility',
  },
  timeZone: {
    name: 'Time zone',
    says: 'Of every time of day on the screen, which always stands with its zone. The exchange keeps its hours by Chicago. Logs and files keep UTC.',
    search: 'clock utc gmt hours local chicago',
  },
  thousands: {
    name: 'Thousands',
    says: 'What stands between the thousands of a number.',
    search: 'number format separator digits grouping',
  },
} as const satisfies Readonly<Record<SettingName, SettingWords>>

type ChoiceName = {
  [Name in SettingName]: (typeof SETTINGS)[Name] extends { kind: 'choice' } ? Name : never
}[SettingName]

/** Languages are called in their own words, wherever they stand. */
type ChoiceWords = {
  readonly [Name in Exclude<ChoiceName, 'language'>]: Readonly<
    Record<(typeof SETTINGS)[Name]['choices'][number], string>
  >
}

const choice = {
  whenClosed: { quit: 'Tenor ends', tray: 'It stays in the tray' },
  theme: { dark: 'Dark', light: 'Light', contrast: 'High contrast' },
  direction: {
    greenUp: 'Green up, red down',
    redUp: 'Red up, green down',
    blueUp: 'Blue up, orange down',
  },
  density: { compact: 'Compact', standard: 'Standard', comfortable: 'Comfortable' },
  motion: { system: 'As the system', reduced: 'None', full: 'Always' },
  timeZone: { utc: 'UTC', local: 'This machine', chicago: 'Chicago' },
  thousands: { space: '12 340', comma: '12,340', none: '12340' },
} as const satisfies ChoiceWords

export const settingsEn = {
  title: 'Settings',
  close: 'Close',
  search: 'Search settings',
  sections: 'Sections',
  section: {
    general: 'General',
    appearance: 'Appearance',
    figures: 'Times and numbers',
    limits: 'Risk limits',
    keys: 'Keys',
  },
  limitsSearch: 'risk limits gate password',
  keysSays: 'Which key does what is in the keyboard map: schemes, your own keys, export and import.',
  keysOpen: 'Open the keyboard map',
  keysSearch: 'keys keyboard shortcut hotkey map scheme',
  item,
  choice,
  percent: '{{value}} %',
  nobody: 'the system’s name',
  changed: 'Changed; it came as: {{preset}}.',
  reset: 'Reset',
  resetOne: 'Reset: {{name}}',
  less: 'Less: {{name}}',
  more: 'More: {{name}}',
  found_one: '{{count}} setting.',
  found_other: '{{count}} settings.',
  foundNone: 'Nothing in the settings has to do with “{{query}}”.',
  export: 'Export…',
  exported: 'Written to {{file}}, without your name.',
  exportFailed: 'Not written: {{why}}',
  import: 'Import…',
  importAsk: 'What would change with {{file}}:',
  importSame: 'The file holds what is set already.',
  importFailed: 'Not imported: the file {{what}}. Everything is as it was.',
  importWrong: 'Not imported: the file {{what}} at “{{where}}”. Everything is as it was.',
  resetAll: 'Reset all…',
  resetAsk: 'What would change if everything were as it came:',
  change: '{{name}}: {{from}} → {{to}}',
  apply: 'Change these',
  leave: 'Leave them',
  applied: 'Changed.',
} as const

export const documentEn = {
  /** What is wrong with a file, as main/settings/read-document.ts calls it. */
  fault: {
    tooLarge: 'is too large',
    noJson: 'is damaged',
    wrong: 'makes no sense',
    takesStop: 'would take away the key that stops trading',
    newer: 'was written by a newer Tenor',
    unreadable: 'cannot be read',
  },
  refused: 'Not changed.',
  refusedWhy: 'What was to be kept {{why}}, so everything is as it was.',
  used: {
    rest: 'the rest of it is used',
    previous: 'the copy before it is used',
    defaults: 'Tenor begins with its defaults',
  },
} as const
