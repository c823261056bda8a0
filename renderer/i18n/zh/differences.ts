// The words of the Differences tab in Simplified Chinese.
import type { differencesEn } from '../differences-en.ts'
import type { Translated } from '../translated.ts'

export const differencesZh: Translated<typeof differencesEn> = {
  label: 'Tenor与交易所之间的差异',
  what: '内容',
  ours: '本地',
  venues: '交易所',
  done: '处理',
  position: '持仓',
  order: '{{side}} {{qty}} @ {{price}}，已成{{done}}，{{status}}',
  notKnown: '未知',
  taken: '已采用交易所记录',
  takenHint: '该委托现与交易所一致。',
  asked: '正在查询交易所',
  askedHint: '交易所未将其列为未完成，因此查询其结果。不会重发任何内容。',
  answered: '{{time}}已答复',
  shown: '需要查看',
  shownHint:
    '持仓是成交之和，不会自行设定。请核对交易所结算单：可能缺少成交，或在本终端日志开始之前由其他终端交易。',
  agrees: '{{time}}起一致',
  compare: '立即核对',
  compareHint: '向交易所请求未完成委托与持仓，并与本地核对。',
  compared: '{{time}}已核对：{{orders}}笔未完成委托，{{positions}}个持仓',
  notYet: '尚未核对：登录时进行。',
  empty: '没有差异：委托与持仓均与交易所一致。',
  asks: '正在向交易所请求未完成委托与持仓。',
}
