// What a person decides where Tenor and the venue differ and asking has settled nothing: that an order of unknown fate has
// ended, or that the venue's position is the true one. Both are booked with who and why, and nothing is sent for them but the
// question whether the two agree now. Pure: (state, command, time) → records.
import type { ClientOrderId, InstrumentId, PriceTicks, TimeUs } from '../../shared/domain/brands.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { clientOrderId as toClientOrderId, QTY_LOTS_MAX, qtyLots } from '../../shared/math/quantities.ts'
import type { CoreOutput } from './core-output.ts'
import type { DeskState } from './desk-state.ts'
import { askToReconcile, record } from './order-desk.ts'

interface Decided {
  readonly why: string
  readonly origin: string
}

interface AdoptedPosition extends Decided {
  readonly instrumentId: InstrumentId
  /** As the person was shown it. */
  readonly venuesQty: number
  readonly price: PriceTicks
}

/** The venue's later word stands against it: should it still hold the order, the order is open again and people are told. */
export function resolveOrder(
  state: DeskState,
  { clientOrderId, why, origin }: Decided & { readonly clientOrderId: ClientOrderId },
  nowUs: TimeUs,
  output: CoreOutput,
): Reason | undefined {
  const status = state.orders.order(clientOrderId)?.status
  if (status !== 'unknown') return reason('orderNotUnknown', { clientOrderId, status: status ?? 'notKnown' })
  const about = { timeUs: nowUs, clientOrderId }
  record(state, { kind: 'orderResolved', ...about, why, origin, user: state.user }, output)
  return undefined
}

/**
 * Books what is missing here, or too much, so that the position is the venue's. Only against a difference that the last
 * comparison found and that is as the person saw it; fills that are told later count besides, and are a new difference.
 */
export function adoptPosition(
  state: DeskState,
  { instrumentId, venuesQty, price, why, origin }: AdoptedPosition,
  nowUs: TimeUs,
  output: CoreOutput,
): Reason | undefined {
  const difference = state.reconciliation.openPosition(instrumentId)
  const instrument = instrumentId
  if (difference === undefined) return reason('noPositionDifference', { instrument })
  const ours = state.positions.netQty(instrumentId)
  if (difference.oursQty !== ours || difference.venuesQty !== venuesQty)
    return reason('positionDifferenceChanged', { instrument, ours, venues: difference.venuesQty ?? 0 })
  const missing = venuesQty - ours
  const qty = Math.abs(missing)
  if (qty > QTY_LOTS_MAX) return reason('bookingTooLarge', { qty, limit: QTY_LOTS_MAX })
  record(
    state,
    {
      ...{
        kind: 'positionAdopted',
        timeUs: nowUs,
        clientOrderId: toClientOrderId(state.nextClientOrderId()),
      },
      ...{ instrumentId, side: missing > 0 ? 'buy' : 'sell', lastQty: qtyLots(qty), lastPrice: price },
      ...{ why, origin, user: state.user },
    },
    output,
  )
  if (state.orderLink.isLive) askToReconcile(state, nowUs, output)
  return undefined
}
