// The ladder's intents and bars in words.
import { assertNever } from '../../../shared/domain/assert.ts'
import type { Instrument, TradingPhase } from '../../../shared/domain/instrument.ts'
import type { IndicativeUncross, PriceLimits, Settlement } from '../../../shared/domain/market-data.ts'
import type { LadderProjection, TradeTotals, UnprovenBook } from '../../../shared/ui-wire/projections.ts'
import { blockText } from '../../i18n/block-text.ts'
import { integerText } from '../../i18n/number-text.ts'
import { existingOrderWords, lotsText } from '../../i18n/order-text.ts'
import { phaseTitle } from '../../i18n/phase-text.ts'
import { meanText, priceText } from '../../i18n/price-view.ts'
import { reasonText } from '../../i18n/reason-text.ts'
import { ageText, dateText, zonedText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { keyOrButton } from '../../store/keys.ts'
import { placedWords, type PlacedOrder } from '../../store/placed-order.ts'
import type { TradeBlock } from '../../store/trade-gate.ts'
import { depthTo } from './depth-to.ts'
import { meanings, type ClickMap } from './click-map.ts'
import { DOUBLE_CLICK_MS, type ClickRefusal, type LadderIntent, type LadderSpot } from './ladder-click.ts'
import type { DragIntent, DragRefusal } from './ladder-drag.ts'

/** What a disarmed ladder is armed with. */
export function armKey(): string {
  return keyOrButton('ladder.arm', translate('topBar.arm'))
}

/** Beside the pointer: `Buy 5 @ 2.97 limit DAY`, with why it would not be sent. */
export function hoverWords(intent: LadderIntent, ladder: LadderProjection | undefined): string {
  if (intent.kind === 'nothing' || intent.kind === 'recentre') return ''
  const words = limitWords(
    intent.order,
    placedWords(intent.order, ladder?.instrument.tickSize),
    ladder?.limits,
  )
  if (intent.kind === 'place') return words
  if (intent.why === 'stopAtMarket') return refusalWords(intent.why)
  if (intent.why === 'disarmed') return translate('ladder.hoverDisarmed', { words })
  return typeof intent.why === 'string' ? words : translate('ladder.hoverBlocked', { words })
}

/** Says where the exchange would reject the price; it is the exchange that decides. */
function limitWords(
  { side, price, type }: PlacedOrder,
  words: string,
  limits: PriceLimits | undefined,
): string {
  if (limits === undefined || type === 'stop') return words
  const { low, high, dailyLow, dailyHigh } = limits
  if (price > dailyHigh || price < dailyLow) return translate('ladder.outsideLimit', { words })
  const isOutside = side === 'buy' ? price > high : price < low
  return isOutside ? translate('ladder.outsideBand', { words }) : words
}

/** What each button does: `Left click limit · right click stop`. */
export function clickLegend(clicks: ClickMap): string {
  return meanings(clicks)
    .map(([gesture, action]) =>
      translate('ladder.clicks.means', {
        gesture: translate(`ladder.clicks.gesture.${gesture}`),
        action: translate(`ladder.clicks.action.${action}`),
      }),
    )
    .join(' · ')
}

/** Second beside the pointer: what rests from the touch to here; empty where there is nothing to say. */
export function depthWords({ column, price }: LadderSpot, ladder: LadderProjection | undefined): string {
  if (ladder === undefined || (column !== 'bid' && column !== 'ask')) return ''
  const depth = depthTo(column === 'bid' ? ladder.bids : ladder.asks, column, price)
  if (depth === undefined) return ''
  return translate('ladder.depthTo', {
    lots: lotsText(depth.lots),
    price: meanText(depth, ladder.instrument.tickSize),
  })
}

/** Why a click sent nothing. */
export function refusalWords(why: ClickRefusal): string {
  switch (why) {
    case 'disarmed':
      return translate('ladder.refusedDisarmed', { key: armKey() })
    case 'sizeZero':
      return translate('ladder.refusedSizeZero')
    case 'stopAtMarket':
      return translate('ladder.refusedStop')
    case 'crossed':
      return translate('ladder.refusedCrossed')
    case 'twice':
      return translate('ladder.refusedTwice', { ms: DOUBLE_CLICK_MS })
    case 'moved':
      return translate('ladder.refusedMoved')
    case 'lost':
      return translate('ladder.refusedLost')
    default:
      return translate('ladder.refusedBlocked', { reason: blockText(why) })
  }
}

/** Beside the pointer while a chip is dragged: what letting go would amend, or why nothing. */
export function dragWords(intent: DragIntent, ladder: LadderProjection | undefined): string {
  if (intent.kind === 'nothing') return translate('ladder.dragHere')
  if (intent.kind === 'refuse') return dragRefusalWords(intent.why)
  const tickSize = ladder?.instrument.tickSize
  const { orders, exits } = intent
  const price = priceText(intent.price, tickSize)
  const [first] = orders
  const [exit] = exits
  if (orders.length + exits.length > 1)
    return translate('ladder.dragMany', { count: orders.length + exits.length, price })
  if (exit !== undefined) return translate(`ladder.exitMoved.${exit.role}`, { price })
  if (first === undefined) return ''
  return translate('ladder.dragOne', { order: existingOrderWords(first, tickSize), price })
}

/** Why a drag amended nothing. */
export function dragRefusalWords(why: DragRefusal): string {
  switch (why) {
    case 'disarmed':
      return translate('ladder.dragDisarmed', { key: armKey() })
    case 'lost':
      return translate('ladder.dragLost')
    case 'busy':
      return translate('ladder.dragBusy')
    case 'changed':
      return translate('ladder.dragChanged')
    case 'stopAtMarket':
      return translate('ladder.dragStop')
    default:
      return translate('ladder.dragBlocked', { reason: blockText(why) })
  }
}

export interface BarContext {
  readonly instrumentId: string
  readonly ladder: LadderProjection | undefined
  readonly nowUs: number | undefined
}

/** The bar across the ladder; undefined when it may be traded, and in phases, which have their banner. */
export function barWords(block: TradeBlock | undefined, context: BarContext): string | undefined {
  if (block === undefined) return undefined
  const { instrumentId: instrument, ladder, nowUs } = context
  switch (block.kind) {
    case 'coreSilent':
      return translate('ladder.coreSilent')
    case 'halted':
      return translate('ladder.barHalted', { reason: reasonText(block.reason) })
    case 'stopped':
    case 'session':
    case 'throttled':
      return reasonText(block.reason)
    // The badge of the desk says it all the time.
    case 'replay':
    case 'phase':
      return undefined
    case 'data': {
      const reason = reasonText(block.reason)
      if (ladder?.state.kind !== 'stale') return translate('ladder.barNone', { instrument, reason })
      const { sinceUs } = ladder.state
      const age = ageText(nowUs === undefined ? 0 : nowUs - sinceUs)
      return translate('ladder.barStale', { instrument, since: zonedText(sinceUs), age, reason })
    }
    default:
      return assertNever(block)
  }
}

export interface PhaseBanner {
  readonly phase: Exclude<TradingPhase, 'continuous'>
  readonly title: string
  readonly text: string
  /** What the coming auction would trade; empty where there is none. */
  readonly auction: string
}

/** The banner of every phase but continuous trading; undefined while the book is not live, for then the bar speaks. */
export function phaseBanner(
  block: TradeBlock | undefined,
  ladder: LadderProjection | undefined,
): PhaseBanner | undefined {
  const status = ladder?.status
  if (status === undefined || status.phase === 'continuous') return undefined
  const isOver = block?.kind === 'phase' || block?.kind === 'session' || block?.kind === 'replay'
  if (block !== undefined && !isOver) return undefined
  const { phase, sinceUs, text } = status
  const since = translate('ladder.phaseSince', { since: zonedText(sinceUs) })
  const auction = ladder?.indicative === undefined ? '' : uncrossWords(ladder.indicative, ladder.instrument)
  return { phase, title: `${phaseTitle(status)} ${since}`, text, auction }
}

function uncrossWords(
  { price, qty, imbalance }: IndicativeUncross,
  { tickSize }: Pick<Instrument, 'tickSize'>,
): string {
  const left = imbalanceWords(imbalance)
  if (price === undefined) return translate('ladder.uncrossNone', { imbalance: left })
  const words = { lots: lotsText(qty), price: priceText(price, tickSize), imbalance: left }
  return translate('ladder.uncrossAt', words)
}

function imbalanceWords(imbalance: number): string {
  if (imbalance === 0) return translate('ladder.imbalanceNone')
  const lots = lotsText(Math.abs(imbalance))
  return translate(imbalance > 0 ? 'ladder.imbalanceBuy' : 'ladder.imbalanceSell', { lots })
}

/** What the settlement's mark says. */
export function settleHint(settle: Settlement | undefined): string {
  if (settle === undefined) return ''
  const words = { date: dateText(settle.date), rule: settle.rule }
  return translate(settle.kind === 'final' ? 'ladder.finalHint' : 'ladder.settleHint', words)
}

/** What speaks for a book whose sequence the exchange cannot prove. */
export function unprovenWords(unproven: UnprovenBook | undefined, nowUs: number | undefined): string {
  if (unproven === undefined) return ''
  const { evidence, checkedTimeUs, differences = 0 } = unproven
  const words = translate(evidence === 'none' ? 'ladder.unprovenNone' : 'ladder.unprovenChecksum')
  if (checkedTimeUs === undefined || nowUs === undefined) return words
  const age = ageText(Math.max(0, nowUs - checkedTimeUs))
  const checked =
    differences === 0
      ? translate('ladder.unprovenEqual', { age })
      : translate('ladder.unprovenChecked', { age, count: differences })
  return `${words} ${checked}`
}

/** What the column of traded lots adds up to. */
export function tradedHint(totals: TradeTotals | undefined): string {
  const hint = translate('ladder.tradedHint')
  if (totals === undefined || totals.count === 0) return hint
  const { count, boughtQty, soldQty, auctionQty } = totals
  const words = {
    trades: integerText(count),
    bought: integerText(boughtQty),
    sold: integerText(soldQty),
    auction: integerText(auctionQty),
  }
  return `${hint} ${translate('ladder.tradedTotals', { count, ...words })}`
}
