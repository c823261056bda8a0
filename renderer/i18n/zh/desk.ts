// The Chinese words of the desk: workspaces, panels and their colour groups.
import type { dockEn, workspacesEn } from '../desk-en.ts'
import type { Translated } from '../translated.ts'

export const dockZh: Translated<typeof dockEn> = {
  maximise: '{{panel}}铺满工作台',
  restore: '{{panel}}还原到原位',
  closePanel: '关闭{{panel}}',
  takeOut: '{{panel}}移至独立窗口',
  toDesk: '{{panel}}移回主窗口',
  allToDesk: '此窗口的所有面板移回主窗口',
  desk: '主窗口',
  windowTitle: '{{panels}} · Tenor',
  link: '{{panel}}的联动组：{{colour}}',
  colour: {
    none: '不联动',
    blue: '蓝色',
    green: '绿色',
    amber: '琥珀色',
    violet: '紫色',
    cyan: '青色',
    rose: '玫红色',
  },
  gone: '{{instrument}}已不再挂牌',
  goneText: '原先查看它的面板现显示{{instead}}。',
}

export const workspacesZh: Translated<typeof workspacesEn> = {
  button: '工作区{{name}}：打开其他工作区，添加面板',
  title: '工作区',
  close: '关闭',
  shipped: {
    trading: '交易',
    hedging: '套保',
    risk: '风险',
    watch: '行情',
  },
  open: '打开',
  isOpen: '已打开',
  list: '工作区',
  name: '名称',
  rename: '重命名',
  duplicate: '复制',
  copyOf: '{{name}}2',
  reset: '恢复初始布局',
  resetHint: '{{name}}的面板与布局恢复为首次启动时的样子',
  remove: '删除',
  panels: '添加面板',
  panelsHint: '新面板加入蓝色联动组，放在同类面板旁；拖动标签可移到任意位置。',
  exported: '全部工作区已写入{{file}}。',
  importSame: '文件中的工作区此处均已有。',
  added: '添加“{{name}}”。',
  replaced: '“{{name}}”改为文件中的布局。',
  noRoom: '“{{name}}”未导入：最多容纳{{count}}个工作区。',
  listFull: '最多容纳{{count}}个工作区。',
  full: '一个工作区最多容纳{{count}}个面板。',
}
