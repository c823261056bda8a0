// The next step of a held order, from its records, its children and the market as they stand. Decided anew each time and
// never remembered, so that a restart, a missed event or a late answer leaves nothing behind. Pure; called by main/core after
// every event for those that are active, and by the projection for the words of what comes next.
import { assertNever } from '../../shared/domain/assert.ts'
import { isTerminal } from '../../shared/domain/order.ts'
import { reason, type Reason } from '../../shared/domain/reason.ts'
import { bracket, wasRefused } from './bracket.ts'
import { exitPair } from './exit-pair.ts'
import { act, type ChildOrder, type Decision, type HeldAction, type HeldView } from './held-facts.ts'
import { sliced } from './sliced.ts'
import { trailingStop } from './trailing-stop.ts'
import { twap } from './twap.ts'

export function decide(view: HeldView): Decision {
  const decision = step(view)
  // An end needs nobody: what was to be done is done, whatever became of the children.
  if (decision.actions.some(({ kind }) => kind === 'end')) return decision
  const surprise = view.children.map(surpriseOf).find((why) => why !== undefined)
  if (surprise !== undefined) return act({ kind: 'awaitPerson' }, { kind: 'pause', reason: surprise })
  return onceMarketLives(decision, view.market.block)
}

/** What the risk gate would not let pass now is sent once it would: a guard that waits is better than one that asks. */
function onceMarketLives(decision: Decision, block: Reason | undefined): Decision {
  if (block === undefined) return decision
  const actions = decision.actions.filter((action) => canGo(action, block))
  if (actions.length === decision.actions.length) return decision
  return act({ kind: 'awaitMarket', reason: block }, ...actions)
}

/** On old prices a quantity may still be lessened, in a market that does not trade it may not. */
function canGo(action: HeldAction, block: Reason): boolean {
  switch (action.kind) {
    case 'place':
      return false
    case 'resize':
      return block.code !== 'marketNotOpen' && action.orderQty <= action.order.orderQty
    case 'cancel':
    case 'move':
    case 'pause':
    case 'end':
      return true
    default:
      return assertNever(action)
  }
}

function step(view: HeldView): Decision {
  const { terms } = view
  switch (terms.kind) {
    case 'oco':
      return exitPair({ ...terms, totalQty: terms.orderQty, children: view.children })
    case 'bracket':
      return bracket({ ...view, terms })
    case 'trailingStop':
      return trailingStop({ ...view, terms })
    case 'sliced':
      return sliced({ ...view, terms })
    case 'twap':
      return twap({ ...view, terms })
    default:
      return assertNever(terms)
  }
}

/** What of a child a person has to look at: it ended otherwise than filled, or the venue did not take a change. */
function surpriseOf({ order, role, settled, dropped, askedQty }: ChildOrder): Reason | undefined {
  const { clientOrderId, status } = order
  if (isTerminal(status)) {
    // A quantity that is brought below what has filled meanwhile ends an order as cancelled.
    const isFilled = status === 'filled' || (askedQty !== undefined && order.cumQty >= askedQty)
    if (isFilled || settled || dropped) return undefined
    // An entry that ends early fills no more, and its bracket knows what to do.
    if (role === 'entry' && !wasRefused(status)) return undefined
    const why = wasRefused(status) ? order.reason : undefined
    return why ?? reason('childEnded', { clientOrderId, status })
  }
  if (status !== 'working' && status !== 'partiallyFilled') return undefined
  const isTaken = !dropped && (askedQty === undefined || askedQty === order.orderQty)
  return isTaken ? undefined : reason('changeNotTaken', { clientOrderId })
}
