// What surveillance found in one's own orders, in Simplified Chinese.
import type { surveillanceEn } from '../surveillance-en.ts'
import type { Translated } from '../translated.ts'

export const surveillanceZh: Translated<typeof surveillanceEn> = {
  sentence:
    '{{what}}阈值：{{limits}}。委托：{{orders}}。规则：{{rule}}。仅告知本席位；若并非有意，请记录原因。',
  moreOrders: '{{list}}等',
  layering:
    '{{instrument}}疑似分层挂单：您以{{price}}{{traded}}{{tradedQty}}（该侧挂单{{otherSideQty}}）时，最优价之后挂有您{{orders}}笔{{side}}委托共{{qty}}；{{after}}后其中{{withdrawn}}（{{percent}} %）被撤走。',
  layeringLimits:
    '{{minOrders}}笔委托，距最优价{{awayTicks}}跳以上，不早于{{built}}，为对侧的{{times}}倍，{{within}}内撤走{{percent}} %',
  wash: {
    traded:
      '{{instrument}}疑似洗售：您在{{apart}}之内以{{buyPrice}}买入{{buyQty}}，以{{sellPrice}}卖出{{sellQty}}。',
    prevented:
      '{{instrument}}疑似洗售：您相隔{{apart}}下达的委托，以{{buyPrice}}买入{{buyQty}}与以{{sellPrice}}卖出{{sellQty}}，本会相互成交，已被交易所阻止。',
    resting:
      '{{instrument}}可能发生洗售：您相隔{{apart}}下达的委托，以{{buyPrice}}买入{{buyQty}}与以{{sellPrice}}卖出{{sellQty}}，挂在相互交叉的价位。',
  },
  washLimits: {
    traded: '{{within}}以内，相差不超过{{priceTicks}}跳，数量相近至{{percent}} %',
    prevented: '下单相隔{{within}}以内，数量相近至{{percent}} %',
    resting: '双方同时挂单达{{within}}',
  },
  ignition:
    '{{instrument}}疑似拉抬打压：您的{{orders}}笔委托{{side}}{{qty}}，价格由{{start}}到{{farthest}}（{{moved}}跳）；{{after}}后您已{{traded}}{{reversedQty}}（{{percent}} %），最后价{{reversedPrice}}。',
  ignitionLimits: '{{minOrders}}笔委托间隔不超过{{burst}}，{{movedTicks}}跳，{{within}}内反向{{percent}} %',
  cancelRatio: '{{instrument}}撤单过多：{{window}}内您的委托被撤改{{cancels}}次，成交{{fills}}。',
  fills_other: '{{text}}笔',
  cancelRatioLimits: '{{window}}内{{minCancels}}次，每笔成交{{times}}次',
  market: '市价',
  sidePast: {
    buy: '买入',
    sell: '卖出',
  },
  side: {
    buy: '买入',
    sell: '卖出',
  },
}
