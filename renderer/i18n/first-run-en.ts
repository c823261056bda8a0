// The English words of the first steps.

export const firstRunEn = {
  title: 'First steps',
  leave: 'Leave the first steps (Esc)',
  place: '{{nth}} of {{count}}',
  again: '{{key}} and “{{name}}” shows this again.',
  next: 'Next',
  skip: 'Skip',
  back: 'Back',
  done: 'Done',
  venue: {
    title: 'Where do you trade?',
    connecting: 'The exchange has not answered yet. Its name appears here once it has.',
    label: 'Exchange',
    here: 'Here',
    own: 'At an exchange of my own',
    address: 'Address of the exchange',
    ownHow:
      'Tenor takes its exchange when it starts, so that no order of one ever meets another. End Tenor and start it with this:',
    notAddress:
      '“{{text}}” is no address of an exchange. It begins with ws:// or wss:// and holds no key, for example {{example}}.',
    command: 'Command',
    ownKey:
      'The folder keeps its orders apart from the ones here. Its key comes from TENOR_KEY_ID and TENOR_KEY_SECRET of the environment; without them the public paper key is used.',
  },
  work: {
    title: 'What do you do?',
    lead: 'It opens the workspace that fits. The button beside the name of Tenor opens any other.',
    trader: 'I trade',
    traderWhat: 'Ladder, quotes, curve, orders below: workspace {{workspace}}.',
    hedger: 'I hedge',
    hedgerWhat: 'The curve large, positions below it, a ladder beside: workspace {{workspace}}.',
    both: 'Both',
    bothWhat: 'Begins with {{workspace}}; {{key}} has the other.',
  },
  fill: {
    title: 'A first fill',
    open: 'A first fill, step by step',
    marks: 'How far it is',
    armed: 'Armed',
    sent: 'Order',
    filled: 'Fill',
    position: 'Position',
    replay: 'A recording takes no orders, so there is nothing to send here.',
    live: 'This is no practice: an order here is a real one, and money moves. So this step only tells how it goes.',
    how: 'A ladder is locked until {{key}} arms it. Then a click in a row of the column Bid buys at the price of that row, a click under Ask sells. The order stands as a chip beside its price until it trades; then it is under Fills, and the lots are in Positions.',
    noLadder: 'This workspace has no ladder with a contract.',
    openTrading: 'Open {{workspace}}',
    blocked: '{{reason}} This goes on by itself once an order could be sent.',
    arm: 'The ladder of {{instrument}} is locked, and a click there sends nothing. Arm it: {{key}}, or {{button}} above. Its frame turns amber.',
    click:
      'Armed. In the ladder find {{price}}, the best price at which somebody sells, and click in its row under Bid: that buys {{lots}} at once. A lower row waits for its turn.',
    clickNoAsk:
      'Armed. Nobody sells {{instrument}} now. Click in a row under Bid: the order waits there until somebody sells at its price.',
    clickKeys:
      'By keys: {{ladder}} goes to the ladder, {{home}} brings the market into sight, ↑ ↓ goes to a row, {{buy}} buys.',
    denied: 'Tenor itself sent nothing: {{reason}} You can click again.',
    pending: 'Sent: {{words}}. It is in the journal of this PC; the exchange has yet to answer.',
    unknown:
      '{{words}} was sent and its answer is missing: nobody knows yet what became of it. Tenor asks the exchange and sends nothing again.',
    working:
      '{{words}} works at the exchange. It trades when somebody sells at its price; until then the × on its chip cancels it. You may wait, or click nearer to the market.',
    workingSell:
      '{{words}} works at the exchange. It trades when somebody buys at its price; until then the × on its chip cancels it. You may wait, or click nearer to the market.',
    ended: '{{words}} has ended without a fill: {{status}}. {{reason}} You can click again.',
    filledAt: '{{side}} {{lots}} of {{instrument}} at {{prices}}.',
    filledUnpriced: '{{side}} {{lots}} of {{instrument}}; the report with the price is on its way.',
    rest: '{{lots}} of the order still wait.',
    positionIs: 'Your position is {{net}} now.',
    positionFlat: 'Your position is flat now.',
    after:
      'The fill is under Fills; Positions shows what it is worth. {{key}} trades it away again, after asking.',
  },
} as const
