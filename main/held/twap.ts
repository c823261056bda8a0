// Working lots evenly over a time. Slice n of N is due at a moment by chance in the nth part of the time; what should have
// filled by then and has not is caught up, but no slice is more than its share of what traded since the one before. A slice
// that still works when the next is due is taken back first. At the end time it ends with what is left.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { TwapTerms } from '../../shared/domain/held-order.ts'
import { reason } from '../../shared/domain/reason.ts'
import { priceTicks, qtyLots, timeUs } from '../../shared/math/quantities.ts'
import { act, end, filledQty, isInFlight, openChild, wait, type ChildOrder } from './held-facts.ts'
import type { Decision, HeldView } from './held-facts.ts'

export function twap(view: HeldView<TwapTerms>): Decision {
  const { terms, children, nowUs } = view
  const leftQty = terms.orderQty - filledQty(children)
  const open = openChild(children)
  if (leftQty <= 0 && open === undefined) return end('done')
  if (nowUs >= terms.endTimeUs) {
    return open === undefined ? end('failed', reason('endTimeReached', { leftQty })) : takeBack(open)
  }
  const due = slicesDue(view)
  if (open !== undefined) {
    if (open.slice < due || leftQty <= 0) return takeBack(open)
    return wait(following(view, due))
  }
  const last = children.at(-1)?.slice ?? 0
  const wantedQty = scheduledQty(terms, due) - filledQty(children)
  if (last >= due || wantedQty <= 0) return wait(following(view, due))
  return slice(view, due, wantedQty)
}

/** When slice `nth`, from 1, is due. */
export function sliceTimeUs(terms: TwapTerms, seed: string, nth: number): TimeUs {
  const partUs = (terms.endTimeUs - terms.startTimeUs) / terms.slices
  return timeUs(Math.floor(terms.startTimeUs + (nth - 1 + chance(seed, nth)) * partUs))
}

/** Most lots that a slice may be now: its share of what traded since the one before. */
export function shareQty({ terms, market, tradedMark }: HeldView<TwapTerms>): number {
  // A terminal that began to count anew has seen no less than this.
  const since = market.tradedQty >= tradedMark ? market.tradedQty - tradedMark : market.tradedQty
  return Math.floor((since * terms.participationPercent) / 100)
}

function slice(view: HeldView<TwapTerms>, due: number, wantedQty: number): Decision {
  const { terms, market } = view
  const { side, limitPrice } = terms
  if (market.block !== undefined) return wait({ kind: 'awaitMarket', reason: market.block })
  const touch = side === 'buy' ? market.ask : market.bid
  if (touch === undefined) return wait({ kind: 'awaitQuote' })
  const qty = Math.min(wantedQty, shareQty(view))
  if (qty < 1) return wait({ kind: 'awaitVolume', qty: wantedQty })
  // At the price of the other side and no further, so that a slice walks through no book.
  const price = side === 'buy' ? Math.min(touch, limitPrice) : Math.max(touch, limitPrice)
  return act(following(view, due), {
    kind: 'place',
    role: 'slice',
    slice: due,
    intent: {
      ...{ side, orderType: 'limit', limitPrice: priceTicks(price), orderQty: qtyLots(qty) },
      timeInForce: 'day',
    },
  })
}

function takeBack({ clientOrderId, order, dropped }: ChildOrder): Decision {
  const next = { kind: 'awaitVenue', clientOrderId } as const
  const isAsked = dropped || order.status === 'pendingCancel'
  return isAsked || isInFlight(order) ? wait(next) : act(next, { kind: 'cancel', order })
}

/** Slices due by now. */
function slicesDue({ terms, seed, nowUs }: HeldView<TwapTerms>): number {
  const { startTimeUs, endTimeUs, slices } = terms
  if (nowUs < startTimeUs) return 0
  const part = Math.min(slices, Math.floor(((nowUs - startTimeUs) * slices) / (endTimeUs - startTimeUs)) + 1)
  return sliceTimeUs(terms, seed, part) <= nowUs ? part : part - 1
}

function scheduledQty({ orderQty, slices }: TwapTerms, due: number): number {
  return Math.floor((orderQty * due) / slices)
}

function following({ terms, seed, children }: HeldView<TwapTerms>, due: number): Decision['next'] {
  const filled = filledQty(children)
  if (due >= terms.slices) return { kind: 'sliceAt', timeUs: terms.endTimeUs, qty: 0 }
  const qty = Math.max(scheduledQty(terms, due + 1) - filled, 0)
  return { kind: 'sliceAt', timeUs: sliceTimeUs(terms, seed, due + 1), qty }
}

/** Uniform in [0, 1), the same for the same held order and slice: FNV-1a over both, its bits then mixed. */
function chance(seed: string, nth: number): number {
  let hash = 0x811c9dc5
  for (const letter of `${seed}/${nth}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}
