import { describe, expect, it } from 'vitest'
import type { Reason, ReasonCode, ReasonParams } from '../../shared/domain/reason.ts'
import { reason } from '../../shared/domain/reason.ts'
import { reasonsEn } from './reasons-en.ts'
import { reasonText } from './reason-text.ts'

// One specimen per code; a code that is added does not compile until it is here, too.
const specimens: { readonly [C in ReasonCode]: ReasonParams[C] } = {
  maxOrderQtyExceeded: { orderQty: 60, maxOrderQty: 50 },
  priceCollarExceeded: { price: '-3.40', reference: '2.97', collarPercent: 10 },
  noReferencePrice: {},
  priceOutsideBand: { price: '3.40', edge: '3.30' },
  priceOutsideDailyLimits: { price: '5.00', low: '2.40', high: '3.60' },
  orderValueExceeded: { orderValue: '2336000.00', maxValue: '2000000.00', currency: 'USD' },
  productNotPermitted: { root: 'TOK', permitted: 'H100 B200' },
  accountPositionLimitExceeded: { wouldBe: 1600, limit: 1500 },
  dailyLossLimitHit: { loss: '100000.00', maxLoss: '100000.00', currency: 'USD' },
  marginLimitExceeded: { required: '1500000.01', maxMargin: '1500000.00', currency: 'USD' },
  selfTrade: { clientOrderId: 't1-1', otherPrice: '3.19' },
  duplicateOrder: { clientOrderId: 't1-1', agoMs: 400, windowMs: 1000 },
  throttled: { what: 'orders', burst: 100, perSecond: 20 },
  throttleNotTripped: {},
  limitValueBad: { limitName: 'maxOrderQty', min: 0, max: 1000 },
  permittedRootsBad: {},
  limitUnchanged: { limitName: 'maxOrderQty', value: '100' },
  limitPasswordMissing: { limitName: 'maxOrderQty' },
  limitPasswordWrong: {},
  limitPasswordShort: { minLength: 8 },
  limitsNotSaved: { text: 'no space left on device' },
  limitChangedOutside: { limitName: 'maxOrderQty', from: '100', to: '500' },
  positionLimitExceeded: { instrument: 'H100', wouldBe: 130, limit: 100 },
  openOrdersLimitExceeded: { open: 200, limit: 200 },
  staleMarketData: { instrument: 'H100F27', ageMs: 4200 },
  noMarketData: { instrument: 'H100F27' },
  marketNotOpen: { instrument: 'H100F27', phase: 'preOpen' },
  notInThisPhase: { instrument: 'H100F27', phase: 'auction', orderType: 'limit', timeInForce: 'ioc' },
  orderSessionDown: {},
  unknownInstrument: { instrument: 'H100F27' },
  orderNotOpen: { clientOrderId: 't1-1', status: 'canceled' },
  changeInFlight: { clientOrderId: 't1-1' },
  notAWaitingStop: { clientOrderId: 't1-1' },
  notALimitOrder: { clientOrderId: 't1-1' },
  priceMissing: { orderType: 'limit' },
  qtyTooSmall: { orderQty: 2, minQty: 3 },
  tradingHalted: { why: 'The journal cannot be written.' },
  replaying: {},
  tradingStopped: { origin: 'menu' },
  tradingNotStopped: {},
  wrongWord: { word: 'TRADE' },
  flattening: { instrument: 'H100F27' },
  nothingToFlatten: {},
  flattenStuck: { left: -3 },
  flattenWaits: { clientOrderId: 't1-1', status: 'unknown' },
  alertRulesFull: { limit: 500 },
  alertRuleNotKnown: {},
  alertNotKnown: {},
  alertNotComparable: { instrument: 'H100F27', other: 'TOKCF27' },
  quietZoneBad: { zone: 'Mars/Olympus' },
  alertsNotSaved: { text: 'no space left on device' },
  alertsUnreadable: { text: 'it is no JSON', keptAs: 'alerts.json.damaged' },
  alertsFailed: { text: 'an invariant is broken' },
  alertLogNotWritten: { text: 'no space left on device' },
  venueReason: { code: 'priceBand', text: 'The price is outside the band.' },
  venueRefused: { code: 'rate', text: 'Too many messages' },
  linkLost: {},
  noAnswer: { afterMs: 5000 },
  foundAfterRestart: {},
  notHeldByVenue: {},
  missingFills: { cumQty: 5, countedQty: 3 },
  resolvedByPerson: { who: 'ada', why: 'the exchange said so by telephone' },
  orderNotUnknown: { clientOrderId: 't1-1', status: 'working' },
  noPositionDifference: { instrument: 'H100F27' },
  positionDifferenceChanged: { instrument: 'H100F27', ours: 5, venues: 8 },
  bookingTooLarge: { qty: 2_000_000, limit: 1_000_000 },
  positionDiffers: { instrument: 'H100F27', ours: 5, venues: 7 },
  contradiction: { what: 'cumQty', ours: 3, venues: 5 },
  tradeCanceled: { trade: 'E-1', wasQty: 3, wasPrice: '2.97', qty: 3, price: '2.97' },
  tradeCorrected: { trade: 'E-1', wasQty: 3, wasPrice: '2.97', qty: 3, price: '2.98' },
  tradeNotKnown: { trade: 'E-1', qty: 3, price: '2.97' },
  tradeCanceledBefore: { trade: 'E-1', wasQty: 3, wasPrice: '2.97', qty: 3, price: '2.98' },
  tradeOfOtherOrder: {
    ...{ trade: 'E-1', wasQty: 3, wasPrice: '2.97', qty: 3, price: '2.98' },
    clientOrderId: 't1-2',
  },
  tooManyHeld: { limit: 100 },
  exitPricesCrossed: { stopPrice: '3.10', targetPrice: '2.90' },
  entryOutsideExits: { entryPrice: '3.20', stopPrice: '2.90', targetPrice: '3.10' },
  sliceTooLarge: { sliceQty: 8, orderQty: 5 },
  moreSlicesThanLots: { slices: 12, orderQty: 5 },
  workTooShort: { slices: 12, lengthMs: 4000 },
  workTooLong: { lengthMs: 900_000_000, limitMs: 604_800_000 },
  heldNotPaused: { heldId: 't1-h1' },
  heldNotOpen: { heldId: 't1-h1' },
  exitsAtVenue: { heldId: 'run-4' },
  heldFoundAfterRestart: {},
  sessionDropped: {},
  pausedByPerson: {},
  pausedByCancelAll: {},
  childEnded: { clientOrderId: 't1-2', status: 'expired' },
  entryEnded: { clientOrderId: 't1-1', status: 'canceled' },
  changeNotTaken: { clientOrderId: 't1-2' },
  exitsRaced: { filledQty: 7, orderQty: 5 },
  endTimeReached: { leftQty: 12 },
  canceledByPerson: {},
  notConnected: {},
  connectFailed: { text: 'connection refused' },
  linkClosed: { text: 'going away' },
  silent: { afterMs: 4000 },
  late: { byMs: 6000 },
  instrumentSilent: { afterMs: 61_000 },
  loginAgain: {},
  loginRefused: { code: 'badKey', text: 'Unknown key.' },
  gap: { expected: 1204, received: 1206 },
  checksumMismatch: { changeId: 77 },
  crossedBook: { bid: 298, ask: 297 },
  backwardsTime: { byUs: 250_000 },
  tooManyLevels: { limit: 2000 },
  tooManyOrders: { limit: 2000 },
  tooManyLots: { limit: 2000 },
  snapshotDiffers: { levels: 3 },
  badFrame: { text: 'no type' },
  awaitingSnapshot: {},
  historyNotWritten: { text: 'database or disk is full' },
  documentKeptAside: {
    ...{ file: 'settings.json', fault: 'noJson', keptAs: 'settings.damaged-1.json', usedInstead: 'previous' },
  },
  documentInTheWay: { file: 'settings.json', fault: 'unreadable', text: 'permission denied' },
  documentNotSaved: { file: 'settings.json', text: 'no space left on device' },
  startedAfterCrash: { inARow: 1, limit: 3, logFile: '/home/ada/.tenor/logs/tenor.log' },
  surveillanceFailed: { text: 'Invariant broken: lots' },
}

