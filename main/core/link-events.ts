// What happens to a link is the same for both sessions: its health follows, and a person is told once when it is lost
// or sends what cannot be read. Pure; the two desks add what it means for books and for orders.
import type { TimeUs } from '../../shared/domain/brands.ts'
import { reason } from '../../shared/domain/reason.ts'
import type { LinkEvent } from '../session/venue-contract.ts'
import type { DeskState } from './desk-state.ts'

/** Applies the event; true when it ended a session that stood. */
export function linkEvent(
  state: DeskState,
  session: 'market' | 'orders',
  event: LinkEvent,
  atUs: TimeUs,
): boolean {
  const health = session === 'market' ? state.marketLink : state.orderLink
  const stood = health.isUp
  health.apply(event, atUs)
  if (event.kind === 'badFrame') {
    state.notices.add(atUs, { kind: 'session', session, reason: reason('badFrame', { text: event.text }) })
  }
  if (event.kind !== 'down') return false
  state.deskVersion += 1
  if (stood) state.notices.add(atUs, { kind: 'session', session, reason: event.reason })
  return stood
}
