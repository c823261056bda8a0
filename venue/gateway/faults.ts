// Faults that a scenario asks of the gateway: ended connections, slow or silent links, lost deltas. Owned by the
// gateway; connections and topics ask it. No randomness: the same faults at the same moments do the same.
// Invariants: frames that are held keep their order; a fault ends by itself.
import type { InstrumentId } from '../../shared/domain/brands.ts'
import type { MarketDepth } from '../../shared/venue-wire/market-messages.ts'
import type { GatewayFault } from '../market/scenario/gateway-fault.ts'

export class Faults {
  private latencyMs = 0
  private latencyUntilMs = Number.NEGATIVE_INFINITY
  private silentUntilMs = Number.NEGATIVE_INFINITY
  /** Deltas still to be left out, by instrument and depth. */
  private readonly missing = new Map<InstrumentId, Map<MarketDepth, number>>()

  /** Begins a fault that lasts; what it replaces of the same kind ends. */
  begin(fault: Exclude<GatewayFault, { kind: 'disconnect' }>, nowMs: number): void {
    switch (fault.kind) {
      case 'latency':
        this.latencyMs = fault.ms
        this.latencyUntilMs = nowMs + fault.seconds * 1_000
        return
      case 'silence':
        this.silentUntilMs = nowMs + fault.seconds * 1_000
        return
      case 'dropDeltas':
        this.missing.set(
          fault.instrument,
          new Map(([1, 10, 'full', 'orders'] as const).map((depth) => [depth, fault.count])),
        )
    }
  }

  isSilent(nowMs: number): boolean {
    return nowMs < this.silentUntilMs
  }

  /** When a frame written at `nowMs` may go out; not after `nowMs` while there is no fault. */
  releaseMs(nowMs: number): number {
    const delayed = nowMs < this.latencyUntilMs ? nowMs + this.latencyMs : nowMs
    return Math.max(delayed, this.silentUntilMs)
  }

  /** Whether the next delta of this depth is to be lost; counts it. */
  leavesOut(instrument: InstrumentId, depth: MarketDepth): boolean {
    const counts = this.missing.get(instrument)
    const left = counts?.get(depth) ?? 0
    if (left === 0) return false
    counts?.set(depth, left - 1)
    return true
  }
}
