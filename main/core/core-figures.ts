// How the core is doing, as one value for the log of the host: what the Connections tab shows, orders in doubt, and what
// the windows were sent. Pure; called by create-core.ts.
import type { TimeUs } from '../../shared/domain/brands.ts'
import type { DeskState } from './desk-state.ts'
import { marketFigures, marketLine, orderFigures, orderLine } from './session-figures.ts'
import type { CoreFigures, PostedCounts } from './trading-core.ts'

export function coreFigures(state: DeskState, posted: PostedCounts, nowUs: TimeUs): CoreFigures {
  return {
    market: marketLine(marketFigures(state.marketLink, state.market, nowUs), nowUs),
    orders: orderLine(orderFigures(state.orderLink, nowUs), nowUs),
    openOrders: state.orders.openCount,
    unknownOrders: state.orders.unknownOrders().length,
    posted,
  }
}
