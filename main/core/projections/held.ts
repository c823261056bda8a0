// Held orders as windows see them: what they did, and in what they would do next the market of this moment.
import type { TimeUs } from '../../../shared/domain/brands.ts'
import type { HeldNext, HeldOrder } from '../../../shared/domain/held-order.ts'
import type { HeldProjection } from '../../../shared/ui-wire/projections.ts'
import { decide } from '../../held/decide.ts'
import { ENDED, filledQty, type HeldFacts, type HeldView } from '../../held/held-facts.ts'
import type { DeskState } from '../desk-state.ts'
import { heldView } from '../held-desk.ts'

const ENDED_MAX = 50

export function heldProjection(state: DeskState, nowUs: TimeUs): HeldProjection {
  const shown = [...state.held.open(), ...state.held.ended(ENDED_MAX)]
  return { topic: 'held', held: shown.map((facts) => heldOrder(facts, heldView(state, facts, nowUs))) }
}

function heldOrder(facts: HeldFacts, view: HeldView): HeldOrder {
  const { heldId, terms, state, reason, createdTimeUs, updatedTimeUs } = facts
  return {
    ...{ heldId, terms, state },
    ...(reason === undefined ? {} : { reason }),
    doneQty: filledQty(view.children.filter(({ role }) => role !== 'entry')),
    next: nextOf(facts, view),
    childIds: facts.children.map(({ clientOrderId }) => clientOrderId),
    ...{ createdTimeUs, updatedTimeUs },
  }
}

function nextOf({ state }: HeldFacts, view: HeldView): HeldNext {
  if (state === 'active') return decide(view).next
  return state === 'paused' ? { kind: 'awaitPerson' } : ENDED
}
