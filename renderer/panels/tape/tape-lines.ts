// What stands in the list of trades: trades one by one or together, as a panel asks for them, with own fills known again and the
// places where trades may be missing. Pure.
import type { InstrumentId, PriceTicks, TimeUs } from '../../../shared/domain/brands.ts'
import { assertNever } from '../../../shared/domain/assert.ts'
import { oppositeSide, type AggressorSide, type Fill } from '../../../shared/domain/order.ts'
import type { TapeProjection, TapeTrade, TradeGap } from '../../../shared/ui-wire/tape.ts'
import { whole, word, type ViewOf } from '../../store/panel-view.ts'

export const TAPE_SIDES = ['all', 'buy', 'sell', 'none'] as const
/** Trades of one price and aggressor that follow each other: apart, of one moment, or of one second, as one row. */
export const TOGETHER = ['off', 'moment', 'second'] as const
export const TAPE_LOTS_MAX = 100_000

/** What a panel keeps of itself. `leastLots`: smaller rows are hidden; `largeLots`: from here on a row stands out, 0 for none. */
export const TAPE_VIEW = {
  side: word(TAPE_SIDES),
  together: word(TOGETHER),
  leastLots: whole({ most: TAPE_LOTS_MAX, preset: 0 }),
  largeLots: whole({ most: TAPE_LOTS_MAX, preset: 25 }),
}
export type TapeSettings = ViewOf<typeof TAPE_VIEW>

export interface TradesLine {
  readonly kind: 'trades'
  /** Of its first trade, by which a row is known while trades are added to it. */
  readonly place: number
  /** Of its first trade and of its last. */
  readonly fromUs: TimeUs
  readonly untilUs: TimeUs
  readonly price: PriceTicks
  readonly lots: number
  readonly count: number
  readonly aggressorSide: AggressorSide
  /** From the price of the trade before, whatever is shown of that: above zero up. */
  readonly move: number
  /** Lots that the desk's own orders bought less those they sold. */
  readonly ownLots: number
  /** What the exchange did later to one of the own fills in it. */
  readonly amended?: 'canceled' | 'corrected'
}

export type TapeLine = TradesLine | { readonly kind: 'gap'; readonly gap: TradeGap }

/** Newest first. */
export function tapeLines(
  { trades, gaps }: Pick<TapeProjection, 'trades' | 'gaps'>,
  settings: TapeSettings,
  own: ReadonlyMap<number, Fill>,
): readonly TapeLine[] {
  const lines: TapeLine[] = []
  const gapsLeft = [...gaps]
  let open: TradesLine | undefined
  let before: TapeTrade | undefined
  const close = (): void => {
    if (open !== undefined && isShown(open, settings)) lines.push(open)
    open = undefined
  }
  for (const trade of trades) {
    if (gapsLeft[0] !== undefined && gapsLeft[0].beforePlace <= trade.place) {
      close()
      before = undefined
      lines.push({ kind: 'gap', gap: gapsLeft[0] })
      gapsLeft.shift()
    }
    const fill = own.get(trade.place)
    if (open !== undefined && belongs(trade, open, settings.together)) open = together(open, trade, fill)
    else {
      close()
      open = alone(trade, before, fill)
    }
    before = trade
  }
  close()
  for (const gap of gapsLeft) lines.push({ kind: 'gap', gap })
  return lines.reverse()
}

/**
 * Which of the trades are own fills, by place. A venue that tells no common number of the two tells the same moment, price, lots
 * and aggressor; where several trades agree in all of them they are rows that nobody can tell apart.
 */
export function ownTrades(
  trades: readonly TapeTrade[],
  fills: readonly Fill[],
  instrumentId: InstrumentId,
): ReadonlyMap<number, Fill> {
  const byMoment = new Map<TimeUs, Fill[]>()
  for (const fill of fills) {
    if (fill.instrumentId !== instrumentId || fill.liquidity === 'byHand') continue
    const sameMoment = byMoment.get(fill.venueTimeUs)
    if (sameMoment === undefined) byMoment.set(fill.venueTimeUs, [fill])
    else sameMoment.push(fill)
  }
  const own = new Map<number, Fill>()
  if (byMoment.size === 0) return own
  for (const trade of trades) {
    const candidates = byMoment.get(trade.venueTimeUs)
    const at = candidates?.findIndex((fill) => isOf(fill, trade)) ?? -1
    const [fill] = at < 0 ? [] : (candidates?.splice(at, 1) ?? [])
    if (fill !== undefined) own.set(trade.place, fill)
  }
  return own
}

/** As it was told first: the tape tells nothing of what the exchange does to a trade later. */
function isOf(fill: Fill, { price, qty, aggressorSide }: TapeTrade): boolean {
  const { lastPrice, lastQty } = fill.amendment?.was ?? fill
  if (lastPrice !== price || lastQty !== qty) return false
  const aggressor = fill.liquidity === 'taker' ? fill.side : oppositeSide(fill.side)
  return aggressorSide === 'none' || aggressorSide === aggressor
}

function belongs(trade: TapeTrade, open: TradesLine, how: TapeSettings['together']): boolean {
  if (trade.price !== open.price || trade.aggressorSide !== open.aggressorSide) return false
  switch (how) {
    case 'off':
      return false
    case 'moment':
      return trade.venueTimeUs === open.untilUs
    case 'second':
      return trade.venueTimeUs - open.fromUs < 1_000_000
    default:
      return assertNever(how)
  }
}

function alone(trade: TapeTrade, before: TapeTrade | undefined, fill: Fill | undefined): TradesLine {
  const { place, venueTimeUs, price, qty, aggressorSide } = trade
  const move = before === undefined ? 0 : Math.sign(price - before.price)
  const times = { fromUs: venueTimeUs, untilUs: venueTimeUs }
  return {
    ...{ kind: 'trades', place, ...times, price, lots: qty, count: 1, aggressorSide, move },
    ...ownPart(undefined, fill),
  }
}

function together(open: TradesLine, trade: TapeTrade, fill: Fill | undefined): TradesLine {
  const { venueTimeUs, qty } = trade
  return {
    ...open,
    ...{ untilUs: venueTimeUs, lots: open.lots + qty, count: open.count + 1 },
    ...ownPart(open, fill),
  }
}

function ownPart(
  open: TradesLine | undefined,
  fill: Fill | undefined,
): Pick<TradesLine, 'ownLots' | 'amended'> {
  const { ownLots = 0, amended } = open ?? {}
  if (fill === undefined) return { ownLots, ...(amended === undefined ? {} : { amended }) }
  const lots: number = fill.amendment?.kind === 'canceled' ? 0 : fill.lastQty
  const kind = fill.amendment?.kind ?? amended
  return {
    ownLots: ownLots + (fill.side === 'buy' ? lots : -lots),
    ...(kind === undefined ? {} : { amended: kind }),
  }
}

function isShown({ lots, aggressorSide }: TradesLine, { side, leastLots }: TapeSettings): boolean {
  return lots >= leastLots && (side === 'all' || side === aggressorSide)
}

/** What the rows shown come to, in lots by aggressor. */
export interface TapeTotals {
  readonly count: number
  readonly bought: number
  readonly sold: number
  readonly none: number
}

export function tapeTotals(lines: readonly TapeLine[]): TapeTotals {
  const totals = { count: 0, bought: 0, sold: 0, none: 0 }
  for (const line of lines) {
    if (line.kind !== 'trades') continue
    totals.count += line.count
    totals[PART_OF[line.aggressorSide]] += line.lots
  }
  return totals
}

const PART_OF = { buy: 'bought', sell: 'sold', none: 'none' } as const
