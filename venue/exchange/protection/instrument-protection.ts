// Price protection of one instrument: the dynamic band, the velocity halt, the daily limits and the circuit breaker.
// Owned by the exchange, which asks before an order goes in, tells it trades and the touch, and drives the phases.
// The reference is the last trade; before the first of a day the middle of a book no wider than the band; else the
// prior settlement. It never leaves the daily limits.
// Invariants: dailyLow ≤ low ≤ reference ≤ high ≤ dailyHigh; while halted nothing more halts.
import type { PriceTicks, TimeUs } from '../../../shared/domain/brands.ts'
import type { Side } from '../../../shared/domain/order.ts'
import { PRICE_TICKS_MAX, priceTicks, timeUs } from '../../../shared/math/quantities.ts'
import type { Halt, HaltKind, ProtectionLimits, PriceRefusal } from './halt.ts'
import { PriceWindow, type PriceWindowsImage } from './price-window.ts'
import { assertProtection, widthTicks, type ProtectionParameters } from './protection-parameters.ts'

/** A best price that stands at the edge of what may trade. */
interface HeldEdge {
  readonly side: Side
  readonly price: number
  readonly sinceUs: number
  readonly atDailyLimit: boolean
}

/** Everything, as plain data. */
export interface ProtectionImage {
  readonly parameters: ProtectionParameters
  readonly settlement: number
  readonly anchor: number | null
  readonly bid: number | null
  readonly ask: number | null
  readonly held: HeldEdge | null
  readonly halt: HeldEdge | 'stopped' | null
  readonly tradedSinceHalt: boolean
  readonly limitHalts: readonly Side[]
  readonly window: PriceWindowsImage
}

export interface ProtectionOptions {
  readonly parameters: ProtectionParameters
  /** The prior settlement. */
  readonly settlement: PriceTicks
}

export class InstrumentProtection {
  private readonly parameters: ProtectionParameters
  private settlement: number
  /** The last trade of the day, or the edge at which a held band was left without an auction trade. */
  private anchor: number | undefined
  private bid: number | undefined
  private ask: number | undefined
  private held: HeldEdge | undefined
  /** The edge whose hold has halted the instrument, or that it was stopped otherwise; kept until `resume`. */
  private halt: HeldEdge | 'stopped' | undefined
  private tradedSinceHalt = false
  /** Sides whose daily limit has halted today: at each limit that happens once, then trading goes on at the limit. */
  private limitHalts: Side[] = []
  private window: PriceWindow
  /** What `limits` answers until the reference or the settlement moves. */
  private kept: ProtectionLimits | undefined

  constructor({ parameters, settlement }: ProtectionOptions) {
    assertProtection(parameters)
    this.parameters = parameters
    this.settlement = settlement
    this.window = new PriceWindow(parameters.velocityWindowUs)
  }

  /** A new trading day begins at `settlement`, yesterday's; yesterday's trades no longer count. */
  startDay(settlement: PriceTicks): void {
    this.settlement = settlement
    this.moveAnchor(undefined)
    this.bid = undefined
    this.ask = undefined
    this.held = undefined
    this.halt = undefined
    this.tradedSinceHalt = false
    this.limitHalts = []
    this.window.clear()
  }

  limits(): ProtectionLimits {
    this.kept ??= this.limitsNow()
    return this.kept
  }

  /** The lowest and highest reference that there can be until the next `startDay`. */
  dailyRange(): { readonly low: PriceTicks; readonly high: PriceTicks } {
    const { dailyLow, dailyHigh } = this.limits()
    return { low: dailyLow, high: dailyHigh }
  }

  /**
   * undefined when an order may have this price. Beyond a daily limit neither side may; beyond the band only the side
   * that rests there and waits (a bid below, an offer above).
   */
  checkPrice(side: Side, price: PriceTicks): PriceRefusal | undefined {
    const { low, high, dailyLow, dailyHigh } = this.limits()
    if (price > dailyHigh) return { kind: 'priceOutsideLimit', price, edge: dailyHigh }
    if (price < dailyLow) return { kind: 'priceOutsideLimit', price, edge: dailyLow }
    if (side === 'buy' && price > high) return { kind: 'priceOutsideBand', price, edge: high }
    if (side === 'sell' && price < low) return { kind: 'priceOutsideBand', price, edge: low }
    return undefined
  }

  /** The limit that a market order gets: the edge of the band on its side. */
  marketLimit(side: Side): PriceTicks {
    const { low, high } = this.limits()
    return side === 'buy' ? high : low
  }

  /** A trade in continuous trading: the band moves with it, and a move that is too fast answers with a halt. */
  noteTrade(price: PriceTicks, nowUs: TimeUs): Halt | undefined {
    this.moveAnchor(price)
    this.tradedSinceHalt = true
    if (this.halt !== undefined) return undefined
    this.noteEdge(nowUs)
    this.window.add(price, nowUs)
    const range = this.window.range()
    const width = widthTicks(this.parameters.velocity, this.settlement)
    if (range === undefined || range.high - range.low <= width) return undefined
    const fromPrice = price - range.low > width ? range.low : range.high
    this.stop('stopped')
    return this.haltOf('velocity', nowUs, {
      fromPrice: priceTicks(fromPrice),
      toPrice: price,
      withinUs: this.parameters.velocityWindowUs,
    })
  }

  /** The price of an auction: a new beginning, which no earlier price is compared with. */
  noteAuction(price: PriceTicks, nowUs: TimeUs): void {
    this.moveAnchor(price)
    this.tradedSinceHalt = true
    this.window.clear()
    this.window.add(price, nowUs)
    if (this.halt === undefined) this.noteEdge(nowUs)
  }

