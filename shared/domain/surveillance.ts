// What surveillance found in the desk's own orders: a pattern, its evidence in numbers beside the limits it was held
// against, and the rule that names it. Made by main/surveillance, shown as a notice of this desk only. An alert is a
// question to a person, never a finding: intent is not in the numbers.
import type { ClientOrderId, InstrumentId, PriceTicks, QtyLots, TimeUs } from './brands.ts'
import type { Side } from './order.ts'

/** Orders on one side that are taken away once the other side has traded. */
export interface LayeringLimits {
  readonly minOrders: number
  /** From the best price of their side. */
  readonly awayTicks: number
  /** How many times the lots that the desk traded and rests on the other side. */
  readonly timesOtherSide: number
  /** The orders came to their prices at most this long before the trade. */
  readonly builtWithinMs: number
  /** Of their lots. */
  readonly withdrawnPercent: number
  readonly withdrawnWithinMs: number
}

/** A buy and a sell of the desk that meet. */
export interface WashLimits {
  /** Between the two fills. */
  readonly tradedWithinMs: number
  readonly priceTicks: number
  /** The smaller as a share of the larger. */
  readonly similarPercent: number
  /** Between the placing of two orders that the venue kept from meeting. */
  readonly placedWithinMs: number
  /** Both have stood at crossing prices for this long. */
  readonly restingMs: number
}

/** A burst that moves the price and is turned round at the new one. */
export interface IgnitionLimits {
  readonly minOrders: number
  /** From one taking fill of the burst to the next. */
  readonly burstMs: number
  readonly movedTicks: number
  /** Of the burst's lots. */
  readonly reversedPercent: number
  readonly reversedWithinMs: number
}

/** Orders taken away or changed, beside what was traded. */
export interface CancelRatioLimits {
  readonly windowMs: number
  readonly minCancels: number
  readonly timesFills: number
}

export interface LayeringEvidence {
  /** Side of the orders; the trade was on the other. */
  readonly side: Side
  readonly orders: number
  readonly qty: QtyLots
  readonly tradedQty: QtyLots
  readonly tradedPrice: PriceTicks
  /** Traded and resting on the trade's side when it happened. */
  readonly otherSideQty: QtyLots
  readonly withdrawnOrders: number
  readonly withdrawnQty: QtyLots
  readonly withdrawnPercent: number
  readonly afterMs: number
}

export interface WashEvidence {
  /** They traded; the venue kept them from it; they stand at crossing prices. */
  readonly how: 'traded' | 'prevented' | 'resting'
  readonly buyQty: QtyLots
  readonly sellQty: QtyLots
  /** Of the fill or the limit; absent for a market order. */
  readonly buyPrice?: PriceTicks
  readonly sellPrice?: PriceTicks
  /** Between the fills, else between the orders. */
  readonly apartMs: number
}

export interface IgnitionEvidence {
  /** Side of the burst. */
  readonly side: Side
  readonly orders: number
  readonly qty: QtyLots
  /** The best price that the burst took first, before it. */
  readonly startPrice: PriceTicks
  /** The farthest that price or one of the burst's fills came. */
  readonly farthestPrice: PriceTicks
  readonly movedTicks: number
  readonly reversedQty: QtyLots
  readonly reversedPrice: PriceTicks
  readonly reversedPercent: number
  /** From the burst's last fill to the reversal's. */
  readonly afterMs: number
}

export interface CancelRatioEvidence {
  /** Orders taken away or changed. */
  readonly cancels: number
  readonly fills: number
}

interface AlertOf<P extends string, Evidence, Limits> {
  readonly pattern: P
  readonly instrumentId: InstrumentId
  readonly timeUs: TimeUs
  /** The orders it is about, at most ALERT_ORDERS_MAX of them; the evidence counts them all. */
  readonly orderIds: readonly ClientOrderId[]
  readonly evidence: Evidence
  readonly limits: Limits
  readonly rule: string
}

export type LayeringAlert = AlertOf<'layering', LayeringEvidence, LayeringLimits>
export type WashAlert = AlertOf<'wash', WashEvidence, WashLimits>
export type IgnitionAlert = AlertOf<'ignition', IgnitionEvidence, IgnitionLimits>
export type CancelRatioAlert = AlertOf<'cancelRatio', CancelRatioEvidence, CancelRatioLimits>
export type SurveillanceAlert = LayeringAlert | WashAlert | IgnitionAlert | CancelRatioAlert
export type SurveillancePattern = SurveillanceAlert['pattern']

export const ALERT_ORDERS_MAX = 20

/**
 * Where each pattern is named. MAR is Regulation (EU) 596/2014, its practices are described in Annex II of Delegated
 * Regulation (EU) 2016/522; CEA is the US Commodity Exchange Act, whose 4c(a)(5) came by section 747 of Dodd-Frank.
 */
export const surveillanceRules: Readonly<Record<SurveillancePattern, string>> = {
  layering:
    'MAR art. 12(1)(a), Annex I A(f); EU 2016/522 Annex II “layering and spoofing”; CME rule 575.A; CEA 4c(a)(5)(C)',
  wash: 'MAR art. 12(1)(a), Annex I A(c); EU 2016/522 Annex II “wash trades”; CME rule 534; CEA 4c(a)(2)(A)',
  ignition: 'MAR art. 12(2)(c)(iii), Annex I A(e); EU 2016/522 Annex II “momentum ignition”; CME rule 575.D',
  cancelRatio: 'MAR art. 12(2)(c)(i) and (ii); EU 2017/566 (ratio of unexecuted orders); CME rule 575.C',
}
