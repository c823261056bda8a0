// Faults of the wire that a scenario asks for and the gateway carries out: the simulated market only passes them on.
import type { InstrumentId } from '../../../shared/domain/brands.ts'

export type GatewayFault =
  | { readonly kind: 'disconnect'; readonly channel: 'market' | 'orders' | 'all' }
  /** Outgoing frames come `ms` late, in order, for `seconds`. */
  | { readonly kind: 'latency'; readonly ms: number; readonly seconds: number }
  /** The next `count` deltas of an instrument are left out, so that its chain breaks. */
  | { readonly kind: 'dropDeltas'; readonly instrument: InstrumentId; readonly count: number }
  /** Nothing is sent for `seconds`, heartbeats included. */
  | { readonly kind: 'silence'; readonly seconds: number }
