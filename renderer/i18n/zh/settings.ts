// The Chinese words of the settings, and of what goes wrong with the documents of the profile.
import type { documentEn, settingsEn } from '../settings-en.ts'
import type { Translated } from '../translated.ts'

export const settingsZh: Translated<typeof settingsEn> = {
  title: '设置',
  language: '语言',
  direction: '涨跌',
  directionHint: '仅用于盈亏与涨跌的颜色；买卖、启用与危险的颜色不变。',
  greenUp: '绿涨红跌',
  redUp: '红涨绿跌',
  blueUp: '蓝涨橙跌',
  theme: '底色',
  dark: '深色',
  light: '浅色',
  close: '关闭',
}

export const documentZh: Translated<typeof documentEn> = {
  fault: {
    tooLarge: '过大',
    noJson: '已损坏',
    wrong: '内容无效',
    newer: '由更新版本的Tenor写入',
    unreadable: '无法读取',
  },
  refused: '未更改。',
  refusedWhy: '要保存的内容{{why}}，一切保持原样。',
  used: {
    previous: '已改用上一份副本',
    defaults: 'Tenor以默认值启动',
  },
}
