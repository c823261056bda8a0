// The Chinese names of everything that can be done to the desk by name or by key, and the palette's own words.
import type { commandsEn, paletteEn } from '../commands-en.ts'
import type { Translated } from '../translated.ts'

export const commandsZh: Translated<typeof commandsEn> = {
  cancelAll: '全部撤单',
  flatten: '平仓（先确认）',
  stopTrading: '停止交易：不再发出新委托',
  disarmAll: '关闭所有窗口的全部盘口',
  held: '本机保管委托',
  alert: '新建预警',
  quiet: '免打扰时段与声音',
  playPause: '播放或暂停回放',
  arm: '启用盘口',
  disarm: '关闭盘口',
  recentre: '盘口居中',
  previousMonth: '上一个月份',
  nextMonth: '下一个月份',
  previousRoot: '上一个品种',
  nextRoot: '下一个品种',
  sizeUp: '手数加一',
  sizeDown: '手数减一',
  size: '{{qty}}手',
  show: '盘口显示{{instrument}}',
  focusLadder: '转到盘口',
  focusBoard: '转到报价板',
  focusOrders: '转到委托',
  showPanel: '置于最前：{{panel}}',
  workspaces: '工作区与面板',
  openWorkspace: '打开工作区{{name}}',
  resetWorkspace: '此工作区恢复初始布局',
  addPanel: '添加面板：{{panel}}',
  takeOut: '移至独立窗口：{{panel}}',
  movePanel: '移至{{window}}：{{panel}}',
  bringBack: '此窗口的所有面板移回主窗口',
  showWindow: '转到窗口：{{window}}',
  settings: '设置与风险限额',
  theme: {
    dark: '深色底',
    light: '浅色底',
    contrast: '高对比度',
  },
  language: {
    en: 'English',
    'zh-CN': '简体中文',
  },
  palette: '查找命令',
  map: '快捷键',
  about: '关于Tenor',
  letGo: '不发生任何事：关闭、放下、不发送',
}

export const paletteZh: Translated<typeof paletteEn> = {
  title: '命令',
  close: '关闭',
  search: '要做什么？',
  none: '没有这个名称的命令。',
}
