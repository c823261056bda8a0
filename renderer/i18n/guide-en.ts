// The English words around the guides; their texts are in docs/guide.

export const guideEn = {
  title: 'Guides',
  close: 'Close',
  back: 'Back (Alt+←)',
  search: 'Search the guides',
  contents: 'Contents',
  references: 'Further reading',
  found_one: '{{count}} place',
  found_other: '{{count}} places',
  foundNone: 'No guide has “{{query}}”. Fewer or shorter words find more.',
  outsideHint: 'Not in the application: it is in the repository of Tenor or elsewhere.',
  names: {
    'first-steps': 'First steps',
    trading: 'Trading',
    orders: 'Orders',
    desk: 'The desk',
  },
} as const
