// The daily settlement prices of one root, by five rules in order, each with the numbers that it went by. Called by
// the exchange when a trading day closes, with all listed months of the root together, because a month in which
// nothing was seen follows its nearest neighbour.
// Rounding: to the nearest tick, halves away from zero, everywhere here.
import type { InstrumentId, PriceTicks } from '../../../shared/domain/brands.ts'
import type { Combination } from '../../../shared/domain/instrument.ts'
import { formatScaled, type Decimal } from '../../../shared/math/decimal.ts'
import { formatHalfTicks, formatPrice } from '../../../shared/math/price-text.ts'
import { priceTicks } from '../../../shared/math/quantities.ts'
import type { TradedSum } from './half-hour-trades.ts'
import { divideHalfAway } from './rounding.ts'

export interface DailySettlementParameters {
  /** Lots that the closing auction, or the last half hour, must have traded to count. */
  readonly auctionLotsMin: number
  readonly meanLotsMin: number
  /** Widest distance of best bid and offer whose middle counts. */
  readonly spreadTicksMax: number
  readonly origin: string
}

export const DAILY_SETTLEMENT: DailySettlementParameters = {
  auctionLotsMin: 10,
  meanLotsMin: 20,
  spreadTicksMax: 8,
  origin: 'Our choice. NYMEX publishes no daily settlement procedure for GPU1 and GPU2 that we know of.',
}

export type DailySettlementRule =
  'closingAuction' | 'halfHourMean' | 'middle' | 'neighbour' | 'priorSettlement' | 'legs'

/** What was seen of one outright month on the day. */
export interface SettlementMonth {
  readonly instrumentId: InstrumentId
  readonly tickSize: Decimal
  readonly prior: PriceTicks
  readonly auction?: { readonly price: PriceTicks; readonly qty: number } | undefined
  readonly traded: TradedSum
  /** Best prices when trading closed. Where they cross (a halt over the close) the book says nothing of the price. */
  readonly bid?: PriceTicks | undefined
  readonly ask?: PriceTicks | undefined
}

export interface DailySettlement {
  readonly price: PriceTicks
  readonly rule: DailySettlementRule
  /** One sentence with the numbers. */
  readonly evidence: string
}

/** Settles the months of a root, given in the order of their delivery; the answer keeps that order. */
export function settleMonths(
  months: readonly SettlementMonth[],
  parameters: DailySettlementParameters,
): readonly DailySettlement[] {
  const seen = months.map((month) => settleAlone(month, parameters))
  return months.map((month, place) => seen[place] ?? settleByNeighbour(month, place, { months, seen }))
}

/** The settlement of a combination: its legs' settlements in the combination's own weights. */
export function settleCombination(
  { legs, priceDivisor }: Combination,
  settlementOf: (instrument: InstrumentId) => PriceTicks,
): DailySettlement {
  const price = combinationPrice({ legs, priceDivisor }, settlementOf)
  const names = legs.map((leg) => leg.instrumentId).join(', ')
  return { price, rule: 'legs', evidence: `From the settlements of its legs ${names}.` }
}

/** The price of a combination whose legs stand at these, to the tick, halves away from zero. */
export function combinationPrice(
  { legs, priceDivisor }: Pick<Combination, 'legs' | 'priceDivisor'>,
  priceOf: (instrument: InstrumentId) => PriceTicks,
): PriceTicks {
  let sum = 0n
  for (const leg of legs) sum += BigInt(leg.priceWeight) * BigInt(priceOf(leg.instrumentId))
  return priceTicks(Number(divideHalfAway(sum, BigInt(priceDivisor))))
}

function settleAlone(
  month: SettlementMonth,
  parameters: DailySettlementParameters,
): DailySettlement | undefined {
  return byAuction(month, parameters) ?? byMean(month, parameters) ?? byMiddle(month, parameters)
}

function byAuction(
  { auction, tickSize }: SettlementMonth,
  { auctionLotsMin }: DailySettlementParameters,
): DailySettlement | undefined {
  if (auction === undefined || auction.qty < auctionLotsMin) return undefined
  return {
    price: auction.price,
    rule: 'closingAuction',
    evidence: `The closing auction traded ${lots(auction.qty)} at ${formatPrice(auction.price, tickSize)}.`,
  }
}

function byMean(
  { traded, tickSize }: SettlementMonth,
  { meanLotsMin }: DailySettlementParameters,
): DailySettlement | undefined {
  if (traded.qty < meanLotsMin || traded.qty === 0) return undefined
  const price = priceTicks(Number(divideHalfAway(traded.priceQty, BigInt(traded.qty))))
  // Two digits more than the price has.
  const mean = divideHalfAway(traded.priceQty * 100n * BigInt(tickSize.mantissa), BigInt(traded.qty))
  return {
    price,
    rule: 'halfHourMean',
    evidence:
      `The ${lots(traded.qty)} of the last half hour traded at ${formatScaled(mean, tickSize.scale + 2)} on average,` +
      ` weighted by volume.`,
  }
}

function byMiddle(
  { bid, ask, tickSize }: SettlementMonth,
  { spreadTicksMax }: DailySettlementParameters,
): DailySettlement | undefined {
  if (bid === undefined || ask === undefined || ask < bid || ask - bid > spreadTicksMax) return undefined
  return {
    price: priceTicks(Number(divideHalfAway(BigInt(bid) + BigInt(ask), 2n))),
    rule: 'middle',
    evidence:
      `Between ${formatPrice(bid, tickSize)} bid and ${formatPrice(ask, tickSize)} offered the middle was` +
      ` ${formatHalfTicks(bid + ask, tickSize)}.`,
  }
}

interface RootDay {
  readonly months: readonly SettlementMonth[]
  readonly seen: readonly (DailySettlement | undefined)[]
}

function settleByNeighbour(month: SettlementMonth, place: number, day: RootDay): DailySettlement {
  const { prior, tickSize } = month
  const nearest = nearestSeen(place, day)
  if (nearest === undefined) {
    return {
      price: prior,
      rule: 'priorSettlement',
      evidence:
        'No month of the root traded or was quoted closely, so the prior settlement of' +
        ` ${formatPrice(prior, tickSize)} stands.`,
    }
  }
  const move = nearest.price - nearest.prior
  const carried = prior + move
  const price = priceTicks(heldInside(carried, month))
  const held = price === carried ? '' : `, held inside the book at ${formatPrice(price, tickSize)}`
  return {
    price,
    rule: 'neighbour',
    evidence:
      `The prior settlement of ${formatPrice(prior, tickSize)} moved by ${formatPrice(priceTicks(move), tickSize)}` +
      ` like ${nearest.instrumentId}, the nearest month that was seen${held}.`,
  }
}

/** The nearest month in place, the earlier of two at the same distance. */
function nearestSeen(
  place: number,
  { months, seen }: RootDay,
): { readonly instrumentId: InstrumentId; readonly prior: number; readonly price: number } | undefined {
  for (let distance = 1; distance < months.length; distance++) {
    for (const at of [place - distance, place + distance]) {
      const [month, settlement] = [months[at], seen[at]]
      if (month === undefined || settlement === undefined) continue
      return { instrumentId: month.instrumentId, prior: month.prior, price: settlement.price }
    }
  }
  return undefined
}

function heldInside(price: number, { bid, ask }: SettlementMonth): number {
  if (bid !== undefined && ask !== undefined && bid > ask) return price
  if (bid !== undefined && price < bid) return bid
  return ask !== undefined && price > ask ? ask : price
}

function lots(qty: number): string {
  return qty === 1 ? '1 lot' : `${qty} lots`
}
