// Terminal against exchange once all is connected and quiet: every difference as a sentence. The exchange's own reports are
// the truth; runs of it that nobody remembers count for what they filled and for nothing that is still open.
import type { ClientOrderId } from '../shared/domain/brands.ts'
import { isTerminal, type Fill, type Order } from '../shared/domain/order.ts'
import type { ExecutionReport, VenueOrder } from '../shared/venue-wire/order-messages.ts'
import type { DeskState } from '../main/core/desk-state.ts'
import { legFills } from '../main/position/leg-fills.ts'
import type { ExchangeHost } from './exchange-host.ts'
import { TRADED } from './instruments.ts'
import { tradesIn, type ToldTrade } from './trades.ts'

/** `leftFor` says how often an order was sent. */
export function differences(
  state: DeskState,
  host: ExchangeHost,
  leftFor: (id: ClientOrderId) => number,
): readonly string[] {
  const { orders } = state
  const all = [...orders.openOrders(), ...orders.finishedOrders(Infinity)]
  const reports = host.reports()
  const everReported = [...host.forgotten.flat(), ...reports]
  const wasTaken = new Set(everReported.map(({ clientOrderId }) => clientOrderId))
  return [
    ...twiceTaken(host.forgotten, reports),
    ...host
      .openOrders()
      .filter(({ clientOrderId }) => orders.order(clientOrderId) === undefined)
      .map(({ clientOrderId }) => `${clientOrderId} is open at the exchange and not known here`),
    ...all.flatMap((order) => {
      const held = host.order(order.clientOrderId)
      if (held !== undefined) return orderDifferences(order, held)
      return endDifferences(order, {
        wasLeft: leftFor(order.clientOrderId) > 0,
        mayBeForgotten: host.hasForgotten && wasTaken.has(order.clientOrderId),
      })
    }),
    ...fillDifferences(orders.fillRows.all, { everReported, reports }),
    ...positionDifferences(state, host),
  ]
}

/** The same name was taken as a new order twice, in whatever run. */
function twiceTaken(
  forgotten: readonly (readonly ExecutionReport[])[],
  reports: readonly ExecutionReport[],
): readonly string[] {
  const taken = [...forgotten.flat(), ...reports]
    .filter(({ execType }) => execType === 'new')
    .map(({ clientOrderId }) => clientOrderId)
  return taken.filter((id, nth) => taken.indexOf(id) !== nth).map((id) => `the exchange took ${id} twice`)
}

function orderDifferences(order: Order, held: VenueOrder): readonly string[] {
  const name = order.clientOrderId
  const open = order.status === 'working' || order.status === 'partiallyFilled'
  const heldStatus = isTerminal(held.ordStatus)
    ? held.ordStatus
    : held.cumQty > 0
      ? 'partiallyFilled'
      : 'working'
  const pairs = [
    ['status', order.status, heldStatus],
    ['cumQty', order.cumQty, held.cumQty],
    ['leavesQty', order.leavesQty, held.leavesQty],
    ['orderQty', order.orderQty, held.orderQty],
    ['side', order.side, held.side],
    ['instrument', order.instrumentId, held.instrument],
    // What ended at another price than the last one asked for is of no account.
    ...(open ? [['limitPrice', order.limitPrice, held.priceTicks] as const] : []),
  ] as const
  return pairs
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(
      ([what, ours, theirs]) =>
        `${what} of ${name}: ${ours ?? 'none'} here, ${theirs ?? 'none'} at the exchange`,
    )
}

/** An order that the exchange knows nothing of. */
function endDifferences(
  { clientOrderId: id, status, cumQty }: Order,
  { wasLeft, mayBeForgotten }: { readonly wasLeft: boolean; readonly mayBeForgotten: boolean },
): readonly string[] {
  if (!isTerminal(status)) return [`${id} is ${status} here, and the exchange knows nothing of it`]
  if (status === 'denied' && wasLeft) return [`${id} is denied here, and it was sent`]
  if (mayBeForgotten || status === 'denied') return []
  if (status !== 'rejected' || cumQty > 0) return [`${id} is ${status} here, and the exchange never took it`]
  return []
}

function fillDifferences(
  fills: readonly Fill[],
  truth: { readonly everReported: readonly ExecutionReport[]; readonly reports: readonly ExecutionReport[] },
): readonly string[] {
  const everMade = tradesIn(truth.everReported)
  const remembered = tradesIn(truth.reports)
  const counted = new Set(fills.map(({ execId }) => execId))
  return [
    ...(counted.size === fills.length ? [] : ['a fill is counted twice']),
    ...fills.flatMap((fill) => fillDifference(fill, everMade.get(fill.execId), remembered.has(fill.execId))),
    ...[...remembered.values()]
      .filter(([{ execId }]) => !counted.has(execId))
      .map(([{ execId, clientOrderId }]) => `fill ${execId} of ${clientOrderId} is missing here`),
  ]
}

/** Of a run that nobody remembers it may be that what was done to the trade later was never told. */
function fillDifference(
  fill: Fill,
  told: readonly ToldTrade[] | undefined,
  isRemembered: boolean,
): readonly string[] {
  const { execId, clientOrderId, lastQty: qty, lastPrice: price, amendment } = fill
  const ours = tradeText({ clientOrderId, qty, price, amendment: amendment?.kind })
  const texts = told?.map(tradeText)
  if (texts === undefined) return [`fill ${execId} (${ours}) is counted here, and the exchange never made it`]
  const newest = texts.at(-1) ?? ''
  if (isRemembered ? newest === ours : texts.includes(ours)) return []
  return [`fill ${execId} is ${ours} here, ${newest} at the exchange`]
}

function tradeText({
  clientOrderId,
  qty,
  price,
  amendment,
}: Omit<ToldTrade, 'execId' | 'amendment'> & {
  readonly amendment?: ToldTrade['amendment'] | undefined
}): string {
  const how = amendment === undefined ? '' : `, ${amendment}`
  return `${qty} at ${price} of ${clientOrderId}${how}`
}

/** The position is what was filled; and what the exchange holds, where it remembers everything. */
function positionDifferences(state: DeskState, host: ExchangeHost): readonly string[] {
  const filled = new Map<string, number>()
  for (const fill of state.orders.countedFills()) {
    for (const { instrumentId, side, lastQty } of fill.legs === undefined
      ? [fill]
      : legFills(fill, fill.legs))
      filled.set(instrumentId, (filled.get(instrumentId) ?? 0) + (side === 'buy' ? 1 : -1) * lastQty)
  }
  const held = host.positions()
  return TRADED.flatMap(({ instrumentId }) => {
    const ours = state.positions.netQty(instrumentId)
    const ofFills = filled.get(instrumentId) ?? 0
    const theirs = host.hasForgotten ? ours : (held.get(instrumentId) ?? 0)
    return [
      ...(ours === ofFills ? [] : [`${instrumentId}: ${ours} lots held, ${ofFills} by the fills`]),
      ...(ours === theirs ? [] : [`${instrumentId}: ${ours} lots here, ${theirs} at the exchange`]),
    ]
  })
}
