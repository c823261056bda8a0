// What a command below `tenor order` asks for. Prices are decimals as people write them until the tick size is known.
import type { ClientOrderId, InstrumentId, QtyLots } from '../../../shared/domain/brands.ts'
import type { Side } from '../../../shared/domain/order.ts'

export type OrderTask =
  | {
      readonly kind: 'place'
      readonly instrumentId: InstrumentId
      readonly side: Side
      readonly orderType: 'limit' | 'market'
      readonly timeInForce: 'day' | 'gtc' | 'ioc' | 'fok'
      readonly orderQty: QtyLots
      /** Present exactly for a limit order. */
      readonly price?: string
      /** Whoever asks knows that the same order was sent just before. */
      readonly confirmDuplicate?: true
    }
  | {
      readonly kind: 'replace'
      readonly clientOrderId: ClientOrderId
      readonly price: string
      readonly orderQty: QtyLots
    }
  | { readonly kind: 'cancel'; readonly clientOrderId: ClientOrderId }
  | { readonly kind: 'cancelAll'; readonly instrumentId?: InstrumentId; readonly side?: Side }
  | { readonly kind: 'list'; readonly withFinished: boolean }
  | { readonly kind: 'status'; readonly clientOrderId: ClientOrderId }

export type TaskOf<K extends OrderTask['kind']> = Extract<OrderTask, { kind: K }>
