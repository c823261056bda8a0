// A trailing stop: it follows the price it would trade at, never goes back, and once that price is as far behind the best one
// as the trail sends a limit order through the market with a bound to what it pays. Prices that are not live, or of a market
// that does not trade, neither move it nor set it off.
import type { PriceTicks } from '../../shared/domain/brands.ts'
import type { TrailingStopTerms } from '../../shared/domain/held-order.ts'
import { priceTicks, qtyLots } from '../../shared/math/quantities.ts'
import { act, end, filledQty, openChild, wait } from './held-facts.ts'
import type { ChildIntent, Decision, HeldAction, HeldView } from './held-facts.ts'

export function trailingStop(view: HeldView<TrailingStopTerms>): Decision {
  const { terms, children, market } = view
  const { side, orderQty, trailTicks } = terms
  const leftQty = orderQty - filledQty(children)
  if (leftQty <= 0) return end('done')
  if (openChild(children) !== undefined) return wait({ kind: 'awaitFill', qty: leftQty })
  if (market.block !== undefined) return wait({ kind: 'awaitMarket', reason: market.block })
  const price = side === 'sell' ? market.bid : market.ask
  if (price === undefined) return wait({ kind: 'awaitQuote' })
  const towardsGain = side === 'sell' ? 1 : -1
  const best = bestOf(view.bestPrice, price, towardsGain)
  const moved: readonly HeldAction[] = best === view.bestPrice ? [] : [{ kind: 'move', bestPrice: best }]
  const stopPrice = priceTicks(best - towardsGain * trailTicks)
  if ((price - stopPrice) * towardsGain > 0) {
    return act({ kind: 'trail', bestPrice: best, stopPrice }, ...moved)
  }
  const intent: ChildIntent = {
    ...{ side, orderType: 'limit', orderQty: qtyLots(leftQty), timeInForce: terms.timeInForce },
    limitPrice: priceTicks(price - towardsGain * terms.protectionTicks),
  }
  return act({ kind: 'awaitFill', qty: leftQty }, ...moved, { kind: 'place', role: 'exit', intent })
}

function bestOf(before: PriceTicks | undefined, price: PriceTicks, towardsGain: 1 | -1): PriceTicks {
  return before === undefined || (price - before) * towardsGain > 0 ? price : before
}
