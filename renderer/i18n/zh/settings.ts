// The Chinese words of the settings, and of what goes wrong with the documents of the profile.
import type { documentEn, settingsEn } from '../settings-en.ts'
import type { Translated } from '../translated.ts'

export const settingsZh: Translated<typeof settingsEn> = {
  title: '设置',
  close: '关闭',
  search: '搜索设置',
  sections: '分类',
  section: {
    general: '常规',
    appearance: '外观',
    figures: '时间与数字',
    limits: '风险限额',
    keys: '快捷键',
  },
  limitsSearch: '风控 限额 口令',
  keysSays: '各按键的用途见快捷键：方案、自设按键、导出与导入。',
  keysOpen: '打开快捷键',
  keysSearch: '按键 键盘 热键 方案',
  item: {
    language: {
      name: '语言',
      says: '窗口、菜单及日期格式的语言。',
      search: '中文 翻译 界面语言',
    },
    user: {
      name: '审计记录中的姓名',
      says: '写入此处每笔委托的记录。留空则使用系统中的名称。下次启动时生效。',
      search: '用户 交易员 账户',
    },
    whenClosed: {
      name: '关闭主窗口时',
      says: '留在托盘中时，会话、本机保管的委托与预警继续运行。若退出时仍有挂单，会先询问。',
      search: '托盘 后台 退出 最小化 预警',
    },
    theme: {
      name: '主题',
      says: '整个界面的底色。',
      search: '颜色 配色 夜间 白天 背景 无障碍',
    },
    direction: {
      name: '涨跌颜色',
      says: '仅用于盈亏与涨跌；买卖、启用与危险的颜色不变。蓝与橙便于色觉障碍者区分。',
      search: '红绿 上涨 下跌 色盲 色弱 无障碍',
    },
    density: {
      name: '行高',
      says: '用于梯形报价、表格与报价牌。',
      search: '密度 紧凑 间距 大小',
    },
    zoom: {
      name: '缩放',
      says: '窗口中一切内容的大小，以百分比计。菜单及其快捷键设置的是同一项。',
      search: '比例 字号 放大 缩小 字体 无障碍',
    },
    motion: {
      name: '动态效果',
      says: '数字变化时单元格是否短暂点亮。',
      search: '动画 闪烁 无障碍',
    },
    timeZone: {
      name: '时区',
      says: '屏幕上所有时刻的时区，时刻旁总是标明时区。交易所的时段以芝加哥时间为准。日志与文件仍用UTC。',
      search: '时钟 北京时间 本地 芝加哥',
    },
    thousands: {
      name: '千位分隔',
      says: '数字千位之间的符号。',
      search: '数字格式 分隔符 位数',
    },
  },
  choice: {
    whenClosed: { quit: 'Tenor退出', tray: '留在托盘中' },
    theme: { dark: '深色', light: '浅色', contrast: '高对比度' },
    direction: { greenUp: '绿涨红跌', redUp: '红涨绿跌', blueUp: '蓝涨橙跌' },
    density: { compact: '紧凑', standard: '标准', comfortable: '宽松' },
    motion: { system: '跟随系统', reduced: '关闭', full: '始终' },
    timeZone: { utc: 'UTC', local: '本机', chicago: '芝加哥' },
    thousands: { space: '12 340', comma: '12,340', none: '12340' },
  },
  percent: '{{value}}%',
  nobody: '系统中的名称',
  changed: '已更改；原为：{{preset}}。',
  reset: '还原',
  resetOne: '还原：{{name}}',
  less: '减小：{{name}}',
  more: '增大：{{name}}',
  found_other: '{{count}}项设置。',
  foundNone: '没有与“{{query}}”有关的设置。',
  export: '导出…',
  exported: '已写入{{file}}，不含您的姓名。',
  exportFailed: '未写入：{{why}}',
  import: '导入…',
  importAsk: '导入{{file}}将更改：',
  importSame: '文件内容与当前设置相同。',
  importFailed: '未导入：文件{{what}}。一切保持原样。',
  importWrong: '未导入：文件在“{{where}}”处{{what}}。一切保持原样。',
  resetAll: '全部还原…',
  resetAsk: '全部还原将更改：',
  change: '{{name}}：{{from}} → {{to}}',
  apply: '更改',
  leave: '保持不变',
  applied: '已更改。',
}

export const documentZh: Translated<typeof documentEn> = {
  fault: {
    tooLarge: '过大',
    noJson: '已损坏',
    wrong: '内容无效',
    takesStop: '会取消停止交易的按键',
    newer: '由更新版本的Tenor写入',
    unreadable: '无法读取',
  },
  refused: '未更改。',
  refusedWhy: '要保存的内容{{why}}，一切保持原样。',
  used: {
    rest: '其余部分照常使用',
    previous: '已改用上一份副本',
    defaults: 'Tenor以默认值启动',
  },
}
