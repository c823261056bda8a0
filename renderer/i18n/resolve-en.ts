// The words of the dialog in which a person settles what asking the exchange has not.

export const resolveEn = {
  orderTitle: 'End an order of unknown fate',
  orderWhat:
    'What became of {{words}} is not known; Tenor asks the exchange whenever it can be reached. End it here only if the exchange has told you by another way, on its own screen or by telephone, that nothing of it can trade.',
  orderThen:
    'Nothing is sent. Should the exchange still speak of the order, its word stands and the order is back.',
  orderGo: 'It has ended',
  orderDone: '{{clientOrderId}} counts as ended. Who said so and why is in the audit trail.',
  orderHint: 'The exchange has told you what became of it: end {{words}} here',
  positionTitle: 'Take the exchange’s position in {{instrument}}',
  positionWhat:
    'Tenor’s fills add up to {{ours}}, the exchange holds {{venues}}. {{missing}} would be booked by hand at the price below, without a fee, so that the two agree. The price is what your profit is counted from: take it from the statement of the exchange.',
  bought: '{{lots}} bought',
  sold: '{{lots}} sold',
  positionThen:
    'Nothing is sent. Fills that the exchange tells later count besides, and would be listed as a new difference.',
  positionGo: 'Book by hand',
  positionDone: 'Booked by hand in {{instrument}}; the exchange is asked whether the two agree now.',
  positionHint: 'Book the missing lots of {{instrument}} by hand, so that the position is the exchange’s',
  adopt: 'Book…',
  price: 'Price',
  priceBad: 'Give a price that is a multiple of the tick, {{tick}}.',
  why: 'Why, for the audit trail',
  whyMissing: 'Say why: it stands in the audit trail.',
  leave: 'Leave it',
  close: 'Close',
}