  /** The best prices after a command in continuous trading; undefined where a side is empty. */
  noteTouch(bid: PriceTicks | undefined, ask: PriceTicks | undefined, nowUs: TimeUs): void {
    if ((bid !== this.bid || ask !== this.ask) && this.anchor === undefined) this.kept = undefined
    this.bid = bid
    this.ask = ask
    if (this.halt === undefined) this.noteEdge(nowUs)
  }

  /** When `due` has to be asked, unless the touch or a trade changes that. */
  nextDueUs(): TimeUs | undefined {
    return this.held === undefined ? undefined : timeUs(this.held.sinceUs + this.parameters.heldUs)
  }

  /** The circuit breaker: a halt when the best price has stood at the edge for too long. */
  due(nowUs: TimeUs): Halt | undefined {
    const { held } = this
    if (held === undefined || nowUs < held.sinceUs + this.parameters.heldUs) return undefined
    if (held.atDailyLimit) this.limitHalts.push(held.side)
    this.stop(held)
    const price = priceTicks(held.price)
    return this.haltOf(held.atDailyLimit ? 'limitHeld' : 'bandHeld', nowUs, {
      fromPrice: price,
      toPrice: price,
      withinUs: nowUs - held.sinceUs,
    })
  }

  /**
   * Continuous trading ends: a call, a halt by the venue, or one of this class being carried out, which then keeps its
   * own reason. Nothing halts until `resume`.
   */
  suspend(): void {
    if (this.halt === undefined) this.stop('stopped')
  }

  /**
   * Continuous trading goes on. Where a held band found no trade in its auction, the band moves on to the edge that
   * was held, or it would only be held again.
   */
  resume(nowUs: TimeUs): void {
    const { halt } = this
    this.halt = undefined
    if (halt !== undefined && halt !== 'stopped' && !this.tradedSinceHalt) this.moveAnchor(halt.price)
    this.noteEdge(nowUs)
  }

  capture(): ProtectionImage {
    return {
      parameters: this.parameters,
      settlement: this.settlement,
      anchor: this.anchor ?? null,
      bid: this.bid ?? null,
      ask: this.ask ?? null,
      held: this.held ?? null,
      halt: this.halt ?? null,
      tradedSinceHalt: this.tradedSinceHalt,
      limitHalts: [...this.limitHalts],
      window: this.window.capture(),
    }
  }

  static restore(image: ProtectionImage): InstrumentProtection {
    const { parameters, settlement } = image
    const protection = new InstrumentProtection({ parameters, settlement: priceTicks(settlement) })
    protection.anchor = image.anchor ?? undefined
    protection.bid = image.bid ?? undefined
    protection.ask = image.ask ?? undefined
    protection.held = image.held ?? undefined
    protection.halt = image.halt ?? undefined
    protection.tradedSinceHalt = image.tradedSinceHalt
    protection.limitHalts = [...image.limitHalts]
    protection.window = PriceWindow.restore(parameters.velocityWindowUs, image.window)
    return protection
  }

  private limitsNow(): ProtectionLimits {
    const reach = widthTicks(this.parameters.dailyLimit, this.settlement)
    const dailyLow = Math.max(this.settlement - reach, -PRICE_TICKS_MAX)
    const dailyHigh = Math.min(this.settlement + reach, PRICE_TICKS_MAX)
    const reference = Math.min(Math.max(this.freeReference(), dailyLow), dailyHigh)
    const width = widthTicks(this.parameters.band, reference)
    return {
      low: priceTicks(Math.max(reference - width, dailyLow)),
      high: priceTicks(Math.min(reference + width, dailyHigh)),
      reference: priceTicks(reference),
      dailyLow: priceTicks(dailyLow),
      dailyHigh: priceTicks(dailyHigh),
    }
  }

  /** A price that the reference follows; undefined: it follows the book. */
  private moveAnchor(price: number | undefined): void {
    this.anchor = price
    this.kept = undefined
  }

  private freeReference(): number {
    if (this.anchor !== undefined) return this.anchor
    const { bid, ask, settlement } = this
    if (bid === undefined || ask === undefined || ask < bid) return settlement
    const isNarrow = ask - bid <= widthTicks(this.parameters.band, settlement)
    return isNarrow ? Math.floor((bid + ask) / 2) : settlement
  }

  private stop(why: HeldEdge | 'stopped'): void {
    this.halt = why
    this.tradedSinceHalt = false
    this.held = undefined
    this.window.clear()
  }

  private noteEdge(nowUs: TimeUs): void {
    const edge = this.edgeNow(nowUs)
    const isSame = this.held?.side === edge?.side && this.held?.price === edge?.price
    if (!isSame) this.held = edge
  }

  private edgeNow(nowUs: TimeUs): HeldEdge | undefined {
    const { low, high, dailyLow, dailyHigh } = this.limits()
    if (this.bid !== undefined && this.bid >= high)
      return this.edge({ side: 'buy', price: high, sinceUs: nowUs, atDailyLimit: high === dailyHigh })
    if (this.ask !== undefined && this.ask <= low)
      return this.edge({ side: 'sell', price: low, sinceUs: nowUs, atDailyLimit: low === dailyLow })
    return undefined
  }

  private edge(edge: HeldEdge): HeldEdge | undefined {
    return edge.atDailyLimit && this.limitHalts.includes(edge.side) ? undefined : edge
  }

  private haltOf(
    kind: HaltKind,
    haltedUs: TimeUs,
    evidence: Pick<Halt, 'fromPrice' | 'toPrice' | 'withinUs'>,
  ): Halt {
    const { haltUs, preOpenUs, callUs } = this.parameters
    return { kind, timeUs: haltedUs, ...evidence, haltUs, preOpenUs, callUs }
  }
}
