// The words of the box that asks what to do with the last window, in both languages.

const en = {
  title: 'Tenor',
  question: 'Orders work at the exchange: {{count}}.',
  detail:
    'In the tray Tenor goes on watching them and tells you what becomes of them. If it quits, they stay at the exchange and nobody here sees them trade.',
  tray: 'Keep running in the tray',
  quit: 'Quit, the orders stay',
  leave: 'Cancel',
}

const zh: typeof en = {
  title: 'Tenor',
  question: '交易所仍有挂单：{{count}}笔。',
  detail: '在托盘中，Tenor会继续关注这些委托并告知结果。若退出，委托仍留在交易所，本机将无人知晓其成交。',
  tray: '在托盘中继续运行',
  quit: '退出，委托保留',
  leave: '取消',
}

/** English where there is no other. */
export function closingWords(locale: string): typeof en {
  return /^zh\b/i.test(locale) ? zh : en
}
