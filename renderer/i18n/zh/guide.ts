// The Chinese words around the guides; their texts are in docs/guide/zh.
import type { guideEn } from '../guide-en.ts'
import type { Translated } from '../translated.ts'

export const guideZh: Translated<typeof guideEn> = {
  title: '指南',
  close: '关闭',
  back: '返回（Alt+←）',
  search: '搜索指南',
  contents: '目录',
  references: '延伸阅读（英文）',
  found_other: '{{count}}处',
  foundNone: '指南中没有“{{query}}”。请减少或缩短词语。',
  outsideHint: '不在应用程序内：位于Tenor的代码库或其他地方。',
  names: {
    'first-steps': '入门',
    trading: '交易',
    orders: '委托',
    desk: '工作台',
  },
}
