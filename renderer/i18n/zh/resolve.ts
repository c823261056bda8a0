// The dialog in which a person settles what asking the exchange has not, in Simplified Chinese.
import type { resolveEn } from '../resolve-en.ts'
import type { Translated } from '../translated.ts'

export const resolveZh: Translated<typeof resolveEn> = {
  orderTitle: '结束一笔结果不明的委托',
  orderWhat:
    '{{words}}的结果不明；只要能到达交易所，Tenor就会查询。只有当交易所以其他方式（其自身的屏幕或电话）告知您该委托不会再有任何成交时，才在此结束它。',
  orderThen: '不会发出任何内容。若交易所仍提及该委托，以交易所为准，委托会恢复显示。',
  orderGo: '它已结束',
  orderDone: '{{clientOrderId}}视为已结束。由谁、为何均已记入审计记录。',
  orderHint: '交易所已告知结果：在此结束{{words}}',
  positionTitle: '采用交易所的{{instrument}}持仓',
  positionWhat:
    'Tenor的成交合计为{{ours}}，交易所记为{{venues}}。将以下列价格手动补记{{missing}}，不计手续费，使两者一致。您的盈亏由该价格起算：请取自交易所结算单。',
  bought: '买入{{lots}}',
  sold: '卖出{{lots}}',
  positionThen: '不会发出任何内容。交易所之后补发的成交会另行计入，并列为新的差异。',
  positionGo: '手动补记',
  positionDone: '{{instrument}}已手动补记；正在询问交易所现在是否一致。',
  positionHint: '手动补记{{instrument}}缺少的手数，使持仓与交易所一致',
  adopt: '补记…',
  price: '价格',
  priceBad: '请填写最小变动价位{{tick}}整数倍的价格。',
  why: '原因（记入审计记录）',
  whyMissing: '请说明原因：它会记入审计记录。',
  leave: '不处理',
  close: '关闭',
}
