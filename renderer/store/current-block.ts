// The trade gate asked with what the stores hold now.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import { coreLinkStore } from './core-link.ts'
import { deskStore, ladderStore } from './topic-stores.ts'
import { tradeBlock, type TradeBlock } from './trade-gate.ts'

export function currentBlock(instrumentId: InstrumentId): TradeBlock | undefined {
  return tradeBlock({
    link: coreLinkStore.getState(),
    desk: deskStore.getState().projection,
    ladder: ladderStore(instrumentId).getState().projection,
    instrumentId,
  })
}

/** Calls back when the answer may have changed; returns how to stop. */
export function onBlockChange(instrumentId: InstrumentId, changed: () => void): () => void {
  const stops = [
    coreLinkStore.subscribe(changed),
    deskStore.subscribe(changed),
    ladderStore(instrumentId).subscribe(changed),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
