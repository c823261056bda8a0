// The words of the acts that stop a desk.

export const controlEn = {
  flatten: 'Flatten',
  flattenHint: 'Trade away positions at the market, in steps, never past zero. Asks first ({{key}}).',
  stop: 'Stop',
  stopHint:
    'Stop trading at once: no new order leaves until you arm it again ({{key}}). Orders that work stay.',
  isStopped: 'STOPPED',
  isStoppedHint: 'No new order leaves. Press to arm trading again.',
  rearmed: 'Trading is armed again.',
  flattenBegun: 'Flattening. The positions come nearer to zero step by step.',
  cancelOnDisconnect: 'The exchange is asked to cancel your orders when the order session ends.',
  stayOnDisconnect: 'The exchange is asked to leave your orders when the order session ends.',
  rearmTitle: 'Arm trading again',
  rearmWhy: 'Stopped {{since}} by {{who}} ({{origin}}). Orders that worked then may still work.',
  rearmAsk: 'Type {{word}} to let orders leave again.',
  rearmGo: 'Arm trading',
  close: 'Close',
  flattenTitle: 'Flatten positions',
  flattenWhat:
    'Own orders in these contracts are canceled, then market orders trade the positions away in steps, never past zero. While it lasts no other order leaves in them.',
  flattenNone: 'No positions: there is nothing to flatten.',
  flattenOne: 'Flatten {{contract}}',
  flattenAll_one: 'Flatten it',
  flattenAll_other: 'Flatten all {{count}}',
  flattenOnly: 'Only this',
  leave: 'Leave them',
  flattening: 'flattening',
  whenDropped: 'When the order session ends',
  ordersStay: 'orders stay',
  ordersCanceled: 'orders are canceled',
  promised: 'confirmed by the exchange',
  fromNextLogin: 'from the next login on; until then the exchange keeps to what it confirmed',
  notYetPromised: 'not confirmed yet',
  promiseKnown:
    'The exchange confirmed it at the login. However a session ends (closed, cut, silent, taken), it keeps to it.',
  promiseUnknown: 'The exchange is asked for it at the next login.',
}
