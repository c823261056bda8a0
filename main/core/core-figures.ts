// How the core is doing, as one value for the log of the host: what the Connections tab shows, orders in doubt, and what
// the windows were sent. Pure; called by create-core.ts.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { DeskState } from './desk-state.ts'
import { marketFigures, marketLine, orderFigures, orderLine } from './session-figures.ts'
import type { CoreFigures, OrdersAtStake, PaintDelays, PostedCounts } from './trading-core.ts'

/** What the windows were sent and when they had painted it. */
export interface WindowFigures {
  readonly posted: PostedCounts
  takePaintDelays(): PaintDelays | undefined
}

export function coreFigures(state: DeskState, hub: WindowFigures, nowUs: TimeUs): CoreFigures {
  const painted = hub.takePaintDelays()
  return {
    market: marketLine(marketFigures(state.marketLink, state.market, nowUs), nowUs),
    orders: orderLine(orderFigures(state.orderLink, nowUs), nowUs),
    openOrders: state.orders.openCount,
    unknownOrders: state.orders.unknownOrders().length,
    posted: hub.posted,
    ...(painted === undefined ? {} : { painted }),
  }
}

export function ordersAtStake({ orders, held }: DeskState): OrdersAtStake {
  const unknown = orders.unknownOrders().length
  return { working: orders.openCount - unknown, held: held.openCount, unknown }
}
