// Every word the main process shows: menus, dialogs, the window's title. Keys and `{{name}}` places are written as
// i18next writes them, so that the languages of the renderer can be given these texts too.

const en = {
  'window.title': 'Tenor',
  'menu.file': 'File',
  'menu.openRecording': 'Replay a recording…',
  'menu.leaveReplay': 'Back to the market',
  'menu.quit': 'Quit Tenor',
  'menu.closeWindow': 'Close window',
  'menu.edit': 'Edit',
  'menu.undo': 'Undo',
  'menu.redo': 'Redo',
  'menu.cut': 'Cut',
  'menu.copy': 'Copy',
  'menu.paste': 'Paste',
  'menu.selectAll': 'Select all',
  'menu.view': 'View',
  'menu.reload': 'Reload window',
  'menu.devTools': 'Developer tools',
  'menu.zoomIn': 'Zoom in',
  'menu.zoomOut': 'Zoom out',
  'menu.zoomReset': 'Actual size',
  'menu.fullScreen': 'Full screen',
  'menu.trade': 'Trade',
  'menu.cancelAll': 'Cancel all orders',
  'menu.flatten': 'Flatten all positions…',
  'menu.stopTrading': 'Stop trading',
  'tray.show': 'Show Tenor',
  'menu.help': 'Help',
  'menu.saveLog': 'Save a copy of the log…',
  'menu.about': 'About Tenor',
  'about.title': 'About Tenor',
  'about.message': 'Tenor {{version}}',
  'about.detail':
    'Electron {{electron}}, Chromium {{chromium}}, Node {{node}}, {{platform}}\n\n{{attributions}}',
  'emergency.refused': '{{act}}: nothing was sent.',
  'emergency.refusedDetail':
    'It was refused ({{code}}). Orders that work at the exchange still work; look at the session states and try again.',
  'flatten.ask': 'Flatten all positions?',
  'flatten.askDetail':
    'Own orders in contracts with a position are canceled, then the positions are traded away at the market in steps, never past zero.',
  'flatten.yes': 'Flatten',
  'flatten.no': 'Leave them',
  'recording.choose': 'Replay a recording of market data',
  'recording.files': 'Recordings',
  'recording.all': 'All files',
  'saveLog.title': 'Save a copy of the log',
  'saveLog.fileType': 'Text',
  'saveLog.done': 'The log was copied.',
  'saveLog.doneDetail':
    '{{path}}\n\nLog files in it, oldest line first: {{files}}. Size: {{size}} kB. It names orders and addresses, but no key.',
  'saveLog.failed': 'The log was not copied.',
  'saveLog.failedDetail': '{{path}} could not be written: {{why}}',
  'start.failed': 'Tenor cannot start.',
  'bug.title': 'Tenor has to end.',
  'bug.detail':
    'Something happened that must not happen, and trading was stopped. What was known is in the journal; start Tenor again to go on from it. The log says more: {{logFile}}',
} as const

export type TextKey = keyof typeof en

export function text(key: TextKey, values: Readonly<Record<string, string>> = {}): string {
  return en[key].replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place)
}
