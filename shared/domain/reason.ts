// Why something was denied, canceled, is unknown or stale: a code and its numbers. The renderer’s catalogue turns it
// into a sentence in the reader’s language; the journal keeps the code.

/** Every code with the parameters its sentence needs. */
export interface ReasonParams {
  // the risk gate’s denials
  maxOrderQtyExceeded: { orderQty: number; maxOrderQty: number }
  priceCollarExceeded: { price: string; reference: string; collarPercent: number }
  noReferencePrice: Record<never, never>
  priceOutsideBand: { price: string; edge: string }
  priceOutsideDailyLimits: { price: string; low: string; high: string }
  orderValueExceeded: { orderValue: string; maxValue: string; currency: string }
  productNotPermitted: { root: string; permitted: string }
  positionLimitExceeded: { instrument: string; wouldBe: number; limit: number }
  accountPositionLimitExceeded: { wouldBe: number; limit: number }
  dailyLossLimitHit: { loss: string; maxLoss: string; currency: string }
  marginLimitExceeded: { required: string; maxMargin: string; currency: string }
  selfTrade: { clientOrderId: string; otherPrice: string }
  duplicateOrder: { clientOrderId: string; agoMs: number; windowMs: number }
  throttled: { what: string; burst: number; perSecond: number }
  openOrdersLimitExceeded: { open: number; limit: number }
  staleMarketData: { instrument: string; ageMs: number }
  noMarketData: { instrument: string }
  marketNotOpen: { instrument: string; phase: string }
  notInThisPhase: { instrument: string; phase: string; orderType: string; timeInForce: string }
  orderSessionDown: Record<never, never>
  unknownInstrument: { instrument: string }
  orderNotOpen: { clientOrderId: string; status: string }
  changeInFlight: { clientOrderId: string }
  notAWaitingStop: { clientOrderId: string }
  notALimitOrder: { clientOrderId: string }
  priceMissing: { orderType: string }
  qtyTooSmall: { orderQty: number; minQty: number }
  tradingHalted: { why: string }
  replaying: Record<never, never>
  tradingStopped: { origin: string }
  tradingNotStopped: Record<never, never>
  wrongWord: { word: string }
  flattening: { instrument: string }
  nothingToFlatten: Record<never, never>
  // why a flattening goes no further
  flattenStuck: { left: number }
  flattenWaits: { clientOrderId: string; status: string }
  // what a person asked of the risk gate’s settings
  throttleNotTripped: Record<never, never>
  limitValueBad: { limitName: string; min: number; max: number }
  permittedRootsBad: Record<never, never>
  limitUnchanged: { limitName: string; value: string }
  limitPasswordMissing: { limitName: string }
  limitPasswordWrong: Record<never, never>
  limitPasswordShort: { minLength: number }
  limitsNotSaved: { text: string }
  limitChangedOutside: { limitName: string; from: string; to: string }
  // what a person asked about alerts
  alertRulesFull: { limit: number }
  alertRuleNotKnown: Record<never, never>
  alertNotKnown: Record<never, never>
  alertNotComparable: { instrument: string; other: string }
  quietZoneBad: { zone: string }
  alertsNotSaved: { text: string }
  alertsUnreadable: { text: string; keptAs: string }
  alertsFailed: { text: string }
  alertLogNotWritten: { text: string }
  // the venue’s words
  venueReason: { code: string; text: string }
  venueRefused: { code: string; text: string }
  // fates that are not known, and how they were learnt
  linkLost: Record<never, never>
  noAnswer: { afterMs: number }
  foundAfterRestart: Record<never, never>
  notHeldByVenue: Record<never, never>
  // where the venue’s word and ours differ
  missingFills: { cumQty: number; countedQty: number }
  /** A person said that an order of unknown fate has ended. */
  resolvedByPerson: { who: string; why: string }
  orderNotUnknown: { clientOrderId: string; status: string }
  noPositionDifference: { instrument: string }
  positionDifferenceChanged: { instrument: string; ours: number; venues: number }
  bookingTooLarge: { qty: number; limit: number }
  positionDiffers: { instrument: string; ours: number; venues: number }
  contradiction: { what: string; ours: number; venues: number }
  tradeCanceled: { trade: string; wasQty: number; wasPrice: string; qty: number; price: string }
  tradeCorrected: { trade: string; wasQty: number; wasPrice: string; qty: number; price: string }
  tradeNotKnown: { trade: string; qty: number; price: string }
  tradeCanceledBefore: { trade: string; wasQty: number; wasPrice: string; qty: number; price: string }
  tradeOfOtherOrder: {
    trade: string
    wasQty: number
    wasPrice: string
    qty: number
    price: string
    clientOrderId: string
  }
  // held orders: why one is refused, paused, or ended
  tooManyHeld: { limit: number }
  exitPricesCrossed: { stopPrice: string; targetPrice: string }
  entryOutsideExits: { entryPrice: string; stopPrice: string; targetPrice: string }
  sliceTooLarge: { sliceQty: number; orderQty: number }
  moreSlicesThanLots: { slices: number; orderQty: number }
  workTooShort: { slices: number; lengthMs: number }
  workTooLong: { lengthMs: number; limitMs: number }
  heldNotPaused: { heldId: string }
  heldNotOpen: { heldId: string }
  exitsAtVenue: { heldId: string }
  heldFoundAfterRestart: Record<never, never>
  sessionDropped: Record<never, never>
  pausedByPerson: Record<never, never>
  pausedByCancelAll: Record<never, never>
  childEnded: { clientOrderId: string; status: string }
  entryEnded: { clientOrderId: string; status: string }
  changeNotTaken: { clientOrderId: string }
  exitsRaced: { filledQty: number; orderQty: number }
  endTimeReached: { leftQty: number }
  canceledByPerson: Record<never, never>
  // books and sessions
  notConnected: Record<never, never>
  connectFailed: { text: string }
  linkClosed: { text: string }
  silent: { afterMs: number }
  late: { byMs: number }
  instrumentSilent: { afterMs: number }
  loginAgain: Record<never, never>
  loginRefused: { code: string; text: string }
  gap: { expected: number; received: number }
  checksumMismatch: { changeId: number }
  crossedBook: { bid: number; ask: number }
  backwardsTime: { byUs: number }
  tooManyLevels: { limit: number }
  tooManyOrders: { limit: number }
  tooManyLots: { limit: number }
  snapshotDiffers: { levels: number }
  badFrame: { text: string }
  awaitingSnapshot: Record<never, never>
  // the record of the market
  historyNotWritten: { text: string }
  // documents of the profile; `fault` and `usedInstead` are words of main/settings/read-document.ts
  documentKeptAside: { file: string; fault: string; keptAs: string; usedInstead: string }
  documentInTheWay: { file: string; fault: string; text: string }
  documentNotSaved: { file: string; text: string }
  // the program itself
  startedAfterCrash: { inARow: number; limit: number; logFile: string }
  // surveillance of the desk’s own orders
  surveillanceFailed: { text: string }
}

export type ReasonCode = keyof ReasonParams

/** A code with exactly its parameters, and of a denial whose rule it is. */
export type Reason = {
  [C in ReasonCode]: {
    readonly code: C
    readonly params: Readonly<ReasonParams[C]>
    readonly owner?: string
  }
}[ReasonCode]

/** `reason('silent', { afterMs: 4000 })`. */
export function reason<C extends ReasonCode>(code: C, params: ReasonParams[C]): Extract<Reason, { code: C }> {
  return { code, params } as unknown as Extract<Reason, { code: C }>
}
