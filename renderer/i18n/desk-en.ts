// The English words of the desk: workspaces, panels and their colour groups.

export const dockEn = {
  maximise: 'Fill the desk with {{panel}}',
  restore: 'Back to its place: {{panel}}',
  closePanel: 'Close {{panel}}',
  takeOut: '{{panel}} in a window of its own',
  toDesk: '{{panel}} back to the desk',
  allToDesk: 'All panels of this window back to the desk',
  desk: 'the desk',
  windowTitle: '{{panels}} · Tenor',
  link: '{{panel}} looks where this group does: {{colour}}',
  colour: {
    none: 'its own',
    blue: 'blue',
    green: 'green',
    amber: 'amber',
    violet: 'violet',
    cyan: 'cyan',
    rose: 'rose',
  },
  gone: '{{instrument}} is no longer listed',
  goneText: 'What looked at it shows {{instead}} now.',
} as const

export const workspacesEn = {
  button: 'Workspace {{name}}: open another, add a panel',
  title: 'Workspaces',
  close: 'Close',
  shipped: {
    trading: 'Trading',
    hedging: 'Hedging',
    risk: 'Risk',
    watch: 'Watch',
  },
  open: 'Open',
  isOpen: 'open',
  list: 'Workspaces',
  name: 'Name',
  rename: 'Rename',
  duplicate: 'Duplicate',
  copyOf: '{{name}} 2',
  reset: 'As shipped',
  resetHint: 'Panels and layout of {{name}} as they were at the first start',
  remove: 'Remove',
  panels: 'Add a panel',
  panelsHint: 'It joins the blue group and lies where such panels lie; drag its tab to wherever you want it.',
  full: 'A workspace has room for {{count}} panels.',
} as const
