// What may still trade, by instrument, kept as orders change: the risk gate asks at every order, however many are open.
// Owned by OrderStore, which tells of every change.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { OrderIntent } from '../../shared/domain/order.ts'

/** Lots that may still be bought and sold in the worst case. */
export interface WorkingQty {
  readonly buyQty: number
  readonly sellQty: number
}

const NONE: WorkingQty = { buyQty: 0, sellQty: 0 }

export class WorkingQtys {
  readonly #byInstrument = new Map<InstrumentId, WorkingQty>()

  /** Instruments in which something works. */
  get byInstrument(): ReadonlyMap<InstrumentId, WorkingQty> {
    return this.#byInstrument
  }

  /** The exposed lots of an order changed; `before` is 0 where it is new. */
  changed(
    before: number,
    after: number,
    { instrumentId, side }: Pick<OrderIntent, 'instrumentId' | 'side'>,
  ): void {
    const added = after - before
    if (added === 0) return
    const { buyQty, sellQty } = this.#byInstrument.get(instrumentId) ?? NONE
    const working = {
      buyQty: side === 'buy' ? buyQty + added : buyQty,
      sellQty: side === 'sell' ? sellQty + added : sellQty,
    }
    if (working.buyQty === 0 && working.sellQty === 0) this.#byInstrument.delete(instrumentId)
    else this.#byInstrument.set(instrumentId, working)
  }
}
