// May an order be sent from this window now? The core decides again on its side; here a person is told before the
// click, and a click on what is old or halted is refused with the reason in sight. Pure.
import { assertNever } from '../../shared/domain/assert.ts'
import type { TradingPhase } from '../../shared/domain/instrument.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import type { DeskProjection, LadderProjection } from '../../shared/ui-wire/projections.ts'
import type { CoreLinkState } from './core-link.ts'

export type TradeBlock =
  | { readonly kind: 'coreSilent' }
  | { readonly kind: 'replay'; readonly reason: Reason }
  | { readonly kind: 'halted'; readonly reason: Reason }
  | { readonly kind: 'stopped'; readonly reason: Reason }
  | { readonly kind: 'throttled'; readonly reason: Reason }
  | { readonly kind: 'data'; readonly reason: Reason }
  | { readonly kind: 'phase'; readonly reason: Reason }
  | { readonly kind: 'session'; readonly reason: Reason }

export interface TradeGateInput {
  readonly link: CoreLinkState
  readonly desk: DeskProjection | undefined
  readonly ladder: LadderProjection | undefined
  readonly instrumentId: string
}

/** What stands in the way, the widest first; undefined when nothing does. */
export function tradeBlock({ link, desk, ladder, instrumentId }: TradeGateInput): TradeBlock | undefined {
  if (link.status !== 'live') return { kind: 'coreSilent' }
  if (desk?.environment === 'replay') return { kind: 'replay', reason: reason('replaying', {}) }
  if (desk?.halted !== undefined) return { kind: 'halted', reason: desk.halted }
  if (desk?.stopped !== undefined) {
    return { kind: 'stopped', reason: reason('tradingStopped', { origin: desk.stopped.origin }) }
  }
  if (desk?.throttled !== undefined) return { kind: 'throttled', reason: desk.throttled }
  if (ladder === undefined) {
    return { kind: 'data', reason: reason('noMarketData', { instrument: instrumentId }) }
  }
  if (ladder.state.kind !== 'live') return { kind: 'data', reason: ladder.state.reason }
  const phase = ladder.status?.phase ?? 'closed'
  if (!takesOrders(phase)) {
    return { kind: 'phase', reason: reason('marketNotOpen', { instrument: instrumentId, phase }) }
  }
  if (desk?.orders.state !== 'live') return { kind: 'session', reason: reason('orderSessionDown', {}) }
  return undefined
}

/** A ladder sends limit orders for the day, which rest before an auction as well. */
function takesOrders(phase: TradingPhase): boolean {
  switch (phase) {
    case 'preOpen':
    case 'auction':
    case 'continuous':
      return true
    case 'halted':
    case 'closed':
    case 'expired':
      return false
    default:
      return assertNever(phase)
  }
}
