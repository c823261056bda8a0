// The words of the Differences tab.

export const differencesEn = {
  label: 'Differences between Tenor and the exchange',
  what: 'What',
  ours: 'Here',
  venues: 'At the exchange',
  done: 'What was done',
  position: 'position',
  order: '{{side}} {{qty}} @ {{price}}, {{done}} done, {{status}}',
  notKnown: 'not known',
  taken: 'exchange’s word taken',
  takenHint: 'The order is now as the exchange holds it.',
  asked: 'asking the exchange',
  askedHint:
    'The exchange does not list it as open, so it is asked what became of it. Nothing is sent again.',
  answered: 'answered {{time}}',
  shown: 'to be looked at',
  shownHint:
    'A position is the sum of its fills and is not set by itself. Compare the statement of the exchange: fills may be missing, or another terminal traded before this one’s journal began.',
  agrees: 'agrees since {{time}}',
  compare: 'Compare now',
  compareHint: 'Ask the exchange for open orders and positions and hold them against ours.',
  compared: 'compared {{time}}: {{orders}} open orders, {{positions}} positions',
  notYet: 'Not compared yet: that comes with the login.',
  empty: 'No differences: orders and positions are as the exchange holds them.',
  asks: 'The exchange is asked for open orders and positions.',
}
