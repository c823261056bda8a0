// What surveillance found in one's own orders, in English: what it looks like, the evidence, the limits, the rule. Each
// says what the orders look like and never what was meant.

export const surveillanceEn = {
  sentence:
    '{{what}} Limits: {{limits}}. Orders: {{orders}}. Rule: {{rule}}. Only this desk is told; if it was not meant so, note why.',
  moreOrders: '{{list}} and more',
  layering:
    'Looks like layering in {{instrument}}: {{orders}} {{side}} orders of yours with {{qty}} stood behind the best price when you {{traded}} {{tradedQty}} at {{price}} with {{otherSideQty}} on that side; {{after}} later {{withdrawn}} of them ({{percent}} %) were taken away.',
  layeringLimits:
    '{{minOrders}} orders, {{awayTicks}} ticks away or more, no older than {{built}}, {{times}} times the other side, {{percent}} % within {{within}}',
  wash: {
    traded:
      'Looks like a wash trade in {{instrument}}: you bought {{buyQty}} at {{buyPrice}} and sold {{sellQty}} at {{sellPrice}} within {{apart}}.',
    prevented:
      'Looks like a wash trade in {{instrument}}: your orders to buy {{buyQty}} at {{buyPrice}} and to sell {{sellQty}} at {{sellPrice}}, placed {{apart}} apart, would have traded with each other, and the exchange prevented it.',
    resting:
      'Looks like a wash trade to come in {{instrument}}: your orders to buy {{buyQty}} at {{buyPrice}} and to sell {{sellQty}} at {{sellPrice}}, placed {{apart}} apart, rest at prices that cross.',
  },
  washLimits: {
    traded: 'within {{within}}, {{priceTicks}} ticks apart, sizes alike to {{percent}} %',
    prevented: 'placed within {{within}}, sizes alike to {{percent}} %',
    resting: 'both at rest for {{within}}',
  },
  ignition:
    'Looks like momentum ignition in {{instrument}}: {{orders}} orders of yours took {{qty}} to {{side}} and the price went from {{start}} to {{farthest}} ({{moved}} ticks); {{after}} later you had {{traded}} {{reversedQty}} ({{percent}} %), last at {{reversedPrice}}.',
  ignitionLimits:
    '{{minOrders}} orders not more than {{burst}} apart, {{movedTicks}} ticks, {{percent}} % within {{within}}',
  cancelRatio:
    'Many cancels in {{instrument}}: {{cancels}} of your orders were taken away or changed in {{window}} for {{fills}}.',
  fills_one: '{{text}} fill',
  fills_other: '{{text}} fills',
  cancelRatioLimits: '{{minCancels}} in {{window}}, {{times}} to one fill',
  market: 'market',
  sidePast: {
    buy: 'bought',
    sell: 'sold',
  },
  side: {
    buy: 'buy',
    sell: 'sell',
  },
} as const