const codes = Object.keys(specimens) as ReasonCode[]

describe('the catalogue of reasons', () => {
  it.each(codes)('%s is said in whole sentences with every number filled in', (code) => {
    const text = reasonText({ code, params: specimens[code] } as Reason)
    expect(text).not.toMatch(/\{\{|\}\}|undefined|\[object|!/)
    expect(text).toMatch(/^[A-Z0-9−].*[.)]$/)
    expect(text).not.toContain('..')
  })

  it.each(codes)('%s shows exactly the parameters it has', (code) => {
    const shown = [...reasonsEn[code].matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1])
    expect([...new Set(shown)].sort()).toEqual(Object.keys(specimens[code]).sort())
  })

  it('has no sentence without a code', () => {
    expect(Object.keys(reasonsEn).sort()).toEqual([...codes].sort())
  })
})

describe('numbers in reasons', () => {
  it('come with their units', () => {
    expect(reasonText(reason('maxOrderQtyExceeded', { orderQty: 1, maxOrderQty: 1500 }))).toBe(
      '1 lot in one order is above your limit of 1\u2009500 lots. Reduce the size or ask the limit’s owner.',
    )
    expect(reasonText(reason('staleMarketData', { instrument: 'H100F27', ageMs: 4200 }))).toContain(
      '4.2 s old',
    )
    expect(reasonText(reason('marketNotOpen', { instrument: 'H100F27', phase: 'halted' }))).toContain(
      'is halted',
    )
    expect(reasonText(reason('priceCollarExceeded', specimens.priceCollarExceeded))).toContain('−3.40 is')
  })

  it('names order, time and phase in the words of the screen', () => {
    expect(reasonText(reason('notInThisPhase', specimens.notInThisPhase))).toBe(
      'H100F27 is in auction, which takes limit orders that can rest. Send a limit IOC order once it trades continuously.',
    )
  })

  it('say whose rule a denial is', () => {
    const why = reason('openOrdersLimitExceeded', { open: 500, limit: 500 })
    expect(reasonText({ ...why, owner: 'Desk risk' })).toBe(`${reasonText(why)} Rule of: Desk risk.`)
  })

  it('names a limit and what a throttle counts in words', () => {
    expect(reasonText(reason('limitUnchanged', specimens.limitUnchanged))).toBe(
      'Quantity per order is 100 already. Nothing was changed.',
    )
    expect(reasonText(reason('throttled', specimens.throttled))).toContain('Too many orders at once')
    expect(reasonText(reason('selfTrade', { clientOrderId: 't1-1', otherPrice: 'market' }))).toContain(
      'at market,',
    )
  })

  it('takes words of a venue that it does not know as they are', () => {
    expect(reasonText(reason('marketNotOpen', { instrument: 'X', phase: 'lunch' }))).toContain('lunch')
  })
})
