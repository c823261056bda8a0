// The English words of the settings, and of what goes wrong with the documents of the profile.

export const settingsEn = {
  title: 'Settings',
  language: 'Language',
  direction: 'Up and down',
  directionHint: 'Colours of P&L and changes only; bids, asks, armed and danger keep theirs.',
  greenUp: 'Green up, red down',
  redUp: 'Red up, green down',
  blueUp: 'Blue up, orange down',
  theme: 'Ground',
  dark: 'Dark',
  light: 'Light',
  close: 'Close',
} as const

export const documentEn = {
  /** What is wrong with a file, as main/settings/read-document.ts calls it. */
  fault: {
    tooLarge: 'is too large',
    noJson: 'is damaged',
    wrong: 'makes no sense',
    newer: 'was written by a newer Tenor',
    unreadable: 'cannot be read',
  },
  refused: 'Not changed.',
  refusedWhy: 'What was to be kept {{why}}, so everything is as it was.',
  used: {
    previous: 'the copy before it is used',
    defaults: 'Tenor begins with its defaults',
  },
} as const
