// A sentence a colleague would say for every reason code: what happened, why, what to do. Complete by type: a new code
// in shared/domain/reason.ts does not compile until it has its sentence here.
import type { ReasonCode } from '../../shared/domain/reason.ts'

export const reasonsEn = {
  maxOrderQtyExceeded:
    '{{orderQty}} in one order is above your limit of {{maxOrderQty}}. Reduce the size or ask the limit’s owner.',
  priceCollarExceeded:
    '{{price}} is more than {{collarPercent}} % away from {{reference}}. Check the price; if you mean it, come closer in steps.',
  priceOutsideBand:
    'The exchange takes this side at {{edge}} at the furthest now, and {{price}} is beyond that. Come back to it, or wait until the band moves.',
  priceOutsideDailyLimits:
    '{{price}} is outside the limits of the day, {{low}} to {{high}}. Nothing trades there today.',
  orderValueExceeded:
    'This order is worth {{orderValue}} {{currency}}, above your limit of {{maxValue}} {{currency}}. Reduce the size or ask the limit’s owner.',
  productNotPermitted: 'You may not trade {{root}}. What you may: {{permitted}}. Ask the limit’s owner.',
  noReferencePrice: 'There is no market and no settlement to check the price against. Wait for a quote.',
  positionLimitExceeded:
    'This would make {{wouldBe}} working and held in {{instrument}}, your limit is {{limit}}. Reduce the size or ask the limit’s owner.',
  accountPositionLimitExceeded:
    'This would make {{wouldBe}} working and held in all roots together, your limit is {{limit}}. Reduce the size or ask the limit’s owner.',
  dailyLossLimitHit:
    'The day stands at a loss of {{loss}} {{currency}} and your limit is {{maxLoss}}, so orders may only reduce positions. Reduce, or ask the limit’s owner.',
  marginLimitExceeded:
    'This would need {{required}} {{currency}} of margin by our estimate, your limit is {{maxMargin}}. Reduce the size or ask the limit’s owner.',
  selfTrade:
    'Your own order {{clientOrderId}} on the other side, at {{otherPrice}}, would trade with this one. Cancel it first, or price this one away from it.',
  duplicateOrder:
    'The same order was sent {{agoMs}} ago as {{clientOrderId}}; within {{windowMs}} that may be a slip. Say that you mean it to send another.',
  throttled:
    'Too many {{what}} at once: more than {{burst}}, or {{perSecond}} a second for long. None leaves until a person arms the throttle again; cancels always leave.',
  openOrdersLimitExceeded:
    'You already have {{open}} open orders, your limit is {{limit}}. Cancel one first.',
  staleMarketData: 'The market data of {{instrument}} is {{ageMs}} old. Wait until it is live again.',
  noMarketData: 'There is no market data for {{instrument}} yet. Wait for the first book.',
  marketNotOpen: '{{instrument}} is not trading, its phase is {{phase}}. Send the order when it opens.',
  notInThisPhase:
    '{{instrument}} is in {{phase}}, which takes limit orders that can rest. Send a {{orderType}} {{timeInForce}} order once it trades continuously.',
  orderSessionDown:
    'The order session is down, so the exchange cannot be reached. Tenor keeps reconnecting; send the order when ORD is live.',
  unknownInstrument: 'The exchange does not list {{instrument}}. Pick another month.',
  orderNotOpen: 'Order {{clientOrderId}} is {{status}} and cannot be changed any more.',
  changeInFlight: 'Order {{clientOrderId}} has a change under way. Wait for the exchange’s answer.',
  notAWaitingStop: 'Order {{clientOrderId}} is no stop order that waits, so it has no stop price to change.',
  notALimitOrder: 'Order {{clientOrderId}} has no limit price to change. Cancel it instead.',
  priceMissing: 'A {{orderType}} order needs a price. Give one and send it again.',
  qtyTooSmall:
    '{{orderQty}} is below the smallest quantity that can stand here, {{minQty}}. Raise it, or cancel the order instead.',
  tradingHalted:
    'Trading stands still: {{why}}. Working orders stay at the exchange; restart Tenor to check and resume.',
  tradingStopped:
    'Trading was stopped ({{origin}}), so no new order leaves. Cancels and flattening still work; arm trading again to go on.',
  tradingNotStopped: 'Trading is not stopped, so there is nothing to arm again.',
  wrongWord: 'Trading stays stopped: type {{word}} to arm it again.',
  flattening:
    '{{instrument}} is being flattened, and another order could carry the position past zero. Wait until it is flat.',
  nothingToFlatten: 'There is no position to flatten.',
  flattenStuck:
    'Flattening went no further with {{left}} left: nobody to trade with, or fills are missing. Look at the book and go on by hand.',
  flattenWaits:
    'Flattening went no further: order {{clientOrderId}} stays {{status}}, and its fills could carry the position past zero. Look at the order session.',
  replaying: 'This is a replay of the past, so no order goes anywhere.',
  throttleNotTripped: 'The throttle is armed already. There is nothing to do.',
  limitValueBad: '{{limitName}} takes a whole number from {{min}} to {{max}}. The limit is as it was.',
  permittedRootsBad: 'What may be traded is all, or roots such as H100 and B200. The limit is as it was.',
  limitUnchanged: '{{limitName}} is {{value}} already. Nothing was changed.',
  limitPasswordMissing:
    'This would loosen a limit ({{limitName}}), which takes the limit password. Where there is none yet, the one that is given becomes it.',
  limitPasswordWrong: 'The limit password is another one. Nothing was changed.',
  limitPasswordShort: 'A limit password has {{minLength}} characters or more. Nothing was changed.',
  limitsNotSaved: 'The limits could not be written: {{text}}. They are as they were.',
  limitChangedOutside:
    'A limit was changed while Tenor was not running ({{limitName}}: {{from}} before, {{to}} now). The file’s value holds; if nobody of yours did it, set it back.',
  alertRulesFull: 'There are {{limit}} alerts already, the most there can be. Remove one first.',
  alertRuleNotKnown: 'There is no such alert any more. Nothing was changed.',
  alertNotKnown: 'This line is no longer in the alert log. Nothing was changed.',
  alertNotComparable:
    '{{instrument}} and {{other}} cannot be compared: they need to be two contracts of one currency and one tick size.',
  quietZoneBad: '{{zone}} is no time zone. Write one like Asia/Shanghai or Europe/London.',
  alertsNotSaved: 'The alerts could not be written: {{text}}. They are as they were.',
  alertsUnreadable:
    'The alerts of the profile (alerts.json) made no sense: {{text}}. It is kept as {{keptAs}}, and the alerts before it hold; look through them.',
  alertsFailed:
    'Alerts have stopped in this run: {{text}}. Trading goes on, and Messages still has everything; restart Tenor to have alerts again.',
  alertLogNotWritten:
    'The alert log could not be read or written: {{text}}. Alerts are told all the same; what is told now may be missing after a restart.',
  venueReason: 'The exchange says: {{text}} ({{code}})',
  venueRefused: 'The exchange refused: {{text}} ({{code}})',
  linkLost:
    'The connection broke before the exchange answered, so what became of this is not known. Tenor asks as soon as it is back.',
  noAnswer:
    'The exchange has not answered for {{afterMs}}, so what became of this is not known. Tenor keeps asking.',
  foundAfterRestart: 'Tenor stopped while this order was open. It is asking the exchange what became of it.',
  notHeldByVenue:
    'The exchange does not hold this order: it never arrived there or is gone. Nothing of it is working.',
  resolvedByPerson:
    'Ended by {{who}}: {{why}}. Should the exchange still hold it, its word stands and you are told.',
  orderNotUnknown:
    'Order {{clientOrderId}} is {{status}}: only an order whose fate is not known is ended by hand. Cancel it instead.',
  noPositionDifference: 'No difference stands in {{instrument}}. Compare with the exchange first.',
  positionDifferenceChanged:
    'The difference in {{instrument}} is another one now: {{ours}} here, {{venues}} at the exchange. Compare again and look at it anew.',
  bookingTooLarge: '{{qty}} are more than one booking holds ({{limit}}). Nothing was booked.',
  missingFills:
    'The exchange has filled {{cumQty}} of this order and told of {{countedQty}}. Your position is short of the rest until it tells.',
  positionDiffers:
    'The exchange holds {{venues}} of {{instrument}} for you and Tenor’s fills add up to {{ours}}. Compare your statement; Differences lists what was found.',
  contradiction:
    'The exchange and Tenor differ about this order ({{what}}: {{ours}} here, {{venues}} there). The exchange’s word stands; compare your statement.',
  tradeCanceled:
    'The exchange canceled trade {{trade}}, {{qty}} at {{price}}. Here it counted as {{wasQty}} at {{wasPrice}}; position, fees and profit are now as if it had never been.',
  tradeCorrected:
    'The exchange corrected trade {{trade}} from {{wasQty}} at {{wasPrice}} to {{qty}} at {{price}}. Position, fees and profit follow.',
  tradeNotKnown:
    'The exchange canceled or corrected trade {{trade}}, {{qty}} at {{price}}, of which it has told nothing here. Nothing changes; should the trade still be told, it counts as it stands now.',
  tradeCanceledBefore:
    'The exchange speaks again of trade {{trade}}, {{qty}} at {{price}}, which it canceled before ({{wasQty}} at {{wasPrice}} here). It stays canceled; compare your statement.',
  tradeOfOtherOrder:
    'The exchange canceled or corrected trade {{trade}}, {{qty}} at {{price}}, for another order than it was told of: here it is {{wasQty}} at {{wasPrice}} of order {{clientOrderId}}. Nothing changes; compare your statement.',
  tooManyHeld: 'This PC already holds {{limit}} orders. Cancel one first.',
  exitPricesCrossed:
    'A stop at {{stopPrice}} and a target at {{targetPrice}} do not fit: a sale stops below its target, a purchase above. Change one of them.',
  entryOutsideExits:
    'The entry at {{entryPrice}} must lie between the stop at {{stopPrice}} and the target at {{targetPrice}}. Change one of them.',
  sliceTooLarge: 'A slice of {{sliceQty}} is more than the {{orderQty}} in all. Make the slice smaller.',
  moreSlicesThanLots: '{{slices}} slices are more than the {{orderQty}} in all. Take fewer slices.',
  workTooShort:
    '{{slices}} slices do not fit into {{lengthMs}}: each needs a second at least, from now on. Take fewer slices or a later end.',
  workTooLong: '{{lengthMs}} is longer than the {{limitMs}} that an order may be worked. End it earlier.',
  heldNotPaused: 'Held order {{heldId}} is not paused, so there is nothing to resume.',
  heldNotOpen: 'Held order {{heldId}} is paused or has ended, so it cannot be changed like this.',
  exitsAtVenue:
    'Target and stop of held order {{heldId}} are orders at the exchange by now, or it has none. Amend those orders.',
  heldFoundAfterRestart:
    'Tenor stopped while it held this order and did nothing for it since. Look at the market and at its orders, then resume or cancel it.',
  sessionDropped:
    'The order session was lost. What rests at the exchange stays there, unless you asked for cancel on disconnect. Once ORD is live, resume or cancel it.',
  pausedByPerson: 'You paused it. What rests at the exchange stays there.',
  pausedByCancelAll: 'Working orders were cancelled together, so it sends no more. Resume or cancel it.',
  childEnded:
    'Its order {{clientOrderId}} is {{status}} without being filled. Resuming sends what is missing again.',
  entryEnded: 'Its entry {{clientOrderId}} is {{status}} without a fill, so there is nothing to guard.',
  changeNotTaken:
    'The exchange did not take the change of its order {{clientOrderId}}. Resuming asks for it again.',
  exitsRaced:
    'Target and stop both traded before one could be taken back: {{filledQty}} instead of {{orderQty}}. Tenor trades nothing back; check your position.',
  endTimeReached: 'Its time is over with {{leftQty}} left.',
  canceledByPerson: 'You cancelled it, and its orders at the exchange with it.',
  notConnected: 'Not connected to the exchange yet. Tenor keeps trying.',
  connectFailed: 'The exchange could not be reached: {{text}}. Tenor keeps trying.',
  linkClosed: 'The connection to the exchange was closed: {{text}}. Tenor is reconnecting.',
  silent: 'The exchange has been silent for {{afterMs}}. Tenor is reconnecting.',
  late: 'What the exchange sends arrives {{byMs}} late or has been held back, so the market may be elsewhere. Tenor is catching up.',
  instrumentSilent:
    'The exchange has said nothing of this contract for {{afterMs}}, and its messages cannot be checked for gaps. Tenor keeps asking for the book.',
  loginAgain: 'The session is made anew, so that the exchange learns of a change.',
  loginRefused: 'The exchange refused the login: {{text}} ({{code}}). Check the account’s key.',
  gap: 'A message is missing: change {{expected}} was expected and {{received}} came. The book is being fetched again.',
  checksumMismatch: 'The book differs from the exchange’s at change {{changeId}}. It is being fetched again.',
  crossedBook:
    'The book is crossed, bid {{bid}} at or above ask {{ask}} (in ticks). It is being fetched again.',
  backwardsTime: 'The exchange’s time went backwards by {{byUs}}. The book is being fetched again.',
  tooManyLevels: 'The book has more than {{limit}} price levels. It is being fetched again.',
  tooManyOrders: 'The book has more than {{limit}} orders on a side. It is being fetched again.',
  tooManyLots: 'The book has more than {{limit}} lots at one price. It is being fetched again.',
  snapshotDiffers:
    'The book differed from the exchange’s snapshot in {{levels}} price levels. The snapshot’s were taken.',
  badFrame: 'The exchange sent a message that cannot be read: {{text}}. It was put aside.',
  awaitingSnapshot: 'The book is being fetched from the exchange.',
  historyNotWritten:
    'Bars, settlements and curves of the market are not being kept: {{text}}. Trading goes on, and Tenor keeps trying to write them.',
  documentKeptAside:
    'The file {{file}} {{fault}}. It is kept as {{keptAs}} in the folder of the profile, and {{usedInstead}}.',
  documentInTheWay:
    'The file {{file}} {{fault}} and could not be moved aside: {{text}}. What is changed there holds until Tenor ends. Move the file away and start again.',
  documentNotSaved:
    'The file {{file}} could not be written: {{text}}. It is as it was; what was changed holds until Tenor ends, and the next change tries again.',
  startedAfterCrash:
    'Tenor was lost and has started itself again ({{inARow}} of {{limit}} times in a row before it stays down). Orders at the exchange went on without it and are compared with the journal now; no ladder is armed. More is in the log {{logFile}}.',
  surveillanceFailed:
    'Your own orders are no longer watched for patterns that rules ask about: {{text}}. Trading goes on; restart Tenor to have them watched again.',
} as const satisfies Readonly<Record<ReasonCode, string>>

/** Why a book was fetched again, in a word or two where many are counted. */
export const resyncReasonsEn = {
  gap: 'missing message',
  checksumMismatch: 'checksum differs',
  crossedBook: 'crossed book',
  backwardsTime: 'time went back',
  tooManyLevels: 'too many levels',
  tooManyOrders: 'too many orders',
  tooManyLots: 'too many lots',
  snapshotDiffers: 'snapshot differs',
} as const satisfies Partial<Record<ReasonCode, string>>
