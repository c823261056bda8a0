// Faults of the wire that a scenario asks for and the gateway carries out: the simulated market only passes them on.
import type { InstrumentId } from '../../../shared/domain/brands.ts'

export type GatewayFault =
  /** Ends the connections of these clients, with the reason. */
  | { readonly kind: 'disconnect'; readonly channel: 'market' | 'orders' | 'all' }
  /** Delays every outgoing frame by `ms` for this long. */
  | { readonly kind: 'latency'; readonly ms: number; readonly seconds: number }
  /** Leaves out the next deltas of an instrument at each depth, so that every client's chain breaks. */
  | { readonly kind: 'dropDeltas'; readonly instrument: InstrumentId; readonly count: number }
  /** Sends nothing at all for this long; then everything that waited, but no heartbeats of that time. */
  | { readonly kind: 'silence'; readonly seconds: number }
