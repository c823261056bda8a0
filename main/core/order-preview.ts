// What an order would come to if it were sent now: the risk gate's word, what trades in the book as it stands, what it costs,
// margin and position before and after. Reads the state and changes nothing. Called by create-core.ts.
import type { PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import type { Instrument } from '../../shared/domain/instrument.ts'
import type { OrderPreview, PreviewedOrder } from '../../shared/ui-wire/order-preview.ts'
import type { PriceLevels } from '../marketdata/price-levels.ts'
import { checkNewOrder } from '../risk/risk-gate.ts'
import { newOrderOf } from './desk-commands.ts'
import type { DeskState } from './desk-state.ts'
import { riskContext } from './risk-view.ts'

export function orderPreview(state: DeskState, asked: PreviewedOrder, nowUs: TimeUs): OrderPreview {
  const { instrumentId, side, orderQty, stopPrice } = asked
  const context = riskContext(state, instrumentId, nowUs)
  const verdict = checkNewOrder(newOrderOf({ ...asked, origin: 'preview' }), context)
  const against = verdict.ok ? {} : { against: verdict.error }
  const marginMinor = {
    before: context.marginMinor({ side, qty: 0 }),
    after: context.marginMinor({ side, qty: orderQty }),
  }
  const feed = state.market.feed(instrumentId)
  if (feed === undefined) return { ...against, feeMinor: 0n, marginMinor }
  const { instrument, book } = feed
  const levels = side === 'buy' ? book.asks : book.bids
  const trades = stopPrice === undefined ? walk(levels, asked) : NOTHING
  const value = valueMinor(asked, trades, instrument)
  const before = state.positions.netQty(instrumentId)
  const after = side === 'buy' ? before + orderQty : before - orderQty
  return {
    ...against,
    ...(trades.lots === 0
      ? {}
      : { tradesNow: { ...trades, slippageMinor: slippage(levels, trades, instrument) } }),
    ...(value === undefined ? {} : { valueMinor: value }),
    feeMinor: BigInt(orderQty) * BigInt(instrument.feeMinorPerLot),
    marginMinor,
    ...(instrument.combination === undefined ? { netQty: { before, after } } : {}),
  }
}

interface Walked {
  readonly lots: number
  readonly lotTicks: bigint
}

const NOTHING: Walked = { lots: 0, lotTicks: 0n }

/** From the best price on, up to the limit. */
function walk(
  levels: PriceLevels,
  { side, orderQty, limitPrice }: Pick<PreviewedOrder, 'side' | 'orderQty' | 'limitPrice'>,
): Walked {
  let lots = 0
  let lotTicks = 0n
  for (let nth = 0; nth < levels.count && lots < orderQty; nth++) {
    const price = levels.levelPrice(nth)
    if (price === undefined || isBeyond(price, side, limitPrice)) break
    const taken = Math.min(levels.levelQty(nth), orderQty - lots)
    lots += taken
    lotTicks += BigInt(taken) * BigInt(price)
  }
  return { lots, lotTicks }
}

function isBeyond(price: number, side: PreviewedOrder['side'], limit: PriceTicks | undefined): boolean {
  if (limit === undefined) return false
  return side === 'buy' ? price > limit : price < limit
}

function slippage(levels: PriceLevels, { lots, lotTicks }: Walked, { tickValueMinor }: Instrument): bigint {
  const beyond = lotTicks - BigInt(lots) * BigInt(levels.levelPrice(0) ?? 0)
  return (beyond < 0n ? -beyond : beyond) * BigInt(tickValueMinor)
}

/** What rests afterwards is worth its limit; what a stop sends, its limit or what wakes it. */
function valueMinor(
  { orderQty, limitPrice, stopPrice }: PreviewedOrder,
  { lots, lotTicks }: Walked,
  { tickValueMinor }: Instrument,
): bigint | undefined {
  const rest = orderQty - lots
  const price = limitPrice ?? stopPrice
  if (rest > 0 && price === undefined) return undefined
  return (lotTicks + BigInt(rest) * BigInt(price ?? 0)) * BigInt(tickValueMinor)
}
