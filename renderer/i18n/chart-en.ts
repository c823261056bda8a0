// The English words of the price chart.

export const chartEn = {
  title: 'Chart',
  label: 'Price chart of {{instrument}}',
  intervals: 'Length of a bar',
  interval: { '1s': '1 s', '1m': '1 min', '5m': '5 min', '15m': '15 min', '1h': '1 h', '1d': '1 day' },
  open: 'O',
  high: 'H',
  low: 'L',
  close: 'C',
  volume: 'Vol',
  settle: 'settle {{date}}',
  own: '{{lots}}',
  stale: 'stale',
  gaps: 'trades missed',
  gapsHint_one: 'Once since this terminal connected trades may be missing; time and sales says when.',
  gapsHint_other:
    '{{count}} times since this terminal connected trades may be missing; time and sales says when.',
  from: 'from {{since}}',
  reach: {
    history:
      'From the history of this profile: what traded while this terminal was connected. The first bar shown begins {{since}}.',
    connection: 'Nothing is kept of a replay: bars begin when this terminal connected, {{since}}.',
  },
  awaited: 'The bars of {{instrument}} are being asked for.',
  empty:
    'This profile knows of no trade in {{instrument}} yet. The first one draws the first bar; what trades while the terminal is not connected is not in its history.',
}
