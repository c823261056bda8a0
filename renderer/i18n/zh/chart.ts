// The Chinese words of the price chart.
import type { chartEn } from '../chart-en.ts'
import type { Translated } from '../translated.ts'

export const chartZh: Translated<typeof chartEn> = {
  title: 'K线',
  label: '{{instrument}}的K线图',
  intervals: '周期',
  interval: { '1s': '1秒', '1m': '1分钟', '5m': '5分钟', '15m': '15分钟', '1h': '1小时', '1d': '1日' },
  open: '开',
  high: '高',
  low: '低',
  close: '收',
  volume: '量',
  settle: '结算 {{date}}',
  own: '{{lots}}',
  stale: '陈旧',
  gaps: '缺少成交',
  gapsHint_other: '自本终端连接以来有{{count}}处可能缺少成交，时间见逐笔成交。',
  from: '{{since}}起',
  reach: {
    history: '取自本配置的历史数据：本终端连接期间的成交。所示第一根K线始于{{since}}。',
    connection: '回放不保存历史：K线自本终端连接（{{since}}）起。',
  },
  awaited: '正在请求{{instrument}}的K线。',
  empty:
    '本配置尚无{{instrument}}的成交记录。第一笔成交即绘出第一根K线；终端未连接期间的成交不在历史数据中。',
}
