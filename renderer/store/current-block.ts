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

/** Calls back when the answer has changed, and with every change of the ladder; returns how to stop. */
export function onBlockChange(instrumentId: InstrumentId, changed: () => void): () => void {
  let known = textOf(currentBlock(instrumentId))
  const look = (): void => {
    const now = textOf(currentBlock(instrumentId))
    if (now === known) return
    known = now
    changed()
  }
  const stops = [
    coreLinkStore.subscribe(look),
    deskStore.subscribe(look),
    ladderStore(instrumentId).subscribe(() => {
      known = textOf(currentBlock(instrumentId))
      changed()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function textOf(block: TradeBlock | undefined): string {
  return block === undefined ? '' : JSON.stringify(block)
}
