// Where a first fill stands, read from what the core tells: nothing here sends, and nothing is believed before it is so. Pure.
import type { ClientOrderId, InstrumentId } from '../../../shared/domain/brands.ts'
import type { Environment } from '../../../shared/domain/market-data.ts'
import { isTerminal, type Fill, type Order } from '../../../shared/domain/order.ts'
import type { PositionRow } from '../../../shared/ui-wire/projections.ts'

export interface FillView {
  /** Undefined until the core has spoken. */
  readonly environment: Environment | undefined
  /** What the ladder that was used last shows; undefined where the workspace has no ladder, or it shows nothing. */
  readonly instrumentId: InstrumentId | undefined
  readonly isArmed: boolean
  /** Why nothing can be sent now, in a sentence. */
  readonly blocked: string | undefined
  /** Orders that were there when the step began: it does not speak of them. */
  readonly before: ReadonlySet<ClientOrderId>
  readonly orders: readonly Order[]
  readonly fills: readonly Fill[]
  readonly positions: readonly PositionRow[]
}

export type FillStage =
  /** Nothing but paper is traded for practice: here the step only explains. */
  | { readonly kind: 'notPaper'; readonly environment: Exclude<Environment, 'paper'> }
  | { readonly kind: 'noLadder' }
  | { readonly kind: 'blocked'; readonly why: string }
  | { readonly kind: 'arm'; readonly instrumentId: InstrumentId }
  | { readonly kind: 'click'; readonly instrumentId: InstrumentId }
  /** An order without a fill; its status says how it stands. */
  | { readonly kind: 'order'; readonly order: Order }
  | {
      readonly kind: 'filled'
      readonly order: Order
      /** Of the order, in the order in which they were told; none where their report is still on its way. */
      readonly fills: readonly Fill[]
      /** Undefined where the position is in the legs. */
      readonly netQty: number | undefined
    }

export function fillStage(view: FillView): FillStage {
  const { environment, instrumentId, isArmed, blocked } = view
  if (environment !== undefined && environment !== 'paper') return { kind: 'notPaper', environment }
  const order = newestOrder(view)
  if (order !== undefined) return order.cumQty > 0 ? filled(order, view) : { kind: 'order', order }
  if (instrumentId === undefined) return { kind: 'noLadder' }
  if (blocked !== undefined) return { kind: 'blocked', why: blocked }
  return { kind: isArmed ? 'click' : 'arm', instrumentId }
}

/** The four marks of the way; the first that is not behind is where a person is. */
export const MILESTONES = ['armed', 'sent', 'filled', 'position'] as const

/** How many of them are behind. */
export function milestonesBehind(stage: FillStage): number {
  switch (stage.kind) {
    case 'notPaper':
    case 'noLadder':
    case 'blocked':
    case 'arm':
      return 0
    case 'click':
      return 1
    case 'order':
      return isTerminal(stage.order.status) ? 1 : 2
    case 'filled':
      return stage.netQty === undefined ? 3 : 4
  }
}

function newestOrder({ orders, before }: FillView): Order | undefined {
  return orders
    .filter(({ clientOrderId, origin }) => !before.has(clientOrderId) && ORIGINS.includes(origin))
    .reduce<Order | undefined>(
      (newest, order) =>
        newest !== undefined && newest.createdTimeUs >= order.createdTimeUs ? newest : order,
      undefined,
    )
}

/** A person's hand at a ladder. */
const ORIGINS: readonly string[] = ['ladder click', 'ladder key']

function filled(order: Order, { fills, positions }: FillView): FillStage {
  const of = fills.filter(
    ({ clientOrderId, amendment }) => clientOrderId === order.clientOrderId && amendment?.kind !== 'canceled',
  )
  const row = positions.find(({ instrument }) => instrument.instrumentId === order.instrumentId)
  return { kind: 'filled', order, fills: of, netQty: row?.netQty }
}
