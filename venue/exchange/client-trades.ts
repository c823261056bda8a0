// The newest trades of the trading day in which clients took part, each as it was booked, so that the exchange can
// cancel (bust) or correct them: every side is taken back exactly and booked anew as it is now, and the clients among
// them are told. Owned by the floor; written by TradeBooking.
// Invariants: a trade's sides change together or not at all; what is canceled stays canceled; lots of a canceled trade
// do not come back into the book. When a day settles its trades are money, and stand.
import type { ClientOrderId, ExecId, InstrumentId, TimeUs } from '../../shared/domain/brands.ts'
import type { Side } from '../../shared/domain/order.ts'
import { ORDER_LIMITS } from '../../shared/venue-wire/limits.ts'
import type { LegFill } from '../../shared/venue-wire/order-messages.ts'
import type { TradeAmendment } from '../market/exchange-port.ts'

/** One account's part of a trade in an outright contract: ticks, lots. */
export interface LegBooking {
  readonly account: number
  readonly instrument: InstrumentId
  readonly side: Side
  readonly qty: number
  readonly price: number
}

/** One order's part of a trade. */
export interface TradeSide {
  /** The matching book's number. */
  readonly account: number
  readonly instrument: InstrumentId
  readonly side: Side
  readonly qty: number
  readonly price: number
  readonly liquidity: 'maker' | 'taker'
  /** Of a combination: what it booked. */
  readonly legs?: readonly LegFill[]
  /** Of a client: whom to tell, and how the trade was named to it. */
  readonly client?: {
    readonly accountId: string
    readonly clientOrderId: ClientOrderId
    readonly execId: ExecId
  }
}

/** A trade as the market was told of it, in one instrument. */
export interface TradePrint {
  readonly instrument: InstrumentId
  readonly price: number
  readonly qty: number
}

export interface ClientTrade {
  readonly tradedUs: TimeUs
  readonly prints: readonly TradePrint[]
  readonly sides: readonly TradeSide[]
}

export interface AmendedSide {
  readonly execType: 'tradeCancel' | 'tradeCorrect'
  /** As it was until now. */
  readonly before: TradeSide
  /** As it is from now on; of a canceled trade as it was. */
  readonly now: TradeSide
  readonly text: string
}

export interface TradeOutlets {
  readonly post: (booking: LegBooking) => void
  readonly unpost: (booking: LegBooking) => void
  /** For the settlement: takes `was` back and counts `now`, where there is one, at the time of the trade. */
  readonly reprint: (tradedUs: TimeUs, was: TradePrint, now: TradePrint | undefined) => void
  /** Whether the client's order is still known: nobody can be told of another. */
  readonly isKnown: (side: TradeSide) => boolean
  readonly tell: (side: AmendedSide) => void
}

/** Older ones stand. */
const TRADES_MAX = 1_000
const US_PER_SECOND = 1_000_000

export class ClientTrades {
  private readonly outlets: TradeOutlets
  private trades: ClientTrade[] = []

  constructor(outlets: TradeOutlets) {
    this.outlets = outlets
  }

  note(trade: ClientTrade): void {
    this.trades.push(trade)
    if (this.trades.length >= 2 * TRADES_MAX) this.trades = this.trades.slice(-TRADES_MAX)
  }

  /** Cancels or corrects, oldest first, what was traded in these instruments in the last seconds. */
  amend({ instruments, seconds, change, reason: text }: TradeAmendment, nowUs: TimeUs): void {
    const wanted = new Set(instruments)
    const fromUs = nowUs - seconds * US_PER_SECOND
    this.trades = this.trades.slice(-TRADES_MAX).flatMap((trade) => {
      const isMeant =
        trade.tradedUs >= fromUs && trade.prints.some(({ instrument }) => wanted.has(instrument))
      if (!isMeant || !trade.sides.every((side) => side.client === undefined || this.outlets.isKnown(side)))
        return [trade]
      if (change.kind === 'cancel') {
        this.carryOut(trade, undefined, text)
        return []
      }
      // The legs of a combination hang together by their prices: such a trade is canceled or stands.
      if (trade.prints.length > 1 || trade.sides.some(({ legs }) => legs !== undefined)) return [trade]
      const corrected = correctedTrade(trade, change)
      if (isSamePrint(trade, corrected)) return [trade]
      this.carryOut(trade, corrected, text)
      return [corrected]
    })
  }

  /** The trading day has settled. */
  endDay(): void {
    this.trades = []
  }

  capture(): readonly ClientTrade[] {
    return this.trades.slice(-TRADES_MAX)
  }

  restore(trades: readonly ClientTrade[]): void {
    this.trades = [...trades]
  }

  private carryOut(before: ClientTrade, now: ClientTrade | undefined, text: string): void {
    const { post, unpost, reprint, tell } = this.outlets
    for (const [place, print] of before.prints.entries()) reprint(before.tradedUs, print, now?.prints[place])
    for (const side of before.sides) for (const booking of bookingsOf(side)) unpost(booking)
    for (const side of now?.sides ?? []) for (const booking of bookingsOf(side)) post(booking)
    for (const [place, side] of before.sides.entries()) {
      const execType = now === undefined ? 'tradeCancel' : 'tradeCorrect'
      if (side.client !== undefined) tell({ execType, before: side, now: now?.sides[place] ?? side, text })
    }
  }
}

function correctedTrade(
  { tradedUs, prints, sides }: ClientTrade,
  { ticks, lots = Number.POSITIVE_INFINITY }: Extract<TradeAmendment['change'], { kind: 'correct' }>,
): ClientTrade {
  const correct = <T extends TradePrint>(part: T): T => ({
    ...part,
    price: Math.max(part.price + ticks, ORDER_LIMITS.outrightPriceTicksMin),
    qty: Math.min(part.qty, lots),
  })
  return { tradedUs, prints: prints.map(correct), sides: sides.map(correct) }
}

function isSamePrint({ prints: [was] }: ClientTrade, { prints: [now] }: ClientTrade): boolean {
  return was?.price === now?.price && was?.qty === now?.qty
}

function bookingsOf({ account, instrument, side, qty, price, legs }: TradeSide): readonly LegBooking[] {
  if (legs === undefined) return [{ account, instrument, side, qty, price }]
  return legs.map((leg) => ({
    ...{ account, instrument: leg.instrument, side: leg.side },
    ...{ qty: leg.lastQty, price: leg.lastPriceTicks },
  }))
}
